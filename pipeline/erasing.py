"""Erasing calls: from every folder of the store, for good.

All that is kept of a call lies below the store in a file named after it, `<call_id>.json.gz` or with one other ending,
in whatever folder, or in a folder `people/<kind>/<call_id>`; failures, which are named after recordings, tell their
call inside. So nothing has to be listed here, and what a later version keeps is found too. The warehouse and the files
by role forget the call when they are published next, which writes them anew. A tombstone goes first: erasing that is
killed half-way is ended by `apply_tombstones`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree

from pipeline.atomic_file import sync_folder
from pipeline.audit import AuditLog, Entry
from pipeline.errors import StoreError
from pipeline.failures import FailureStore
from pipeline.names import check_name
from pipeline.records_store import RecordStore
from pipeline.tombstones import Tombstone, Tombstones

KEPT_FOLDERS = frozenset(("tombstones", "audit", "private", "prefect", "nights", "failures"))
"""Of the store's own, with other things in them than calls; failures are gone through one by one."""
_PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased.

    Attributes:
        call_ids: those of which something was kept.
        unknown: those of which nothing was; their tombstone keeps them out.
        uris: names in the inbox of their recordings, which are the recorder's and still lie there.
    """

    call_ids: tuple[str, ...]
    unknown: tuple[str, ...]
    uris: tuple[str, ...]


def erase_calls(store_root: Path, call_ids: Iterable[str], *, actor: str, at: datetime) -> Erased:
    """Erase calls from the store and keep them out; publish afterwards.

    Args:
        store_root: folder of the store.
        call_ids: as in the store.
        actor: who asked, for the audit log.
        at: now, with zone.

    Raises:
        ValueError: an id cannot be one of the store.
    """
    wanted = sorted({check_name(call_id) for call_id in call_ids})
    sources = {call_id: _source(store_root, call_id) for call_id in wanted}
    Tombstones(store_root).add(
        Tombstone(call_id=call_id, recording_sha256=sources[call_id][1], erased_at=at) for call_id in wanted
    )
    found = remove_calls(store_root, wanted)
    AuditLog(store_root).append(*(Entry(at, actor, "erasure", call_id) for call_id in wanted))
    uris = tuple(sources[call_id][0] for call_id in wanted if sources[call_id][0])
    return Erased(tuple(sorted(found)), tuple(one for one in wanted if one not in found), uris)


def apply_tombstones(store_root: Path) -> frozenset[str]:
    """Remove what the store holds of erased calls, as after a restore; return of which there was something."""
    return remove_calls(store_root, Tombstones(store_root).call_ids())


def remove_calls(store_root: Path, call_ids: Iterable[str]) -> frozenset[str]:
    """Remove all that is kept of calls, without a tombstone; return of which there was something."""
    wanted = frozenset(call_ids)
    found = set(_clear_failures(store_root, wanted)) if wanted else set()
    for path in list(_named_after(store_root, wanted)) if wanted else ():
        found.add(_call_id(path))
        if path.is_dir() and not path.is_symlink():
            rmtree(path)
        else:
            path.unlink(missing_ok=True)
        sync_folder(path.parent)
    return frozenset(found)


def calls_of(store_root: Path, employee_id: str) -> list[str]:
    """Return the calls in which an employee took part.

    Args:
        store_root: folder of the store.
        employee_id: pseudonym.

    Raises:
        StoreError: a record cannot be read, so it is not known whose it is.
    """
    records = RecordStore(store_root)
    return [
        record.info.call_id
        for record in map(records.read_record, records.record_files())
        if employee_id in (record.info.employee_id, *(leg.employee_id for leg in record.conversation.legs))
    ]


def forget_person(store_root: Path, employee_id: str) -> None:
    """Remove what is kept of an employee beside calls, such as agreed goals: all that is named after the pseudonym."""
    remove_calls(store_root, [check_name(employee_id)])


def remove_recordings(inbox: Path, uris: Sequence[str]) -> list[str]:
    """Remove recordings from the inbox; return the names of those that were there.

    A name that leads out of the inbox is left alone.
    """
    root = inbox.resolve()
    removed = []
    for uri in uris:
        file = (root / uri).resolve()
        if file.is_relative_to(root) and file.is_file():
            file.unlink()
            removed.append(uri)
    return removed


def _source(store_root: Path, call_id: str) -> tuple[str, str]:
    """Return a recording's name in the inbox and its hash; empty where no record can tell."""
    records = RecordStore(store_root)
    file = records.find_record(call_id)
    if file is None:
        return "", ""
    try:
        recording = records.read_record(file).recording
    except StoreError:
        return "", ""
    return recording.uri, recording.sha256


def _named_after(store_root: Path, call_ids: frozenset[str]) -> Iterator[Path]:
    for folder in sorted(store_root.glob("*")):
        if not folder.is_dir() or folder.name in KEPT_FOLDERS:
            continue
        if folder.name == _PEOPLE:
            yield from (path for path in folder.glob("*/*") if path.name in call_ids)
        yield from (path for path in folder.rglob("*") if path.is_file() and _call_id(path) in call_ids)


def _call_id(path: Path) -> str:
    """Return the id that a file or folder is named after; ids may have dots of their own."""
    if path.is_dir():
        return path.name
    return path.name.removesuffix(".json.gz") if path.name.endswith(".json.gz") else path.stem


def _clear_failures(store_root: Path, call_ids: frozenset[str]) -> Iterator[str]:
    failures = FailureStore(store_root)
    for file in failures.failure_files():
        try:
            failure = failures.read_failure(file)
        except StoreError:
            continue  # damaged: named by the next night; it holds no word of a call
        if failure.call_id in call_ids:
            failures.clear_failure(failure.file_id)
            yield failure.call_id
