"""Settings of an installation: read from YAML, checked on load, defaults in one file.

The schema has no defaults of its own: all of them stand in `flows/settings.default.yaml`, and a municipality's file
is laid over it.
"""

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from pipeline.errors import SettingsError
from pipeline.role_files import Role

Share = Field(ge=0.0, le=1.0)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StorageSettings(_Part):
    """Where things lie. Relative paths start at the folder the command runs in."""

    warehouse: Path
    store: Path | None  # records, findings, failures, private; null: beside the warehouse, with the ending `.store`
    inbox: Path | None
    weights: Path
    groups: dict[Role, str]  # role: the system's group that may read


class InboxSettings(_Part):
    """Which recordings are taken, and from where what is known of them."""

    filename_pattern: str | None  # regular expression with named groups for columns of calls.csv
    max_duration_s: float = Field(gt=0)
    excluded_queues: tuple[str, ...]
    excluded_employees: tuple[str, ...]  # employee_id as in calls.csv
    excluded_trunks: tuple[str, ...]


class AudioSettings(_Part):
    """Gates on the sound."""

    min_duration_s: float = Field(gt=0)
    silent_dbfs: float = Field(lt=0)
    clipped_share: float = Share
    same_channels_correlation: float = Share
    crosstalk_doubtful_db: float = Field(lt=0)
    min_snr_db: float
    starts_mid_speech_s: float = Field(ge=0)
    dropout_share: float = Share


class ActivitySettings(_Part):
    """Who speaks when. Padding stays at most 50 ms: pauses and overlaps are measured from it."""

    threshold: float = Share
    min_pause_s: float = Field(gt=0)
    min_speech_s: float = Field(gt=0)
    pad_s: float = Field(ge=0, le=0.05)


class DiarizationSettings(_Part):
    """Who speaks when in recordings with one channel."""

    pipeline: str | None  # of pyannote: a folder or a hub name; null: the two networks below
    segmentation: str  # a name below `storage.weights`
    embedding: str  # a name below `storage.weights`
    step: float = Field(gt=0, le=1)  # of the windows the network looks at, as a share of their length
    batch_size: int = Field(ge=1)
    threads: int = Field(ge=1)
    voice_count: int = Field(ge=2, le=3)


class WhisperSettings(_Part):
    """A Whisper model for CTranslate2."""

    model: str  # a folder, a name below `storage.weights`, or a hub name
    models: dict[Literal["fy"], str]  # a Frisian fine-tune beside it; without one Frisian is decoded as Dutch
    device: Literal["cpu", "cuda"]
    compute_type: Literal["int8", "int8_float16", "float16", "float32"]
    workers: int = Field(ge=1)
    threads_per_worker: int = Field(ge=1)
    batch_size: Literal["auto"] | Annotated[int, Field(ge=1)]  # windows at once; auto: as memory allows
    beam_size: int = Field(ge=1)
    pad_s: float = Field(ge=0, le=1)
    window_s: float = Field(ge=5, le=30)  # of sound heard at once; 30 as Whisper was trained, less costs less


class OrganisationSettings(_Part):
    """How the organisation may be called on the telephone."""

    names: tuple[str, ...]
    aliases: tuple[str, ...]


class LeidraadSettings(_Part):
    """Which conversation guide is scored."""

    base: str  # id_vN of a guide that comes with the program
    overlay: Path | None  # the municipality's own file, laid over it
    focus: str | None  # cue_id of the focus point of the year


class PrivacySettings(_Part):
    """Terms, from the day of the call, and the smallest group."""

    keep_sound_days: int = Field(ge=0)  # a player refuses older sound; the inbox itself is the recorder's
    keep_words_days: int = Field(ge=0)
    keep_measures_days: int = Field(ge=0)
    keep_audit_days: int = Field(ge=0)
    smallest_group: int = Field(ge=1)  # employees below which no figure of a team or queue is shown

    @model_validator(mode="after")
    def _text_goes_first(self) -> Self:
        if self.keep_words_days > self.keep_measures_days:
            raise ValueError(
                f"keep_words_days ({self.keep_words_days}) must not exceed keep_measures_days "
                f"({self.keep_measures_days}): words without their call cannot be kept"
            )
        return self


Purpose = Literal["coaching", "trends", "team_figures"]
Page = Literal["coach", "tempo", "report"]
Seen = Literal["figures", "moments", "text", "sound"]


