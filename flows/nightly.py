"""The night as a Prefect flow: batches of calls, then one publication and one report."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from prefect import Flow, flow, task, unmapped
from prefect.cache_policies import NO_CACHE
from prefect.futures import as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from flows import night_work, wiring
from flows.night_work import NightResult, Tonight
from flows.retries import delays, retry_if_transient
from flows.wiring import Job
from pipeline.errors import SettingsError, StoreError, disk_fault
from pipeline.settings import NightSettings
from pipeline.stages import BatchCounts
from pipeline.store_lock import working_on

Listener = Callable[[int, int], None]
"""Told after each batch: recordings ended with, recordings to do."""


@task(name="process-batch", retry_condition_fn=retry_if_transient, persist_result=False, cache_policy=NO_CACHE)
def process_batch(file_ids: Sequence[str], job: Job, run: str) -> BatchCounts:
    """Ids go in and counts come out: no word of a call reaches Prefect's own storage."""
    return night_work.work_off(file_ids, job, run)


@flow(
    name="nightly",
    persist_result=False,
    validate_parameters=False,
    task_runner=ThreadPoolTaskRunner(max_workers=1),  # type: ignore[arg-type]  # one owner thread of the models
)
def nightly(job: Job, on_progress: Listener | None = None) -> NightResult:
    """A failed call is a row in `failures`; the others are stored all the same."""
    run = datetime.now(UTC).isoformat()
    with working_on(wiring.installation(job).store):
        tonight = night_work.begin(job, run)
        counts, broken = _work_off_all(tonight, on_progress)
        return night_work.finish(tonight, counts, broken)


def nightly_of(night: NightSettings) -> Flow[[Job, Listener | None], NightResult]:
    """Return the flow with its batches worked off where the settings say: in this process, or on a Dask cluster.

    Raises:
        SettingsError: a cluster is named, but `meeluister[cluster]` is not installed.
    """
    if night.dask is None:
        return nightly
    try:
        from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise SettingsError("night.dask: a cluster needs `pip install meeluister[cluster]`") from error
    runner = DaskTaskRunner(address=night.dask)
    return nightly.with_options(task_runner=runner)  # type: ignore[arg-type]  # its futures are narrower than asked


def _work_off_all(tonight: Tonight, on_progress: Listener | None) -> tuple[BatchCounts, tuple[str, ...]]:
    """Work off all batches; one that breaks off costs no other.

    Raises:
        SettingsError: no batch can do without what is missing.
        StoreError: likewise.
    """
    night = wiring.installation(tonight.job).settings.night
    to_do = sum(map(len, tonight.batches))
    tried = process_batch.with_options(retries=night.retries, retry_delay_seconds=delays(night))
    counts = BatchCounts()
    broken: list[str] = []
    for future in as_completed(tried.map(list(tonight.batches), unmapped(tonight.job), unmapped(tonight.run))):
        result = future.result(raise_on_failure=False)
        if isinstance(result, SettingsError | StoreError):
            raise result
        if isinstance(result, BatchCounts):
            counts += result
        else:
            broken.append(disk_fault(result) or type(result).__name__)
        if on_progress is not None:
            on_progress(counts.done + counts.refused, to_do)
    return counts, tuple(broken)
