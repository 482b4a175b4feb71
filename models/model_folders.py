"""Where a configured model lies: a folder, a name below the weights, or a model of the hub that was fetched there."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from models.hub import NOTE, Fetched, fetch_repository, fetched, repository_of, sha256_of
from models.weights import bundled_weights, inspect
from models.whisper_file import MODEL, check_whisper
from pipeline.errors import SettingsError
from pipeline.settings import Settings

PIPELINE = "config.yaml"
FETCH = "fetch it with `meeluister models --fetch`"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A model that the settings name.

    Attributes:
        setting: that names it.
        model: as it is named there.
        is_pipeline: of pyannote; else a Whisper.
    """

    setting: str
    model: str
    is_pipeline: bool = False


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model on disk, found whole and of the right kind.

    Attributes:
        checksum: sha256 of its weights.
    """

    folder: Path
    checksum: str


def wanted_models(settings: Settings) -> tuple[Wanted, ...]:
    """Return the models the settings name, the one for Dutch first."""
    models = [Wanted("asr.model", settings.asr.model)]
    models += [Wanted(f"asr.models.{language}", model) for language, model in settings.asr.models.items()]
    if settings.diarization.pipeline is not None:
        models.append(Wanted("diarization.pipeline", settings.diarization.pipeline, is_pipeline=True))
    return tuple(models)


def checked_model(wanted: Wanted, weights: Path) -> ModelFolder:
    """Find a configured model and check it without loading it.

    Args:
        wanted: the model.
        weights: folder of all weights.

    Raises:
        SettingsError: it is not there, of a wrong kind, not whole, or altered; the sentence says what to do.
    """
    folder = _place(wanted, weights)
    bundled = next((one for one in bundled_weights() if (weights / one.name).resolve() == folder.resolve()), None)
    if bundled is not None:
        for found in inspect(bundled, weights):
            if found.state != "present":
                raise SettingsError(f"{found.file}: {found.state}; {FETCH}")
    else:
        fetched(folder)
    if wanted.is_pipeline:
        return ModelFolder(folder, _pipeline_checksum(wanted.setting, folder))
    check_whisper(wanted.setting, folder)
    return ModelFolder(folder, bundled.files[0].sha256 if bundled is not None else sha256_of(folder / MODEL))


def fetch_model(wanted: Wanted, weights: Path) -> Fetched | None:
    """Fetch a configured model of the hub, unless it lies there already; None where it is none of the hub.

    Raises:
        SettingsError: the hub does not give it.
    """
    repository = repository_of(wanted.model)
    if repository is None or Path(wanted.model).is_dir():
        return None
    folder = weights / repository
    is_own = any(place.is_dir() and not (place / NOTE).exists() for place in (folder, weights / wanted.model))
    if is_own:
        return None
    try:
        found = fetched(folder)
    except SettingsError:
        found = None  # altered: fetched again
    return found or fetch_repository(repository, folder)


def joint_checksum(checksums: tuple[str, ...]) -> str:
    """Return one checksum for all models that bear on a record; of one model its own."""
    return checksums[0] if len(checksums) == 1 else hashlib.sha256("\n".join(checksums).encode()).hexdigest()


def _place(wanted: Wanted, weights: Path) -> Path:
    repository = repository_of(wanted.model)
    below = [weights / wanted.model, *([weights / repository] if repository else [])]
    place = next((place for place in (Path(wanted.model), *below) if place.is_dir()), None)
    if place is not None:
        return place
    if any((weights / one.name) == weights / wanted.model for one in bundled_weights()):
        return weights / wanted.model  # bundled and missing: the file that is missing is named
    raise SettingsError(
        f"{wanted.setting}: {wanted.model!r} is neither a folder nor a model below {weights}; "
        + (f"if it is a model of the hub, {FETCH}" if repository else "see `meeluister models`")
    )


def _pipeline_checksum(setting: str, folder: Path) -> str:
    file = folder / PIPELINE
    if not file.is_file():
        kind = "is a Whisper model and no pyannote pipeline" if (folder / MODEL).is_file() else f"holds no {PIPELINE}"
        raise SettingsError(f"{setting}: {folder} {kind}")
    parts = [file, *sorted(folder.glob("*/*.bin")), *sorted(folder.glob("*/*.npz"))]
    return hashlib.sha256("\n".join(sha256_of(part) for part in parts).encode()).hexdigest()