class AgreementSettings(_Part):
    """What was agreed with the works council, enforced where files are published and pages are served."""

    agreed_on: date | None  # of the council's consent; null: not agreed yet
    purposes: tuple[
        Purpose, ...
    ]  # without coaching no files for coaches and employees, without trends none for analysts
    names_on: tuple[Page, ...]  # pages on which employees' names stand in place of pseudonyms
    coach_sees: tuple[Seen, ...]
    employee_sees: tuple[Seen, ...]
    analyst_sees: tuple[Literal["figures"], ...]  # of persons, by pseudonym; empty: no file, so an analyst sees nothing


class CoachingSettings(_Part):
    """How much a coach is shown."""

    moments_per_week: int = Field(ge=2)  # per employee, at most half of them goals
    confidence_floor: float = Share
    goal_floor: float = Share
    selection_calls: int = Field(ge=1)  # calls worth assessing, per employee and month
    selection_min_s: float = Field(ge=0)
    selection_max_s: float = Field(gt=0)
    audit_calls: int = Field(ge=0)  # calls drawn at random, per team and month
    mono_interruptions: bool  # show interruptions counted in recordings with one channel


class PagesSettings(_Part):
    """Who may open the pages from another machine."""

    accounts: Path | None  # YAML with accounts; null: the pages are for this machine only
    proxy_header: str | None  # header in which a reverse proxy names the account; null: sign in with a password
    trusted_proxies: tuple[str, ...]  # addresses of which that header is believed
    session_hours: float = Field(gt=0)
    https_only: bool  # cookies go over HTTPS only


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the marts need of the settings: one row, columns of the same names."""

    moments_per_week: int
    confidence_floor: float
    selection_calls: int
    selection_min_s: float
    selection_max_s: float
    audit_calls: int
    smallest_group: int
    mono_interruptions: bool


class NightSettings(_Part):
    """How a night runs."""

    cron: str
    timezone: str
    batch_size: int = Field(ge=1, le=500)
    max_failed_share: float = Share
    retries: int = Field(ge=0)
    retry_delay_s: float = Field(ge=0)  # before the first new try; twice as long before each next one
    deadline: time  # on the clock on the wall; no batch is begun after it
    alarm: tuple[str, ...]  # a program with arguments; kind of alarm and one sentence are added. Empty: none
    dask: str | None  # address of a Dask scheduler whose workers share inbox and store; null: one process here
    object_store: str | None  # address at which workers hand over records, where they share the inbox only
    object_store_options: dict[str, str]  # for that store, e.g. endpoint_url; its keys come from the environment

    @field_validator("deadline", mode="before")
    @classmethod
    def _is_quoted(cls, deadline: object) -> object:
        if isinstance(deadline, int):  # YAML reads 06:00 as 360, in base 60
            raise ValueError('write the time in quotes, for example "06:00"')  # noqa: TRY004 - pydantic wants this kind
        return deadline

    @field_validator("timezone")
    @classmethod
    def _is_known(cls, timezone: str) -> str:
        try:
            ZoneInfo(timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"no time zone is called {timezone!r}; for example Europe/Amsterdam") from error
        return timezone


class Settings(_Part):
    """All settings of an installation."""

    storage: StorageSettings
    inbox: InboxSettings
    audio: AudioSettings
    activity: ActivitySettings
    diarization: DiarizationSettings
    asr: WhisperSettings
    organisation: OrganisationSettings
    leidraad: LeidraadSettings
    privacy: PrivacySettings
    coaching: CoachingSettings
    agreements: AgreementSettings
    pages: PagesSettings
    night: NightSettings

    @property
    def choices(self) -> Choices:
        """What the marts need of them."""
        coaching = self.coaching.model_dump(exclude={"goal_floor"})  # moments know it before they reach a mart
        return Choices(smallest_group=self.privacy.smallest_group, **coaching)


def load_settings(default_file: Path, own_file: Path | None = None) -> Settings:
    """Read the default settings and lay an installation's own over them.

    Raises:
        SettingsError: naming the file, the path of the field and what is wrong with it.
    """
    values = _read(default_file)
    if own_file is not None:
        values = _overlay(values, _read(own_file))
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        where = own_file or default_file
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise SettingsError(f"{where}: {faults}") from error


def _read(file: Path) -> dict[str, Any]:
    try:
        values = yaml.safe_load(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(f"{file}: there is no such settings file") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"{file}: not readable as YAML: {error}") from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise SettingsError(f"{file}: expected sections such as `asr:`, found {type(values).__name__}")
    return values


def _overlay(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        below = merged.get(key)
        merged[key] = _overlay(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged
