"""The derived layer anew: after a killed night, or with another leidraad; no sound is needed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.derive import derive
from pipeline.documents import read_document, write_document
from pipeline.errors import StoreError
from pipeline.file_hash import sha256_of
from pipeline.findings import Cue, Findings
from pipeline.records_store import RecordStore, keeps_words
from pipeline.toolbox import Scoring

ABSENT = "absent"
_SCORED = "scored.json"


@dataclass(frozen=True, slots=True)
class Change:
    """A verdict on an item in a leg that came out differently; `absent` where the item was not scored."""

    call_id: str
    cue_id: str
    before: str
    after: str


def derive_again(records: RecordStore, record_file: Path, scoring: Scoring) -> Findings:
    """Derive the findings of a record and store them."""
    record = records.read_record(record_file)
    findings = derive(record, sha256_of(record_file), scoring.cue_finder, scoring.items)
    records.write_findings(findings)
    return findings


def rescore_where_other(store: Path, records: RecordStore, scoring: Scoring, version: str, warnings: list[str]) -> int:
    """Score all calls whose words are kept, if they were last scored by another version of leidraad or measures.

    Args:
        store: folder of the store, which remembers the version.
        records: of that store.
        scoring: the leidraad in use.
        version: stands for all that verdicts and measures follow from.
        warnings: gets a sentence for each record that cannot be read.

    Returns:
        How many calls came out differently.
    """
    if is_scored_by(store, version):
        return 0
    changed = sum(_rescore_one(records, file, scoring, warnings) for file in records.record_files())
    note_scored_by(store, version)
    return changed


def note_scored_by(store: Path, version: str) -> None:
    """Note that all calls of a store are scored by this version; of an empty store that is so."""
    write_document(store / _SCORED, version)


def is_scored_by(store: Path, version: str) -> bool:
    """Tell whether all calls of a store were last scored by this version."""
    try:
        return read_document(store / _SCORED, str, mend="remove it") == version
    except StoreError:
        return False


def _rescore_one(records: RecordStore, file: Path, scoring: Scoring, warnings: list[str]) -> bool:
    try:
        record = records.read_record(file)
        if not keeps_words(record.conversation):
            return False
    except StoreError as error:
        warnings.append(str(error))
        return False
    before = _findings_of(records, file)
    after = derive(record, sha256_of(file), scoring.cue_finder, scoring.items)
    if after == before:
        return False
    records.write_findings(after)
    return True


def rescore(
    records: RecordStore, scoring: Scoring, files: Iterable[Path] | None = None
) -> Iterator[tuple[Change, ...]]:
    """Score every call whose words are kept; yield per call what changed.

    Calls whose words are gone keep the verdicts they have.

    Args:
        records: the store.
        scoring: the leidraad in use.
        files: its records to do; None for all.
    """
    for file in records.record_files() if files is None else files:
        record = records.read_record(file)
        if not keeps_words(record.conversation):
            continue
        before = _findings_of(records, file)
        after = derive(record, sha256_of(file), scoring.cue_finder, scoring.items)
        if after != before:
            records.write_findings(after)
        yield _changes(before, after)


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
