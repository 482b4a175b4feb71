"""Who speaks when in one channel, by pyannote.audio's `SpeakerDiarization` on the bundled networks or a configured one.

Sound is handed over in memory: nothing of pyannote decodes a file. torch is loaded with the first such recording.
"""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.checkpoints import read_tensors
from models.weights import checked_file
from pipeline.errors import SettingsError
from pipeline.intervals import merge, rounded
from pipeline.ports import MODEL_RATE_HZ, Diarization, Samples
from pipeline.settings import DiarizationSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

SPEAKS_FROM = 0.5
"""Score of the segmentation network from which a voice counts as speaking."""
WINDOW_S = 5.0
"""What the segmentation network looks at, as it was trained."""
SHORTEST_S = 0.1

_HARMLESS = (
    r"\s*torchcodec is not installed",  # no file is decoded by it
    r"std\(\): degrees of freedom",  # a window of one frame
    r"(?s).*number of speakers",  # one voice where two were looked for
    r"Mean of empty slice",  # nobody speaks long enough to be embedded
    r"invalid value encountered",
)


class PyannoteDiarizer:
    """Cheap to make: torch and the weights load on the first call."""

    def __init__(self, settings: DiarizationSettings, weights: Path, folder: Path | None = None) -> None:
        self._settings = settings
        self._weights = weights
        self._folder = folder  # of a configured pipeline, in place of the bundled networks

    @property
    def name(self) -> str:
        """As stored with each call."""
        if self._folder is not None:
            return f"pyannote.audio {self._folder.name}"
        return f"pyannote.audio {self._settings.segmentation} {self._settings.embedding}"

    def diarize(self, samples: Samples, *, voice_count: int) -> Diarization:
        """Return who speaks when, in order of the first word of each voice.

        Raises:
            SettingsError: the weights are missing, altered or of a wrong kind.
        """
        if samples.size < SHORTEST_S * MODEL_RATE_HZ:
            return Diarization((), self.name)
        with _quiet():
            found = self._run(samples, voice_count)
        voices: dict[str, list[Any]] = {}
        for segment, _, label in found.itertracks(yield_label=True):
            start_s, end_s = max(0.0, segment.start), min(segment.end, samples.size / MODEL_RATE_HZ)
            if end_s - start_s >= SHORTEST_S:
                voices.setdefault(label, []).append(rounded(start_s, end_s))
        return Diarization(tuple(sorted(merge(spans) for spans in voices.values())), self.name)

    def _run(self, samples: Samples, voice_count: int) -> Any:
        import torch  # noqa: PLC0415 - seconds to import

        torch.set_num_threads(self._settings.threads)
        sound = {"waveform": torch.from_numpy(samples)[None], "sample_rate": MODEL_RATE_HZ, "uri": "call"}
        return self._pipeline(sound, num_speakers=voice_count).speaker_diarization

    @cached_property
    def _pipeline(self) -> Any:
        if self._folder is not None:
            from models.pyannote_folder import load_pipeline  # noqa: PLC0415 - imports torch

            return load_pipeline(self._folder, self._settings)
        segmentation = checked_file(self._settings.segmentation, self._weights)
        embedding = checked_file(self._settings.embedding, self._weights)
        import torch  # noqa: PLC0415 - seconds to import
        from pyannote.audio.core.plda import PLDA  # noqa: PLC0415
        from pyannote.audio.pipelines import SpeakerDiarization  # noqa: PLC0415

        from models.voice_encoder import VoiceEncoder  # noqa: PLC0415 - imports torch

        try:
            pipeline = SpeakerDiarization(
                segmentation=_segmentation_network(torch, segmentation),
                segmentation_step=self._settings.step,
                embedding=VoiceEncoder(embedding),
                embedding_exclude_overlap=True,
                plda=PLDA.__new__(PLDA),  # asked for by the constructor, used by another clustering than ours
                clustering="KMeansClustering",
                segmentation_batch_size=self._settings.batch_size,
                embedding_batch_size=self._settings.batch_size,
            )
        except (RuntimeError, KeyError, TypeError, ValueError) as error:
            raise SettingsError(f"diarization: {segmentation} or {embedding} is of a wrong kind: {error}") from error
        pipeline.instantiate({"segmentation": {"threshold": SPEAKS_FROM, "min_duration_off": 0.0}})
        return pipeline


def _segmentation_network(torch: Any, file: Path) -> Any:
    from pyannote.audio.core.task import Problem, Resolution, Specifications  # noqa: PLC0415
    from pyannote.audio.models.segmentation import PyanNet  # noqa: PLC0415

    stored = read_tensors(torch, file)
    network = PyanNet(**stored["hyper_parameters"])
    network.specifications = Specifications(
        problem=Problem.MULTI_LABEL_CLASSIFICATION,
        resolution=Resolution.FRAME,
        duration=WINDOW_S,
        warm_up=(0.0, 0.0),
        classes=["voice 1", "voice 2", "voice 3"],
        permutation_invariant=True,
    )
    network.build()  # type: ignore[no-untyped-call]  # pyannote's own
    network.load_state_dict(stored["state_dict"])
    return network


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep back what is known and harmless; other warnings come through."""
    with warnings.catch_warnings():
        for message in _HARMLESS:
            warnings.filterwarnings("ignore", message=message)
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        yield
