"""All the work on a batch of calls, without Prefect: each call isolated, words in memory only until masked."""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial

from pipeline.derive import derive
from pipeline.errors import CallError, SettingsError, StoreError, UnforeseenError
from pipeline.failures import Failure, FailureStore
from pipeline.file_hash import sha256_of
from pipeline.hearing import CHANNELS, HeardCall, hear
from pipeline.inbox import InboxRow
from pipeline.legs import has_colleague
from pipeline.ports import MODEL_RATE_HZ
from pipeline.reading_ahead import Heard, ReadAhead
from pipeline.recognising import Recognised, recognise_together
from pipeline.records import CallRecord
from pipeline.records_store import RecordStore
from pipeline.stopwatch import Laps, Stopwatch, shared_out
from pipeline.toolbox import Toolbox, config_hash, pipeline_version
from pipeline.understanding import understand

RECOGNISE_S = 450.0
"""Seconds of clips recognised together: full windows and busy workers, at 64 kB of memory a second."""
AHEAD_S = 2 * RECOGNISE_S
"""Seconds of clips held at most, those in work and those heard ahead; a call alone may have more."""
WITH_COLLEAGUE = 3
"""Voices of a call in which a colleague is consulted or takes over."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BatchCounts:
    """What became of a batch; no word of a call.

    Attributes:
        stage_s: seconds on the clock by stage; where stages ran beside each other, each has its part.
        put_off: not begun, for the night was over.
        model_s: of `stage_s`, seconds in which a model was at work.
        wall_s: seconds on the clock, `stage_s` and what no stage accounts for.
    """

    done: int = 0
    refused: int = 0
    audio_s: float = 0.0
    stage_s: tuple[tuple[str, float], ...] = ()
    put_off: int = 0
    model_s: float = 0.0
    wall_s: float = 0.0

    def __add__(self, other: "BatchCounts") -> "BatchCounts":
        stages = {name: 0.0 for name, _ in (*self.stage_s, *other.stage_s)}
        for name, seconds in (*self.stage_s, *other.stage_s):
            stages[name] += seconds
        return BatchCounts(
            self.done + other.done,
            self.refused + other.refused,
            self.audio_s + other.audio_s,
            tuple((name, round(seconds, 3)) for name, seconds in stages.items()),
            self.put_off + other.put_off,
            round(self.model_s + other.model_s, 3),
            round(self.wall_s + other.wall_s, 3),
        )


@dataclass(frozen=True, slots=True)
class Stores:
    """Where results go."""

    records: RecordStore
    failures: FailureStore


def process_calls(rows: Sequence[InboxRow], tools: Toolbox, stores: Stores, night: str) -> BatchCounts:
    """Analyse recordings and store a record and findings of each, or the reason why not.

    Args:
        rows: recordings of the inbox.
        tools: models and settings.
        stores: for records, findings and failures.
        night: ISO date of the night.
    """
    if not rows:
        return BatchCounts()
    began_s, laps = time.perf_counter(), Laps()
    counts = BatchCounts()
    with ReadAhead(rows, partial(_hear, tools=tools, laps=laps), _clip_s, AHEAD_S) as ahead:
        for group in _groups(ahead):
            heard = [result for _, result in group if isinstance(result, HeardCall)]
            if heard:
                counts += _finish(heard, tools, stores, night, _Batch(ahead, laps))
            for row, result in group:
                if isinstance(result, CallError):
                    counts += refuse(row, result, tools, stores, night)
            ahead.let_go(heard)
    stages = {stage: round(seconds, 3) for stage, seconds in shared_out(laps.stages).items()}
    model_s = sum(shared_out(laps.models).values())
    wall_s = time.perf_counter() - began_s
    return counts + BatchCounts(stage_s=tuple(stages.items()), model_s=model_s, wall_s=wall_s)


@dataclass(frozen=True, slots=True)
class _Batch:
    """What the calls of a batch share."""

    ahead: ReadAhead
    laps: Laps


def _hear(row: InboxRow, *, tools: Toolbox, laps: Laps, voice_count: int | None = None) -> HeardCall:
    with _isolated(row):
        return hear(row, tools, voice_count=voice_count, watch=Stopwatch(laps))


def _clip_s(call: HeardCall) -> float:
    mixed = {part for clip in call.clips for part in clip.mixed}
    return sum(clip.samples.size for clip in (*call.clips, *mixed)) / MODEL_RATE_HZ


def _groups(heard: Iterable[Heard]) -> Iterator[list[Heard]]:
    """Yield calls to recognise together, and between them those that could not be heard."""
    group: list[Heard] = []
    clip_s = 0.0
    for row, result in heard:
        group.append((row, result))
        clip_s += _clip_s(result) if isinstance(result, HeardCall) else 0.0
        if clip_s >= RECOGNISE_S:
            yield group
            group, clip_s = [], 0.0
    if group:
        yield group


def _finish(group: Sequence[HeardCall], tools: Toolbox, stores: Stores, night: str, batch: _Batch) -> BatchCounts:
    counts = BatchCounts()
    for call, result in zip(group, recognise(group, tools, batch.laps), strict=True):
        if isinstance(result, CallError):
            counts += refuse(call.row, result, tools, stores, night)
            continue
        try:
            with _isolated(call.row):
                heard, record = make_record(call, result, tools, night, batch)
            _store(record, heard, tools, stores)
        except CallError as error:
            counts += refuse(call.row, error, tools, stores, night)
            continue
        counts += BatchCounts(1, 0, call.recording.duration_s)
    return counts


def make_record(
    call: HeardCall,
    recognised: Recognised,
    tools: Toolbox,
    night: str,
    batch: _Batch | None = None,
) -> tuple[HeardCall, CallRecord]:
    """Make the record of a call; where a colleague turns out to speak in one sound, hear it again as three voices.

    Args:
        call: as heard.
        recognised: its words, and what its openings were asked.
        tools: models and settings.
        night: ISO date of the night.
        batch: that the call is part of, None for a call alone.

    Returns:
        The call as it was heard in the end, and its record.

    Raises:
        CallError: hearing it again failed.
    """
    record = understand(call, recognised, tools, night)
    is_split_by_voice = call.diarizer not in ("", CHANNELS)
    if not is_split_by_voice or tools.settings.diarization.voice_count >= WITH_COLLEAGUE:
        return call, record
    if not has_colleague(record.conversation):
        return call, record
    laps = batch.laps if batch else Laps()
    with batch.ahead.paused() if batch else nullcontext():
        again = _hear(call.row, tools=tools, laps=laps, voice_count=WITH_COLLEAGUE)
    [result] = recognise([again], tools, laps)
    if isinstance(result, CallError):
        raise result
    for stage, seconds in call.watch.seconds().items():
        again.watch.add(stage, seconds)
    return again, understand(again, result, tools, night)


def _store(record: CallRecord, call: HeardCall, tools: Toolbox, stores: Stores) -> None:
    with call.watch.measure("derive"):
        sha256 = stores.records.write_record(record)
        with _isolated(call.row):
            findings = derive(record, sha256, tools.cue_finder, tools.items)
        stores.records.write_findings(findings)
        stores.failures.clear_failure(call.row.file_id)


@contextmanager
def _isolated(row: InboxRow) -> Iterator[None]:
    """Let an error that no stage foresaw cost one call; only its kind is told, for its text may hold words."""
    try:
        yield
    except (CallError, SettingsError, StoreError):
        raise
    except Exception as error:
        raise UnforeseenError(row.call.call_id, "unforeseen_error", f"broke off: {type(error).__name__}") from error


def recognise(group: Sequence[HeardCall], tools: Toolbox, laps: Laps | None = None) -> list[Recognised | CallError]:
    """Recognise calls together; where that fails, call by call, so that one costs no other."""
    try:
        with _isolated(group[0].row):
            return list(recognise_together(group, tools, Stopwatch(laps)))
    except CallError as error:
        if len(group) == 1:
            return [error]
        _log.warning("recognising %d calls together failed; trying them one by one", len(group))
        return [result for call in group for result in recognise([call], tools, laps)]


def refuse(row: InboxRow, error: CallError, tools: Toolbox, stores: Stores, night: str) -> BatchCounts:
    """Store why a call was refused, and count it."""
    _log.warning("%s refused at %s: %s", row.file_id, error.stage, error.reason)
    stores.failures.write_failure(
        Failure(
            night=night,
            file_id=row.file_id,
            call_id=tools.pseudonyms.safe_id(row.call.call_id),
            stage=error.stage,
            reason=error.reason,
            detail=error.detail,
            retryable=error.retryable,
            recording_sha256=_checksum(row),
            config_hash=config_hash(tools.settings, tools.weights_checksum),
            at=tools.now(),
            pipeline_version=pipeline_version(),
        )
    )
    return BatchCounts(refused=1)


def _checksum(row: InboxRow) -> str | None:
    try:
        return sha256_of(row.path)
    except OSError:
        return None
