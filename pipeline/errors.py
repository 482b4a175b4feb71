"""What can go wrong with one recording, and whether trying again can help."""

import errno
from collections.abc import Mapping
from typing import ClassVar


class CallError(Exception):
    """One call failed; the batch goes on.

    Attributes:
        call_id: the call, or the file's id where no call is known.
        stage: the stage of the pipeline that refused it (`inbox`, `audio`, `recognition`, ...).
        reason: a reason code of lower-case words joined by `_`, stable for counting.
    """

    retryable: ClassVar[bool] = False
    stage: ClassVar[str] = "call"

    def __init__(self, call_id: str, reason: str, detail: str = "") -> None:
        super().__init__(f"call {call_id}: {detail or reason}")
        self.call_id = call_id
        self.reason = reason
        self.detail = detail or reason


class InboxError(CallError):
    """The row or the file is not what `calls.csv` says; never retried until it changes."""

    stage = "inbox"


class BadRecordingError(CallError):
    """Unreadable, empty, of a wrong kind, or without anything to hear; never retried until it changes."""

    stage = "audio"


class RecordingNotReadyError(CallError):
    """Still being written, or its disk did not answer; trying again later may help."""

    retryable = True
    stage = "audio"


class ModelRunError(CallError):
    """A model ran out of memory or time; trying again may help."""

    retryable = True
    stage = "recognition"


class UnforeseenError(CallError):
    """A stage broke off on this call in a way nobody foresaw; it costs this call and no other."""

    retryable = True


class ProcessKilledError(CallError):
    """The process was killed on this call more than once; trying again on another night may help."""

    retryable = True
    stage = "night"


class SettingsError(Exception):
    """Settings, leidraad, weights or store are unusable: the run ends before it starts."""


class StoreError(Exception):
    """A file of the store cannot be read or trusted; the sentence names the file and how to mend it."""


class WarehouseError(StoreError):
    """The warehouse cannot be read or must not be published; the sentence says which and how to mend it."""


class UnfitCallsError(WarehouseError):
    """Calls break a rule of the warehouse; without them it can be published.

    Attributes:
        rules: name of the rule by call.
    """

    def __init__(self, sentence: str, rules: Mapping[str, str]) -> None:
        super().__init__(sentence)
        self.rules = rules


_DISK_FAULTS = {
    errno.ENOSPC: "the disk is full; free space where store and warehouse lie",
    errno.EDQUOT: "the quota of the disk is used up; free space or raise it where store and warehouse lie",
    errno.EROFS: "the disk can only be read; make it writable where store and warehouse lie",
}


def disk_fault(error: BaseException) -> str | None:
    """Return a sentence on a disk that takes nothing more, with the mend; None for any other error."""
    fault = _DISK_FAULTS.get(error.errno or 0) if isinstance(error, OSError) else None
    return fault and f"{fault}, and run again: what is done stays done"
