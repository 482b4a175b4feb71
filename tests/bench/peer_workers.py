"""Other programs that run in our own environment, with the weights, the arithmetic and the threads of ours."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from flows.wiring import installation, make_job
from pipeline.ports import MODEL_RATE_HZ
from pipeline.settings import Settings
from tests.bench.outcome import MIX, PeerRun, Plan, Work
from tests.memory import peak_mib

PYANNOTE_STEP = 0.1
PYANNOTE_CLUSTERING = {"method": "centroid", "min_cluster_size": 12, "threshold": 0.3}
"""Linkage and size of speaker-diarization-3.1, the last with agglomerative clustering. Its threshold of 0.70 suits
another encoder and left 34.4 % errors on the mixed dialogues (`results/2026-11-26-peers.json`); 0.3, the best of 24
settings tried, leaves 17.2 % (`results/2026-11-27-peers.json`)."""


def run_whisper(plan: Plan, *, is_batched: bool) -> PeerRun:
    """Run faster-whisper as its page shows, a channel at a time, with the same weights and arithmetic."""
    from faster_whisper import BatchedInferencePipeline, WhisperModel, decode_audio  # noqa: PLC0415

    from models.model_folders import Wanted, checked_model  # noqa: PLC0415

    settings = _settings(plan)
    folder = checked_model(Wanted("asr.model", settings.asr.model), settings.storage.weights).folder
    start_s = time.perf_counter()
    model = WhisperModel(
        str(folder),
        device=settings.asr.device,
        compute_type=settings.asr.compute_type,
        cpu_threads=plan.threads,
        local_files_only=True,
    )
    if is_batched:
        batched = BatchedInferencePipeline(model)

    def text_of(samples: np.ndarray) -> str:
        if is_batched:
            segments, _ = batched.transcribe(samples, language="nl", batch_size=8, beam_size=5)
        else:
            segments, _ = model.transcribe(samples, language="nl", beam_size=5, vad_filter=True)
        return " ".join(segment.text.strip() for segment in segments)

    text_of(np.random.default_rng(0).normal(0.0, 0.1, MODEL_RATE_HZ).astype(np.float32))
    load_s = time.perf_counter() - start_s
    start_s, audio_s = time.perf_counter(), 0.0
    texts: dict[str, dict[str, str]] = {}
    for key, path in plan.recordings.items():
        channels = decode_audio(path, sampling_rate=MODEL_RATE_HZ, split_stereo=True)
        audio_s += len(channels[0]) / MODEL_RATE_HZ
        if np.array_equal(*channels):  # one channel, given twice
            texts[key] = {MIX: text_of(channels[0])}
        else:
            texts[key] = dict(zip(("left", "right"), map(text_of, channels), strict=True))
    return PeerRun(Work(audio_s, load_s, time.perf_counter() - start_s, {}, peak_mib()), texts)


def run_pyannote(plan: Plan) -> PeerRun:
    """Run pyannote's SpeakerDiarization with the bundled networks and its default steps, two speakers asked for."""
    from faster_whisper import decode_audio  # noqa: PLC0415

    settings = _settings(plan)
    start_s = time.perf_counter()
    diarize = _diarization(settings.storage.weights, threads=plan.threads)
    load_s = time.perf_counter() - start_s
    start_s, audio_s = time.perf_counter(), 0.0
    speech: dict[str, list[tuple[float, float, str]]] = {}
    for key, path in plan.recordings.items():
        samples = decode_audio(path, sampling_rate=MODEL_RATE_HZ)
        audio_s += len(samples) / MODEL_RATE_HZ
        tracks = diarize(samples).itertracks(yield_label=True)
        speech[key] = [(segment.start, segment.end, label) for segment, _, label in tracks]
    return PeerRun(Work(audio_s, load_s, time.perf_counter() - start_s, {}, peak_mib()), speech=speech)


def _diarization(weights: Path, *, threads: int) -> Callable[[np.ndarray], Any]:
    import torch  # noqa: PLC0415
    from pyannote.audio.core.plda import PLDA  # noqa: PLC0415
    from pyannote.audio.pipelines import SpeakerDiarization  # noqa: PLC0415

    from models.diarizer_pyannote import _segmentation_network  # noqa: PLC0415
    from models.voice_encoder import VoiceEncoder  # noqa: PLC0415
    from models.weights import checked_file  # noqa: PLC0415

    torch.set_num_threads(threads)
    pipeline = SpeakerDiarization(
        segmentation=_segmentation_network(torch, checked_file("pyannote-segmentation", weights)),
        segmentation_step=PYANNOTE_STEP,
        embedding=VoiceEncoder(checked_file("resemblyzer", weights)),
        embedding_exclude_overlap=True,
        plda=PLDA.__new__(PLDA),  # asked for by the constructor, used by another clustering
        clustering="AgglomerativeClustering",
        segmentation_batch_size=32,
        embedding_batch_size=32,
    )
    pipeline.instantiate(
        {"segmentation": {"threshold": 0.5, "min_duration_off": 0.0}, "clustering": PYANNOTE_CLUSTERING}
    )

    def diarize(samples: np.ndarray) -> Any:
        sound = {"waveform": torch.from_numpy(samples)[None], "sample_rate": MODEL_RATE_HZ, "uri": "call"}
        return pipeline(sound, num_speakers=2).speaker_diarization

    return diarize


def _settings(plan: Plan) -> Settings:
    return installation(make_job(Path(plan.warehouse), None, Path(plan.settings))).settings
