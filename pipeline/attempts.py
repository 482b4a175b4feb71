"""Which recordings were being worked on when a process was killed: one of them may be what killed it.

    attempts/<hash>.json    the recordings of one attempt; gone when it ended, in whatever way but by a kill

A recording that takes too much memory would kill every night at the same place, and no other would ever be done. So
what was under work when a process died is tried alone, last; what died alone more than once is refused for that night.
Once may be a power cut.
"""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.documents import read_document, write_document
from pipeline.errors import StoreError

KILLED = "worker_killed"
"""Reason code of a recording that its process died on."""
MOST_DEATHS = 2


@dataclass(frozen=True, slots=True)
class _Attempt:
    """Recordings under work together, and how often, this time with them."""

    file_ids: tuple[str, ...]
    times: int = 1


class Attempts:
    """The attempts below the folder of the store."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "attempts"

    @contextmanager
    def noted(self, file_ids: Collection[str]) -> Iterator[None]:
        """Note that these are worked on, until the block ends, by whatever but a kill."""
        file = self._file(file_ids)
        earlier = self._read(file) if file.exists() else None
        write_document(file, _Attempt(tuple(sorted(file_ids)), earlier.times + 1 if earlier else 1))
        try:
            yield
        finally:
            file.unlink(missing_ok=True)

    def left(self) -> list[frozenset[str]]:
        """Return the recordings of each attempt whose process was killed, or is still at work."""
        return [frozenset(attempt.file_ids) for attempt in map(self._read, self._files()) if attempt is not None]

    def died_alone(self, file_id: str) -> bool:
        """Tell whether processes died on this recording alone so often that it must be what kills them."""
        file = self._file([file_id])
        attempt = self._read(file) if file.exists() else None
        return attempt is not None and attempt.times >= MOST_DEATHS

    def forget(self, file_ids: Collection[str]) -> None:
        """Take recordings out of the attempts left, for they were dealt with since."""
        for file in self._files():
            attempt = self._read(file)
            rest = set(attempt.file_ids) - set(file_ids) if attempt is not None else set()
            if attempt is not None and len(rest) == len(attempt.file_ids):
                continue
            if rest:
                write_document(self._file(rest), _Attempt(tuple(sorted(rest))))
            file.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("[!.]*.json"))

    def _read(self, file: Path) -> _Attempt | None:
        try:
            return read_document(file, _Attempt, mend="remove it")
        except StoreError:  # half a note is no reason to stop a night
            file.unlink(missing_ok=True)
            return None

    def _file(self, file_ids: Collection[str]) -> Path:
        name = hashlib.sha256("\n".join(sorted(file_ids)).encode()).hexdigest()[:16]
        return self._folder / f"{name}.json"
