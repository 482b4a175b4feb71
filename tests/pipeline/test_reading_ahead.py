import threading

import pytest

from pipeline.errors import BadRecordingError, SettingsError
from pipeline.hearing import hear
from pipeline.reading_ahead import ReadAhead
from tests.pipeline.rig import make_tools, write_call


@pytest.fixture
def heard(tmp_path):
    """Three calls, heard: by id."""
    rows = [write_call(tmp_path, f"call-{number}") for number in (1, 2, 3)]
    tools = make_tools(tmp_path)
    return {row.call.call_id: hear(row, tools) for row in rows}


def read(heard, *, fails=None, most=100):
    """Read ahead of calls that were heard already, each of size 1."""
    fails = fails or {}

    def give(row):
        if row.call.call_id in fails:
            raise fails[row.call.call_id]
        return heard[row.call.call_id]

    return ReadAhead([call.row for call in heard.values()], give, lambda _: 1, most)


def ids(results):
    return [row.call.call_id for row, _ in results]


def test_calls_come_in_their_order(heard):
    with read(heard) as ahead:
        results = list(ahead)
    assert ids(results) == ["call-1", "call-2", "call-3"]
    assert [result for _, result in results] == list(heard.values())


def test_a_recording_that_cannot_be_heard_costs_no_other(heard):
    error = BadRecordingError("call-2", "truncated")
    with read(heard, fails={"call-2": error}) as ahead:
        results = list(ahead)
    assert [result for _, result in results] == [heard["call-1"], error, heard["call-3"]]


@pytest.mark.parametrize("error", [SettingsError("no weights"), KeyboardInterrupt()])
def test_what_no_call_can_do_without_is_raised_to_who_takes_it(heard, error):
    with read(heard, fails={"call-2": error}) as ahead, pytest.raises(type(error)):
        list(ahead)


def test_reading_waits_until_something_is_let_go(heard):
    begun = []
    rows = [call.row for call in heard.values()]
    with ReadAhead(rows, lambda row: begun.append(row) or heard[row.call.call_id], size_1, 2) as ahead:
        taken = iter(ahead)
        [_, first] = next(taken)
        next(taken)
        assert len(begun) == 2  # two are held, as many as may be
        ahead.let_go([first])
        next(taken)
    assert len(begun) == 3


def size_1(_):
    return 1


def test_the_reader_ends_when_who_takes_breaks_off(heard):
    def take_one():
        with read(heard, most=1) as ahead:
            next(iter(ahead))
            raise KeyError("broken off")

    with pytest.raises(KeyError):
        take_one()
    assert "reader" not in {thread.name for thread in threading.enumerate()}


def test_nothing_is_read_while_the_reader_is_paused(heard):
    begun = threading.Event()
    ahead = ReadAhead([heard["call-1"].row], lambda row: begun.set() or heard[row.call.call_id], size_1, 1)
    with ahead.paused():
        with_reader = ahead.__enter__()
        assert not begun.wait(timeout=0.05)
    assert ids(with_reader) == ["call-1"]
    ahead.__exit__()
