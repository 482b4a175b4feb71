import pytest

from pipeline.attempts import Attempts


@pytest.fixture
def attempts(tmp_path):
    return Attempts(tmp_path)


def killed(attempts, *file_ids):
    """Leave behind what a killed process leaves behind."""
    noting = attempts.noted(file_ids)
    noting.__enter__()
    return noting  # kept alive: a context that is thrown away would end


def test_nothing_is_left_of_an_attempt_that_ended(attempts):
    with attempts.noted(["a", "b"]):
        assert attempts.left() == [{"a", "b"}]
    assert attempts.left() == []


def test_an_attempt_that_broke_off_ended_too(attempts):
    with pytest.raises(OSError, match="full"), attempts.noted(["a"]):
        raise OSError("full")
    assert attempts.left() == []


def test_a_kill_leaves_its_recordings(attempts, tmp_path):
    _kept = killed(attempts, "b", "a")
    assert Attempts(tmp_path).left() == [{"a", "b"}]


def test_what_was_dealt_with_is_forgotten_and_the_rest_kept(attempts):
    _kept = killed(attempts, "a", "b", "c")
    attempts.forget(["a"])
    assert attempts.left() == [{"b", "c"}]


def test_once_alone_may_be_a_power_cut_twice_is_the_recording(attempts):
    _first = killed(attempts, "a")
    assert not attempts.died_alone("a")
    _second = killed(attempts, "a")
    assert attempts.died_alone("a")
    attempts.forget(["a"])
    assert not attempts.died_alone("a")


def test_dying_together_is_not_dying_alone(attempts):
    _kept = [killed(attempts, "a", "b"), killed(attempts, "a", "b")]
    assert not attempts.died_alone("a")
    attempts.forget(["b"])
    assert attempts.left() == [{"a"}]
    assert not attempts.died_alone("a")


def test_half_a_note_stops_no_night(attempts, tmp_path):
    _kept = killed(attempts, "a")
    [note] = (tmp_path / "attempts").iterdir()
    note.write_bytes(b"[")
    assert attempts.left() == []
    assert not attempts.died_alone("a")
