import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import stopwatch
from pipeline.stopwatch import Lap, Laps, Stopwatch, shared_out


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


# time_s       0    1    2    3    4    5    6
# decode       |---------|
# recognition       |--------------|
# derive                                |----|
LAPS = [Lap(0, 2, "decode"), Lap(1, 4, "recognition"), Lap(5, 6, "derive")]


def test_where_two_stages_run_at_once_each_has_half():
    # decode 1 alone + 1/2; recognition 1/2 + 2 alone; nothing from 4 to 5
    assert shared_out(LAPS) == {"decode": 1.5, "recognition": 2.5, "derive": 1.0}


def test_the_parts_add_up_to_the_time_in_which_anything_ran():
    assert sum(shared_out(LAPS).values()) == 5.0  # 0 to 4 and 5 to 6


def test_a_stage_beside_itself_counts_once():
    assert shared_out([Lap(0, 2, "decode"), Lap(0, 2, "decode"), Lap(1, 3, "decode")]) == {"decode": 3.0}


def test_no_laps_share_nothing():
    assert shared_out([]) == {}


times = st.integers(0, 50)


@given(st.lists(st.tuples(times, st.integers(1, 20), st.sampled_from("abc"))))
def test_nothing_is_counted_twice_and_nothing_is_lost(drawn):
    laps = [Lap(start, start + length, stage) for start, length, stage in drawn]
    covered = {second for lap in laps for second in range(int(lap.start_s), int(lap.end_s))}
    assert sum(shared_out(laps).values()) == pytest.approx(len(covered))


def test_a_batch_keeps_the_laps_of_its_calls_by_stage_and_in_models(clock):
    clock += [0.0, 1.0, 3.0, 5.0]
    laps = Laps()
    with Stopwatch(laps).measure("activity"), Stopwatch(laps).in_model():
        pass
    assert (laps.stages, laps.models) == ([Lap(0.0, 5.0, "activity")], [Lap(1.0, 3.0)])
