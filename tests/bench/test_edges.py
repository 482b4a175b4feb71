import numpy as np
import pytest

from pipeline.records import Span
from tests.bench.edge_dialogues import DIALOGUE_S, NOISES, Voice, is_still, make_dialogue, with_noise
from tests.bench.edges import Lesson, dialogue_scores, learn
from tests.bench.noise import RATE_HZ


def prompt(seconds, level_db=-20.0, seed=0):
    return np.random.default_rng(seed).normal(size=round(seconds * RATE_HZ)) * 10 ** (level_db / 20)


@pytest.mark.parametrize(("pause_db", "expected"), [(-62.0, True), (-50.0, False)])
def test_a_prompt_is_still_whose_pauses_lie_far_below_its_voice(pause_db, expected):
    assert is_still(np.concatenate([prompt(1), prompt(0.5, pause_db)])) is expected


def test_f1_is_of_silences_and_overlaps_of_both_parties():
    # True: silent 2 to 4 and 6 to 7, both speak 5 to 6. Found: the second silence alone; the overlap begins 0.2 s late.
    truth = [[Span(0, 2), Span(5, 6)], [Span(4, 6), Span(7, 99)]]
    found = [[Span(0, 3), Span(5.2, 6)], [Span(4, 6), Span(7, 99)]]
    silences, overlaps = dialogue_scores(truth, found)

    assert (silences.part, silences.whole) == (2, 4)
    assert (overlaps.part, overlaps.whole) == (0, 2)


def test_a_dialogue_has_both_parties_at_times_together():
    first, second = (Voice([prompt(2, seed=seed)], [prompt(0.5, seed=seed)]) for seed in (1, 2))
    spoken = make_dialogue(first, second, np.random.default_rng(3)) != 0

    assert spoken.mean(axis=0).min() > 0.2
    assert 0.01 < spoken.all(axis=1).mean() < 0.3


def test_what_tells_speech_gets_weight_and_chance_none():
    rng = np.random.default_rng(1)
    spoken = rng.random(4000) < 0.5
    inputs = np.column_stack([np.where(spoken, 1.0, -1.0) + rng.normal(size=4000), rng.normal(size=4000)])
    weights, bias = learn([Lesson(inputs.astype(np.float32), spoken, ())])

    # The log odds of two normal distributions a distance of 2 apart, deviation 1, grow by 2 per unit.
    assert weights == pytest.approx([2, 0], abs=0.2)
    assert bias == pytest.approx(0, abs=0.2)


def test_noise_lies_so_far_below_the_speech_as_asked():
    speech = [[Span(1, 2)], [Span(3, 5)]]
    sound = np.zeros((round(DIALOGUE_S * RATE_HZ), 2))
    for number, [span] in enumerate(speech):
        sound[round(span.start_s * RATE_HZ) : round(span.end_s * RATE_HZ), number] = 0.1 * (1 + number)
    noisy = with_noise(sound, speech, NOISES[0], np.random.default_rng(0), (10.0, 10.0))

    # 10 dB below 0.1 and 0.2, pauses not counted: 0.0316 and 0.0632
    assert np.sqrt(np.mean((noisy - sound) ** 2, axis=0)) == pytest.approx([0.0316, 0.0632], abs=2e-4)
