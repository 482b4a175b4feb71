"""The derived layer anew: after a killed night, or with another leidraad; no sound is needed."""

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.derive import derive, derive_changed, derive_cues
from pipeline.errors import StoreError
from pipeline.file_hash import sha256_of
from pipeline.findings import Cue, Findings
from pipeline.measures.version import MEASURE_VERSION
from pipeline.records import CallRecord
from pipeline.records_store import RecordStore, keeps_words
from pipeline.toolbox import LeidraadInUse, Scoring

ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Change:
    """A verdict on an item in a leg that came out differently; `absent` where the item was not scored."""

    call_id: str
    cue_id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Rescored:
    """What became of a call.

    Attributes:
        changes: its verdicts that came out differently.
        is_other: anything of its findings did.
        warning: why its record could not be read; empty where it could.
    """

    changes: tuple[Change, ...] = ()
    is_other: bool = False
    warning: str = ""


def derive_again(records: RecordStore, record_file: Path, scoring: Scoring) -> Findings:
    """Derive the findings of a record and store them."""
    record = records.read_record(record_file)
    findings = derive(record, sha256_of(record_file), scoring.cue_finder, scoring.items)
    records.write_findings(findings)
    return findings


def rescore(records: RecordStore, scoring: LeidraadInUse, files: Iterable[Path] | None = None) -> Iterator[Rescored]:
    """Score every call whose words are kept; yield what became of each.

    Calls whose words are gone keep the verdicts they have.

    Args:
        records: the store.
        scoring: the leidraad in use, and what changed in it since these calls were scored.
        files: its records to do; None for all.
    """
    for number, file in enumerate(records.record_files() if files is None else files):
        if number == 1:
            gc.freeze()  # by now all phrases are compiled: the collector need not walk them for each call
        try:
            record = records.read_record(file)
            if keeps_words(record.conversation):
                yield _rescore_one(records, file, record, scoring)
        except StoreError as error:
            yield Rescored(warning=str(error))


def _rescore_one(records: RecordStore, file: Path, record: CallRecord, scoring: LeidraadInUse) -> Rescored:
    before = _findings_of(records, file)
    sha256 = sha256_of(file)
    after = _derived(record, sha256, before, scoring)
    if after == before:
        return Rescored()
    records.write_findings(after, file)
    return Rescored(_changes(before, after), is_other=True)


def _derived(record: CallRecord, sha256: str, before: Findings | None, scoring: LeidraadInUse) -> Findings:
    """Derive findings; measures of this very record, by the definitions in use, are kept."""
    if before is None or (before.record_sha256, before.measure_version) != (sha256, MEASURE_VERSION):
        return derive(record, sha256, scoring.cue_finder, scoring.items)
    changed = None
    if scoring.change_finder is not None:
        changed = derive_changed(record, before, scoring.change_finder, scoring.items)
    return changed if changed is not None else derive_cues(record, before, scoring.cue_finder, scoring.items)


def _findings_of(records: RecordStore, record_file: Path) -> Findings | None:
    """Return the findings of a record; None without any, or where they are damaged: they are about to be made anew."""
    try:
        return records.read_findings(records.findings_file(record_file))
    except StoreError:
        return None


def _changes(before: Findings | None, after: Findings) -> tuple[Change, ...]:
    earlier = _verdicts(before.cues) if before is not None else {}
    later = _verdicts(after.cues)
    changes = (
        Change(after.call_id, key[0], earlier.get(key, ABSENT), later.get(key, ABSENT)) for key in {**earlier, **later}
    )
    return tuple(change for change in changes if change.before != change.after)


def _verdicts(cues: tuple[Cue, ...]) -> dict[tuple[str, int], str]:
    return {(cue.cue_id, cue.leg_index): cue.verdict for cue in cues if cue.occurrence == 0}
