"""One immutable file per call, and beside it, replaceable, what was found in the call.

    records/YYYY/MM/DD/<call_id>.json.gz    base layer: never changed in place; a call done again replaces it whole
    findings/YYYY/MM/DD/<call_id>.json.gz   derived layer

The day is the local date on which the call started. Several processes may write different calls at once.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from pipeline.atomic_file import write_atomic
from pipeline.documents import from_bytes, read_document, to_bytes
from pipeline.errors import StoreError
from pipeline.file_hash import sha256_of
from pipeline.findings import Findings
from pipeline.migrations import read_older
from pipeline.names import check_name
from pipeline.records import RECORD_VERSION, CallInfo, CallRecord, Conversation

LOCAL_ZONE: Final = ZoneInfo("Europe/Amsterdam")
_ENDING = ".json.gz"
_FEW = 8  # calls that are looked for one by one
_MEND_RECORD = "restore it from a backup, or remove it so that the call is done again"
_MEND_FINDINGS = "remove it and run `meeluister rescore`"


@dataclass(frozen=True, slots=True)
class _RecordingHead:
    sha256: str


@dataclass(frozen=True, slots=True)
class _ProvenanceHead:
    config_hash: str


@dataclass(frozen=True, slots=True)
class _Head:
    """The part of a record that tells what it was made from; decoding only this is quick."""

    info: CallInfo
    recording: _RecordingHead
    provenance: _ProvenanceHead
    record_version: int


@dataclass(frozen=True, slots=True)
class Origin:
    """What a record was made from."""

    info: CallInfo
    recording_sha256: str
    config_hash: str


@dataclass(frozen=True, slots=True)
class _Version:
    record_version: int


def store_folder(warehouse: Path, store: Path | None) -> Path:
    """Return the folder of the store: as set, else beside the warehouse with the ending `.store`."""
    return store if store is not None else warehouse.with_suffix(".store")


def local_date(at: datetime) -> date:
    """Return the date on a Dutch wall calendar.

    Raises:
        ValueError: the time has no zone.
    """
    if at.tzinfo is None:
        raise ValueError(f"a time needs a zone, got {at.isoformat()}")
    return at.astimezone(LOCAL_ZONE).date()


class RecordStore:
    """The records and findings below one folder."""

    def __init__(self, root: Path) -> None:
        self._records = root / "records"
        self._findings = root / "findings"

    def write_record(self, record: CallRecord) -> str:
        """Store a record in place of any other of the same call.

        Findings of the other go first, for they are of other words; but a record that only lost its words, by the term
        for words, keeps them.

        Returns:
            SHA-256 of the file.

        Raises:
            ValueError: the id cannot be a file name, the start has no zone, or the record would not read back equal.
        """
        data = _checked_bytes(record, record.info.call_id)
        file = self._records / _place(record)
        earlier = self.find_record(record.info.call_id)
        if earlier is not None and keeps_words(record.conversation) and sha256_of(earlier) != _sha256(data):
            self.findings_file(earlier).unlink(missing_ok=True)
        write_atomic(file, data)
        if earlier is not None and earlier != file:
            earlier.unlink()
        return _sha256(data)

    def read_record(self, file: Path) -> CallRecord:
        """Read a record; one of an older layout is brought forward.

        Raises:
            StoreError: it is missing, damaged, or written by a newer program.
        """
        try:
            record = read_document(file, CallRecord, mend=_MEND_RECORD)
        except StoreError:
            _refuse_newer(file)
            if (older := read_older(file)) is not None:
                return older
            raise
        if record.record_version > RECORD_VERSION:
            _refuse_newer(file)
        if record.record_version < RECORD_VERSION:
            return read_older(file) or record
        return record

    def find_record(self, call_id: str) -> Path | None:
        """Return the file of a call's record, on whatever day it lies; None without one."""
        name = check_name(call_id) + _ENDING
        return next((day / name for day in _days(self._records) if (day / name).exists()), None)

    def find_records(self, call_ids: Collection[str]) -> dict[str, Path]:
        """Return the files of those calls that have a record; for many calls one look at each day is enough."""
        names = {check_name(call_id) + _ENDING: call_id for call_id in call_ids}
        if len(names) < _FEW:
            return {call_id: file for call_id in call_ids if (file := self.find_record(call_id)) is not None}
        found: dict[str, Path] = {}
        for day in _days(self._records):
            for file in day.iterdir():
                if (call_id := names.get(file.name)) is not None:
                    found.setdefault(call_id, file)
        return found

    def origin_of(self, file: Path) -> Origin | None:
        """Tell what a record was made from; None for a damaged one, which counts as not done.

        Raises:
            StoreError: the record is of a newer program, so doing the call again would set it back.
        """
        try:
            head = read_document(file, _Head, mend=_MEND_RECORD)
        except StoreError:
            _refuse_newer(file)
            return None
        if head.record_version > RECORD_VERSION:
            _refuse_newer(file)
        return Origin(head.info, head.recording.sha256, head.provenance.config_hash)

    def record_files(self) -> Iterator[Path]:
        """Go through the records, the latest days first, in the order of their names within a day."""
        for day in _days(self._records):
            yield from sorted(day.glob(f"[!.]*{_ENDING}"))

    def write_findings(self, findings: Findings, record_file: Path | None = None) -> None:
        """Store what was found in a call, in place of what was found before.

        Args:
            findings: of the call.
            record_file: of the call; None to look for it on all days.

        Raises:
            StoreError: there is no record of the call.
            ValueError: the findings would not read back equal.
        """
        record_file = record_file or self.find_record(findings.call_id)
        if record_file is None:
            raise StoreError(f"call {findings.call_id}: findings without a record; do the call again")
        write_atomic(self.findings_file(record_file), _checked_bytes(findings, findings.call_id))

    def read_findings(self, file: Path) -> Findings:
        """Read what was found in a call.

        Raises:
            StoreError: the file is missing or damaged.
        """
        return read_document(file, Findings, mend=_MEND_FINDINGS)

    def findings_file(self, record_file: Path) -> Path:
        """Return where the findings of a record lie, whether or not there are any."""
        return self._findings / record_file.relative_to(self._records)


