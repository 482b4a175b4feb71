"""Calls that break a rule of the warehouse: kept in the store, left out of the warehouse, and named.

    quarantine/<call_id>.json    which rule, and of which files; gone once one of these is another

A call is tried again by itself when its record, its findings or the program change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.delta import StoredCall
from pipeline.documents import read_document, write_document
from pipeline.errors import StoreError
from pipeline.failures import Failure
from pipeline.file_hash import sha256_of
from pipeline.names import check_name
from pipeline.records_store import local_date
from pipeline.toolbox import pipeline_version
from pipeline.warehouse import sql_sha256

STAGE = "publish"
_DETAIL = "breaks a rule of the warehouse, so it is kept out of it; tried again when its record or the program changes"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """Why a call is kept out, and of what that is true."""

    rule: str
    record_sha256: str
    findings_sha256: str | None
    program: str
    at: datetime


class Quarantine:
    """The calls kept out, below the folder of the store."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "quarantine"

    def keep_out(self, call: StoredCall, rule: str, at: datetime) -> None:
        """Keep a call out from now on."""
        record_sha256, findings_sha256 = _sources(call)
        note = _Note(rule=rule, record_sha256=record_sha256, findings_sha256=findings_sha256, program=_program(), at=at)
        write_document(self._folder / f"{check_name(call.call_id)}.json", note)

    def kept_out(self, stored: Mapping[str, StoredCall]) -> dict[str, Failure]:
        """Return why calls of the store are kept out; notes of what changed since, or is gone, are forgotten."""
        found: dict[str, Failure] = {}
        for file in sorted(self._folder.glob("[!.]*.json")):
            call, note = stored.get(file.stem), _read(file)
            if call is None or note is None or not _stands(note, call):
                file.unlink()
            else:
                found[call.call_id] = _as_failure(call.call_id, note)
        return found


def _sources(call: StoredCall) -> tuple[str, str | None]:
    return sha256_of(call.record_file), sha256_of(call.findings_file) if call.findings_file is not None else None


def _program() -> str:
    return f"{pipeline_version()} {sql_sha256()}"


def _stands(note: _Note, call: StoredCall) -> bool:
    return note.program == _program() and (note.record_sha256, note.findings_sha256) == _sources(call)


def _read(file: Path) -> _Note | None:
    try:
        return read_document(file, _Note, mend="remove it")
    except StoreError:  # then the call is tried again
        return None


def _as_failure(call_id: str, note: _Note) -> Failure:
    return Failure(
        night=local_date(note.at).isoformat(),
        file_id=call_id,
        call_id=call_id,
        stage=STAGE,
        reason=note.rule,
        detail=_DETAIL,
        retryable=False,
        recording_sha256=None,
        config_hash="",
        at=note.at,
        pipeline_version=note.program.split()[0],
    )
