"""The derived layer anew: after a killed night, or with another leidraad; no sound is needed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.derive import derive
from pipeline.findings import Cue, Findings
from pipeline.records_store import RecordStore, keeps_words, sha256_of
from pipeline.toolbox import Scoring

ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Change:
    """A verdict on an item in a leg that came out differently; `absent` where the item was not scored."""

    call_id: str
    cue_id: str
    before: str
    after: str


def derive_again(records: RecordStore, record_file: Path, sha256: str, scoring: Scoring) -> Findings:
    """Derive the findings of a record and store them."""
    findings = derive(records.read_record(record_file), sha256, scoring.cue_finder, scoring.items)
    records.write_findings(findings)
    return findings


def rescore(records: RecordStore, scoring: Scoring) -> Iterator[tuple[Change, ...]]:
    """Score every call whose words are kept; yield per call what changed.

    Calls whose words are gone keep the verdicts they have.
    """
    for file in records.record_files():
        record = records.read_record(file)
        if not keeps_words(record.conversation):
            continue
        place = records.findings_file(file)
        before = records.read_findings(place) if place.exists() else None
        after = derive(record, sha256_of(file), scoring.cue_finder, scoring.items)
        if after != before:
            records.write_findings(after)
        yield _changes(before, after)


def _changes(before: Findings | None, after: Findings) -> tuple[Change, ...]:
    earlier = _verdicts(before.cues) if before is not None else {}
    later = _verdicts(after.cues)
    changes = (
        Change(after.call_id, key[0], earlier.get(key, ABSENT), later.get(key, ABSENT)) for key in {**earlier, **later}
    )
    return tuple(change for change in changes if change.before != change.after)


def _verdicts(cues: tuple[Cue, ...]) -> dict[tuple[str, int], str]:
    return {(cue.cue_id, cue.leg_index): cue.verdict for cue in cues if cue.occurrence == 0}
