"""Whole nights with cheap models behind the same ports and without Prefect, and what is left of them afterwards."""

import errno
import os
import signal
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flows import night_work, wiring
from pipeline.attempts import Attempts
from pipeline.failures import FailureStore
from pipeline.records_store import RecordStore
from pipeline.stages import BatchCounts
from pipeline.store_lock import working_on
from pipeline.warehouse import open_readonly
from tests.flows.fakes import use_fakes

SETTINGS = """
night: {batch_size: 3, retries: 0, retry_delay_s: 0}
privacy: {keep_words_days: 36500, keep_measures_days: 36500}
"""
_real_fsync = os.fsync


def job_in(folder):
    """Return the job of a folder with an inbox in it."""
    settings = folder / "own.yaml"
    settings.write_text(SETTINGS, encoding="utf-8")
    return wiring.make_job(folder / "w.duckdb", folder / "inbox", settings)


def give_key(folder):
    """Give a store to be the key of its pseudonyms, the same each time, and return the folder."""
    file = folder / "w.store" / "private" / "pseudonym.key"
    file.parent.mkdir(parents=True)
    file.write_bytes(bytes(range(32)))
    return folder


def run_night(folder, *, now=None):
    """Run a night as the flow does, now or at another time: a batch that breaks off costs no other."""
    job, run = job_in(folder), (now or datetime.now(UTC)).isoformat()
    with working_on(wiring.installation(job).store):
        tonight = night_work.begin(job, run)
        counts, broken = BatchCounts(), []
        for batch in tonight.batches:
            try:
                counts += night_work.work_off(batch, job, run)
            except OSError as error:
                broken.append(type(error).__name__)
        return night_work.finish(tonight, counts, tuple(broken))


def in_child(work, *arguments):
    """Do work in a process of its own, with fakes; return its wait status."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    status = 1
    try:
        with pytest.MonkeyPatch.context() as patch:
            use_fakes(patch)
            work(*arguments)
        status = 0
    finally:
        os._exit(status)  # no exit functions of pytest or Prefect


def was_killed(status):
    """Tell of a wait status whether the process was killed."""
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


@contextmanager
def counted_syncs(at_sync):
    """Call `at_sync` with the number of each write or rename that is made to last, before it is."""
    number = 0

    def fsync(descriptor):
        nonlocal number
        number += 1
        at_sync(number)
        _real_fsync(descriptor)

    os.fsync = fsync
    try:
        yield lambda: number
    finally:
        os.fsync = _real_fsync


def full_at(number):
    """Return what a disk does that is full at one write."""

    def at_sync(count):
        if count == number:
            raise OSError(errno.ENOSPC, "No space left on device")

    return at_sync


def dies_at(number):
    """Return what a process does that is killed at one write."""

    def at_sync(count):
        if count == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return at_sync


def count_syncs(folder):
    """Return how many writes and renames a night makes last."""
    with counted_syncs(lambda _: None) as counted:
        run_night(folder)
    return counted()


def state_of(folder):
    """Return all that must be the same whatever happened: calls, findings, rows; not when and how fast."""
    records = RecordStore(folder / "w.store")
    calls, findings = {}, {}
    for file in records.record_files():
        record = records.read_record(file)
        assert record.info.call_id not in calls, "a call came out twice"
        calls[record.info.call_id] = (record.info, record.recording, record.conversation)
        findings[record.info.call_id] = replace(records.read_findings(records.findings_file(file)), record_sha256="")
    failures = {one.file_id: (one.stage, one.reason) for one in FailureStore(folder / "w.store").failures()}
    return calls, findings, failures, rows_of(folder)


def rows_of(folder):
    """Return the rows of each table of the warehouse, but for hashes and times of work."""
    with open_readonly(folder / "w.duckdb") as connection:
        listed = "select table_name from duckdb_tables() where database_name = 'warehouse'"
        names = {name for (name,) in connection.execute(listed).fetchall()} - {"nights", "sources", "failures"}
        left_out = ("record_sha256", "record_stamp", "findings_sha256", "findings_stamp", "processed_at", "night")
        kept = {name: [one for one in connection.table(name).columns if one not in left_out] for name in names}
        quoted = {name: ", ".join(f'"{one}"' for one in columns) for name, columns in kept.items()}
        return {
            name: sorted(map(str, connection.table(name).project(columns).fetchall()))
            for name, columns in quoted.items()
        }


def leftovers(folder):
    """Return what no whole night leaves: part files, half warehouses, notes of attempts, findings without a record."""
    store = RecordStore(folder / "w.store")
    places = {store.findings_file(file) for file in store.record_files()}
    orphans = [file for file in (folder / "w.store" / "findings").rglob("*.json.gz") if file not in places]
    parts = [file for file in folder.rglob("*") if ".part-" in file.name or file.name.endswith(".next")]
    return [*orphans, *parts, *Attempts(folder / "w.store").left()]


class DiesOn:
    """A recogniser that takes so much memory on one call that its process is killed."""

    def __init__(self, call_id, inner):
        self.call_id, self.inner = call_id, inner

    def transcribe(self, clips):
        if any(clip.call_id == self.call_id for clip in clips):
            os.kill(os.getpid(), signal.SIGKILL)
        return self.inner.transcribe(clips)

    def ask(self, askings):
        return self.inner.ask(askings)


def night_with_a_deadly_call(folder, call_id="b"):
    with pytest.MonkeyPatch.context() as patch:
        use_fakes(patch)
        fake = wiring.make_tools

        def make_tools(here, colleagues):
            tools = fake(here, colleagues)
            return replace(tools, transcriber=DiesOn(call_id, tools.transcriber))

        patch.setattr(wiring, "make_tools", make_tools)
        run_night(folder)
