"""Sample calls through the real models, stage by stage."""

import csv
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from flows import wiring
from pipeline.derive import derive
from pipeline.findings import Findings
from pipeline.hearing import HeardCall, hear
from pipeline.recognising import Recognised
from pipeline.records import CallRecord
from pipeline.stages import recognise
from pipeline.understanding import understand

CALLS = Path(__file__).parent.parent / "calls"
SETTINGS = CALLS / "settings.yaml"


@dataclass(frozen=True)
class Listened:
    """A sample call at every stage, and its truth."""

    call: HeardCall
    recognised: Recognised
    record: CallRecord
    findings: Findings
    truth: dict

    def text(self, speaker):
        """Return what was recognised of a speaker, before masking."""
        pairs = zip(self.call.clips, self.recognised.transcripts, strict=True)
        return " ".join(word.text for clip, one in pairs if clip.speaker == speaker for word in one.words)

    def true_text(self, speaker):
        """Return what a speaker said."""
        return " ".join(turn["text"] for turn in self.truth["turns"] if turn["role"] == speaker)

    def verdict(self, cue_id):
        """Return the verdict on an item of the guide."""
        [cue] = [cue for cue in self.findings.cues if (cue.cue_id, cue.occurrence) == (cue_id, 0)]
        return cue.verdict


def copy_calls(folder, *names):
    """Make an inbox of some of the sample calls."""
    folder.mkdir()
    with (CALLS / "calls.csv").open(encoding="utf-8", newline="") as file:
        columns, *rows = list(csv.reader(file))
    chosen = [row for row in rows if row[0] in names]
    for row in chosen:
        shutil.copy(CALLS / row[1], folder)
    with (folder / "calls.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *chosen])
    return folder


def listen(folder, *names):
    """Take sample calls through all stages, recognised together, and return them by name."""
    job = wiring.make_job(folder / "w.duckdb", copy_calls(folder / "inbox", *names), SETTINGS)
    tools = wiring.tools_for(job, "real")
    calls = [hear(row, tools) for row in wiring.scan_for(job, "real").rows]
    listened = {}
    for call, recognised in zip(calls, recognise(calls, tools), strict=True):
        name = call.row.call.call_id
        record = understand(call, recognised, tools, "2026-03-20")
        findings = derive(record, "", tools.cue_finder, tools.items)
        truth = json.loads((CALLS / f"{name}.truth.json").read_text(encoding="utf-8"))
        listened[name] = Listened(call, recognised, record, findings, truth)
    return listened
