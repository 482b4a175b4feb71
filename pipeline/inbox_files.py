"""What lies in the inbox folder, and whether a name in `calls.csv` leads to one of its files."""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.call_rows import Fault, FieldError, InboxReason, has_control_characters
from pipeline.errors import SettingsError
from pipeline.recording_file import FileStamp

CALLS_CSV = "calls.csv"

_SOUND_ENDINGS = frozenset(
    {
        *(".wav", ".wave", ".mp3", ".ogg", ".oga", ".opus", ".flac", ".m4a", ".mp4", ".aac", ".webm", ".gsm"),
        *(".au", ".aif", ".aiff", ".w64", ".rf64", ".alaw", ".ulaw", ".vox", ".wma", ".amr", ".3gp"),
    }
)
_COMPANION_ENDINGS = frozenset(
    {".csv", ".json", ".txt", ".xml", ".md", ".yaml", ".log", ".rttm", ".pdf", ".xlsx", ".part", ".tmp", ".ini", ".db"}
)


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file of the inbox, not opened.

    Attributes:
        path: where it is.
        name: relative to the folder, with slashes.
        stamp: its size and time, to see later whether it still grows.
        fault: why it cannot be taken, as the rest of a sentence on it; None where it can.
    """

    path: Path
    name: str
    stamp: FileStamp
    fault: Fault | None = None

    @property
    def looks_like_sound(self) -> bool:
        """By its ending only: recordings without a row must be noticed, notes beside them must not."""
        return self.path.suffix.casefold() in _SOUND_ENDINGS

    @property
    def is_companion(self) -> bool:
        """Of a kind that lies beside recordings and is none."""
        return self.path.suffix.casefold() in _COMPANION_ENDINGS


def name_key(name: str) -> str:
    """Return what the spellings of a file's name share: composed letters, plain slashes; empty for no name."""
    return str(PurePosixPath(unicodedata.normalize("NFC", name.replace("\\", "/")))) if name else ""


def printable(name: str) -> str:
    """Return a name as it may stand on a screen: what is no letter or sign is written as an escape."""
    escaped = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(repr(sign)[1:-1] if has_control_characters(sign) else sign for sign in escaped)


def file_id(name: str, *, key: bytes = b"") -> str:
    """Return a stable id for a file's name relative to the inbox: 16 hexadecimal digits.

    Args:
        name: relative name, or what stands for it.
        key: at most 64 bytes; without one, a telephone number in a name could be found by trying all of them.
    """
    return hashlib.blake2b(name_key(name).encode("utf-8", "surrogateescape"), digest_size=8, key=key).hexdigest()


def list_files(folder: Path) -> dict[str, InboxFile]:
    """Return the files below the inbox by `name_key`, without hidden ones; none is opened.

    Linked folders are not entered: what they lead to can lie anywhere.

    Raises:
        SettingsError: if the inbox is not a folder that can be listed.
    """
    try:
        root = folder.resolve(strict=True)
        paths = sorted(_walk(root))
    except (OSError, RuntimeError) as error:
        raise SettingsError(f"the inbox {folder} cannot be listed; give a folder with recordings") from error
    files = (_describe(root, path) for path in paths)
    return {name_key(file.name): file for file in files if file.name != CALLS_CSV}


def find_file(files: Mapping[str, InboxFile], folder: Path, name: str) -> InboxFile:
    """Return the file a row names.

    Raises:
        FieldError: if the name leads out of the folder, to no file, or to something that cannot be taken.
    """
    key = name_key(name)
    pure = PurePosixPath(key)
    if has_control_characters(key):
        raise FieldError("control_characters", "has control characters in file; remove them")
    if pure.is_absolute() or ".." in pure.parts or key[1:2] == ":":
        raise FieldError(
            "path_outside_folder", "names a file outside the inbox; write names relative to it, without .."
        )
    file = files.get(str(pure)) or _found_by_hand(folder, pure)
    if file.fault is not None:
        raise FieldError(file.fault.reason, f"names a recording that {file.fault.text}")
    return file


def _walk(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk_below(Path(entry.path))
            else:
                yield Path(entry.path)


def _walk_below(folder: Path) -> list[Path]:
    """Return the files of a subfolder; one that may not be listed is taken for empty, and its rows find no file."""
    try:
        return list(_walk(folder))
    except PermissionError:
        return []


def _describe(root: Path, path: Path) -> InboxFile:
    name = path.relative_to(root).as_posix()
    try:
        status = path.stat()
        is_inside = path.resolve(strict=True).is_relative_to(root)
    except PermissionError:
        return _faulty(path, name, "not_readable", "may not be read; give the program's user the right to read it")
    except (OSError, RuntimeError):
        return _faulty(path, name, "not_a_file", "is gone, or a link to nothing; put the recording there instead")
    if not is_inside:
        return _faulty(path, name, "path_outside_folder", "is a link out of the inbox; put the recording there instead")
    if not stat.S_ISREG(status.st_mode):
        return _faulty(path, name, "not_a_file", "is a folder or device; give a file")
    return InboxFile(path, name, FileStamp(status.st_size, status.st_mtime_ns), _fault_of_name(name))


def _faulty(path: Path, name: str, reason: InboxReason, text: str) -> InboxFile:
    return InboxFile(path, name, FileStamp(0, 0), Fault(reason, text))


def _fault_of_name(name: str) -> Fault | None:
    if has_control_characters(name):
        return Fault("control_characters", "has control characters in its name; rename it")
    if any("\ud800" <= sign <= "\udfff" for sign in name):
        return Fault("bad_name", "has a name that is not UTF-8; rename it")
    return None


def _found_by_hand(folder: Path, name: PurePosixPath) -> InboxFile:
    """Look up what listing left out: folders, hidden files, and what lies behind linked folders."""
    root = folder.resolve()
    try:
        (root / name).stat()
    except PermissionError:
        raise FieldError("not_readable", "names a file that may not be read; give the right to read it") from None
    except (OSError, ValueError, RuntimeError):
        raise FieldError(
            "row_without_file", "names a file that is not in the inbox; put it there or drop the row"
        ) from None
    return _describe(root, root / name)
