"""From settings to an installation: models behind their ports, stores, and the recordings of the inbox."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from models.activity_silero import SileroVoiceActivity
from models.asr_by_language import TranscriberByLanguage
from models.asr_faster_whisper import FasterWhisperTranscriber
from models.asr_mixed_sound import MixedSoundTranscriber
from models.cues_spacy import SpacyCueFinder
from models.diarizer_pyannote import PyannoteDiarizer
from models.model_folders import ModelFolder, checked_model, joint_checksum, wanted_models
from pipeline.attempts import Attempts
from pipeline.audit import AuditLog, Entry
from pipeline.barring import admitted
from pipeline.erasing import apply_tombstones
from pipeline.errors import SettingsError
from pipeline.failures import FailureStore
from pipeline.inbox import InboxRow, InboxScan, scan_inbox
from pipeline.language import language_of
from pipeline.leidraad.load import load_leidraad
from pipeline.leidraad.schema import Leidraad
from pipeline.moments import ItemText
from pipeline.nights import NightReport, NightStore
from pipeline.ports import Transcriber
from pipeline.pseudonyms import Person, Pseudonyms
from pipeline.publishing import PublishReport, publish
from pipeline.records_store import RecordStore, local_date, store_folder
from pipeline.retention import retain
from pipeline.role_publishing import RoleSettings
from pipeline.settings import Settings, WhisperSettings, load_settings
from pipeline.stages import Stores
from pipeline.toolbox import Toolbox, config_hash
from pipeline.warehouse_rows import CueItem

DEFAULT_SETTINGS = Path(__file__).parent / "settings.default.yaml"


@dataclass(frozen=True, slots=True)
class Job:
    """What a command was asked to work on; only paths, so that it may be shown and stored anywhere.

    Attributes:
        warehouse: file that readers open.
        inbox: folder with recordings and calls.csv; empty where none is needed.
        settings: the installation's own settings file; empty for the defaults.
        since: ISO date; calls of earlier days are left alone. Empty for all.
    """

    warehouse: str
    inbox: str = ""
    settings: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Installation:
    """Settings with the stores they name."""

    settings: Settings
    warehouse: Path
    store: Path
    inbox: Path | None
    leidraad: Leidraad

    @property
    def stores(self) -> Stores:
        """Where records and failures go."""
        return Stores(RecordStore(self.store), FailureStore(self.store))

    @property
    def nights(self) -> NightStore:
        """Where reports of nights go."""
        return NightStore(self.store)

    @property
    def attempts(self) -> Attempts:
        """Which recordings were worked on when a process was killed."""
        return Attempts(self.store)

    @property
    def pseudonyms(self) -> Pseudonyms:
        """Names for employees that tell nothing without the key."""
        return Pseudonyms(self.store / "private")


def make_job(
    warehouse: Path | None, inbox: Path | None, settings_file: Path | None, *, since: date | None = None
) -> Job:
    """Return a job with what the command line leaves open taken from the settings."""
    storage = load_settings(DEFAULT_SETTINGS, settings_file).storage
    chosen = inbox or storage.inbox
    return Job(
        warehouse=str(warehouse or storage.warehouse),
        inbox=str(chosen) if chosen else "",
        settings=str(settings_file) if settings_file else "",
        since=since.isoformat() if since else "",
    )


def installation(job: Job) -> Installation:
    """Read settings and leidraad of a job.

    Raises:
        SettingsError: either is unusable.
    """
    settings = load_settings(DEFAULT_SETTINGS, Path(job.settings) if job.settings else None)
    leidraad = load_leidraad(settings.leidraad.base, settings.leidraad.overlay, settings.leidraad.focus)
    warehouse = Path(job.warehouse)
    return Installation(
        settings=settings,
        warehouse=warehouse,
        store=store_folder(warehouse, settings.storage.store),
        inbox=Path(job.inbox) if job.inbox else None,
        leidraad=leidraad,
    )


@lru_cache(maxsize=1)
def installation_for(job: Job, run: str) -> Installation:  # noqa: ARG001 - a new run reads anew
    """Read settings and leidraad once a run and process, so that a night holds on to what it began with.

    Raises:
        SettingsError: either is unusable.
    """
    return installation(job)


@lru_cache(maxsize=1)
def scan_for(job: Job, run: str) -> InboxScan:
    """Look through the inbox, once a run and process; calls before `job.since` are in it too.

    Raises:
        SettingsError: there is no inbox.
    """
    here = installation_for(job, run)
    if here.inbox is None:
        raise SettingsError("storage.inbox: no folder with recordings is given; use --calls DIR or set it")
    return scan_inbox(here.inbox, here.settings.inbox, key=here.pseudonyms.file_key)


def rows_since(job: Job, run: str) -> tuple[InboxRow, ...]:
    """Return the recordings of the inbox from `job.since` on, without those that must not become calls."""
    here = installation_for(job, run)
    first_kept = local_date(datetime.now(UTC)) - timedelta(days=here.settings.privacy.keep_measures_days)
    first = date.fromisoformat(job.since) if job.since else date.min
    rows = [row for row in scan_for(job, run).rows if local_date(row.call.started_at) >= first]
    return admitted(rows, here.store, here.pseudonyms, first_kept=first_kept)


@lru_cache(maxsize=1)
def tools_for(job: Job, run: str) -> Toolbox:
    """Load the models of a job, once a run and process; those of the run before are let go."""
    here = installation_for(job, run)
    scan = scan_for(job, run)
    return make_tools(here, tuple(sorted({row.call.employee_name for row in scan.rows} - {""})))


def make_tools(here: Installation, colleagues: tuple[str, ...]) -> Toolbox:
    """Put models behind their ports. They are cheap to make; weights load when first needed."""
    models = checked_models(here)
    transcriber = FasterWhisperTranscriber(here.settings.asr, models["asr.model"].folder)
    pipeline = models.get("diarization.pipeline")
    return Toolbox(
        settings=here.settings,
        voice_activity=SileroVoiceActivity(),
        diarizer=PyannoteDiarizer(
            here.settings.diarization, here.settings.storage.weights, pipeline.folder if pipeline else None
        ),
        transcriber=_with_frisian(MixedSoundTranscriber(transcriber), here.settings.asr, models.get("asr.models.fy")),
        cue_finder=SpacyCueFinder(here.leidraad),
        pseudonyms=here.pseudonyms,
        colleagues=colleagues,
        asr_model=transcriber.name,
        weights_checksum=weights_checksum(models),
        items=item_texts(here.leidraad, here.settings.coaching.goal_floor),
        now=lambda: datetime.now(UTC),
    )


def base_config(here: Installation) -> str:
    """Return the hash of all that bears on records."""
    return config_hash(here.settings, weights_checksum(checked_models(here)))


def checked_models(here: Installation) -> dict[str, ModelFolder]:
    """Find the configured models on disk, by the setting that names them.

    Raises:
        SettingsError: one is missing, altered or of a wrong kind.
    """
    weights = here.settings.storage.weights
    return {wanted.setting: checked_model(wanted, weights) for wanted in wanted_models(here.settings)}


def weights_checksum(models: Mapping[str, ModelFolder]) -> str:
    """Return one checksum for all models that bear on a record."""
    return joint_checksum(tuple(model.checksum for model in models.values()))


def _with_frisian(dutch: Transcriber, settings: WhisperSettings, frisian: ModelFolder | None) -> Transcriber:
    if frisian is None:
        return dutch
    own = MixedSoundTranscriber(FasterWhisperTranscriber(settings, frisian.folder, "fy"))
    return TranscriberByLanguage(dutch, own, language_of)


def item_texts(leidraad: Leidraad, goal_floor: float) -> Mapping[str, ItemText]:
    """Return what a coach reads of each item, and how sure its absence must be to be a learning goal."""
    return {item.id: ItemText(item.name.nl, item.coach, item.polarity, goal_floor) for item in leidraad.items}


def cue_items(leidraad: Leidraad) -> tuple[CueItem, ...]:
    """Return the items as the warehouse names them."""
    return tuple(
        CueItem(
            cue_id=item.id,
            leidraad_id=leidraad.id,
            leidraad_version=leidraad.version,
            name_nl=item.name.nl,
            name_fy=item.name.fy,
            description_nl=item.coach,
            polarity=item.polarity,
            focus=item.id == leidraad.focus,
        )
        for item in leidraad.items
    )


def publish_all(here: Installation, *, is_rebuild: bool = False) -> PublishReport:
    """Bring the warehouse and the files by role up to the store, as the settings say, without what was erased."""
    apply_tombstones(here.store)
    return publish(
        here.store,
        here.warehouse,
        cue_items(here.leidraad),
        choices=here.settings.choices,
        roles=RoleSettings(here.settings.agreements, here.settings.storage.groups),
        is_rebuild=is_rebuild,
    )


def close_night(here: Installation, report: NightReport) -> tuple[PublishReport, tuple[str, ...]]:
    """Let end what is past its term, publish, and note the night; with a sentence for each record past reading."""
    retained = retain(here.store, here.settings.privacy, report.ended_at)
    published = publish_all(here)
    if published.swapped:
        AuditLog(here.store).append(Entry(report.ended_at, "program", "night", report.night, count=report.done_count))
    return published, retained.warnings


def remember_people(here: Installation, rows: tuple[InboxRow, ...]) -> None:
    """Keep who is behind each pseudonym, in the private folder."""
    people = {row.call.employee_id: Person(row.call.employee_id, row.call.employee_name, row.call.team) for row in rows}
    here.pseudonyms.remember(people.values())
