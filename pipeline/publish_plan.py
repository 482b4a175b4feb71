"""What a publishing has to do, found by comparing the store with the warehouse in place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from pipeline.delta import Delta, KnownCall, StoredCall, find_delta, list_stored
from pipeline.errors import StoreError, WarehouseError
from pipeline.failures import Failure
from pipeline.loading import Unread, read_call
from pipeline.quarantine import Quarantine
from pipeline.records_store import RecordStore
from pipeline.settings import Choices
from pipeline.small_tables import InPlace, SmallTables, read_small_tables
from pipeline.warehouse import SCHEMA_VERSION, open_readonly, read_version
from pipeline.warehouse_rows import CueItem, Source

RELOAD_ALL_FROM = 50_000
"""Calls loaded again from which on a new file is quicker than taking rows out of the old one, chunk by chunk."""

Way = Literal["copy", "take_over", "reload"]


@dataclass(frozen=True, slots=True)
class Last:
    """What the warehouse in place was made of; nothing where there is none."""

    version: int = SCHEMA_VERSION
    calls: Mapping[str, KnownCall] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to load, and into what.

    Attributes:
        way: `copy` the file and add to it; `take_over` its rows into a new file, without the words of calls that are
            gone or recorded again; `reload` every call into a new file.
        delta: what to load and drop.
        known: what is loaded of the calls to load, and goes first; nothing in a reload.
        small: the small tables.
        last: what the warehouse in place was made of; None without one.
        stored: calls of the store, without those kept out.
        warnings: files that cannot be read, and calls that are kept out, a sentence each.
        without_findings: records of which only the findings cannot be read.
    """

    way: Way
    delta: Delta
    known: Mapping[str, KnownCall]
    small: SmallTables
    last: Last | None
    stored: Mapping[str, StoredCall]
    warnings: tuple[str, ...]
    without_findings: tuple[Path, ...] = ()

    def has_work(self, loaded_count: int) -> bool:
        """Tell whether the new warehouse differs from the one in place, once `loaded_count` calls could be loaded."""
        is_changed = self.last is None or dict(self.last.hashes) != self.small.hashes
        return self.way == "reload" or is_changed or bool(self.delta.gone) or loaded_count > 0


def make_plan(
    store_root: Path,
    warehouse: Path,
    cue_items: Sequence[CueItem],
    *,
    choices: Choices | None = None,
    is_rebuild: bool,
) -> Plan:
    """Compare the store with the warehouse in place.

    Raises:
        WarehouseError: the warehouse is damaged or of a newer program, or the store is empty and the warehouse is not.
    """
    last = _read_last(warehouse) if warehouse.exists() else None
    known = last.calls if last is not None else {}
    stored = list_stored(RecordStore(store_root))
    if known and not stored and not is_rebuild:
        raise WarehouseError(
            f"{warehouse}: holds {len(known)} calls, but the store {store_root} has none; name the right store, or run "
            "`meeluister rebuild` if all of them are to go"
        )
    kept_out = Quarantine(store_root).kept_out(stored)
    stored = {call_id: call for call_id, call in stored.items() if call_id not in kept_out}
    unread = Unread()
    delta = _keep_unreadable(RecordStore(store_root), find_delta(stored, known), unread)
    in_place = InPlace(stored.keys(), tuple(kept_out.values()), choices)
    small = read_small_tables(store_root, cue_items, last.hashes if last is not None else {}, in_place)
    way = _choose_way(delta, last, is_rebuild=is_rebuild)
    if way == "reload":
        delta = replace(delta, changed=find_delta(stored, {}).changed)
        return Plan(way, delta, {}, small, last, stored, (*small.warnings, *map(_sentence, kept_out.values())))
    warnings = (*small.warnings, *unread.warnings, *map(_sentence, kept_out.values()))
    return Plan(way, delta, known, small, last, stored, warnings, tuple(unread.without_findings))


def _sentence(failure: Failure) -> str:
    return f"call {failure.call_id}: {failure.reason}: {failure.detail}"


def _keep_unreadable(store: RecordStore, delta: Delta, unread: Unread) -> Delta:
    """Leave out calls recorded again that cannot be read: what is loaded of them stays."""
    left_out = set()
    for call in delta.changed:
        if call.call_id in delta.rerecorded:
            try:
                read_call(store, call)
            except StoreError as error:
                unread.add(store, call, error)
                left_out.add(call.call_id)
    changed = tuple(call for call in delta.changed if call.call_id not in left_out)
    return replace(delta, changed=changed, rerecorded=delta.rerecorded - left_out)


def _choose_way(delta: Delta, last: Last | None, *, is_rebuild: bool) -> Way:
    if last is None:
        return "copy"
    again_count = sum(call.call_id in last.calls for call in delta.changed)
    if is_rebuild or last.version < SCHEMA_VERSION or again_count >= RELOAD_ALL_FROM:
        return "reload"
    return "take_over" if delta.gone or delta.rerecorded else "copy"


def _read_last(warehouse: Path) -> Last:
    with open_readonly(warehouse, allow_older=True) as connection:
        calls = connection.execute(
            "select call_id, record_sha256, record_stamp, findings_sha256, findings_stamp from calls"
        ).fetchall()
        hashes = connection.execute("select source, sha256 from sources").fetchall()
        version = read_version(connection)
    return Last(version, {row[0]: _known_call(*row[1:]) for row in calls}, dict(hashes))


def _known_call(record_sha256: str, record_stamp: str, findings_sha256: str | None, stamp: str | None) -> KnownCall:
    record = Source(record_sha256, record_stamp)
    if findings_sha256 is None or stamp is None:
        return KnownCall(record, None)
    return KnownCall(record, Source(findings_sha256, stamp))
