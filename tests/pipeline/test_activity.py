from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.activity import find_activity, frame_levels
from pipeline.intervals import intersect, overlap_s, subtract, total_s
from pipeline.records import Span
from tests.pipeline.listening import ACTIVITY, LoudIsSpeech, voice

EDGE_S = 0.06
"""How far an edge may be off here: padding 0.02, a window of 0.02, and babble that starts softly."""


def speech_of(*channels):
    return [channel.speech for channel in find_activity(channels, LoudIsSpeech(), ACTIVITY)]


def assert_near(found, expected):
    assert len(found) == len(expected), found
    for span, (start_s, end_s) in zip(found, expected, strict=True):
        assert (span.start_s, span.end_s) == (pytest.approx(start_s, abs=EDGE_S), pytest.approx(end_s, abs=EDGE_S))


def test_each_channel_has_its_own_speech():
    left, right = speech_of(voice(6, (1, 2)), voice(6, (3, 5), seed=2))

    assert_near(left, [(1, 2)])
    assert_near(right, [(3, 5)])


def test_both_at_once_is_speech_of_both():
    left, right = speech_of(voice(6, (1, 4)), voice(6, (2, 3), seed=2))

    assert total_s(intersect(left, right)) == pytest.approx(1.0, abs=2 * EDGE_S)


def test_one_channel_is_heard_by_itself():
    [channel] = find_activity([voice(4, (1, 2))], LoudIsSpeech(), ACTIVITY)

    assert_near(channel.speech, [(1, 2)])
    assert channel.leak_db is None


@pytest.mark.parametrize("sample_count", [0, 1, 159, 160, 16_000])
def test_sound_without_anybody_in_it_has_no_speech(sample_count):
    silence = np.zeros(sample_count, dtype=np.float32)

    for channel in find_activity([silence, silence], LoudIsSpeech(), ACTIVITY):
        assert (channel.speech, channel.speech_db, channel.leak_db) == ((), None, None)


# The sound stops at 2 s. Each stretch is padded by 0.02 s, and its last window of 0.02 s begins 0.01 s before its sound
# does: a hole of h seconds in the sound is a pause of h - 0.05 s.
@pytest.mark.parametrize(
    ("hole_s", "count"),
    [
        pytest.param(0.30, 2, id="exactly the shortest pause"),
        pytest.param(0.29, 1, id="10 ms less"),
        pytest.param(0.10, 1, id="the closure of a stop"),
    ],
)
def test_speech_breaks_at_the_shortest_pause(hole_s, count):
    tone = np.sin(np.arange(4 * 16_000) * 0.3).astype(np.float32)
    tone[:16_000] = tone[3 * 16_000 :] = tone[2 * 16_000 : round((2 + hole_s) * 16_000)] = 0.0

    [speech] = speech_of(tone)

    assert len(speech) == count
    assert [round(right.start_s - left.end_s, 3) for left, right in pairwise(speech)] == [0.25] * (count - 1)


def test_a_click_is_no_speech():
    [speech] = speech_of(voice(4, (1, 1.04)))

    assert speech == ()


def test_padding_stays_inside_the_recording():
    [speech] = speech_of(voice(2, (0, 2)))

    assert speech == (Span(0.0, 2.0),)


def test_levels_of_the_channel_are_told():
    [channel] = find_activity([voice(20, (1, 9), noise_db=-60)], LoudIsSpeech(), ACTIVITY)

    assert channel.noise_db == pytest.approx(-60, abs=1)
    assert channel.speech_db == pytest.approx(-18, abs=2)  # the louder quarter of babble at -20 dB


# time_s    0    1    2    3    4    5    6    7    8    9   10   11   12
# left      |-------------------|                        |--------|
# right                    |------------------------|         |-|
LEFT, RIGHT = ((0.5, 4), (9, 11)), ((3, 8), (9.8, 10.2))


def leaking(leak_db):
    left, right = voice(12, *LEFT), voice(12, *RIGHT, seed=2)
    return left + right * 10 ** (leak_db / 20), right + left * 10 ** (leak_db / 20)


