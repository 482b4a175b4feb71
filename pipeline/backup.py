"""Everything an installation cannot make again, in two files: the store with its warehouse, and the private part.

    meeluister-<time>.tar            records, findings, what people added, tombstones, the warehouse, a manifest
    meeluister-<time>-private.tar    the key of the pseudonyms and who is behind them

They are apart so that they can be kept apart. What can be made again is left out: logs, locks, Prefect's own files.
"""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.atomic_file import PRIVATE_FILE, private_folder, sync_file, sync_folder
from pipeline.documents import from_bytes, to_bytes
from pipeline.errors import StoreError
from pipeline.file_hash import sha256_of
from pipeline.records import RECORD_VERSION
from pipeline.warehouse import SCHEMA_VERSION

MANIFEST = "manifest.json"
PRIVATE = "private"
WAREHOUSE = "warehouse.duckdb"
NOT_KEPT = frozenset({"attempts", "checksums.json", "logs", "outbox", "prefect", "quarantine"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds.

    Attributes:
        made_at: when, with zone.
        files: SHA-256 by name inside the backup.
    """

    made_at: datetime
    record_version: int
    schema_version: int
    files: dict[str, str]


def write_backup(store: Path, warehouse: Path, folder: Path, made_at: datetime) -> tuple[Path, Path]:
    """Write both files of a backup into a folder; hold the store meanwhile.

    Returns:
        The backup, and its private part.

    Raises:
        StoreError: the store is not there, or what was written does not read back equal.
    """
    if not store.is_dir():
        raise StoreError(f"{store}: there is no store to back up; name the warehouse it belongs to")
    name = f"meeluister-{made_at:%Y%m%dT%H%M%SZ}"
    kept = {path.relative_to(store).as_posix(): path for path in _files(store)}
    secret = {name: path for name, path in kept.items() if name.split("/")[0] == PRIVATE}
    plain = {name: path for name, path in kept.items() if name not in secret}
    if warehouse.exists():
        plain[WAREHOUSE] = warehouse
    return (
        _write(folder / f"{name}.tar", plain, made_at),
        _write(folder / f"{name}-private.tar", secret, made_at),
    )


def unpack(backup: Path, folder: Path) -> Manifest:
    """Unpack one file of a backup into an empty private folder, checking every file against the manifest.

    Raises:
        StoreError: it is damaged, of a newer program, or no backup.
    """
    try:
        with tarfile.open(backup) as archive:
            archive.extractall(private_folder(folder), filter="data")
        manifest = from_bytes((folder / MANIFEST).read_bytes(), Manifest)
    except (OSError, EOFError, ValueError, tarfile.TarError) as error:
        raise StoreError(f"{backup}: damaged, or no backup ({type(error).__name__}); use another one") from error
    (folder / MANIFEST).unlink()
    if manifest.record_version > RECORD_VERSION or manifest.schema_version > SCHEMA_VERSION:
        raise StoreError(f"{backup}: written by a newer version of the program; install that version")
    found = {path.relative_to(folder).as_posix(): sha256_of(path) for path in folder.rglob("*") if path.is_file()}
    if found != manifest.files:
        wrong = sorted(name for name, _ in found.items() ^ manifest.files.items())
        raise StoreError(f"{backup}: damaged, {len(set(wrong))} file(s) differ, first {wrong[0]}; use another one")
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else PRIVATE_FILE)
    return manifest


def _files(store: Path) -> Iterator[Path]:
    for path in sorted(store.rglob("*")):
        parts = path.relative_to(store).parts
        is_kept = parts[0] not in NOT_KEPT and not any(part.startswith(".") for part in parts)
        if is_kept and path.suffix != ".lock" and path.is_file():
            yield path


def _write(file: Path, members: dict[str, Path], made_at: datetime) -> Path:
    part = private_folder(file.parent) / f".{file.name}.part"
    shas: dict[str, str] = {}
    try:
        with tarfile.open(part, "w") as archive:
            for name, path in members.items():
                data = path.read_bytes() if name != WAREHOUSE else None
                shas[name] = hashlib.sha256(data).hexdigest() if data is not None else sha256_of(path)
                archive.add(path, name, recursive=False)
            manifest = Manifest(
                made_at=made_at, record_version=RECORD_VERSION, schema_version=SCHEMA_VERSION, files=shas
            )
            _add_bytes(archive, MANIFEST, to_bytes(manifest))
        part.chmod(PRIVATE_FILE)
        _check(part, shas)
        sync_file(part)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(file.parent)
    return file


def _add_bytes(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    archive.addfile(member, io.BytesIO(data))


def _check(part: Path, shas: dict[str, str]) -> None:
    """Read back what was written: a backup that cannot be read is worse than none."""
    with tarfile.open(part) as archive:
        for member in archive:
            stream = archive.extractfile(member)
            if member.name == MANIFEST or not isinstance(stream, io.BufferedReader):  # a folder has no stream
                continue
            if hashlib.file_digest(stream, "sha256").hexdigest() != shas[member.name]:
                raise StoreError(f"{part}: {member.name} changed while it was copied; back up again")
