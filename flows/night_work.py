"""The steps of a night, without Prefect: begin it, work off recordings, finish it.

A `run` is the moment a night's work began, in ISO 8601: all steps look at the inbox and load the models once for it, in
whatever process they are.
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import msgspec

from flows import scoring, wiring
from flows.handing_over import handed_over, take_in
from flows.rescoring import rescore_where_other
from flows.wiring import Installation, Job
from pipeline.atomic_file import free_bytes, remove_orphans
from pipeline.attempts import KILLED
from pipeline.checksums import Checksums, checksum_of
from pipeline.correcting import corrected, info_of
from pipeline.errors import ProcessKilledError, StoreError
from pipeline.heaps import give_back
from pipeline.inbox import InboxRow, InboxScan
from pipeline.night_hours import next_time, night_of
from pipeline.night_report import Aftermath, Hours, Mended, joined, night_report
from pipeline.nights import NightReport
from pipeline.planning import TO_DO, Noted, Past, Planned, batches, note_refusals, plan_night
from pipeline.publishing import PublishReport
from pipeline.records_store import records_without_findings
from pipeline.rederive import derive_again
from pipeline.scored import begin_scoring, is_scored_by, note_scored_by
from pipeline.stages import BatchCounts, process_calls, refuse
from pipeline.toolbox import Toolbox, pipeline_version

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tonight:
    """A night that has begun.

    Attributes:
        planned: every recording that the inbox took, and what is to be done with it.
        batches: file_ids of what is to be recognised; what may have killed an earlier night comes last.
        handed: a sentence for each damaged parcel that a worker handed over.
    """

    job: Job
    run: str
    scan: InboxScan
    planned: tuple[Planned, ...]
    batches: tuple[tuple[str, ...], ...]
    handed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NightResult:
    """What a night did, for the screen.

    Attributes:
        broken: what broke off whole batches after all tries, a kind of error or a sentence on the disk; the next night
            takes up what is left.
    """

    report: NightReport
    published: PublishReport
    warnings: tuple[str, ...]
    broken: tuple[str, ...] = ()


def plan(job: Job, run: str) -> tuple[tuple[Planned, ...], InboxScan]:
    """Decide what is to be done with each recording; nothing is analysed, nothing written."""
    here = wiring.installation_for(job, run)
    return _planned(here, job, run, Checksums(here.store)), wiring.scan_for(job, run)


def count_to_rescore(job: Job) -> int:
    """Return how many calls tonight is to score again, for leidraad or measures are others than last time."""
    here = wiring.installation(job)
    is_same = is_scored_by(here.store, scoring.standing(here).version)
    return 0 if is_same else sum(1 for _ in here.stores.records.record_files())


def begin(job: Job, run: str) -> Tonight:
    """Note what the inbox refuses, who is in it, and what is to be done. Hold the store while a night works on it."""
    here = wiring.installation_for(job, run)
    here.pseudonyms.make_key()  # ids of recordings depend on it
    scan = wiring.scan_for(job, run)
    remove_orphans(here.store)
    handed = take_in(here)  # by workers of a night that was killed
    noted = Noted(_night(here, run), wiring.base_config(here), pipeline_version(), datetime.fromisoformat(run))
    note_refusals(scan, here.stores.failures, here.pseudonyms, noted)
    checksums = Checksums(here.store)
    planned = _planned(here, job, run, checksums)
    checksums.save({row.file_id for row in scan.rows})
    wiring.remember_people(here, tuple(one.row for one in planned))
    now = scoring.standing(here)
    if next(here.stores.records.record_files(), None) is None:
        note_scored_by(here.store, now)
    begin_scoring(here.store, now)
    to_do = [one.row for one in planned if one.why in TO_DO]
    here.attempts.forget(frozenset().union(*here.attempts.left()) - {row.file_id for row in to_do})
    suspects = _suspects(here)
    first = [row for row in to_do if row.file_id not in suspects]
    last = [(row.file_id,) for row in to_do if row.file_id in suspects]
    cut = (*batches(first, here.settings.night.batch_size), *last)
    counts = Counter(one.why for one in planned)
    _log.info("night begins", extra={"facts": {"night": noted.night, "planned": counts, "batches": len(cut)}})
    return Tonight(job, run, scan, planned, cut, handed)


def work_off(file_ids: Sequence[str], job: Job, run: str) -> BatchCounts:
    """Analyse a batch; called again after it broke off, or after its process died, it goes on where it was."""
    here, tools = wiring.installation_for(job, run), wiring.tools_for(job, run)
    if tools.now() >= deadline(here, run):
        return BatchCounts(put_off=len(file_ids))
    wanted = set(file_ids)
    rows = [row for row in wiring.scan_for(job, run).rows if row.file_id in wanted]
    if wanted and not rows:
        raise StoreError(f"{here.inbox}: {_OTHER_INBOX}")
    planned = plan_night(rows, _past(here, checksum_of))
    suspects = _suspects(here)
    to_do = [one.row for one in planned if one.why in TO_DO]
    together = [row for row in to_do if row.file_id not in suspects]
    counts = _process(together, tools, here, run) if together else BatchCounts()
    for row in to_do:
        if row.file_id in suspects:
            counts += _try_alone(row, tools, here, run)
    here.attempts.forget(file_ids)
    give_back()
    _log.info("batch ends", extra={"facts": asdict(counts)})
    done, refused = (sum(one.why == why for one in planned) for why in ("done", "refused_before"))
    return counts + BatchCounts(done, refused)


def finish(tonight: Tonight, counts: BatchCounts, broken: tuple[str, ...]) -> NightResult:
    """Derive what is left to derive, report the night, and publish it."""
    here = wiring.installation_for(tonight.job, tonight.run)
    handed = take_in(here)
    _note_checksums(here, tonight)
    mended = _mend(here, tonight)
    began, ended = datetime.fromisoformat(tonight.run), datetime.now(UTC)
    hours = Hours(_night(here, tonight.run), began, ended, deadline(here, tonight.run))
    aftermath = Aftermath(here.stores.failures.failures(), free_bytes(here.store))
    report = night_report(tonight.planned, tonight.scan, counts, hours, mended=mended, aftermath=aftermath)
    earlier = here.nights.find_night(hours.night)
    report = joined(earlier, report)
    if earlier is None or counts != BatchCounts() or mended.corrected_count or mended.rescored_count:
        here.nights.write_night(report)
    published, unkept = wiring.close_night(here, report)
    if published.without_findings:
        for file in published.without_findings:
            derive_again(here.stores.records, file, scoring.leidraad_in_use(here))
        published = wiring.publish_all(here)
    _log.info("night ends", extra={"facts": msgspec.to_builtins(report)})
    warnings = (*tonight.handed, *handed, *tonight.scan.warnings, *mended.warnings, *unkept, *published.warnings)
    return NightResult(report, published, warnings, broken)


def deadline(here: Installation, run: str) -> datetime:
    """Return the moment from which on a run begins no batch."""
    night = here.settings.night
    return next_time(datetime.fromisoformat(run), night.deadline, night.timezone)


def _process(rows: Sequence[InboxRow], tools: Toolbox, here: Installation, run: str) -> BatchCounts:
    with here.attempts.noted([row.file_id for row in rows]), handed_over(rows, here) as stores:
        return process_calls(rows, tools, stores, _night(here, run))


def _try_alone(row: InboxRow, tools: Toolbox, here: Installation, run: str) -> BatchCounts:
    if here.attempts.died_alone(row.file_id):
        with handed_over([row], here) as stores:
            killed = ProcessKilledError(row.call.call_id, KILLED, _KILLED)
            return refuse(row, killed, tools, stores, _night(here, run))
    return _process([row], tools, here, run)


def _suspects(here: Installation) -> frozenset[str]:
    """Return what was under work when a process was killed, tonight or on the night before."""
    refused = {failure.file_id for failure in here.stores.failures.failures() if failure.reason == KILLED}
    return frozenset(refused.union(*here.attempts.left()))


def _note_checksums(here: Installation, tonight: Tonight) -> None:
    """Remember of which sound tonight's records were made, so that the next night need not read it again to know."""
    checksums, records = Checksums(here.store), here.stores.records
    without = [one.row for one in tonight.planned if one.why in ("new", "try_again")]  # no record before
    rows = {here.pseudonyms.safe_id(row.call.call_id): row for row in without}
    for call_id, file in records.find_records(list(rows)).items():
        if (origin := records.origin_of(file)) is not None:
            checksums.note(rows[call_id], origin.recording_sha256)
    checksums.save({row.file_id for row in tonight.scan.rows})


