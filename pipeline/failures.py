"""Refused recordings: one small file each, kept until the recording is done after all."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.documents import read_document, write_document
from pipeline.names import check_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a recording was refused.

    Attributes:
        night: ISO date of the night that refused it last.
        file_id: the recording's id in the inbox, fit for a file name.
        call_id: the call, None where no row of `calls.csv` told.
        stage: the stage that refused it.
        reason: reason code, stable for counting.
        detail: one sentence for the administrator; never a word of the call.
        retryable: trying again may help though nothing changed.
        recording_sha256: of the sound, None where it could not be read; with `config_hash` it tells whether anything
            changed since.
        at: when, with zone.
        pipeline_version: of the program that refused it; empty where an older one did, which did not tell.
    """

    night: str
    file_id: str
    call_id: str | None
    stage: str
    reason: str
    detail: str
    retryable: bool
    recording_sha256: str | None
    config_hash: str
    at: datetime
    pipeline_version: str = ""


class FailureStore:
    """The failures below the folder of the store."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "failures"

    def write_failure(self, failure: Failure) -> None:
        """Store a failure in place of the recording's last one."""
        write_document(self._file(failure.file_id), failure)

    def clear_failure(self, file_id: str) -> None:
        """Forget the failure of a recording that was done after all, or is gone; none is fine."""
        self._file(file_id).unlink(missing_ok=True)

    def failure_files(self) -> list[Path]:
        """Return the files in the order of their ids."""
        return sorted(self._folder.glob("[!.]*.json"))

    def read_failure(self, file: Path) -> Failure:
        """Read one failure.

        Raises:
            StoreError: the file is damaged.
        """
        return read_document(file, Failure, mend="remove it; the recording is tried again the next night")

    def failures(self) -> list[Failure]:
        """Return all failures in the order of their ids.

        Raises:
            StoreError: one of the files is damaged.
        """
        return [self.read_failure(file) for file in self.failure_files()]

    def _file(self, file_id: str) -> Path:
        return self._folder / f"{check_name(file_id)}.json"
