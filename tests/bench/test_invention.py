import csv
from datetime import datetime

import numpy as np
import pytest
import soundfile

from pipeline.records import Conversation, Span, Speech, Turn, Word
from tests.bench.given import make_outcome
from tests.bench.invention import (
    RATE_HZ,
    hold_music,
    invented_words,
    invention_figures,
    line_noise,
    nothing,
    office_noise,
    signal_tones,
    typing,
    write_soundscapes,
)
from tests.bench.outcome import PipelineRun, Refused, Work

MAKERS = [line_noise, office_noise, hold_music, signal_tones, typing]


@pytest.mark.parametrize("make", [nothing, *MAKERS])
def test_sound_is_as_long_as_asked_and_the_same_each_time(make):
    first, again = (make(11.0, np.random.default_rng(1)) for _ in range(2))
    assert first.shape == (11 * RATE_HZ,)
    assert np.array_equal(first, again)


@pytest.mark.parametrize("make", MAKERS)
def test_sound_can_be_heard_and_hardly_clips(make):
    sound = make(30.0, np.random.default_rng(1))
    assert np.sqrt(np.mean(sound**2)) > 0.001
    assert np.mean(np.abs(sound) > 1) < 0.01


def test_silence_is_digital():
    assert not nothing(2.0, np.random.default_rng(1)).any()


def power(sound):
    return np.mean(sound**2, axis=0)


def test_recordings_share_the_minutes_asked_and_prompts_as_agent_come_on_top(tmp_path):
    kinds = write_soundscapes(tmp_path / "inbox", 0.5)
    # 0.5 min = 30 s over ten recordings
    lengths = {kind: soundfile.info(tmp_path / "inbox" / name) for name, kind in kinds.items()}
    apart = lengths.pop("prompts-agent")
    assert len(lengths) == 10
    assert {one.duration for one in lengths.values()} == {apart.duration} == {3.0}
    assert {kind for kind, one in lengths.items() if one.channels == 1} == {"hold-music-mono"}


@pytest.mark.parametrize("kind", ["hold-music", "signal-tones", "prompts"])
def test_music_tones_and_prompts_lie_on_either_partys_channel(kind, tmp_path):
    write_soundscapes(tmp_path / "inbox", 1.0)
    (agent, citizen), (own, other) = (
        power(soundfile.read(tmp_path / "inbox" / f"{name}.wav")[0]) for name in (kind, f"{kind}-agent")
    )
    # a line hums at -55 dB, the others lie 20 dB above it at least: 100 times
    assert citizen > 100 * agent
    assert own > 100 * other


def test_the_table_names_whose_channel_is_whose_and_none_of_one_channel(tmp_path):
    write_soundscapes(tmp_path / "inbox", 0.5)
    with (tmp_path / "inbox" / "calls.csv").open() as lines:
        rows = {row["call_id"]: row for row in csv.DictReader(lines)}
    assert {row["agent_channel"] for kind, row in rows.items() if kind != "hold-music-mono"} == {"left"}
    assert rows["hold-music-mono"]["agent_channel"] == ""
    assert all(datetime.fromisoformat(row["started_at"]) for row in rows.values())


def heard(kind, agent_words):
    word = Word(Span(1.0, 1.5), "hallo")
    turns = (Turn(Span(1.0, 3.0), "agent", words=(word,) * agent_words),)
    speech = (Speech(Span(1.0, 3.0), "agent"),)
    return make_outcome(key=f"{kind}.wav", conversation=Conversation(kind, 5.0, speech=speech, turns=turns))


def test_words_of_prompts_on_the_agents_channel_are_in_no_sum():
    kinds = {f"{kind}.wav": kind for kind in ("prompts", "hold-music-agent", "prompts-agent", "silence")}
    calls = [heard("prompts", 1), heard("hold-music-agent", 2), heard("prompts-agent", 40)]
    run = PipelineRun(Work(1.0, 0.0, 1.0, {}, 1.0), calls, [Refused("silence.wav", "silent")], "m", "h")
    assert invention_figures(30.0, kinds, run) == {
        "minutes": 30.0,
        "words": 1 + 2,
        "speech_s": 2.0 + 2.0,
        "words_by_sound": {"prompts": 1, "hold-music-agent": 2},
        "words_of_prompts_on_agent_channel": 40,
        "refused": {"silence": "silent"},
    }


def test_prompts_that_were_refused_are_not_shown_as_none_written():
    run = PipelineRun(Work(1.0, 0.0, 1.0, {}, 1.0), [], [Refused("a.wav", "silent")], "m", "h")
    assert invention_figures(30.0, {"a.wav": "prompts-agent"}, run)["words_of_prompts_on_agent_channel"] is None


def test_every_word_of_either_party_is_invented_and_what_another_voice_says_is_not():
    word = Word(Span(1.0, 1.5), "hallo")
    turns = (
        Turn(Span(1.0, 2.0), "agent", words=(word,)),
        Turn(Span(2.0, 3.0), "citizen", words=(word, word)),
        Turn(Span(3.0, 4.0), "other", words=(word, word, word)),
    )
    assert invented_words(Conversation("c", 5.0, turns=turns)) == 1 + 2
