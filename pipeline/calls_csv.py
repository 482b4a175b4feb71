"""The text of `calls.csv` into rows of named fields, however a spreadsheet wrote it.

A line is read by itself wherever that can be, so that one bad line costs no other call.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import BadRecordingError, RecordingNotReadyError
from pipeline.recording_file import held_still

REQUIRED_COLUMNS = ("call_id", "file", "started_at", "employee_id")
COLUMNS = (
    *REQUIRED_COLUMNS,
    *("employee_name", "team", "queue", "direction", "agent_channel", "language", "trunk", "interaction_id"),
)

MOST_BYTES = 16 * 2**20
"""A hundred thousand calls; a larger file is no table of one night."""

_Line = tuple[int, str]
"""Its number, counted from 1, and its text."""

_CUT = "stops in the middle; write calls.csv in full before the night begins"
_LONGEST_LINE = 65_536
_MOST_LINES_IN_ONE_ROW = 50
_LINE_END = re.compile(r"\r\n|\r|\n")
_SEPARATORS = ",;\t|"
_MARKS = {
    b"\xff\xfe\x00\x00": "utf-32-le",
    b"\x00\x00\xfe\xff": "utf-32-be",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as text.

    Attributes:
        line: its line in the file, counted from 1.
        fields: the known columns it has, stripped of spaces; empty ones left out.
    """

    line: int
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that is no row.

    Attributes:
        line: counted from 1.
        fault: what is wrong and how to mend it, as the rest of a sentence that begins with the line.
        text: the line itself, which still tells which recording it was about; not for logs.
    """

    line: int
    fault: str
    text: str


@dataclass(frozen=True, slots=True)
class CallsTable:
    """What a `calls.csv` holds.

    Attributes:
        rows: in file order.
        broken: lines that could not be read.
        warnings: sentences on the table as a whole.
    """

    rows: tuple[RawRow, ...] = ()
    broken: tuple[BrokenLine, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Header:
    names: tuple[str, ...]
    separator: str


@dataclass(frozen=True, slots=True)
class _Row:
    values: list[str] = field(default_factory=list)
    line_count: int = 1
    fault: str = ""


def read_calls_csv(file: Path, *, is_needed: bool) -> CallsTable:
    """Read a `calls.csv` that may not be there, or still be written.

    Args:
        file: the table.
        is_needed: warn where it is not there.
    """
    for _ in range(_TRIES):
        try:
            with held_still(file, call_id=file.name) as stamp:
                return read_table(file.read_bytes()) if stamp.size_bytes <= MOST_BYTES else _TOO_LARGE
        except BadRecordingError as error:
            is_quiet = error.reason == "missing" and not is_needed
            return CallsTable(warnings=() if is_quiet else (_UNREADABLE[error.reason],))
        except RecordingNotReadyError:
            continue
    return CallsTable(warnings=("calls.csv is still being written; run again when it is complete.",))


def read_table(raw: bytes) -> CallsTable:
    """Read the bytes of a `calls.csv`: any common encoding, separator and line ending."""
    lines = list(enumerate(_lines(raw), start=1))
    start = next((at for at, (_, text) in enumerate(lines) if text.strip() and not text.startswith("sep=")), None)
    if start is None:
        return CallsTable(warnings=(f"calls.csv is empty; its first line must name the columns {_REQUIRED}.",))
    header = _read_header(lines[start][1])
    if header is None:
        return CallsTable(warnings=(f"calls.csv has no header; its first line must name the columns {_REQUIRED}.",))
    pieces = list(_read_rows(lines[start + 1 :], header, is_finished=raw.endswith((b"\n", b"\r", b"\n\x00"))))
    return CallsTable(
        rows=tuple(piece for piece in pieces if isinstance(piece, RawRow)),
        broken=tuple(piece for piece in pieces if isinstance(piece, BrokenLine)),
        warnings=tuple(_header_warnings(header)),
    )


def _lines(raw: bytes) -> list[str]:
    wide = next((encoding for mark, encoding in _MARKS.items() if raw.startswith(mark)), _unmarked_utf16(raw))
    if wide is not None:
        return _LINE_END.split(raw.decode(wide, errors="replace").removeprefix("\ufeff"))
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    return [_decode(line) for line in raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")]


def _unmarked_utf16(raw: bytes) -> str | None:
    """Tell UTF-16 by its zeros: in mostly Western text every second byte is one."""
    start = raw[:1000]
    if len(start) < 4:
        return None
    if start[1::2].count(0) > len(start) // 3:
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) > len(start) // 3 else None


def _decode(line: bytes) -> str:
    """Decode one line: a single Windows-1252 name must not garble the UTF-8 of other lines."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _read_header(line: str) -> _Header | None:
    """Take the separator that finds most column names; None where no required column is named."""
    headers = [_Header(tuple(_names(line, separator)), separator) for separator in _SEPARATORS]
    best = max(headers, key=lambda header: len(set(COLUMNS).intersection(header.names)))
    return best if set(REQUIRED_COLUMNS).intersection(best.names) else None


