"""Readers that never stop asking while nights are swapped in."""

import os

from pipeline.errors import WarehouseError
from pipeline.nights import NightStore
from pipeline.publishing import publish
from pipeline.records_store import RecordStore
from pipeline.warehouse import open_readonly
from tests.factories import make_findings, make_night, make_record
from tests.soak.results import Outcome, timed


def publish_night(folder, number):
    """Add a call, and a report that counts all calls so far."""
    records = RecordStore(folder / "w.store")
    call_id = f"call-{number}"
    records.write_findings(make_findings(records.write_record(make_record(call_id)), call_id))
    NightStore(folder / "w.store").write_night(make_night(done_count=number))
    publish(folder / "w.store", folder / "w.duckdb")


def ask(warehouse):
    """Ask two things of one connection: calls, and what the latest report says they are."""
    with open_readonly(warehouse) as connection:
        [(calls,)] = connection.execute("select count(*) from calls").fetchall()
        [(done,)] = connection.execute("select max(done_count) from nights").fetchall()
    return calls, done


def read_while_swapping(folder, readers, nights):
    """Run readers, each a process, while nights are published."""
    with timed() as seconds:
        folder.mkdir()
        publish_night(folder, 1)
        children = [_reader(folder, number) for number in range(readers)]
        for number in range(2, nights + 2):
            publish_night(folder, number)
        (folder / "over").touch()
        statuses = [os.waitpid(child, 0)[1] for child in children]
        answers = sum(int(file.read_text()) for file in folder.glob("answers-*"))
    bad = sum(status != 0 for status in statuses)
    found = f"{answers} answers, each from one whole night; {bad} readers met an error or a mixed night"
    return Outcome(
        "readers while nights are swapped in", f"{readers} readers, {nights} swaps", found, not bad, seconds()
    )


def _reader(folder, number):
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        count = 0
        while not (folder / "over").exists():
            calls, done = ask(folder / "w.duckdb")
            if calls != done:
                os._exit(2)
            count += 1
        (folder / f"answers-{number}").write_text(str(count))
        status = 0
    except WarehouseError:
        status = 3
    finally:
        os._exit(status)
