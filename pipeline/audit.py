"""Who did what with which call: an append-only log whose entries are chained by their hashes.

    audit/YYYY-MM.jsonl    one segment a month, one entry a line
    audit/head.json        number and hash of the latest entry

An entry holds ids only, never a word, a name or a note, and its hash covers the hash of the entry before it. So a
change, a hole or a cut shows up in `verify`; who can write here could make the whole chain anew, so note its latest
hash elsewhere from time to time. A segment ends with its term: it is removed whole, and an entry says where it ended.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, Literal

from pipeline.atomic_file import append_line, locked
from pipeline.documents import from_bytes, read_document, to_bytes, write_document
from pipeline.errors import StoreError
from pipeline.names import check_name

Action = Literal[
    "night", "opening", "playing", "review", "goal", "assessment", "reply", "search", "export", "report", "sign_in",
    "sign_in_refused", "access_refused", "erasure", "retention", "segment_ended", "backup", "restore", "rebuild",
]  # fmt: skip
"""`opening`: a moment, call or page was shown; `playing`: sound of it was played; the others as named."""

GENESIS: Final = "0" * 64
_MEND = "restore the folder `audit` from a backup; until then the log cannot be trusted"


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody did.

    Attributes:
        at: when, with zone.
        actor: account, pseudonym, or `program`; the alphabet of file names.
        action: what.
        subject: id of what it was done to: a call, moment, employee's pseudonym, night or file; may be empty.
        role: under which role; empty for the program itself.
        count: how many, where one entry stands for several.
    """

    at: datetime
    actor: str
    action: Action
    subject: str = ""
    role: str = ""
    count: int = 1

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"a time needs a zone, got {self.at.isoformat()}")
        for text in (self.actor, *filter(None, (self.subject, self.role))):
            check_name(text)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry in its place in the chain: `sha256` covers all of it but itself."""

    number: int
    entry: Entry
    previous: str
    sha256: str = ""

    def sealed(self) -> "Link":
        """Return it with its hash."""
        text = to_bytes(Link(self.number, self.entry, self.previous))
        return Link(self.number, self.entry, self.previous, hashlib.sha256(text).hexdigest())


@dataclass(frozen=True, slots=True)
class Head:
    """The latest entry; before the first one `GENESIS`."""

    number: int = 0
    sha256: str = GENESIS


class AuditLog:
    """The log below the folder of the store. Several processes may append to it."""

    def __init__(self, store_root: Path) -> None:
        self._folder = store_root / "audit"
        self._lock = self._folder / "audit.lock"

    def append(self, *entries: Entry) -> Head:
        """Add entries and return the new head; they last through a crash once this returns.

        Raises:
            StoreError: the log's end cannot be read.
        """
        with locked(self._lock):
            head = self._end()
            for entry in entries:
                link = Link(head.number + 1, entry, head.sha256).sealed()
                month = entry.at.astimezone(UTC).strftime("%Y-%m")
                append_line(self._folder / f"{max(month, self._last_month())}.jsonl", to_bytes(link))
                head = Head(link.number, link.sha256)
            if entries:
                write_document(self._folder / "head.json", head)
        return head

    def segments(self) -> list[Path]:
        """Return the files, oldest month first."""
        return sorted(self._folder.glob("[0-9][0-9][0-9][0-9]-[0-9][0-9].jsonl"))

    def links(self) -> Iterator[tuple[Path, int, Link]]:
        """Go through all entries with their file and line.

        Raises:
            StoreError: a line is no entry.
        """
        for segment in self.segments():
            for line_number, line in enumerate(_whole_lines(segment), start=1):
                try:
                    link = from_bytes(line, Link)
                except ValueError as error:
                    raise StoreError(f"{segment} line {line_number}: no entry of the log ({error}); {_MEND}") from error
                if to_bytes(link) != line:  # a field of another name would be read as its default
                    raise StoreError(f"{segment} line {line_number}: not as this program writes; {_MEND}")
                yield segment, line_number, link

    def entries(self) -> list[Entry]:
        """Return all entries, oldest first."""
        return [link.entry for _, _, link in self.links()]

    def head(self) -> Head:
        """Return the latest entry as noted beside the segments.

        Raises:
            StoreError: the note is damaged.
        """
        file = self._folder / "head.json"
        return read_document(file, Head, mend=_MEND) if file.exists() else Head()

    def end_segments(self, before: date, at: datetime) -> int:
        """Remove the segments of months that ended before a day; return how many.

        The entry that says so is written first: a removal without it would look like tampering.
        """
        ended = [segment for segment in self.segments()[:-1] if segment.stem < f"{before:%Y-%m}"]
        for segment in ended:
            last = from_bytes(_whole_lines(segment)[-1], Link)
            self.append(Entry(at, "program", "segment_ended", f"{segment.stem}.{last.sha256}", count=last.number))
            segment.unlink()
        return len(ended)

    def _end(self) -> Head:
        """Return the true end of the chain: a crash can leave an entry behind that the head does not know."""
        segments = self.segments()
        if not segments:
            return self.head()
        lines = _whole_lines(segments[-1])
        if not lines:
            return self.head()
        try:
            last = from_bytes(lines[-1], Link)
        except ValueError as error:
            raise StoreError(f"{segments[-1]}: its last line is no entry ({error}); {_MEND}") from error
        return Head(last.number, last.sha256)

    def _last_month(self) -> str:
        """A clock set back must not put an entry into an earlier segment: the chain runs through them in order."""
        segments = self.segments()
        return segments[-1].stem if segments else ""


def verify(log: AuditLog) -> list[str]:
    """Check the chain; return what is wrong with it, a sentence each; empty when it is whole."""
    try:
        links = list(log.links())
        head = log.head()
    except StoreError as error:
        return [str(error)]
    return [*_broken_links(links), *_missing_start(links), *_missing_end([link for _, _, link in links], head)]


def _broken_links(links: list[tuple[Path, int, Link]]) -> Iterator[str]:
    before: Link | None = None
    for segment, line, link in links:
        if link.sealed() != link:
            yield f"{segment.name} line {line}: entry {link.number} was changed after it was written"
        if before is not None and (link.number, link.previous) != (before.number + 1, before.sha256):
            yield f"{segment.name} line {line}: entry {link.number} does not follow on entry {before.number}"
        before = link


def _missing_start(links: list[tuple[Path, int, Link]]) -> Iterator[str]:
    if not links or links[0][2].previous == GENESIS:
        return
    first = links[0][2]
    ended = {link.entry.subject.split(".")[-1] for _, _, link in links if link.entry.action == "segment_ended"}
    if first.previous not in ended:
        yield f"the log begins with entry {first.number}, and no entry says that what came before has ended"


def _missing_end(links: list[Link], head: Head) -> Iterator[str]:
    known = {(link.number, link.sha256) for link in links}
    if head.number and (head.number, head.sha256) not in known:
        yield f"entry {head.number}, the latest that was noted, is missing: the end of the log was cut off or changed"
    if not head.number and links:
        yield "head.json, which notes the latest entry, is missing"


def _whole_lines(segment: Path) -> list[bytes]:
    """Return the lines of a segment; what a crash left without its end was never acknowledged and is no line."""
    lines = segment.read_bytes().split(b"\n")
    return lines[:-1]
