"""The inbox: which recordings are there tonight, what is known of each, and which are refused and why.

No recording is opened here, and none that is excluded by agreement is opened anywhere.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.call_rows import CallColumns, Fault, FieldError, InboxReason, is_call_id, read_columns, shown
from pipeline.calls_csv import BrokenLine, RawRow, read_calls_csv
from pipeline.file_names import NamePattern
from pipeline.inbox_files import CALLS_CSV, InboxFile, file_id, find_file, list_files, name_key, printable
from pipeline.recording_file import FileStamp
from pipeline.settings import InboxSettings


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A recording to be analysed.

    Attributes:
        path: the file.
        file: its name relative to the inbox, with slashes; may hold names and numbers, so not for logs.
        file_id: stable hash of that name.
        stamp: the file as it was seen; give it to `read_recording`, which refuses one that grew since.
        call: what `calls.csv` or the file's name says.
    """

    path: Path
    file: str
    file_id: str
    stamp: FileStamp
    call: CallColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A recording, or a row, that is not taken.

    Attributes:
        file_id: hash of the file's name; of the row's place where no file is known or another row has it. Unique.
        reason: reason code.
        detail: one sentence that says what is wrong and how to mend it, without the names of files; fit for logs.
        file: the name relative to the inbox, printable; empty where not known. For the administrator's screen only.
        call_id: as given, empty where not known or not usable; may hold a telephone number, so not for logs.
    """

    file_id: str
    reason: InboxReason
    detail: str
    file: str = ""
    call_id: str = ""


@dataclass(frozen=True, slots=True)
class InboxScan:
    """What the inbox holds. Every recording in it is in one of the two, once.

    Attributes:
        rows: to be analysed, in order of their start.
        refused: with a reason each, in order of the file's name.
        warnings: sentences on the inbox as a whole.
    """

    rows: tuple[InboxRow, ...]
    refused: tuple[Refusal, ...]
    warnings: tuple[str, ...]


def scan_inbox(folder: Path, settings: InboxSettings, *, key: bytes = b"") -> InboxScan:
    """Look through the inbox.

    Args:
        folder: holds recordings, in subfolders too, and `calls.csv`.
        settings: exclusions, and the pattern of file names where there is one; what `calls.csv` says goes before it.
        key: secret for the `file_id`s, at most 64 bytes.

    Raises:
        SettingsError: if the folder cannot be listed or the pattern is no good.
    """
    reader = _Reader(settings, NamePattern(settings.filename_pattern), folder, list_files(folder))
    table = read_calls_csv(folder / CALLS_CSV, is_needed=settings.filename_pattern is None)
    rows = {tuple(sorted(row.fields.items())): row for row in reversed(table.rows)}  # of equal rows the first
    taken = _Taken(key)
    taken.add(sorted(map(reader.from_row, reversed(rows.values())), key=_Candidate.rank))
    rest = [file for name, file in reader.files.items() if name not in taken.claimed]
    taken.add(reader.from_files(rest, table.broken))
    odd = [name for name, file in reader.files.items() if name not in taken.claimed and not file.is_companion]
    return InboxScan(
        rows=tuple(sorted(taken.rows, key=lambda row: (row.call.started_at, row.call.call_id))),
        refused=tuple(sorted(taken.refused, key=lambda refusal: (refusal.file, refusal.detail))),
        warnings=(*table.warnings, *_warnings(taken.rows, len(table.rows) - len(rows), len(odd))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """What is said of a file, or what is wrong with that.

    Attributes:
        place: where it is said, as the first words of a sentence.
        name: `name_key` of the file; empty where not said.
        file: the file, where there is no fault.
        call: what is said, where there is no fault.
    """

    place: str
    name: str = ""
    call_id: str = ""
    file: InboxFile | None = None
    call: CallColumns | None = None
    fault: Fault | None = None

    def rank(self) -> int:
        """Exclusion binds whatever else is said of the file, and a good row goes before a faulty one."""
        if self.fault is not None and self.fault.reason == "excluded_by_agreement":
            return 0
        return 1 if self.fault is None else 2


@dataclass(frozen=True, slots=True)
class _Reader:
    """Brings together what rows, names and the folder say of a recording."""

    settings: InboxSettings
    pattern: NamePattern
    folder: Path
    files: Mapping[str, InboxFile]

    def from_row(self, row: RawRow) -> _Candidate:
        named = self.pattern.fields(name_key(row.fields.get("file", "")))
        return self._judge(f"calls.csv line {row.line}", row.fields, named)

    def from_files(self, files: Sequence[InboxFile], broken: Sequence[BrokenLine]) -> Iterator[_Candidate]:
        """Yield what is known of files without a row; one that an unreadable line speaks of is not taken by its name.

        The line may have said that it is excluded.
        """
        left = {line.line: line for line in broken}
        for file in files:
            line = next((line for line in left.values() if file.path.name in line.text), None)
            if line is not None:
                del left[line.line]
                yield _Candidate(place=_place(line), name=name_key(file.name), fault=Fault("bad_row", line.fault))
            elif fields := self.pattern.fields(file.name):
                yield self._judge("the file's name", {}, fields)
            elif file.looks_like_sound:
                yield _Candidate(place="this recording", name=name_key(file.name), fault=file.fault or _WITHOUT_ROW)
        yield from (_Candidate(place=_place(line), fault=Fault("bad_row", line.fault)) for line in left.values())

    def _judge(self, place: str, said: Mapping[str, str], named: Mapping[str, str]) -> _Candidate:
        """Judge what a row says, and a name where the row is silent; either can exclude."""
        fields = {**named, **said}
        name, given = name_key(fields.get("file", "")), fields.get("call_id", "")
        call_id = given if is_call_id(given) else ""
        try:
            self._refuse_excluded(said)
            self._refuse_excluded(named)
            call = read_columns(fields)
            file = find_file(self.files, self.folder, name)
        except FieldError as error:
            return _Candidate(place=place, name=name, call_id=call_id, fault=error.fault)
        return _Candidate(place=place, name=name, call_id=call_id, file=file, call=call)

    def _refuse_excluded(self, fields: Mapping[str, str]) -> None:
        excluded = {
            "queue": self.settings.excluded_queues,
            "employee_id": self.settings.excluded_employees,
            "trunk": self.settings.excluded_trunks,
        }
        for column, values in excluded.items():
            if _folded(fields.get(column, "")) in set(map(_folded, values)) - {""}:
                raise FieldError(
                    "excluded_by_agreement", f"is of a {_EXCLUDED[column]} excluded by agreement; not opened"
                )


class _Taken:
    """Sorts candidates into recordings to analyse and refusals, each recording once."""

    def __init__(self, key: bytes) -> None:
        self.rows: list[InboxRow] = []
        self.refused: list[Refusal] = []
        self.claimed: set[str] = set()
        self._key = key
        self._place_of: dict[str, str] = {}

    def add(self, candidates: Iterable[_Candidate]) -> None:
        for candidate in candidates:
            fault = candidate.fault or self._clash(candidate)
            if fault is not None:
                self._refuse(candidate, fault)
            elif candidate.file is not None and candidate.call is not None:
                self._take(candidate.file, candidate.call)
                self._place_of[candidate.call_id] = candidate.place
            self.claimed.add(candidate.name)

    def _clash(self, candidate: _Candidate) -> Fault | None:
        if candidate.name in self.claimed:
            return Fault("duplicate_file", "names a file that another row has already; keep one of the rows")
        if (place := self._place_of.get(candidate.call_id)) is not None:
            text = f"has call_id {shown(candidate.call_id)}, as {place} has; give each recording its own"
            return Fault("duplicate_call_id", text)
        return None

    def _take(self, file: InboxFile, call: CallColumns) -> None:
        self.rows.append(InboxRow(file.path, file.name, file_id(file.name, key=self._key), file.stamp, call))

    def _refuse(self, candidate: _Candidate, fault: Fault) -> None:
        is_its_own = candidate.name and candidate.name not in self.claimed
        self.refused.append(
            Refusal(
                file_id=file_id(candidate.name if is_its_own else f"/{candidate.place}", key=self._key),
                reason=fault.reason,
                detail=f"{candidate.place} {fault.text}.",
                file=printable(candidate.name),
                call_id=candidate.call_id,
            )
        )


def _place(line: BrokenLine) -> str:
    return f"calls.csv line {line.line}"


def _folded(value: str) -> str:
    return unicodedata.normalize("NFC", value.strip()).casefold()


def _warnings(rows: Sequence[InboxRow], repeated_count: int, odd_count: int) -> Iterator[str]:
    doubts = Counter(column for row in rows for column in row.call.doubts)
    for column, count in sorted(doubts.items()):
        yield f"{count} row(s) have a {column} that is none of {_KNOWN[column]}; it was taken as unknown."
    if repeated_count:
        yield f"{repeated_count} line(s) of calls.csv repeat another and were ignored."
    if odd_count:
        yield f"{odd_count} file(s) have neither a row nor the ending of a sound file, and were left alone."


_WITHOUT_ROW = Fault("without_row", "has no row in calls.csv; add one, or give inbox.filename_pattern")
_EXCLUDED = {"queue": "queue", "employee_id": "employee", "trunk": "trunk"}
_KNOWN = {"direction": "inbound, outbound, internal, unknown", "language": "nl, fy or empty"}
