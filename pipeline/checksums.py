"""Checksums of the recordings of the inbox, so that a night reads only those that changed since the last one.

    checksums.json    by recording: size, time of the last change, SHA-256

A file of the same size and the same time of change, to the nanosecond, is taken for the same sound. Who replaces a
recording and sets its time back to what it was is not noticed; remove `checksums.json` to have all read again.
"""

import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.documents import read_document, write_document
from pipeline.errors import StoreError
from pipeline.file_hash import sha256_of
from pipeline.inbox import InboxRow
from pipeline.recording_file import FileStamp

CHECKSUMS = "checksums.json"
_SETTLED_NS = 3_000_000_000
"""Some file systems tell time by two seconds: a file younger than that may change once more and look the same."""


@dataclass(frozen=True, slots=True)
class _Known:
    stamp: FileStamp
    sha256: str


class Checksums:
    """The checksums below the folder of a store; what is new is remembered once `save` is called."""

    def __init__(self, root: Path) -> None:
        self._file = root / CHECKSUMS
        self._before = _read(self._file)
        self._now = dict(self._before)

    def sha256_of(self, row: InboxRow) -> str:
        """Return the checksum of a recording; empty where it cannot be read."""
        known = self._now.get(row.file_id)
        if known is None or known.stamp != row.stamp:
            known = _Known(row.stamp, checksum_of(row))
            self.note(row, known.sha256)
        return known.sha256

    def note(self, row: InboxRow, sha256: str) -> None:
        """Take over what is known of a recording as it was when the inbox was looked through."""
        if sha256 and time.time_ns() - row.stamp.modified_ns > _SETTLED_NS:
            self._now[row.file_id] = _Known(row.stamp, sha256)

    def save(self, present: Collection[str]) -> None:
        """Remember what is known, and forget what is no longer in the inbox.

        Where it cannot be written, as on a full disk, the next night reads the recordings again.

        Args:
            present: ids of all recordings in the inbox.
        """
        kept = {file_id: known for file_id, known in self._now.items() if file_id in present}
        if kept != self._before:
            with suppress(OSError):
                write_document(self._file, kept)


def checksum_of(row: InboxRow) -> str:
    """Return the checksum of a recording by reading it; empty where it cannot be read."""
    try:
        return sha256_of(row.path)
    except OSError:
        return ""


def _read(file: Path) -> dict[str, _Known]:
    try:
        return read_document(file, dict[str, _Known], mend="remove it")
    except StoreError:  # missing or damaged: all is read again
        return {}