def _names(line: str, separator: str) -> list[str]:
    if len(line) > _LONGEST_LINE:
        return []
    try:
        return [name.strip().casefold() for name in next(csv.reader([line], delimiter=separator), [])]
    except csv.Error:
        return []


def _header_warnings(header: _Header) -> Iterator[str]:
    if unknown := sorted({name for name in header.names if name and name not in COLUMNS}):
        shown = ", ".join(name[:40] for name in unknown[:10])
        yield f"calls.csv has columns that are not known and were ignored: {shown}."
    if missing := [name for name in REQUIRED_COLUMNS if name not in header.names]:
        yield f"calls.csv has no column {', '.join(missing)}; add it, or give inbox.filename_pattern."
    if twice := sorted({name for name in header.names if name in COLUMNS and header.names.count(name) > 1}):
        yield f"calls.csv has the column {', '.join(twice)} more than once; the first was used."


def _read_rows(lines: list[_Line], header: _Header, *, is_finished: bool) -> Iterator[RawRow | BrokenLine]:
    position = 0
    while position < len(lines):
        row = _read_row(lines, position, header)
        position += row.line_count
        number, text = lines[position - row.line_count]
        is_cut = position == len(lines) and not is_finished and 0 < len(row.values) < len(header.names)
        if fault := _CUT if is_cut and not row.fault else row.fault:
            yield BrokenLine(number, fault, text)
        elif fields := _named(row.values, header):
            yield RawRow(number, fields)


def _read_row(lines: list[_Line], position: int, header: _Header) -> _Row:
    text, line_count = lines[position][1], 1
    if len(text) > _LONGEST_LINE:
        return _Row(fault=f"is longer than {_LONGEST_LINE} characters; shorten its fields")
    values = _split(text, header.separator)
    if values is None:
        text, line_count = _joined(lines, position)
        values = _split(text, header.separator)
    if values is None:
        return _Row(fault="has a quote out of place; write quotes in pairs, around a whole field")
    while values and not values[-1].strip() and len(values) > len(header.names):
        values.pop()
    if len(values) > len(header.names):
        counts = f"has {len(values)} fields where the header has {len(header.names)}"
        return _Row(fault=f"{counts}; put quotes around a field that holds a separator")
    if line_count > 1 and len(values) < len(header.names):
        return _Row(fault="has a quote that is not closed; write quotes in pairs")  # it would swallow the next call
    return _Row(values, line_count)


def _joined(lines: list[_Line], position: int) -> tuple[str, int]:
    """Return a row's text and how many lines it takes: quotes may hold line breaks, if they close soon."""
    text = first = lines[position][1]
    quote_count, line_count = text.count('"'), 1
    for line_count in range(2, min(_MOST_LINES_IN_ONE_ROW, len(lines) - position) + 1):
        piece = lines[position + line_count - 1][1]
        quote_count += piece.count('"')
        text = f"{text}\n{piece}"
        if quote_count % 2 == 0 or len(text) > _LONGEST_LINE:
            break
    return (text, line_count) if quote_count % 2 == 0 else (first, 1)


def _split(text: str, separator: str) -> list[str] | None:
    try:
        return [value for row in csv.reader(io.StringIO(text), delimiter=separator, strict=True) for value in row]
    except csv.Error:
        return None


def _named(values: list[str], header: _Header) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, value in zip(header.names, values, strict=False):
        if name in COLUMNS and value.strip():
            fields.setdefault(name, value.strip())
    return fields


_TRIES = 3
_REQUIRED = ",".join(REQUIRED_COLUMNS)
_TOO_LARGE = CallsTable(warnings=(f"calls.csv is larger than {MOST_BYTES >> 20} MiB; give one night's calls only.",))
_UNREADABLE = {
    "missing": "there is no calls.csv in the inbox; put it there, or give inbox.filename_pattern.",
    "not_a_file": "calls.csv is a folder or device; put a file there.",
    "not_readable": "calls.csv may not be read; give the program's user the right to read it.",
}
