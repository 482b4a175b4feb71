"""A small, seeded part of `make soak`: nights killed, on a full disk, and read while they are swapped in."""

import random
import resource
import shutil
import threading
from datetime import UTC, datetime, timedelta

import pytest

from flows import night_work
from pipeline.atomic_file import write_atomic
from pipeline.errors import StoreError, WarehouseError
from pipeline.failures import FailureStore
from pipeline.records_store import RecordStore
from tests.flows.fakes import make_inbox, use_fakes
from tests.soak.cheap import (
    count_syncs,
    counted_syncs,
    dies_at,
    full_at,
    give_key,
    in_child,
    leftovers,
    night_with_a_deadly_call,
    run_night,
    state_of,
    was_killed,
)
from tests.soak.reading import ask, publish_night

CALLS = ("a", "b", "c", "d")
SEED = 20261126
KILLS, FULL_DISKS = 3, 3


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """An inbox, what an undisturbed night makes of it, and how many writes that takes."""
    folder = give_key(tmp_path_factory.mktemp("undisturbed"))
    make_inbox(folder / "inbox", *CALLS)
    with pytest.MonkeyPatch.context() as patch:
        use_fakes(patch)
        write_count = count_syncs(folder)
    return folder / "inbox", state_of(folder), write_count


@pytest.fixture
def begun(undisturbed, tmp_path):
    """The same inbox, in a folder in which no night was run."""
    shutil.copytree(undisturbed[0], tmp_path / "inbox")
    return give_key(tmp_path)


def killed_at(folder, number):
    with counted_syncs(dies_at(number)):
        run_night(folder)


def chosen(share, write_count):
    """Return a write of a night, by its place from 0 to 1."""
    return 1 + int(share * write_count)


@pytest.mark.parametrize("share", [random.Random(SEED + number).random() for number in range(KILLS)])  # noqa: S311
def test_a_night_killed_at_a_write_comes_out_as_an_undisturbed_one(undisturbed, begun, share):
    assert was_killed(in_child(killed_at, begun, chosen(share, undisturbed[2])))
    assert in_child(run_night, begun) == 0
    assert state_of(begun) == undisturbed[1]
    assert leftovers(begun) == []


@pytest.mark.usefixtures("transcriber")
@pytest.mark.parametrize("share", [random.Random(SEED - number).random() for number in range(FULL_DISKS)])  # noqa: S311
def test_a_disk_that_is_full_at_a_write_costs_nothing_that_another_night_does_not_mend(undisturbed, begun, share):
    with counted_syncs(full_at(chosen(share, undisturbed[2]))):
        try:
            run_night(begun)
        except (OSError, StoreError) as error:
            assert "No space left" in str(error)  # noqa: PT017 - it may also cost one batch only
    run_night(begun)
    assert state_of(begun) == undisturbed[1]
    assert leftovers(begun) == []


def grown_too_large(folder):
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))  # a warehouse is larger
    run_night(folder)


def test_a_disk_too_small_for_the_warehouse_leaves_the_last_one_to_readers(begun):
    assert in_child(run_night, begun) == 0
    make_inbox(begun / "inbox", *CALLS, "e")
    before = (begun / "w.duckdb").read_bytes()
    assert in_child(grown_too_large, begun) != 0
    assert (begun / "w.duckdb").read_bytes() == before
    assert in_child(run_night, begun) == 0
    assert sorted(state_of(begun)[0]) == [*CALLS, "e"]
    assert leftovers(begun) == []


def test_a_call_that_kills_its_process_costs_no_other_and_is_named(begun):
    statuses = []
    while not statuses or was_killed(statuses[-1]):
        statuses.append(in_child(night_with_a_deadly_call, begun))
        assert len(statuses) <= 4  # with others, alone, alone again, refused
    assert statuses[-1] == 0
    assert sorted(state_of(begun)[0]) == ["a", "c", "d"]
    [failure] = FailureStore(begun / "w.store").failures()
    assert (failure.call_id, failure.reason, failure.retryable) == ("b", "worker_killed", True)
    assert leftovers(begun) == []
    assert in_child(run_night, begun) == 0  # with more memory, say
    assert sorted(state_of(begun)[0]) == list(CALLS)


@pytest.mark.usefixtures("transcriber")
def test_a_store_that_cannot_be_written_is_told_and_left_as_it_is(begun, monkeypatch):
    run_night(begun)
    before = state_of(begun)
    make_inbox(begun / "inbox", *CALLS, "e")

    def read_only(*_arguments):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("pipeline.atomic_file._write_part", read_only)
    assert set(run_night(begun).broken) == {"OSError"}
    monkeypatch.undo()
    assert state_of(begun) == before


@pytest.mark.usefixtures("transcriber")
def test_a_damaged_record_is_made_again(undisturbed, begun):
    run_night(begun)
    RecordStore(begun / "w.store").find_record("b").write_bytes(b"half a reco")
    run_night(begun)
    assert state_of(begun) == undisturbed[1]


def test_a_deadline_leaves_the_rest_for_the_next_night(begun, transcriber, monkeypatch):
    monkeypatch.setattr(night_work, "deadline", lambda *_: datetime.now(UTC) - timedelta(seconds=1))
    result = run_night(begun)
    assert (result.report.put_off_count, result.report.done_count, transcriber.heard) == (4, 0, [])
    monkeypatch.undo()


READERS, SWAPS = 4, 6


def test_readers_see_one_whole_night_and_are_never_refused(tmp_path):
    publish_night(tmp_path, 1)
    over, answers, errors = threading.Event(), [], []
    readers = [threading.Thread(target=read, args=(tmp_path, over, answers, errors)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for number in range(2, SWAPS + 2):
        publish_night(tmp_path, number)
    over.set()
    for reader in readers:
        reader.join()
    assert errors == []
    assert {calls for calls, _ in answers} >= {SWAPS + 1}
    assert all(calls == done for calls, done in answers)


def read(folder, over, answers, errors):
    """Ask twice with one connection, again and again, and once more when all is over."""
    is_last = False
    while not is_last:
        is_last = over.is_set()
        try:
            answers.append(ask(folder / "w.duckdb"))
        except WarehouseError as error:
            errors.append(error)
            return


def test_what_is_written_is_whole_or_absent_when_the_disk_is_full(tmp_path):
    with counted_syncs(full_at(1)), pytest.raises(OSError, match="No space left"):
        write_atomic(tmp_path / "file", b"data")
    assert list(tmp_path.iterdir()) == []