@pytest.mark.parametrize("leak_db", [-12, -18, -24])
def test_a_leak_is_no_speech(leak_db):
    left, right = speech_of(*leaking(leak_db))

    assert total_s(subtract(left, [Span(*span) for span in LEFT])) < 0.3
    assert total_s(subtract(right, [Span(*span) for span in RIGHT])) < 0.3


@pytest.mark.parametrize("leak_db", [-12, -18])
def test_who_talks_over_a_leak_is_still_heard(leak_db):
    left, right = speech_of(*leaking(leak_db))

    overlaps = intersect(left, right)
    assert sum(overlap_s(span, Span(9.8, 10.2)) for span in overlaps) > 0.3  # of 0.4 s
    assert sum(overlap_s(span, Span(3, 4)) for span in overlaps) > 0.8  # of 1 s


def test_the_level_of_the_leak_is_told():
    left, right = find_activity(leaking(-18), LoudIsSpeech(), ACTIVITY)

    assert left.leak_db == pytest.approx(-18, abs=1.5)
    assert right.leak_db == pytest.approx(-18, abs=1.5)


def test_the_leak_is_gone_from_the_samples():
    left, _ = leaking(-18)
    cleaned, _ = find_activity(leaking(-18), LoudIsSpeech(), ACTIVITY)
    only_right = slice(5 * 16_000, 7 * 16_000)

    assert np.std(cleaned.samples[only_right]) < np.std(left[only_right]) / 4  # 12 dB and more


@pytest.mark.parametrize("leak_db", [-200, -18], ids=["apart", "leaking"])
def test_swapping_the_channels_swaps_their_speech_and_nothing_else(leak_db):
    left, right = leaking(leak_db)

    assert speech_of(right, left) == speech_of(left, right)[::-1]


def test_the_same_sound_on_both_channels_does_not_cancel_itself():
    twice = voice(8, (1, 6))
    left, right = speech_of(twice, twice * np.float32(0.9) + voice(8, seed=7))

    assert_near(left, [(1, 6)])
    assert_near(right, [(1, 6)])


def test_a_level_is_that_of_20_ms():
    samples = np.zeros(480, dtype=np.float32)
    samples[160:320] = 0.1  # 0.01 in the middle of three frames: halved with the next, then halved before it

    assert frame_levels(samples).tolist() == pytest.approx([-23.01, -23.01, -100.0], abs=0.01)


moments = st.lists(st.integers(5, 95), min_size=2, max_size=10, unique=True).map(sorted)


@settings(max_examples=25, deadline=None)
@given(moments)
def test_stretches_are_apart_by_a_pause_and_inside_the_call(tenths):
    spans = [(a / 10, b / 10) for a, b in zip(tenths[::2], tenths[1::2], strict=False)]
    [speech] = speech_of(voice(10, *spans))

    assert all(round(right.start_s - left.end_s, 3) >= 0.25 for left, right in pairwise(speech))
    assert all(span.start_s >= 0 and span.end_s <= 10 for span in speech)


class HalfHeard:
    """A model that gives a voice a low probability throughout, as it does with some, but for one frame of 32 ms."""

    def __init__(self, probability):
        self._probability = probability

    def speech_probability(self, samples):
        is_loud = LoudIsSpeech().speech_probability(samples)
        probability = is_loud * np.float32(self._probability)
        probability[np.flatnonzero(is_loud)[-1:]] = 0.2
        return probability


# The last frame is enough for what lies within 0.12 s before it only; the voice lasts 1 s.
@pytest.mark.parametrize(("probability", "found_s"), [(0.14, 1.0), (0.01, 0.0)])
def test_a_voice_that_the_model_half_hears_throughout_is_speech_as_a_whole(probability, found_s):
    [speech] = [channel.speech for channel in find_activity([voice(4, (1, 2))], HalfHeard(probability), ACTIVITY)]

    assert total_s(speech) == pytest.approx(found_s, abs=2 * EDGE_S)