def _mend(here: Installation, tonight: Tonight) -> Mended:
    """Bring findings up to records, facts up to calls.csv and verdicts up to the leidraad, all without sound."""
    warnings: list[str] = []
    corrected_count = sum(_correct(here, one.row, warnings) for one in tonight.planned if one.why == "corrected")
    records, in_use = here.stores.records, scoring.leidraad_in_use(here)
    for file in records_without_findings(records):
        try:
            derive_again(records, file, in_use)
        except StoreError as error:
            warnings.append(str(error))
    rescored = rescore_where_other(tonight.job, here)
    warnings += [one.warning for one in rescored if one.warning]
    return Mended(corrected_count, sum(one.is_other for one in rescored), tuple(warnings))


def _correct(here: Installation, row: InboxRow, warnings: list[str]) -> bool:
    records, info = here.stores.records, info_of(row.call, here.pseudonyms)
    file = records.find_record(info.call_id)
    if file is None:
        return False
    try:
        records.write_record(corrected(records.read_record(file), info))
    except StoreError as error:
        warnings.append(str(error))
        return False
    return True


def _planned(here: Installation, job: Job, run: str, checksums: Checksums) -> tuple[Planned, ...]:
    return plan_night(wiring.rows_since(job, run), _past(here, checksums.sha256_of))


def _past(here: Installation, checksum: Callable[[InboxRow], str]) -> Past:
    known = {failure.file_id: failure for failure in here.stores.failures.failures()}
    return Past(here.stores.records, known, here.pseudonyms, wiring.base_config(here), pipeline_version(), checksum)


def _night(here: Installation, run: str) -> str:
    return night_of(datetime.fromisoformat(run), here.settings.night.timezone)


_OTHER_INBOX = (
    "none of this batch's recordings is in it; a worker needs the inbox of the machine that leads the night, and its "
    "key, private/pseudonym.key in the store"
)
_KILLED = "the program was killed each time it worked on this alone, perhaps for memory; tried again next night"
