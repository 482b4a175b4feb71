"""What the stages work with: models behind their ports, settings, and the names of an installation."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import version
from typing import Protocol

from pipeline.heard import DETECTOR_VERSION, Roster
from pipeline.moments import ItemText
from pipeline.ports import ChangeFinder, CueFinder, Diarizer, Transcriber, VoiceActivity
from pipeline.pseudonyms import Pseudonyms
from pipeline.redaction import REDACTION_VERSION
from pipeline.settings import Settings

BASE_LAYER_VERSION = "9"
"""Raised whenever the same recording would give another record."""


class Scoring(Protocol):
    """The leidraad in use."""

    @property
    def cue_finder(self) -> CueFinder:
        """Scores conversations."""

    @property
    def items(self) -> Mapping[str, ItemText]:
        """Its items by id."""


@dataclass(frozen=True, slots=True)
class LeidraadInUse:
    """A leidraad ready to score with, without the models that hear.

    Attributes:
        change_finder: scores again what changed since calls were last scored; None where all is to be scored.
    """

    cue_finder: CueFinder
    items: Mapping[str, ItemText]
    change_finder: ChangeFinder | None = None


@dataclass(frozen=True, slots=True)
class Toolbox:
    """All that `stages` needs beside the recordings.

    Attributes:
        colleagues: names on the roster, first name first.
        asr_model: name of the recogniser, as stored.
        weights_checksum: of all models' weights, so that others under the same name count as another model.
        items: the leidraad's items by id.
        now: the clock.
    """

    settings: Settings
    voice_activity: VoiceActivity
    diarizer: Diarizer
    transcriber: Transcriber
    cue_finder: CueFinder
    pseudonyms: Pseudonyms
    colleagues: tuple[str, ...]
    asr_model: str
    weights_checksum: str
    items: Mapping[str, ItemText]
    now: Callable[[], datetime]

    def roster_for(self, own_name: str) -> Roster:
        """Return the names that may be heard in a call of this employee."""
        organisation = self.settings.organisation
        return Roster(own_name, self.colleagues, organisation.names, organisation.aliases)


def config_hash(settings: Settings, weights_checksum: str) -> str:
    """Return a hash of all that bears on the base layer: a record made under another hash is made again."""
    relevant = {
        "audio": settings.audio.model_dump(mode="json"),
        "activity": settings.activity.model_dump(mode="json"),
        "diarization": settings.diarization.model_dump(mode="json", exclude={"batch_size", "threads"}),
        "asr": settings.asr.model_dump(mode="json", exclude={"workers", "threads_per_worker", "batch_size"}),
        "organisation": settings.organisation.model_dump(mode="json"),
        "weights": weights_checksum,
        "versions": [BASE_LAYER_VERSION, DETECTOR_VERSION, REDACTION_VERSION],
    }
    return hashlib.sha256(json.dumps(relevant, sort_keys=True).encode()).hexdigest()[:16]


@cache
def pipeline_version() -> str:
    """Return the version of the installed program; looking it up takes milliseconds, and every call asks."""
    return version("meeluister")
