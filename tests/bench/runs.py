"""Starts each configuration in a process of its own, in turns, and compares what each pair took."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

import msgspec

from pipeline.errors import SettingsError
from tests.bench.library import BenchCall
from tests.bench.outcome import PeerRun, PipelineRun, Plan, Work

T = TypeVar("T")
_ROOT = Path(__file__).parents[2]
_STAGES = ("decode", "activity", "recognition", "understand", "derive", "publish")


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs over the same calls, in the order they were made."""

    pipeline: tuple[PipelineRun, ...]
    plain: tuple[PeerRun, ...]


def run_all(plan: Plan, calls: Sequence[BenchCall], work: Path, *, pairs: int, with_plain: bool) -> Runs:
    """Run the program and plain faster-whisper in turns, so that a busy machine hinders both.

    Args:
        plan: the folder and settings; the warehouse is chosen anew for every run.
        calls: what lies in the folder.
        work: an empty private folder.
        pairs: how often.
        with_plain: run plain faster-whisper too.
    """
    pipeline: list[PipelineRun] = []
    plain: list[PeerRun] = []
    for number in range(pairs):
        place = work / f"run-{number}"
        place.mkdir()
        own = msgspec.structs.replace(plan, warehouse=str(place / "bench.duckdb"))
        pipeline.append(start("pipeline", own, place, PipelineRun))
        if with_plain:
            done = {call.key for call in pipeline[0].calls}
            recordings = {call.key: str(Path(plan.folder) / call.key) for call in calls if call.key in done}
            peer = msgspec.structs.replace(own, recordings=recordings)
            plain.append(start("plain", peer, place, PeerRun))
    return Runs(tuple(pipeline), tuple(plain))


def start(kind: str, plan: Plan, place: Path, result: type[T], *, by: Sequence[str] = ()) -> T:
    """Run one configuration in a process of its own and return what it found.

    Args:
        kind: names the run, for the worker and for files.
        plan: what to do.
        place: a private folder.
        result: what comes back.
        by: the command that takes a plan and a file for the result, where it is not our own worker.

    Raises:
        SettingsError: it ended with an error; the sentence is its last line.
    """
    plan_file, out_file = place / f"{kind}.plan.json", place / f"{kind}.out.json"
    plan_file.write_bytes(msgspec.json.encode(plan))
    command = [*(by or (sys.executable, "-m", "tests.bench.worker", kind)), str(plan_file), str(out_file)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SettingsError(f"the {kind} run failed: {(done.stderr.strip().splitlines() or ['no message'])[-1]}")
    return msgspec.json.decode(out_file.read_bytes(), type=result)


def work_figures(works: Sequence[Work]) -> dict[str, float]:
    """Return seconds of work per second of call, in total and by stage, as medians over runs.

    `in_models` and `outside_models` divide the total; `unexplained` is the share of it that no stage accounts for;
    `load_s` is the time to load the models, which is not in the other figures; `peak_mib` the largest of all runs.
    """
    figures: dict[str, float] = {"total": median([work.wall_s / work.audio_s for work in works])}
    stages = sorted({name for work in works for name in work.stage_s}, key=_rank)
    for stage in stages:
        figures[stage] = median([work.stage_s.get(stage, 0.0) / work.audio_s for work in works])
    if stages:
        figures["in_models"] = median([work.model_s / work.audio_s for work in works])
        figures["outside_models"] = median([(work.wall_s - work.model_s) / work.audio_s for work in works])
        figures["unexplained"] = median([1 - sum(work.stage_s.values()) / work.wall_s for work in works])
    figures["times_faster_than_real"] = median([work.audio_s / work.wall_s for work in works])
    figures["load_s"] = median([work.load_s for work in works])
    figures["audio_s"] = works[0].audio_s
    figures["peak_mib"] = max(work.peak_mib for work in works)
    return figures


def _rank(stage: str) -> int:
    return _STAGES.index(stage) if stage in _STAGES else len(_STAGES)


def paired_ratio(works: Sequence[Work], others: Sequence[Work]) -> float:
    """Return how much work the first takes for each of the other's: the median over pairs of runs.

    Both of a pair ran one after the other, so that what else the machine did weighs on both.
    """
    pairs = zip(works, others, strict=True)
    return median((one.wall_s / one.audio_s) / (other.wall_s / other.audio_s) for one, other in pairs)
