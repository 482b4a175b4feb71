"""The night as a Prefect flow: batches of calls, then one publication and one report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import add

from prefect import flow, task, unmapped
from prefect.cache_policies import NO_CACHE
from prefect.futures import as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from flows.retries import retry_if_transient
from flows.wiring import (
    Installation,
    Job,
    base_config,
    cue_items,
    installation,
    night_of,
    remember_people,
    scan_for,
    tools_for,
)
from pipeline.atomic_file import remove_orphans
from pipeline.inbox import InboxScan
from pipeline.night_report import Hours, joined, night_report
from pipeline.nights import NightReport
from pipeline.planning import TO_DO, Noted, Planned, batches, note_refusals, plan_night
from pipeline.publishing import PublishReport, publish
from pipeline.records_store import records_without_findings, sha256_of
from pipeline.rederive import derive_again
from pipeline.stages import BatchCounts, process_calls


@dataclass(frozen=True, slots=True)
class NightResult:
    """What a night did, for the screen."""

    report: NightReport
    published: PublishReport
    warnings: tuple[str, ...]


Listener = Callable[[int, int], None]
"""Told after each batch: recordings ended with, recordings to do."""


@task(
    name="process-batch",
    retries=2,
    retry_delay_seconds=[10, 120],
    retry_condition_fn=retry_if_transient,
    persist_result=False,
    cache_policy=NO_CACHE,
)
def process_batch(file_ids: Sequence[str], job: Job, night: str) -> BatchCounts:
    """Ids go in and counts come out: no word of a call reaches Prefect's own storage."""
    wanted = set(file_ids)
    rows = [row for row in scan_for(job, night).rows if row.file_id in wanted]
    return process_calls(rows, tools_for(job, night), installation(job).stores, night)


@flow(
    name="nightly",
    persist_result=False,
    validate_parameters=False,
    task_runner=ThreadPoolTaskRunner(max_workers=1),  # type: ignore[arg-type]  # one owner thread of the models
)
def nightly(job: Job, on_progress: Listener | None = None) -> NightResult:
    """A failed call is a row in `failures`; the others are stored all the same."""
    started_at = datetime.now(UTC)
    here = installation(job)
    night = night_of(started_at, here.settings.night.timezone)
    planned, scan = plan(job, night)
    remember_people(here, scan.rows)
    to_do = [one.row for one in planned if one.why in TO_DO]
    size = here.settings.night.batch_size
    futures = process_batch.map(list(batches(to_do, size)), job=unmapped(job), night=unmapped(night))
    counts: list[BatchCounts] = []
    for future in as_completed(futures):
        counts.append(future.result())
        if on_progress is not None:
            on_progress(sum(one.done + one.refused for one in counts), len(to_do))
    _mend(here, job, night)
    report = night_report(
        planned, scan, reduce(add, counts, BatchCounts()), Hours(night, started_at, datetime.now(UTC))
    )
    if to_do or not here.warehouse.exists():
        report = joined(here.nights.find_night(night), report)
        here.nights.write_night(report)
    published = publish(here.store, here.warehouse, cue_items(here.leidraad))
    return NightResult(report, published, (*scan.warnings, *published.warnings))


def plan(job: Job, night: str) -> tuple[tuple[Planned, ...], InboxScan]:
    """Decide what is to be done, and note what the inbox refuses; nothing is analysed."""
    here = installation(job)
    remove_orphans(here.store)
    scan = scan_for(job, night)
    config = base_config(here)
    known = note_refusals(scan, here.stores.failures, here.pseudonyms, Noted(night, config, datetime.now(UTC)))
    return plan_night(scan.rows, here.stores.records, known, here.pseudonyms, config), scan


def _mend(here: Installation, job: Job, night: str) -> None:
    """Derive what a killed night left underived."""
    records = here.stores.records
    for file in records_without_findings(records):
        derive_again(records, file, sha256_of(file), tools_for(job, night))
