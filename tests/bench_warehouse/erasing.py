"""How long erasing and the end of a term take: `python -m tests.bench_warehouse.erasing [--calls 50000]`.

The warehouse is made up by `tests.bench_warehouse`; beside it a store with a record a call, each with the words of 40
turns as long as they are kept. Timed are the whole commands: store, warehouse and every
role file, which are written anew.
"""

import argparse
import gzip
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from flows.wiring import DEFAULT_SETTINGS
from pipeline.erasing import erase_calls
from pipeline.publishing import publish
from pipeline.records_store import RecordStore
from pipeline.retention import retain, without_words
from pipeline.role_files import roles_folder
from pipeline.role_publishing import RoleSettings
from pipeline.settings import load_settings
from pipeline.warehouse import connect
from tests.bench_warehouse.__main__ import make, say
from tests.factories import make_conversation, make_record, make_turn

NOW = datetime(2026, 3, 7, 22, tzinfo=UTC)
"""A week after the last day that `made_up.sql` makes calls of, so that the words of the first days have ended."""
FIRST_WORDS = date(2025, 9, 1)
"""The first day of which it makes words."""
TURN = "ik wil graag mijn paspoort verlengen bij de balie morgen kan dat dan ook nog even"
NAME = b"call-template"
LOADED_FROM = """
update calls set record_sha256 = written.sha, record_stamp = written.stamp
from written where calls.call_id = written.call_id
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=50_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), given.calls)


def measure(folder: Path, call_count: int) -> None:
    store, warehouse = folder / "m.store", folder / "m.duckdb"
    settings = load_settings(DEFAULT_SETTINGS)
    roles = RoleSettings(settings.agreements, {})

    def published() -> None:
        publish(store, warehouse, cue_items=(), choices=settings.choices, roles=roles)

    say(f"{call_count} calls made up in {make(warehouse, call_count, folder):.0f} s")
    took("a store beside it", lambda: fill_store(folder, store, warehouse))
    took("first publishing, all role files", published)
    files = list(roles_folder(warehouse).glob("*.duckdb"))
    size = sum(file.stat().st_size for file in (warehouse, *files))
    say(f"{size / 1e9:.2f} GB in the warehouse and {len(files)} role files")
    took("nothing new", published)
    some = [f"call-{number}" for number in range(call_count // 2, call_count // 2 + 100)]
    took("erase 1 call", lambda: (erase_calls(store, some[:1], actor="bench", at=NOW), published()))
    took("erase 99 calls", lambda: (erase_calls(store, some[1:], actor="bench", at=NOW), published()))
    took("retain, the first night", lambda: (retain(store, settings.privacy, NOW), published()))
    took("retain, again", lambda: (retain(store, settings.privacy, NOW), published()))


def took(what: str, work: Callable[[], object]) -> None:
    began = perf_counter()
    work()
    say(f"{what}: {perf_counter() - began:.1f} s")


def fill_store(folder: Path, store: Path, warehouse: Path) -> None:
    """Write a record for each call of the warehouse, and tell the warehouse that it was loaded from it."""
    full, empty = templates(folder)
    with connect(warehouse) as connection:
        calls = connection.execute("select call_id, local_date from calls order by call_id").fetchall()
        connection.execute("create temp table written (call_id varchar, sha varchar, stamp varchar)")
        lines = folder / "written.csv"
        lines.write_text("\n".join(written(store, calls, full, empty)), encoding="utf-8")
        connection.execute("insert into written select * from read_csv(?, header = false)", [str(lines)])
        connection.execute(LOADED_FROM)


def templates(folder: Path) -> tuple[bytes, bytes]:
    """Return the bytes of a record with words and of one without."""
    records = RecordStore(folder / "template")
    turns = tuple(make_turn("agent" if n % 2 else "citizen", 10.0 * n, TURN) for n in range(40))
    conversation = replace(make_conversation(NAME.decode()), turns=turns, duration_s=500.0)
    record = make_record(NAME.decode(), conversation=conversation)
    made = []
    for one in (record, without_words(record)):
        records.write_record(one)
        file = records.find_record(NAME.decode())
        made.append(gzip.decompress(file.read_bytes()) if file else b"")
    return made[0], made[1]


def written(store: Path, calls: list[tuple[str, date]], full: bytes, empty: bytes) -> Iterator[str]:
    for call_id, day in calls:
        text = full if day >= FIRST_WORDS else empty
        data = gzip.compress(text.replace(NAME, call_id.encode()), compresslevel=1)
        file = store / "records" / f"{day:%Y/%m/%d}" / f"{call_id}.json.gz"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        status = file.stat()
        yield f"{call_id},{sha256(data).hexdigest()},{status.st_size}-{status.st_mtime_ns}"


if __name__ == "__main__":
    main()
