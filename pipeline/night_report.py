"""The report of a night: what was found, done, refused, and how long it took."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.failures import Failure
from pipeline.inbox import InboxScan
from pipeline.nights import NightReport
from pipeline.planning import Planned
from pipeline.stages import BatchCounts
from pipeline.toolbox import pipeline_version


@dataclass(frozen=True, slots=True)
class Hours:
    """A night, when the work of it was done, and until when it might have been."""

    night: str
    started_at: datetime
    ended_at: datetime
    deadline: datetime


@dataclass(frozen=True, slots=True)
class Mended:
    """What was brought up to date without sound.

    Attributes:
        warnings: a sentence for each call that could not be.
    """

    corrected_count: int = 0
    rescored_count: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aftermath:
    """How things stand at the end of a night.

    Attributes:
        failures: all recordings still refused.
        disk_free_bytes: on the disk of the store; None where it cannot tell.
    """

    failures: Sequence[Failure]
    disk_free_bytes: int | None = None


def night_report(
    planned: Sequence[Planned],
    scan: InboxScan,
    counts: BatchCounts,
    hours: Hours,
    *,
    mended: Mended = Mended(),
    aftermath: Aftermath = Aftermath(()),
) -> NightReport:
    """Sum up a run.

    Args:
        planned: every recording that the inbox took.
        scan: with those it refused.
        counts: of all batches.
        hours: when.
        mended: what was done without sound.
        aftermath: how things stand now.
    """
    tried = counts.done + counts.refused
    return NightReport(
        night=hours.night,
        started_at=hours.started_at,
        ended_at=max(hours.started_at, hours.ended_at),  # the clock may have been set back
        found_count=len(scan.rows) + len(scan.refused),
        done_count=counts.done,
        refused_count=counts.refused + sum(one.why == "refused_before" for one in planned) + len(scan.refused),
        already_done_count=sum(one.why in ("done", "corrected") for one in planned),
        audio_s=round(counts.audio_s, 3),
        work_s=dict(counts.stage_s),
        failed_share=round(counts.refused / tried, 4) if tried else 0.0,
        pipeline_version=pipeline_version(),
        put_off_count=counts.put_off,
        corrected_count=mended.corrected_count,
        rescored_count=mended.rescored_count,
        refused_by=dict(sorted(Counter(f"{one.stage}/{one.reason}" for one in aftermath.failures).items())),
        spare_s=round((hours.deadline - hours.ended_at).total_seconds(), 1),
        disk_free_bytes=aftermath.disk_free_bytes,
        model_s=counts.model_s,
        batch_s=counts.wall_s,
    )


def joined(earlier: NightReport | None, later: NightReport) -> NightReport:
    """Add a later run of the same night to an earlier one.

    Done calls add up. What was refused is what the later run still refuses, and the failed share is its own: it tried
    again whatever might pass.
    """
    if earlier is None:
        return later
    stages = earlier.work_s.keys() | later.work_s.keys()
    return replace(
        later,
        started_at=min(earlier.started_at, later.started_at),
        done_count=earlier.done_count + later.done_count,
        already_done_count=max(later.already_done_count - earlier.done_count, 0),
        corrected_count=earlier.corrected_count + later.corrected_count,
        rescored_count=earlier.rescored_count + later.rescored_count,
        audio_s=round(earlier.audio_s + later.audio_s, 3),
        model_s=round(earlier.model_s + later.model_s, 3),
        batch_s=round(earlier.batch_s + later.batch_s, 3),
        work_s={name: round(earlier.work_s.get(name, 0.0) + later.work_s.get(name, 0.0), 3) for name in sorted(stages)},
    )
