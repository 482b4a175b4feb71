"""One configuration in a process of its own: `python -m tests.bench.worker KIND PLAN OUT`."""

import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec
import numpy as np

from flows import environment
from flows.wiring import Installation, cue_items, installation, make_job, scan_for, tools_for
from pipeline.inbox import InboxRow
from pipeline.ports import MODEL_RATE_HZ, Asking, Clip, Transcriber, Transcript
from pipeline.publishing import publish
from pipeline.records import Conversation, Span
from pipeline.stages import process_calls
from pipeline.toolbox import Toolbox, config_hash
from tests.bench.name_asking import ask_names
from tests.bench.outcome import CallOutcome, GreetingsRun, PipelineRun, Plan, Refused, Work
from tests.bench.peer_workers import run_pyannote, run_whisper
from tests.memory import peak_mib

NIGHT = "2026-03-20"


class KeepingTranscriber:
    """Passes clips on, and keeps the words before they are masked, to compare them with what was said."""

    def __init__(self, inner: Transcriber) -> None:
        self._inner = inner
        self.words: dict[tuple[str, str], list[tuple[Span, str]]] = defaultdict(list)

    def transcribe(self, clips: Sequence[Clip]) -> list[Transcript]:
        """Return one transcript per clip, in order."""
        transcripts = self._inner.transcribe(clips)
        for clip, transcript in zip(clips, transcripts, strict=True):
            self.words[clip.call_id, clip.speaker] += [(word.span, word.text) for word in transcript.words]
        return transcripts

    def ask(self, askings: Sequence[Asking]) -> list[tuple[float, ...]]:
        """Return what each sound answers; nothing of it is kept."""
        return self._inner.ask(askings)

    def text(self, row: InboxRow) -> str:
        """Return all words of a call, in order of time."""
        pairs = [pair for (call_id, _), words in self.words.items() if call_id == row.call.call_id for pair in words]
        return " ".join(text for _, text in sorted(pairs))

    def texts(self, row: InboxRow) -> dict[str, str]:
        """Return the words of a call by channel; without a row that tells, the agent is taken to be on the left."""
        agent = row.call.agent_channel or "left"
        channels = {agent: "agent", "right" if agent == "left" else "left": "citizen"}
        return {
            channel: " ".join(text for _, text in sorted(self.words[row.call.call_id, speaker]))
            for channel, speaker in channels.items()
        }


def run_pipeline(plan: Plan) -> PipelineRun:
    """Run the program on a folder, from the files to the published warehouse."""
    job = make_job(Path(plan.warehouse), Path(plan.folder), Path(plan.settings))
    here = installation(job)
    start_s = time.perf_counter()
    scan = scan_for(job, NIGHT)
    tools = tools_for(job, NIGHT)
    _warm_up(tools)
    load_s = time.perf_counter() - start_s
    keeping = KeepingTranscriber(tools.transcriber)
    tools = replace(tools, transcriber=keeping)
    start_s = time.perf_counter()
    counts = process_calls(scan.rows, tools, here.stores, NIGHT)
    publish_s = time.perf_counter()
    publish(here.store, here.warehouse, cue_items(here.leidraad))
    end_s = time.perf_counter()
    work = Work(
        audio_s=counts.audio_s,
        load_s=load_s,
        wall_s=end_s - start_s,
        stage_s=dict(counts.stage_s) | {"publish": end_s - publish_s},
        peak_mib=peak_mib(),
        model_s=counts.model_s,
    )
    failures = {failure.file_id: failure.reason for failure in here.stores.failures.failures()}
    refused = [Refused(row.file, failures[row.file_id]) for row in scan.rows if row.file_id in failures]
    refused += [Refused(refusal.file, refusal.reason) for refusal in scan.refused]
    calls = [_outcome(row, keeping, here, tools) for row in scan.rows if row.file_id not in failures]
    return PipelineRun(work, calls, refused, tools.asr_model, config_hash(tools.settings, tools.weights_checksum))


def _warm_up(tools: Toolbox) -> None:
    """Load all models: that costs the same on one call and on a thousand."""
    second = np.zeros(MODEL_RATE_HZ, dtype=np.float32)
    tools.voice_activity.speech_probability(second)
    tools.transcriber.transcribe([Clip("warm-up", "agent", Span(0.0, 1.0), second, (Span(0.1, 0.9),))])
    tools.cue_finder.find(Conversation("warm-up", 1.0))


def _outcome(row: InboxRow, keeping: KeepingTranscriber, here: Installation, tools: Toolbox) -> CallOutcome:
    records = here.stores.records
    file = records.find_record(tools.pseudonyms.safe_id(row.call.call_id))
    if file is None:
        raise FileNotFoundError(f"no record and no failure of {row.file_id}")
    record = records.read_record(file)
    texts = keeping.texts(row)
    return CallOutcome(
        key=row.file,
        call_id=record.info.call_id,
        channel_count=record.recording.channel_count,
        texts=texts,
        text=keeping.text(row),
        agent_channel=record.recording.agent_channel,
        quality=record.recording.quality,
        quality_reasons=list(record.recording.quality_reasons),
        conversation=record.conversation,
        findings=records.read_findings(records.findings_file(file)),
        recognised_word_count=sum(len(text.split()) for text in texts.values()),
        kept_word_count=sum(len(turn.words) for turn in record.conversation.turns),
    )


def run_greetings(plan: Plan) -> GreetingsRun:
    """Ask greetings for the names of a roster: that of the inbox."""
    job = make_job(Path(plan.warehouse), Path(plan.folder), Path(plan.settings))
    tools = tools_for(job, NIGHT)
    start_s = time.perf_counter()
    verdicts = ask_names(scan_for(job, NIGHT).rows, tools.colleagues, tools, NIGHT)
    return GreetingsRun(verdicts, time.perf_counter() - start_s)


def main(kind: str, plan_file: str, out_file: str) -> None:
    """Do what the plan says and write down what came of it."""
    environment.prepare()
    plan = msgspec.json.decode(Path(plan_file).read_bytes(), type=Plan)
    runs = {
        "pipeline": run_pipeline,
        "greetings": run_greetings,
        "plain": partial(run_whisper, is_batched=True),
        "sequential": partial(run_whisper, is_batched=False),
        "pyannote": run_pyannote,
    }
    Path(out_file).write_bytes(msgspec.json.encode(runs[kind](plan)))


if __name__ == "__main__":
    main(*sys.argv[1:])
