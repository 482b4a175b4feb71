"""The bundled Whisper on sound without speech, and asked for a phrase."""

from pathlib import Path

import numpy as np
import pytest

from models.asr_faster_whisper import FasterWhisperTranscriber
from models.model_folders import Wanted, checked_model
from pipeline.ports import MODEL_RATE_HZ, Clip
from pipeline.records import Span
from pipeline.settings import load_settings

pytestmark = pytest.mark.slow

DURATION_S = 12.0


@pytest.fixture(scope="module")
def transcriber():
    settings = load_settings(Path("flows/settings.default.yaml"))
    folder = checked_model(Wanted("asr.model", settings.asr.model), settings.storage.weights).folder
    return FasterWhisperTranscriber(settings.asr, folder)


def noise(level):
    samples = np.random.default_rng(3).standard_normal(round(DURATION_S * MODEL_RATE_HZ))
    return (level * samples).astype(np.float32)


def tune():
    """A melody of half-second tones, each with its octave, as hold music has it."""
    time_s = np.arange(round(DURATION_S * MODEL_RATE_HZ)) / MODEL_RATE_HZ
    tones = np.array([440.0, 523.3, 587.3, 659.3, 587.3, 523.3, 392.0, 440.0])
    pitch = tones[(time_s * 2).astype(int) % len(tones)]
    phase = np.cumsum(2 * np.pi * pitch / MODEL_RATE_HZ)
    fading = 1 - (time_s * 2) % 1
    return (0.2 * fading * (np.sin(phase) + 0.5 * np.sin(2 * phase))).astype(np.float32)


SOUNDS = {"silence": noise(0.0), "line noise": noise(0.003), "loud noise": noise(0.05), "tune": tune()}


@pytest.mark.parametrize("sound", SOUNDS)
def test_sound_without_speech_gives_no_word(transcriber, sound):
    span = Span(0.0, DURATION_S)  # as if voice activity had taken all of it for speech
    [transcript] = transcriber.transcribe([Clip("call-1", "agent", span, SOUNDS[sound], (span,))])
    assert transcript.words == ()
