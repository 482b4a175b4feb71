import pytest

from pipeline import stopwatch
from pipeline.stopwatch import Stopwatch


@pytest.fixture
def clock(monkeypatch):
    """A clock that shows the given seconds, one a look."""
    seconds = []
    monkeypatch.setattr(stopwatch.time, "perf_counter", lambda: seconds.pop(0))
    return seconds


def test_a_stage_measured_twice_adds_up(clock):
    clock += [1.0, 3.0, 10.0, 10.5]
    watch = Stopwatch()
    for _ in range(2):
        with watch.measure("decode"):
            pass
    assert watch.seconds() == {"decode": 2.5}  # 2 + 0.5


def test_a_stage_that_fails_counts_its_time(clock):
    clock += [1.0, 4.0]
    watch = Stopwatch()
    with pytest.raises(KeyError), watch.measure("decode"):
        raise KeyError
    assert watch.seconds() == {"decode": 3.0}


def test_a_stage_inside_another_counts_in_both(clock):
    clock += [0.0, 1.0, 3.0, 5.0]
    watch = Stopwatch()
    with watch.measure("outer"), watch.measure("inner"):
        pass
    assert watch.seconds() == {"inner": 2.0, "outer": 5.0}


def test_time_measured_elsewhere_is_added_and_rounded_to_the_millisecond():
    watch = Stopwatch()
    watch.add("recognition", 0.0004)
    watch.add("recognition", 0.0004)
    assert watch.seconds() == {"recognition": 0.001}


def test_nothing_measured_is_nothing():
    assert Stopwatch().seconds() == {}
