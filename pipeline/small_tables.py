"""Failures, nights, items of the leidraad, what people added: few rows, loaded whole whenever one of them changed."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from pipeline.documents import to_bytes
from pipeline.errors import StoreError
from pipeline.failures import Failure, FailureStore
from pipeline.loading import Loader
from pipeline.nights import NightStore
from pipeline.people_rows import PEOPLE_TABLES, people_rows
from pipeline.people_store import PeopleStore
from pipeline.settings import Choices
from pipeline.warehouse import run_step, sql_sha256
from pipeline.warehouse_rows import CueItem, Row, failure_row, plain_row

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SmallTables:
    """Rows of the small tables.

    Attributes:
        cue_items: items of the leidraad in use; without any, those that are loaded stay.
        people: per table, what people added.
        choices: what the settings choose; without, those that are loaded stay.
        hashes: per source; equal hashes mean that nothing here changed. `sql` stands for the program's own views.
        warnings: files that could not be read, a sentence each.
    """

    failures: list[Row]
    nights: list[Row]
    cue_items: list[Row]
    people: Mapping[str, list[Row]]
    choices: list[Row]
    hashes: dict[str, str]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InPlace:
    """What bears on the small tables besides their files.

    Attributes:
        call_ids: calls in the store: what people wrote about others is not loaded.
        kept_out: why calls are kept out of the warehouse.
        choices: what the settings choose; None keeps what is loaded.
    """

    call_ids: Set[str]
    kept_out: Sequence[Failure] = ()
    choices: Choices | None = None


def read_small_tables(
    store_root: Path, cue_items: Sequence[CueItem], last_hashes: Mapping[str, str], here: InPlace
) -> SmallTables:
    """Read the small tables; a damaged file is left out and named.

    Args:
        store_root: folder of the store.
        cue_items: items of the leidraad in use.
        last_hashes: `hashes` of what is loaded.
        here: what else bears on them.
    """
    warnings: list[str] = []
    failures, nights = FailureStore(store_root), NightStore(store_root)
    refused = (*_readable(failures.failure_files(), failures.read_failure, warnings), *here.kept_out)
    failure_rows = [failure_row(each) for each in refused]
    night_rows = [plain_row(each) for each in _readable(nights.night_files(), nights.read_night, warnings)]
    item_rows = [plain_row(item) for item in cue_items]
    people = people_rows(PeopleStore(store_root), here.call_ids, warnings)
    choice_rows: list[Row] = [asdict(here.choices)] if here.choices is not None else []
    hashes = {"failures": _hash(failure_rows), "nights": _hash(night_rows), "sql": sql_sha256()}
    hashes |= {table: _hash(rows) for table, rows in people.items()}
    for source, rows in (("cue_items", item_rows), ("choices", choice_rows)):
        sha256 = _hash(rows) if rows else last_hashes.get(source)
        if sha256 is not None:
            hashes[source] = sha256
    return SmallTables(failure_rows, night_rows, item_rows, people, choice_rows, hashes, tuple(warnings))


def load_small_tables(loader: Loader, small: SmallTables) -> None:
    """Put the small tables in place of what was loaded of them; items of other versions of a leidraad stay."""
    run_step(loader.connection, "create_items")
    loader.add("loading_items", small.cue_items)
    run_step(loader.connection, "forget_small")
    loader.add("cue_items", small.cue_items)
    loader.add("failures", small.failures)
    loader.add("nights", small.nights)
    for table in PEOPLE_TABLES:
        loader.add(table, small.people[table])
    if small.choices:
        run_step(loader.connection, "forget_choices")
        loader.add("choices", small.choices)
    loader.add("sources", [{"source": name, "sha256": sha256} for name, sha256 in small.hashes.items()])


def _readable(files: Iterable[Path], read: Callable[[Path], T], warnings: list[str]) -> list[T]:
    found = []
    for file in files:
        try:
            found.append(read(file))
        except StoreError as error:
            warnings.append(str(error))
    return found


def _hash(rows: Sequence[Row]) -> str:
    return hashlib.sha256(to_bytes(rows)).hexdigest()
