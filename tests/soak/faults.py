"""What can befall a night beside kills and full disks, each on a store that a night has filled."""

import os
import random
import signal
import stat
import time
from datetime import UTC, datetime, timedelta

import pytest

from flows import night_work, wiring
from pipeline.errors import StoreError
from pipeline.failures import FailureStore
from pipeline.records_store import RecordStore
from tests.flows.fakes import make_inbox
from tests.soak.cheap import (
    give_key,
    in_child,
    leftovers,
    night_with_a_deadly_call,
    run_night,
    state_of,
    was_killed,
)
from tests.soak.results import Outcome, timed

CALLS = ("a", "b", "c", "d")
NOBODY = 65534
SEED = 20261126


def run_faults(folder, times):
    """Yield an outcome a fault, tried some times each."""
    folder.chmod(0o755)  # to be passed through by the user who may not write
    for name, what, befall in (
        ("read_only", "a store that may only be read", read_only),
        ("changing", "a recording that is written to all night", changing),
        ("clock", "a clock set back by an hour to three years between nights", clock_set_back),
        ("damaged", "a damaged record or findings", damaged),
        ("memory", "a worker killed for memory, each time on the same call", killed_for_memory),
    ):
        with timed() as seconds:
            right = sum(befall(begun(folder / f"{name}-{number}"), number) for number in range(times))
        found = f"{right} of {times} came out as promised"
        yield Outcome(what, f"{times} nights of {len(CALLS)} calls", found, right == times, seconds())


def begun(folder):
    """Return a folder with an inbox in which no night was run."""
    folder.mkdir()
    make_inbox(folder / "inbox", *CALLS)
    return give_key(folder)


def calls_of(folder):
    return sorted(state_of(folder)[0])


def read_only(folder, _number):
    """Nothing is written, the readers' file stays, and the night afterwards does what is left."""
    in_child(run_night, folder)
    before = state_of(folder)
    make_inbox(folder / "inbox", *CALLS, "e")
    set_writable(folder, is_writable=False)
    is_refused = in_child(night_of_nobody, folder) != 0
    set_writable(folder, is_writable=True)
    is_kept = state_of(folder) == before
    return is_refused and is_kept and in_child(run_night, folder) == 0 and calls_of(folder) == [*CALLS, "e"]


def set_writable(folder, *, is_writable):
    """Give all below a folder to read, and to write to its owner or to nobody."""
    for path in (folder, *folder.rglob("*")):
        may_enter = 0o555 if stat.S_ISDIR(path.stat().st_mode) else 0o444
        path.chmod(may_enter | (0o200 if is_writable else 0))


def night_of_nobody(folder):
    """Run a night as a user who owns nothing, for an administrator may write everywhere."""
    if os.geteuid() == 0:
        os.setuid(NOBODY)
    if run_night(folder).broken:
        raise StoreError("a batch broke off")


def changing(folder, _number):
    """It alone is put off, and done once it keeps still."""
    writer = os.fork()
    if not writer:
        while True:
            with (folder / "inbox" / "b.wav").open("r+b") as file:
                file.seek(-1, os.SEEK_END)
                file.write(b"\0")
            time.sleep(0.001)
    is_done = in_child(run_night, folder) == 0 and calls_of(folder) == ["a", "c", "d"]
    [failure] = FailureStore(folder / "w.store").failures()
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    is_put_off = (failure.call_id, failure.reason, failure.retryable) == ("b", "changing", True)
    return is_done and is_put_off and in_child(run_night, folder) == 0 and calls_of(folder) == list(CALLS)


def clock_set_back(folder, number):
    """The later night, which says it is the earlier one, does what is new and nothing twice."""
    back = timedelta(hours=1) * (26_280 ** (number / 8))
    in_child(run_night, folder)
    before = state_of(folder)
    is_idle = in_child(night_at, folder, back) == 0 and state_of(folder) == before
    make_inbox(folder / "inbox", *CALLS, "e")
    in_child(night_at, folder, back)
    return is_idle and calls_of(folder) == [*CALLS, "e"] and not leftovers(folder)


def night_at(folder, back):
    """Run a night whose clock is so far behind; the times of files are the system's, which cannot be set here."""

    class Behind:
        fromisoformat = datetime.fromisoformat

        @staticmethod
        def now(tz=None):
            return datetime.now(tz) - back

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wiring, "datetime", Behind)
        patch.setattr(night_work, "datetime", Behind)
        run_night(folder, now=Behind.now(UTC))


def damaged(folder, number):
    """The call is done or derived again."""
    in_child(run_night, folder)
    before, records = state_of(folder), RecordStore(folder / "w.store")
    dice = random.Random(SEED + number)  # noqa: S311 - no secret
    record = records.find_record("b")
    file = record if number % 2 else records.findings_file(record)
    raw = bytearray(file.read_bytes())
    if dice.random() < 0.5:
        del raw[dice.randrange(len(raw)) :]
    else:
        raw[dice.randrange(20, len(raw))] ^= 0xFF
    file.write_bytes(raw)
    return in_child(run_night, folder) == 0 and state_of(folder) == before and not leftovers(folder)


def killed_for_memory(folder, number):
    """After four starts the others are done and it is named; the next night tries it again."""
    deadly = CALLS[number % len(CALLS)]
    statuses = []
    while len(statuses) < 4 and (not statuses or was_killed(statuses[-1])):
        statuses.append(in_child(night_with_a_deadly_call, folder, deadly))
    others = [call for call in CALLS if call != deadly]
    [failure] = FailureStore(folder / "w.store").failures()
    is_named = (failure.call_id, failure.reason, failure.retryable) == (deadly, "worker_killed", True)
    is_done = statuses[-1] == 0 and calls_of(folder) == others and not leftovers(folder)
    return is_named and is_done and in_child(run_night, folder) == 0 and calls_of(folder) == list(CALLS)
