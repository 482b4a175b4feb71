"""Speech, overlaps and silences are found where they were put."""

import numpy as np
import pytest

from tests.synth.activity import Interval, bridge, find_overlaps, find_silences, find_speech
from tests.synth.voice import count_vowels, mend

RATE_HZ = 16_000


def tone(*stretches: Interval, length_s: float = 3.0) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    time_s = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    is_on = np.zeros(time_s.size, dtype=bool)
    for start_s, end_s in stretches:
        is_on |= (time_s >= start_s) & (time_s < end_s)
    return np.asarray(np.sin(2 * np.pi * 500 * time_s) * is_on)


def test_speech_is_found_within_the_length_of_the_window() -> None:
    (found,) = find_speech(tone((0.5, 1.5)), RATE_HZ)
    assert found == pytest.approx((0.5, 1.5), abs=0.010)


@pytest.mark.parametrize(("pause_s", "count"), [(0.20, 1), (0.30, 2)])
def test_only_pauses_of_a_quarter_second_split_speech(pause_s: float, count: int) -> None:
    assert len(find_speech(tone((0.5, 1.0), (1.0 + pause_s, 2.0)), RATE_HZ)) == count


def test_silence_holds_no_speech() -> None:
    assert find_speech(np.zeros(RATE_HZ), RATE_HZ) == ()


@pytest.mark.parametrize(("gap_s", "count"), [(0.249, 1), (0.25, 2)])
def test_a_pause_of_exactly_the_threshold_splits(gap_s: float, count: int) -> None:
    assert len(bridge([(0.0, 1.0), (1.0 + gap_s, 2.0)])) == count


# time_s    0    1    2    3    4    5    6    7
# agent     |--------------|              |----|
# citizen             |---------|
SPEECH = {"agent": [(0.0, 3.0), (6.0, 7.0)], "citizen": [(2.0, 4.0)]}


def test_an_onset_inside_the_speech_of_another_is_an_overlap() -> None:
    (overlap,) = find_overlaps(SPEECH)
    assert (overlap.start_s, overlap.end_s, overlap.onset_role) == (2.0, 3.0, "citizen")


def test_a_joint_silence_is_where_nobody_speaks() -> None:
    assert find_silences(SPEECH) == ((4.0, 6.0),)


def test_nobody_speaking_is_no_silence() -> None:
    assert find_silences({"agent": [], "citizen": []}) == ()


def test_vowels_are_counted_as_syllables_and_pauses_are_not() -> None:
    assert count_vowels("_\t100\nd\t74\nA\t80 0 120\nx\t70\nEi\t90\n") == 2


def test_a_schwa_is_put_where_the_voices_cannot_go_on() -> None:
    symbols = [line.split("\t")[0] for line in mend("O\t40\nr\t70\nG\t70\n@\t40\n").splitlines()]
    assert symbols == ["O", "r", "@", "G", "@"]
