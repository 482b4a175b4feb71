"""Files that are whole or absent: written beside their place, synced, and moved there in one step.

A process killed half-way leaves at most a part file, whose name says who wrote it; `remove_orphans` takes those away.
All files and folders made here are for their owner only: they hold what people said.
"""

import fcntl
import os
import re
import secrets
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_PART = re.compile(r"\.part-(?P<pid>\d+)-[0-9a-f]+@(?P<host>.+)")
_STALE_S = 24 * 3600.0  # a process id may be in use again, and another host's processes cannot be asked


def private_folder(folder: Path) -> Path:
    """Make a folder, and the missing ones above it, for the owner only."""
    for missing in reversed([place for place in (folder, *folder.parents) if not place.exists()]):
        missing.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    return folder


def write_atomic(file: Path, data: bytes) -> None:
    """Put `data` at `file`: afterwards it holds all of it, or, after a crash, what it held before."""
    part = _write_part(file, data)
    try:
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(file.parent)


def create_atomic(file: Path, data: bytes) -> bool:
    """Put `data` at `file` unless something is there; of two processes at once exactly one succeeds.

    Returns:
        Whether it was put there.
    """
    part = _write_part(file, data)
    try:
        os.link(part, file)
    except FileExistsError:
        return False
    finally:
        part.unlink(missing_ok=True)
    sync_folder(file.parent)
    return True


def append_line(file: Path, line: bytes) -> None:
    """Add a line to a file, synced; hold a lock, for what a crash left behind the last whole line is cut off first.

    Raises:
        ValueError: the line holds a line end.
    """
    if b"\n" in line:
        raise ValueError("a line must not hold a line end")
    private_folder(file.parent)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
    with os.fdopen(descriptor, "r+b") as stream:
        stream.truncate(stream.read().rfind(b"\n") + 1)
        stream.seek(0, os.SEEK_END)
        stream.write(line + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Make renames inside a folder last through a power cut."""
    _sync(folder, os.O_RDONLY | os.O_DIRECTORY)


def sync_file(file: Path) -> None:
    """Make what was written to a file last through a power cut."""
    _sync(file, os.O_RDWR)


def remove_orphans(root: Path) -> int:
    """Remove the part files below `root` that no living process is writing; return how many."""
    orphans = [part for part in root.rglob(".part-*") if _is_orphan(part)]
    for part in orphans:
        part.unlink(missing_ok=True)
    return len(orphans)


def free_bytes(folder: Path) -> int | None:
    """Return what is free on the disk of a folder; None where it does not tell."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


@contextmanager
def locked(file: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold the lock that `file` stands for; the system lets go of it when the process ends, however it ends.

    Raises:
        BlockingIOError: another process holds it and `wait` is False.
    """
    private_folder(file.parent)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _write_part(file: Path, data: bytes) -> Path:
    private_folder(file.parent)
    part = file.with_name(f".part-{os.getpid()}-{secrets.token_hex(8)}@{socket.gethostname()}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return part


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_orphan(part: Path) -> bool:
    name = _PART.fullmatch(part.name)
    if name is None:
        return False
    try:
        is_stale = time.time() - part.stat().st_mtime > _STALE_S
    except FileNotFoundError:
        return False
    return is_stale or (name["host"] == socket.gethostname() and not _is_alive(int(name["pid"])))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
