import numpy as np
import pytest

from pipeline import crosstalk
from pipeline.activity import frame_levels
from pipeline.crosstalk import cancel_leak, expected_leak, leak_level, only_the_other
from tests.pipeline.listening import voice

OTHER = voice(8, (1, 7), seed=2)
SPEAKS = np.zeros(800, dtype=bool)
SPEAKS[100:700] = True


def level_of_leak(samples):
    return leak_level(frame_levels(samples), frame_levels(OTHER), SPEAKS)


@pytest.mark.parametrize("leak_db", [-6, -18, -30])
def test_a_leak_is_measured_where_the_other_speaks_alone(leak_db):
    own = voice(8) + OTHER * np.float32(10 ** (leak_db / 20))

    assert level_of_leak(own) == pytest.approx(leak_db, abs=1.0)


def test_own_speech_beside_the_leak_does_not_hide_it():
    own = voice(8, (2, 4)) + OTHER * np.float32(10 ** (-18 / 20))  # for a third of the other's speech

    assert level_of_leak(own) == pytest.approx(-18, abs=1.5)


@pytest.mark.parametrize(
    "own",
    [
        pytest.param(voice(8), id="noise"),
        pytest.param(np.zeros(8 * 16_000, dtype=np.float32), id="digital silence"),
        pytest.param(OTHER, id="the same sound"),
        pytest.param(OTHER * np.float32(0.75), id="the same sound, 2.5 dB lower"),
        pytest.param(OTHER * np.float32(2), id="a leak of the own voice over there"),
    ],
)
def test_what_does_not_follow_the_other_at_a_distance_is_no_leak(own):
    assert level_of_leak(own) is None


def test_nobody_leaks_who_does_not_speak():
    levels = frame_levels(OTHER)

    assert leak_level(levels, levels, np.zeros(800, dtype=bool)) is None


def test_less_than_a_second_alone_tells_nothing():
    speaks = np.zeros(800, dtype=bool)
    speaks[100:500] = True  # 400 frames, two in five of them loud, half of those alone: 80 of the 100 needed
    own = voice(8) + OTHER * np.float32(0.125)

    assert leak_level(frame_levels(own), frame_levels(OTHER), speaks) is None


def test_the_quieter_half_of_the_loud_frames_is_the_other_alone():
    level, other = np.full(10, -60.0), np.arange(-29.0, -19.0)
    level[9] = -20.0  # both speak

    # the loudest four of ten are 6 to 9, at distances -37, -38, -39 and 0; of these the half that is lowest
    assert np.flatnonzero(only_the_other(level, other, np.ones(10, dtype=bool))).tolist() == [7, 8]


def test_a_leak_may_come_30_ms_early_or_late():
    other = np.full(9, -100.0)
    other[4] = -20.0

    assert expected_leak(other, -18.0).tolist() == [-118.0] + [-38.0] * 7 + [-118.0]


@pytest.mark.parametrize("delay", [-160, 0, 80], ids=["10 ms early", "at once", "5 ms late"])
def test_a_delayed_leak_is_taken_out_and_the_own_voice_left(delay):
    own = voice(8, (7.2, 7.9))
    leak = np.roll(OTHER, delay) * np.float32(0.2)

    cleaned = cancel_leak(own + leak, OTHER, SPEAKS)

    assert np.std(cleaned[32_000:96_000]) < np.std(leak[32_000:96_000]) / 5  # 14 dB
    assert np.corrcoef(cleaned[116_000:126_000], own[116_000:126_000])[0, 1] > 0.99


def test_with_too_little_to_learn_from_nothing_is_taken_out():
    own, seldom = voice(8), np.zeros(800, dtype=bool)
    seldom[300:399] = True  # a frame less than a second

    assert cancel_leak(own, OTHER, seldom) is own


def test_a_long_call_is_learnt_from_in_samples_of_it(monkeypatch):
    monkeypatch.setattr(crosstalk, "MOST_FRAMES", 150)
    leak = OTHER * np.float32(0.2)

    cleaned = cancel_leak(voice(8) + leak, OTHER, SPEAKS)

    assert np.std(cleaned[32_000:96_000]) < np.std(leak[32_000:96_000]) / 4
