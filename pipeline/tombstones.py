"""What was erased stays erased: a small file a call, which inbox, restore and rebuild heed.

    tombstones/<call_id>.json

A tombstone tells that a call of this id, or of this very sound under another id, must not come back; nothing of what
was said, by whom or when. Restoring a backup unites its tombstones with those in place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.documents import read_document, write_document
from pipeline.names import check_name, is_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """A call that must not come back.

    Attributes:
        call_id: as in the store, so without telephone numbers.
        recording_sha256: of its sound; empty where no record told.
        erased_at: when, with zone.
    """

    call_id: str
    recording_sha256: str
    erased_at: datetime


class Tombstones:
    """The tombstones below the folder of the store."""

    def __init__(self, store_root: Path) -> None:
        self._folder = store_root / "tombstones"

    def add(self, tombstones: Iterable[Tombstone]) -> None:
        """Put up tombstones; one that is there stays, unless the new one knows the sound and it does not.

        Raises:
            ValueError: an id cannot be a file name.
        """
        for tombstone in tombstones:
            file = self._file(tombstone.call_id)
            earlier = self._read(file) if file.exists() else None
            if earlier is None or (tombstone.recording_sha256 and not earlier.recording_sha256):
                write_document(file, tombstone)

    def holds(self, call_id: str, recording_sha256: str = "") -> bool:
        """Tell whether a call, or this sound under whatever id, was erased."""
        if is_name(call_id) and self._file(call_id).exists():
            return True
        return bool(recording_sha256) and recording_sha256 in self.sounds()

    def call_ids(self) -> frozenset[str]:
        """Return the ids of all erased calls."""
        return frozenset(file.name.removesuffix(".json") for file in self._files())

    def sounds(self) -> frozenset[str]:
        """Return the SHA-256 of all erased recordings that are known.

        Raises:
            StoreError: a tombstone is damaged.
        """
        return frozenset(one.recording_sha256 for one in self.all()) - {""}

    def all(self) -> list[Tombstone]:
        """Return all tombstones in the order of their ids.

        Raises:
            StoreError: one is damaged.
        """
        return [self._read(file) for file in self._files()]

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("[!.]*.json"))

    def _read(self, file: Path) -> Tombstone:
        return read_document(file, Tombstone, mend="restore it from a backup, or erase the call again")

    def _file(self, call_id: str) -> Path:
        return self._folder / f"{check_name(call_id)}.json"
