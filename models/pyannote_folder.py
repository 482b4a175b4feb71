"""A diarization pipeline of pyannote in a folder laid out as `pyannote/speaker-diarization-community-1`.

    config.yaml                      the pipeline and its parameters
    segmentation/pytorch_model.bin   who speaks in a window
    embedding/pytorch_model.bin      a voice as a point
    plda/plda.npz, xvec_transform.npz

pyannote itself would run what a checkpoint holds and any class that config.yaml names. Here numbers and plain values
are read, and only the classes below are made of them. Imports torch: seconds, so import it when needed.
"""

from inspect import signature
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch
import yaml
from pyannote.audio.core.model import Model
from pyannote.audio.core.plda import PLDA
from pyannote.audio.core.task import Problem, Resolution, Specifications
from pyannote.audio.models.embedding import WeSpeakerResNet34
from pyannote.audio.models.segmentation import PyanNet
from pyannote.audio.pipelines import SpeakerDiarization

from models.checkpoints import read_tensors
from pipeline.errors import SettingsError
from pipeline.settings import DiarizationSettings

_PIPELINE = "SpeakerDiarization"
_NETWORKS: dict[str, type[Model]] = {"PyanNet": PyanNet, "WeSpeakerResNet34": WeSpeakerResNet34}
_PASSED_ON = ("clustering", "embedding_exclude_overlap")


def load_pipeline(folder: Path, settings: DiarizationSettings) -> SpeakerDiarization:
    """Load a pipeline; step and batches are those of the settings, all else its own.

    Args:
        folder: laid out as above.
        settings: step and batches.

    Raises:
        SettingsError: something is missing, not readable, or of a kind that is not known here.
    """
    config = _config(folder / "config.yaml")
    given = config["pipeline"].get("params", {})
    try:
        pipeline = SpeakerDiarization(
            segmentation=_network(folder / "segmentation"),
            segmentation_step=settings.step,
            embedding=_network(folder / "embedding"),
            plda=_plda(folder / "plda"),
            segmentation_batch_size=settings.batch_size,
            embedding_batch_size=settings.batch_size,
            **{name: given[name] for name in _PASSED_ON if name in given},
        )
        pipeline.instantiate(config.get("params") or {})
    except (RuntimeError, KeyError, TypeError, ValueError) as error:
        raise SettingsError(f"diarization.pipeline: {folder} is of a kind not known here: {error}") from error
    return pipeline


def _config(file: Path) -> dict[str, Any]:
    try:
        config = yaml.safe_load(file.read_text(encoding="utf-8"))
        name = str(config["pipeline"]["name"])
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
        raise SettingsError(f"diarization.pipeline: {file} describes no pipeline of pyannote") from error
    if name.rpartition(".")[2] != _PIPELINE:
        raise SettingsError(f"diarization.pipeline: {file} describes a {name}, not a {_PIPELINE}")
    return dict(config)


def _network(folder: Path) -> Model:
    file = folder / "pytorch_model.bin"
    if not file.is_file():
        raise SettingsError(f"diarization.pipeline: {file} is missing")
    try:
        stored = read_tensors(torch, file, real=(Specifications, Problem, Resolution))
        about = stored["pyannote.audio"]
        kind = _NETWORKS[about["architecture"]["class"]]
        asked = signature(kind).parameters  # a checkpoint holds more than its network asks for; Lightning drops it too
        network = kind(**{name: value for name, value in stored.get("hyper_parameters", {}).items() if name in asked})
        network.specifications = about["specifications"]
        network.build()  # type: ignore[no-untyped-call]  # pyannote's own
        weights = network.state_dict()
        network.load_state_dict({name: stored["state_dict"][name] for name in weights})
    except (RuntimeError, KeyError, TypeError, ValueError, EOFError, OSError, UnpicklingError) as error:
        known = " or ".join(_NETWORKS)
        raise SettingsError(f"diarization.pipeline: {file} is no {known} of pyannote, or broken off") from error
    return network.eval()


def _plda(folder: Path) -> PLDA:
    files = (folder / "xvec_transform.npz", folder / "plda.npz")
    try:
        for file in files:
            file.stat()  # pyannote misses the second only when it has opened the first, and leaves that open
        return PLDA(*files)
    except (OSError, KeyError, ValueError) as error:
        raise SettingsError(f"diarization.pipeline: {folder} holds no PLDA of pyannote") from error
