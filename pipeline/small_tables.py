"""Failures, nights and the items of the leidraad: few rows, loaded whole whenever one of them changed."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pipeline.documents import to_bytes
from pipeline.errors import StoreError
from pipeline.failures import FailureStore
from pipeline.loading import Loader
from pipeline.nights import NightStore
from pipeline.warehouse import run_step, sql_sha256
from pipeline.warehouse_rows import CueItem, Row, failure_row, plain_row

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SmallTables:
    """Rows of the small tables.

    Attributes:
        cue_items: items of the leidraad in use; without any, those that are loaded stay.
        hashes: per source; equal hashes mean that nothing here changed. `sql` stands for the program's own views.
        warnings: files that could not be read, a sentence each.
    """

    failures: list[Row]
    nights: list[Row]
    cue_items: list[Row]
    hashes: dict[str, str]
    warnings: tuple[str, ...]


def read_small_tables(store_root: Path, cue_items: Sequence[CueItem], last_hashes: Mapping[str, str]) -> SmallTables:
    """Read the small tables; a damaged file is left out and named.

    Args:
        store_root: folder of the store.
        cue_items: items of the leidraad in use.
        last_hashes: `hashes` of what is loaded.
    """
    warnings: list[str] = []
    failures, nights = FailureStore(store_root), NightStore(store_root)
    failure_rows = [failure_row(each) for each in _readable(failures.failure_files(), failures.read_failure, warnings)]
    night_rows = [plain_row(each) for each in _readable(nights.night_files(), nights.read_night, warnings)]
    item_rows = [plain_row(item) for item in cue_items]
    hashes = {"failures": _hash(failure_rows), "nights": _hash(night_rows), "sql": sql_sha256()}
    item_hash = _hash(item_rows) if item_rows else last_hashes.get("cue_items")
    if item_hash is not None:
        hashes["cue_items"] = item_hash
    return SmallTables(failure_rows, night_rows, item_rows, hashes, tuple(warnings))


def load_small_tables(loader: Loader, small: SmallTables) -> None:
    """Put the small tables in place of what was loaded of them; items of other versions of a leidraad stay."""
    run_step(loader.connection, "create_items")
    loader.add("loading_items", small.cue_items)
    run_step(loader.connection, "forget_small")
    loader.add("cue_items", small.cue_items)
    loader.add("failures", small.failures)
    loader.add("nights", small.nights)
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
