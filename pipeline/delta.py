"""What is new in the store since the last warehouse, found by the size and time of files before anything is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.file_hash import sha256_of
from pipeline.records_store import RecordStore
from pipeline.warehouse_rows import Source


@dataclass(frozen=True, slots=True)
class StoredCall:
    """The files of a call in the store, with their stamps; both of the findings are None together."""

    call_id: str
    record_file: Path
    record_stamp: str
    findings_file: Path | None
    findings_stamp: str | None


@dataclass(frozen=True, slots=True)
class KnownCall:
    """What the last warehouse was loaded from."""

    record: Source
    findings: Source | None


@dataclass(frozen=True, slots=True)
class Delta:
    """What to load and what to drop.

    Attributes:
        changed: new calls, and calls with another record or other findings than are loaded, by the day they started:
            rows of one period then lie together in the warehouse.
        rerecorded: those of them that were loaded from another record.
        gone: calls that are loaded, but no longer in the store.
    """

    changed: tuple[StoredCall, ...]
    rerecorded: frozenset[str]
    gone: frozenset[str]


def list_stored(store: RecordStore) -> dict[str, StoredCall]:
    """Return the calls of the store by id; of a call found on two days, after a crash, the later written."""
    stored: dict[str, StoredCall] = {}
    for file in store.record_files():
        call = _stored_call(store, file)
        twin = stored.get(call.call_id)
        if twin is None or file.stat().st_mtime_ns > twin.record_file.stat().st_mtime_ns:
            stored[call.call_id] = call
    return stored


def find_delta(stored: Mapping[str, StoredCall], known: Mapping[str, KnownCall]) -> Delta:
    """Compare what is stored with what is loaded; only files whose stamp differs are read."""
    rerecorded = frozenset(
        call_id
        for call_id, call in stored.items()
        if call_id in known and _differs(call.record_file, call.record_stamp, known[call_id].record)
    )
    changed = (
        call
        for call_id, call in stored.items()
        if call_id not in known
        or call_id in rerecorded
        or _differs(call.findings_file, call.findings_stamp, known[call_id].findings)
    )
    by_day = sorted(changed, key=lambda call: call.record_file)
    return Delta(tuple(by_day), rerecorded, frozenset(known.keys() - stored.keys()))


def _stored_call(store: RecordStore, record_file: Path) -> StoredCall:
    findings_file = store.findings_file(record_file)
    findings_stamp = _stamp(findings_file)
    return StoredCall(
        call_id=record_file.name.removesuffix(".json.gz"),
        record_file=record_file,
        record_stamp=_stamp(record_file) or "",
        findings_file=findings_file if findings_stamp is not None else None,
        findings_stamp=findings_stamp,
    )


def _stamp(file: Path) -> str | None:
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return f"{status.st_size}-{status.st_mtime_ns}"


def _differs(file: Path | None, stamp: str | None, source: Source | None) -> bool:
    if file is None or source is None:
        return (file is None) != (source is None)
    return stamp != source.stamp and sha256_of(file) != source.sha256
