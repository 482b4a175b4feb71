import csv
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
import soundfile

from tests.bench.noise import RATE_HZ
from tests.bench.spoken import (
    LEAD_S,
    TAIL_S,
    Greeting,
    greeting_figures,
    greeting_sets,
    over_line,
    prompt_track,
    read_sounds,
    write_greetings,
)

OWN, BY_OTHERS = greeting_sets()


@pytest.fixture(scope="module", params=[one.name for one in greeting_sets()])
def greetings(request):
    return read_sounds(request.param)


def test_there_are_a_hundred_greetings_of_each_kind_and_many_names_and_voices(greetings):
    assert Counter(sound.kind for sound, _ in greetings) == {"named": 100, "nameless": 100}
    assert len({sound.name for sound, _ in greetings if sound.name}) == 20
    assert len({sound.voice for sound, _ in greetings}) == 8


def test_who_greets_by_name_says_it_and_nobody_else_says_one(greetings):
    names = {part for sound, _ in greetings for part in sound.name.split() if part[0].isupper()}
    for sound, _ in greetings:
        said = names & set(sound.text.replace(",", " ").replace(".", " ").split())
        assert bool(said) == (sound.kind == "named")
        assert said <= set(sound.name.split())


@pytest.mark.parametrize("name", ["greetings", "greetings_by_others", "prompts"])
def test_every_sound_lies_in_its_file_and_is_loud_enough_to_be_heard(name):
    sounds = read_sounds(name)
    for sound, samples in sounds:
        assert 0 <= sound.start_s < sound.end_s
        assert len(samples) / RATE_HZ == pytest.approx(sound.end_s - sound.start_s, abs=0.01)
        assert 10 * np.log10(np.mean(samples**2)) == pytest.approx(-24.0, abs=2.0)
    assert all(before.end_s < after.start_s for (before, _), (after, _) in pairwise(sounds))


def test_greetings_are_laid_out_with_the_name_on_the_roster(tmp_path):
    written = write_greetings(tmp_path / "inbox", 2, OWN)
    with (tmp_path / "inbox" / "calls.csv").open(encoding="utf-8") as lines:
        rows = {row["file"]: row for row in csv.DictReader(lines)}
    assert [one.key for one in written] == ["named-000.wav", "named-001.wav", "nameless-000.wav", "nameless-001.wav"]
    assert [bool(one.name) for one in written] == [True, True, False, False]
    assert all(rows[one.key]["employee_name"] == one.name for one in written if one.name)
    assert all(rows[one.key]["employee_name"] for one in written)


def test_more_greetings_than_are_bundled_are_the_same_over_other_lines(tmp_path):
    written = write_greetings(tmp_path / "inbox", 101, OWN)
    first, again = (soundfile.info(tmp_path / "inbox" / one.key) for one in (written[0], written[100]))
    assert written[0].name == written[100].name
    # played 1.07 times as fast
    spoken_s = first.duration - LEAD_S - TAIL_S
    assert again.duration - LEAD_S - TAIL_S == pytest.approx(spoken_s / 1.07, abs=0.01)


def test_greetings_by_others_are_laid_out_once_each_over_lines_in_turn(tmp_path):
    written = write_greetings(tmp_path / "inbox", 200, BY_OTHERS)
    assert len(written) == 200
    spoken = [samples for sound, samples in read_sounds(BY_OTHERS.name) if sound.kind == "named"][:4]
    lengths_s = [soundfile.info(tmp_path / "inbox" / one.key).duration - LEAD_S - TAIL_S for one in written[:4]]
    # as said, 1.07 and 0.94 times as fast, and as said again
    factors = [len(samples) / RATE_HZ / length_s for samples, length_s in zip(spoken, lengths_s, strict=True)]
    assert factors == pytest.approx([1.0, 1.07, 0.94, 1.0], abs=0.01)


def test_a_greeting_stands_on_the_left_only_and_the_line_is_heard_on_both():
    tone = 0.1 * np.sin(np.arange(RATE_HZ))
    sound = over_line(tone, (1.0, -40.0), np.random.default_rng(0))
    power_db = 10 * np.log10(np.mean(sound**2, axis=0))
    # 1 s of tone at -23 dB in 3.2 s: -28 dB; the line at -40 dB
    assert power_db == pytest.approx([-27.8, -40.0], abs=0.7)


def test_verdicts_are_counted_by_greeting_and_by_name_asked():
    greetings = [Greeting("a", "Rixt Bouma"), Greeting("b", "Piet Elzinga"), Greeting("c", ""), Greeting("d", "")]
    verdicts = {
        "a": {"Rixt Bouma": "said"},
        "b": {"Piet Elzinga": "uncertain"},
        "c": {"Rixt Bouma": "not_said", "Piet Elzinga": "said"},
    }
    figures = greeting_figures(greetings, verdicts)
    assert figures["named"] == {"count": 2, "said": 1, "uncertain": 1, "not_said": 0, "not_applicable": 0}
    nameless = figures["nameless"]
    assert (nameless["count"], nameless["asked"], nameless["said"]) == (1, 2, 1)
    assert nameless["greetings_with_an_invented_name"] == 1
    assert figures["unheard"] == 1


def test_prompts_follow_each_other_with_the_line_between_them():
    track = prompt_track(30.0, np.random.default_rng(0))
    silent = np.abs(track).reshape(-1, RATE_HZ // 10).max(axis=1) < 1e-3
    assert len(track) == 30 * RATE_HZ
    assert 0.1 < silent.mean() < 0.7
