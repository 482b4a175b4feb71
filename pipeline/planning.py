"""What is to be done tonight, and why: every recording of the inbox against what the store already has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pipeline.failures import Failure, FailureStore
from pipeline.inbox import InboxRow, InboxScan, Refusal
from pipeline.pseudonyms import Pseudonyms
from pipeline.recording_file import sha256_of
from pipeline.records_store import RecordStore

Why = Literal["new", "changed", "try_again", "done", "refused_before"]
"""`new`: no record; `changed`: another sound, settings or weights than its record's; `done`, `refused_before`: nothing
changed since; `try_again`: refused before, but that may have passed."""

TO_DO: frozenset[Why] = frozenset({"new", "changed", "try_again"})


@dataclass(frozen=True, slots=True)
class Planned:
    """A recording and what is to be done with it."""

    row: InboxRow
    why: Why


def plan_night(
    rows: Sequence[InboxRow],
    records: RecordStore,
    failures: Mapping[str, Failure],
    pseudonyms: Pseudonyms,
    config: str,
) -> tuple[Planned, ...]:
    """Decide for each recording.

    Args:
        rows: recordings of the inbox.
        records: what is done.
        failures: what was refused, by file_id.
        pseudonyms: turn ids of calls into those of the store.
        config: hash of the settings that bear on records.
    """
    return tuple(Planned(row, _why(row, records, failures.get(row.file_id), pseudonyms, config)) for row in rows)


@dataclass(frozen=True, slots=True)
class Noted:
    """When refusals are noted, and under which settings."""

    night: str
    config_hash: str
    at: datetime


def note_refusals(scan: InboxScan, failures: FailureStore, pseudonyms: Pseudonyms, noted: Noted) -> None:
    """Store what the inbox refuses, and forget failures of recordings that are no longer there.

    A refusal that stands unchanged is left as it is: running a night twice changes nothing.
    """
    known = {failure.file_id: failure for failure in failures.failures()}
    for refusal in scan.refused:
        earlier = known.get(refusal.file_id)
        if earlier is None or (earlier.reason, earlier.detail) != (refusal.reason, refusal.detail):
            failures.write_failure(_as_failure(refusal, pseudonyms, noted))
    present = {row.file_id for row in scan.rows} | {refusal.file_id for refusal in scan.refused}
    for file_id in known.keys() - present:
        failures.clear_failure(file_id)


def _as_failure(refusal: Refusal, pseudonyms: Pseudonyms, noted: Noted) -> Failure:
    return Failure(
        night=noted.night,
        file_id=refusal.file_id,
        call_id=pseudonyms.safe_id(refusal.call_id) if refusal.call_id else None,
        stage="inbox",
        reason=refusal.reason,
        detail=refusal.detail,
        retryable=False,
        recording_sha256=None,
        config_hash=noted.config_hash,
        at=noted.at,
    )


def batches(rows: Sequence[InboxRow], largest: int) -> Iterator[tuple[str, ...]]:
    """Cut into batches of file_ids of at most `largest`; a short night into several too, so that progress shows."""
    size = max(1, min(largest, max(4, len(rows) // 8)))
    for start in range(0, len(rows), size):
        yield tuple(row.file_id for row in rows[start : start + size])


def _why(row: InboxRow, records: RecordStore, failure: Failure | None, pseudonyms: Pseudonyms, config: str) -> Why:
    call_id = pseudonyms.safe_id(row.call.call_id)
    has_any = records.find_record(call_id) is not None
    if not has_any and failure is None:
        return "new"  # without reading the file
    sha256 = _checksum(row)
    if has_any and records.has_record(call_id, sha256, config):
        return "done"
    if failure is not None and not failure.retryable and _is_of(failure, sha256, config):
        return "refused_before"  # also where a record of other sound is there
    return "changed" if has_any else "try_again"


def _is_of(failure: Failure, sha256: str, config: str) -> bool:
    return (failure.recording_sha256, failure.config_hash) == (sha256, config)


def _checksum(row: InboxRow) -> str:
    try:
        return sha256_of(row.path)
    except OSError:
        return ""
