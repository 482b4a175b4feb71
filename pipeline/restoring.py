"""A backup laid back in place of a store; what was erased since stays erased."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.atomic_file import sync_folder
from pipeline.backup import NOT_KEPT, PRIVATE, WAREHOUSE, unpack
from pipeline.erasing import apply_tombstones
from pipeline.errors import StoreError
from pipeline.publishing import publish
from pipeline.warehouse_rows import CueItem

STAYS = (*sorted(NOT_KEPT), "audit")
"""Of the store in place, as it is: what was done since the backup was made is not undone."""
JOINED = "tombstones"
"""Of both, those in place before those of the backup."""


@dataclass(frozen=True, slots=True)
class Backup:
    """The two files of a backup; without the private one the key in place must be the one it was made under."""

    file: Path
    private: Path | None


def restore(
    backup: Backup, store: Path, warehouse: Path, cue_items: Sequence[CueItem] = (), *, is_replacing: bool = False
) -> None:
    """Lay a backup back. Until the last step nothing in place is touched.

    Args:
        backup: what to lay back.
        store: folder of the store; hold it meanwhile.
        warehouse: the file that readers open.
        cue_items: items of the leidraad in use.
        is_replacing: a store that holds calls may be replaced.

    Raises:
        StoreError: the backup is damaged or of a newer program, a store is in place, or the key is missing.
    """
    if not is_replacing and (warehouse.exists() or any((store / "records").glob("*"))):
        raise StoreError(f"{store}: there are calls in place; give --replace to lay the backup in their stead")
    staged = store.with_name(f".{store.name}.restore")
    shutil.rmtree(staged, ignore_errors=True)
    try:
        unpack(backup.file, staged)
        _lay_private(backup, store, staged)
        _keep_what_stays(store, staged)
        ready = staged.with_name(f"{staged.name}.duckdb")
        if (staged / WAREHOUSE).exists():
            (staged / WAREHOUSE).replace(ready)
        apply_tombstones(staged)
        publish(staged, ready, cue_items)
        _put_in_place(staged, ready, store, warehouse)
    finally:
        for left in staged.parent.glob(f"*{staged.name}*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def _lay_private(backup: Backup, store: Path, staged: Path) -> None:
    if backup.private is not None:
        unpack(backup.private, apart := staged.with_name(f"{staged.name}.private"))
        (apart / PRIVATE).replace(staged / PRIVATE)
        shutil.rmtree(apart)
    elif (store / PRIVATE / "pseudonym.key").exists():
        shutil.copytree(store / PRIVATE, staged / PRIVATE)
    else:
        raise StoreError(
            f"{backup.file}: its pseudonyms need their key; give the private part of the backup with --private"
        )


def _keep_what_stays(store: Path, staged: Path) -> None:
    for name in STAYS:
        if (store / name).is_dir():
            shutil.rmtree(staged / name, ignore_errors=True)
            shutil.copytree(store / name, staged / name)
    if (store / JOINED).is_dir():
        shutil.copytree(store / JOINED, staged / JOINED, dirs_exist_ok=True)


def _put_in_place(staged: Path, ready: Path, store: Path, warehouse: Path) -> None:
    before = store.with_name(f".{store.name}.before")
    shutil.rmtree(before, ignore_errors=True)
    if store.exists():
        store.replace(before)
    staged.replace(store)
    ready.replace(warehouse)
    sync_folder(store.parent)
    shutil.rmtree(before, ignore_errors=True)
