"""The report of a night: what was found, done, refused, and how long it took."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.inbox import InboxScan
from pipeline.nights import NightReport
from pipeline.planning import Planned
from pipeline.stages import BatchCounts
from pipeline.toolbox import pipeline_version


@dataclass(frozen=True, slots=True)
class Hours:
    """A night and when the work of it was done."""

    night: str
    started_at: datetime
    ended_at: datetime


def night_report(planned: Sequence[Planned], scan: InboxScan, counts: BatchCounts, hours: Hours) -> NightReport:
    """Sum up a run.

    Args:
        planned: every recording that the inbox took.
        scan: with those it refused.
        counts: of all batches.
        hours: when.
    """
    tried = counts.done + counts.refused
    return NightReport(
        night=hours.night,
        started_at=hours.started_at,
        ended_at=hours.ended_at,
        found_count=len(scan.rows) + len(scan.refused),
        done_count=counts.done,
        refused_count=counts.refused + sum(one.why == "refused_before" for one in planned) + len(scan.refused),
        already_done_count=sum(one.why == "done" for one in planned),
        audio_s=round(counts.audio_s, 3),
        work_s=dict(counts.stage_s),
        failed_share=round(counts.refused / tried, 4) if tried else 0.0,
        pipeline_version=pipeline_version(),
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
        started_at=earlier.started_at,
        done_count=earlier.done_count + later.done_count,
        already_done_count=max(later.already_done_count - earlier.done_count, 0),
        audio_s=round(earlier.audio_s + later.audio_s, 3),
        work_s={name: round(earlier.work_s.get(name, 0.0) + later.work_s.get(name, 0.0), 3) for name in sorted(stages)},
    )