def records_without_findings(store: RecordStore) -> list[Path]:
    """Return the records that a night was killed on before their findings were stored."""
    return [file for file in store.record_files() if not store.findings_file(file).exists()]


def keeps_words(conversation: Conversation) -> bool:
    """Tell whether any word can still be read; none can where the term for words is over, or all are masked."""
    return any(word.text and word.redaction is None for turn in conversation.turns for word in turn.words)


def _place(record: CallRecord) -> Path:
    day = local_date(record.info.started_at)
    return Path(f"{day:%Y/%m/%d}") / (check_name(record.info.call_id) + _ENDING)


def _days(root: Path) -> list[Path]:
    """Newest first: that is where a call is looked for most."""
    return sorted(root.glob("[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]"), reverse=True)


def _checked_bytes(value: CallRecord | Findings, call_id: str) -> bytes:
    try:
        is_equal = from_bytes(to_bytes(value), type(value)) == value
    except ValueError as error:
        raise ValueError(f"call {call_id}: would not read back ({error})") from error
    if not is_equal:
        raise ValueError(f"call {call_id}: would read back as something else")
    return to_bytes(value, is_compressed=True)


def _refuse_newer(file: Path) -> None:
    """Raise if the file says that a newer program wrote it, whatever else it holds."""
    try:
        version = read_document(file, _Version, mend=_MEND_RECORD).record_version
    except StoreError:
        return
    if version > RECORD_VERSION:
        raise StoreError(
            f"{file}: written by a newer version of the program (layout {version}, this one reads up to "
            f"{RECORD_VERSION}); install that version"
        )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
