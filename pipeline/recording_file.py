"""One recording as a file: its stamp, its checksum, and whether it keeps still while it is read."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import BadRecordingError, RecordingNotReadyError


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What changes when a file is written to.

    Attributes:
        size_bytes: length of the file.
        modified_ns: time of the last change, in nanoseconds since 1970.
    """

    size_bytes: int
    modified_ns: int


def stamp_of(path: Path, *, call_id: str) -> FileStamp:
    """Return the stamp of a regular file.

    Raises:
        BadRecordingError: if there is no such file, or it is a folder, a pipe or a device.
        RecordingNotReadyError: if the disk does not answer.
    """
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise BadRecordingError(call_id, "missing", "the recording is no longer there; put it back") from error
    except PermissionError as error:
        raise BadRecordingError(call_id, "not_readable", _NOT_READABLE) from error
    except OSError as error:
        raise RecordingNotReadyError(call_id, "disk_error", _DISK_ERROR) from error
    if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
        raise BadRecordingError(call_id, "not_a_file", "this is no ordinary file; give a recording")
    return FileStamp(status.st_size, status.st_mtime_ns)


@contextmanager
def held_still(path: Path, *, call_id: str, seen: FileStamp | None = None) -> Iterator[FileStamp]:
    """Refuse the work done inside if the file changed since it was seen or while it was read.

    A fault of the content is put down to the change where there was one: half a file is often not decodable.

    Args:
        path: the recording.
        call_id: the call, for the error.
        seen: the stamp when the inbox was scanned; a recording that grew since is still being written.

    Raises:
        RecordingNotReadyError: with reason `changing`, or `disk_error`.
        BadRecordingError: if it cannot be read at all, or whatever the work inside raises.
    """
    before = stamp_of(path, call_id=call_id)
    if seen not in (None, before):
        raise RecordingNotReadyError(call_id, "changing", _CHANGING)
    try:
        yield before
    except BadRecordingError as error:
        if stamp_of(path, call_id=call_id) != before:
            raise RecordingNotReadyError(call_id, "changing", _CHANGING) from error
        raise
    except PermissionError as error:
        raise BadRecordingError(call_id, "not_readable", _NOT_READABLE) from error
    except OSError as error:
        raise RecordingNotReadyError(call_id, "disk_error", _DISK_ERROR) from error
    if stamp_of(path, call_id=call_id) != before:
        raise RecordingNotReadyError(call_id, "changing", _CHANGING)


_CHANGING = "the recording is still being written; it is taken up again on the next run"
_NOT_READABLE = "the recording may not be read; give the program's user the right to read it"
_DISK_ERROR = "the disk did not give the recording; it is taken up again on the next run"
