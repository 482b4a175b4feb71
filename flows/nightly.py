"""The night as a Prefect flow: batches of calls, then one publication and one report.

A `run` is the moment a night's work began, in ISO 8601: the flow and its tasks look at the inbox and load the models
once for it, in whatever process they are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from prefect import flow, task, unmapped
from prefect.cache_policies import NO_CACHE
from prefect.futures import as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from flows import wiring
from flows.retries import retry_if_transient
from flows.wiring import Installation, Job
from pipeline.atomic_file import remove_orphans
from pipeline.errors import SettingsError, StoreError
from pipeline.failures import Failure
from pipeline.inbox import InboxScan
from pipeline.night_report import Hours, joined, night_report
from pipeline.nights import NightReport
from pipeline.planning import TO_DO, Noted, Planned, batches, note_refusals, plan_night
from pipeline.publishing import PublishReport, publish
from pipeline.records_store import records_without_findings, sha256_of
from pipeline.rederive import derive_again
from pipeline.stages import BatchCounts, process_calls
from pipeline.toolbox import config_hash


@dataclass(frozen=True, slots=True)
class NightResult:
    """What a night did, for the screen.

    Attributes:
        broken: kinds of error that broke off whole batches after all tries; the next night takes up what is left.
    """

    report: NightReport
    published: PublishReport
    warnings: tuple[str, ...]
    broken: tuple[str, ...] = ()


Listener = Callable[[int, int], None]
"""Told after each batch: recordings ended with, recordings to do."""


@task(name="process-batch", retry_condition_fn=retry_if_transient, persist_result=False, cache_policy=NO_CACHE)
def process_batch(file_ids: Sequence[str], job: Job, run: str) -> BatchCounts:
    """Ids go in and counts come out: no word of a call reaches Prefect's own storage.

    A batch that is tried again goes on where it broke off.
    """
    here, tools = wiring.installation(job), wiring.tools_for(job, run)
    wanted = set(file_ids)
    rows = [row for row in wiring.scan_for(job, run).rows if row.file_id in wanted]
    config = config_hash(tools.settings, tools.asr_checksum)
    planned = plan_night(rows, here.stores.records, _known(here), here.pseudonyms, config)
    counts = process_calls([one.row for one in planned if one.why in TO_DO], tools, here.stores, _night(here, run))
    done, refused = (sum(one.why == why for one in planned) for why in ("done", "refused_before"))
    return counts + BatchCounts(done, refused)


@flow(
    name="nightly",
    persist_result=False,
    validate_parameters=False,
    task_runner=ThreadPoolTaskRunner(max_workers=1),  # type: ignore[arg-type]  # one owner thread of the models
)
def nightly(job: Job, on_progress: Listener | None = None) -> NightResult:
    """A failed call is a row in `failures`; the others are stored all the same."""
    started_at = datetime.now(UTC)
    run = started_at.isoformat()
    here = wiring.installation(job)
    scan = wiring.scan_for(job, run)
    _note_refusals(here, scan, run)
    planned, _ = plan(job, run)
    wiring.remember_people(here, scan.rows)
    counts, broken = _process(here, job, run, planned, on_progress)
    unmended = _mend(here, job, run)
    hours = Hours(_night(here, run), started_at, datetime.now(UTC))
    report = night_report(planned, scan, counts, hours)
    if counts != BatchCounts() or not here.warehouse.exists():
        report = joined(here.nights.find_night(hours.night), report)
        here.nights.write_night(report)
    published = publish(here.store, here.warehouse, wiring.cue_items(here.leidraad), choices=here.settings.choices)
    return NightResult(report, published, (*scan.warnings, *unmended, *published.warnings), broken)


def plan(job: Job, run: str) -> tuple[tuple[Planned, ...], InboxScan]:
    """Decide what is to be done with each recording; nothing is analysed, nothing written."""
    here = wiring.installation(job)
    scan = wiring.scan_for(job, run)
    rows = wiring.rows_since(job, scan)
    return plan_night(rows, here.stores.records, _known(here), here.pseudonyms, wiring.base_config(here)), scan


def _note_refusals(here: Installation, scan: InboxScan, run: str) -> None:
    remove_orphans(here.store)
    noted = Noted(_night(here, run), wiring.base_config(here), datetime.fromisoformat(run))
    note_refusals(scan, here.stores.failures, here.pseudonyms, noted)


def _process(
    here: Installation, job: Job, run: str, planned: Sequence[Planned], on_progress: Listener | None
) -> tuple[BatchCounts, tuple[str, ...]]:
    """Work off all batches; one that breaks off costs no other.

    Raises:
        SettingsError: no batch can do without what is missing.
        StoreError: likewise.
    """
    night = here.settings.night
    to_do = [one.row for one in planned if one.why in TO_DO]
    tried = process_batch.with_options(retries=night.retries, retry_delay_seconds=night.retry_delay_s)
    counts = BatchCounts()
    broken: list[str] = []
    for future in as_completed(tried.map(list(batches(to_do, night.batch_size)), unmapped(job), unmapped(run))):
        result = future.result(raise_on_failure=False)
        if isinstance(result, SettingsError | StoreError):
            raise result
        if isinstance(result, BatchCounts):
            counts += result
        else:
            broken.append(type(result).__name__)
        if on_progress is not None:
            on_progress(counts.done + counts.refused, len(to_do))
    return counts, tuple(broken)


def _mend(here: Installation, job: Job, run: str) -> tuple[str, ...]:
    """Derive what a killed night left underived; return a sentence for each record that cannot be."""
    records = here.stores.records
    warnings = []
    for file in records_without_findings(records):
        try:
            derive_again(records, file, sha256_of(file), wiring.tools_for(job, run))
        except StoreError as error:
            warnings.append(str(error))
    return tuple(warnings)


def _known(here: Installation) -> Mapping[str, Failure]:
    return {failure.file_id: failure for failure in here.stores.failures.failures()}


def _night(here: Installation, run: str) -> str:
    return wiring.night_of(datetime.fromisoformat(run), here.settings.night.timezone)
