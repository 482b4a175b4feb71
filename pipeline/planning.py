"""What is to be done tonight, and why: every recording of the inbox against what the store already has."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from pipeline.correcting import info_of, needs_sound
from pipeline.failures import Failure, FailureStore
from pipeline.inbox import InboxRow, InboxScan, Refusal
from pipeline.pseudonyms import Pseudonyms
from pipeline.records import CallInfo
from pipeline.records_store import Origin, RecordStore

Why = Literal["new", "other_sound", "other_settings", "other_party", "corrected", "try_again", "done", "refused_before"]
"""`new`: no record; `other_sound`, `other_settings`: the record was made from another recording, or with other settings
or another model; `other_party`: calls.csv names another employee; `corrected`: only other facts in it
differ; `try_again`: refused before, but that may have passed; `done`, `refused_before`: nothing changed since."""

TO_DO: frozenset[Why] = frozenset({"new", "other_sound", "other_settings", "other_party", "try_again"})
"""What is recognised; `corrected` calls are mended without sound."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A recording and what is to be done with it."""

    row: InboxRow
    why: Why


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier nights did.

    Attributes:
        records: what is done.
        failures: what was refused, by file_id.
        pseudonyms: turn ids of calls and people into those of the store.
        config: hash of the settings that bear on records.
        version: of the program.
        checksum: of a recording; empty where it cannot be read.
    """

    records: RecordStore
    failures: Mapping[str, Failure]
    pseudonyms: Pseudonyms
    config: str
    version: str
    checksum: Callable[[InboxRow], str]


def plan_night(rows: Sequence[InboxRow], past: Past) -> tuple[Planned, ...]:
    """Decide for each recording of the inbox."""
    files = past.records.find_records([past.pseudonyms.safe_id(row.call.call_id) for row in rows])
    return tuple(Planned(row, _why(row, past, files)) for row in rows)


@dataclass(frozen=True, slots=True)
class Noted:
    """When refusals are noted, under which settings, and by which program."""

    night: str
    config_hash: str
    version: str
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
        pipeline_version=noted.version,
        at=noted.at,
    )


def batches(rows: Sequence[InboxRow], largest: int) -> Iterator[tuple[str, ...]]:
    """Cut into batches of file_ids of at most `largest`; a short night into several too, so that progress shows."""
    size = max(1, min(largest, max(4, len(rows) // 8)))
    for start in range(0, len(rows), size):
        yield tuple(row.file_id for row in rows[start : start + size])


def _why(row: InboxRow, past: Past, files: Mapping[str, Path]) -> Why:
    failure = past.failures.get(row.file_id)
    file = files.get(past.pseudonyms.safe_id(row.call.call_id))
    if file is None and failure is None:
        return "new"  # without reading the file
    sha256 = past.checksum(row)
    origin = past.records.origin_of(file) if file is not None else None
    if origin is not None and (origin.recording_sha256, origin.config_hash) == (sha256, past.config):
        return _why_of_facts(origin, info_of(row.call, past.pseudonyms))
    if failure is not None and not failure.retryable and _is_of(failure, sha256, past):
        return "refused_before"  # also where a record of other sound is there
    if file is None:
        return "try_again"
    return "other_settings" if origin is not None and origin.recording_sha256 == sha256 else "other_sound"


def _why_of_facts(origin: Origin, after: CallInfo) -> Why:
    if origin.info == after:
        return "done"
    return "other_party" if needs_sound(origin.info, after) else "corrected"


def _is_of(failure: Failure, sha256: str, past: Past) -> bool:
    then = (failure.recording_sha256, failure.config_hash, failure.pipeline_version)
    return then == (sha256, past.config, past.version)
