import numpy as np
import pytest

from pipeline.dropouts import find_dropouts
from pipeline.records import Span

FRAMES_PER_S = 50


def line(duration_s, *dead):
    """Return the powers of a channel that hums but for the given (start_s, end_s)."""
    powers = np.full(round(duration_s * FRAMES_PER_S), 1e-6, dtype=np.float32)
    for start_s, end_s in dead:
        powers[round(start_s * FRAMES_PER_S) : round(end_s * FRAMES_PER_S)] = 0.0
    return powers


def test_both_channels_dead_is_a_dropout():
    assert find_dropouts([line(60, (20, 23)), line(60, (21, 25))], [Span(1, 10)]) == (Span(21, 23),)


def test_one_dead_channel_is_not():
    assert find_dropouts([line(60, (20, 23)), line(60)], [Span(1, 10)]) == ()


# frames are 20 ms: 0.26 s is the first length from 0.25 s on, 9.98 s the last below 10 s
@pytest.mark.parametrize(("duration_s", "is_one"), [(0.24, False), (0.26, True), (9.98, True), (10.0, False)])
def test_a_dropout_takes_a_quarter_of_a_second_to_ten_seconds(duration_s, is_one):
    channel = line(60, (20, 20 + duration_s))

    assert (find_dropouts([channel, channel], []) != ()) is is_one


# 20 s of quiet beside 40 s of speech; what is dead of it comes in pieces of 5 s
@pytest.mark.parametrize(("dead", "count"), [([(40, 45), (50, 55)], 2), ([(40, 45), (48, 53), (55, 56)], 0)])
def test_where_most_pauses_are_digital_silence_it_means_nothing(dead, count):
    channel = line(60, *dead)

    assert len(find_dropouts([channel, channel], [Span(0, 40)])) == count


@pytest.mark.parametrize("duration_s", [0, 10])
def test_without_quiet_there_is_no_dropout(duration_s):
    assert find_dropouts([line(duration_s)] * 2, [Span(0, 10)]) == ()
