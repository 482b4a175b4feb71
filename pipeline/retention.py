"""Terms: words go first, later the call with all that was measured; each night, before publishing.

retention.json    up to which day words were dropped, so that a night reads only the records whose term ends
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from pipeline.audit import AuditLog, Entry
from pipeline.documents import read_document, write_document
from pipeline.erasing import remove_calls
from pipeline.errors import StoreError
from pipeline.records import CallRecord
from pipeline.records_store import RecordStore, local_date
from pipeline.settings import PrivacySettings

_MEND = "remove it; all records are looked through once"


@dataclass(frozen=True, slots=True)
class Retained:
    """What a run did.

    Attributes:
        wordless_count: calls that lost their words.
        removed_count: calls that were removed.
        segment_count: months of the audit log that ended.
        warnings: records that cannot be read, a sentence each.
    """

    wordless_count: int = 0
    removed_count: int = 0
    segment_count: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Done:
    """Words of calls before this day are gone, as far as records were there at `ran_ns`."""

    words_before: date
    ran_ns: int


def retain(store_root: Path, terms: PrivacySettings, at: datetime) -> Retained:
    """Apply the terms, counted from the local day of the call; publish afterwards.

    Args:
        store_root: folder of the store.
        terms: in days.
        at: now, with zone.
    """
    today = local_date(at)
    records = RecordStore(store_root)
    removed = _remove_old(store_root, records, today - timedelta(days=terms.keep_measures_days))
    wordless, warnings = _drop_words(store_root, records, today - timedelta(days=terms.keep_words_days), at)
    log = AuditLog(store_root)
    segments = log.end_segments(today - timedelta(days=terms.keep_audit_days), at)
    if removed or wordless:
        log.append(Entry(at, "program", "retention", f"{today:%Y-%m-%d}", count=removed + wordless))
    return Retained(wordless, removed, segments, warnings)


def without_words(record: CallRecord) -> CallRecord:
    """Return a record without its words, masked ones too; who spoke when, and what was found by name, stays."""
    turns = tuple(replace(turn, words=()) for turn in record.conversation.turns)
    return replace(record, conversation=replace(record.conversation, turns=turns))


def is_sound_kept(started_at: datetime, keep_days: int, at: datetime) -> bool:
    """Tell whether a recording may still be played: the inbox is the recorder's, which has terms of its own."""
    return local_date(started_at) >= local_date(at) - timedelta(days=keep_days)


def _remove_old(store_root: Path, records: RecordStore, first_kept: date) -> int:
    old = [file.name.removesuffix(".json.gz") for file in records.record_files() if _day(file) < first_kept]
    return len(remove_calls(store_root, old))


def _drop_words(store_root: Path, records: RecordStore, first_kept: date, at: datetime) -> tuple[int, tuple[str, ...]]:
    done = _read_done(store_root)
    count = 0
    warnings = []
    for file in _with_ended_words(records, first_kept, done):
        try:
            record = records.read_record(file)
        except StoreError as error:
            warnings.append(str(error))
            continue
        if any(turn.words for turn in record.conversation.turns):
            records.write_record(without_words(record))
            count += 1
    now_done = _Done(first_kept, int(at.timestamp() * 1e9))
    if not warnings and (done is None or done.words_before != first_kept):
        write_document(store_root / "retention.json", now_done)
    return count, tuple(warnings)


def _with_ended_words(records: RecordStore, first_kept: date, done: _Done | None) -> Iterator[Path]:
    for file in list(records.record_files()):
        if _day(file) >= first_kept:
            continue
        if done is None or _day(file) >= done.words_before or file.stat().st_mtime_ns >= done.ran_ns:
            yield file


def _read_done(store_root: Path) -> _Done | None:
    file = store_root / "retention.json"
    try:
        return read_document(file, _Done, mend=_MEND) if file.exists() else None
    except StoreError:
        return None  # all are looked through again


def _day(record_file: Path) -> date:
    """Return the local day of a call, as its folders tell: records/YYYY/MM/DD."""
    year, month, day = record_file.parts[-4:-1]
    return date(int(year), int(month), int(day))
