import os
import sys
import warnings
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from models.diarizer_pyannote import PyannoteDiarizer
from pipeline.audio import read_recording
from pipeline.audio_resample import resample
from pipeline.errors import SettingsError
from pipeline.intervals import overlap_s
from pipeline.ports import MODEL_RATE_HZ
from pipeline.records import Span
from tests.pipeline.rig import SETTINGS

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "weights"
BULKY = ROOT / "tests" / "calls" / "bulky-mono.wav"


def diarizer(weights=WEIGHTS, **changes):
    return PyannoteDiarizer(SETTINGS.diarization.model_copy(update=changes), weights)


def silence(duration_s):
    return np.zeros(round(duration_s * MODEL_RATE_HZ), np.float32)


def test_hardly_any_sound_needs_no_model(tmp_path):
    assert diarizer(tmp_path).diarize(silence(0.05), voice_count=2).voices == ()


@pytest.mark.parametrize("missing", ["pyannote-segmentation", "resemblyzer"])
def test_missing_weights_are_named_with_the_way_to_get_them(tmp_path, missing):
    for name in {"pyannote-segmentation", "resemblyzer"} - {missing}:
        (tmp_path / name).symlink_to(WEIGHTS / name)

    with pytest.raises(
        SettingsError, match=rf"{missing}.*(missing|altered); fetch it with `meeluister models --fetch`"
    ):
        diarizer(tmp_path).diarize(silence(1), voice_count=2)


def test_altered_weights_are_not_loaded(tmp_path):
    (tmp_path / "pyannote-segmentation").mkdir()
    (tmp_path / "pyannote-segmentation" / "pytorch_model.bin").write_bytes(b"other numbers")

    with pytest.raises(SettingsError, match="altered"):
        diarizer(tmp_path).diarize(silence(1), voice_count=2)


def test_unknown_weights_are_refused_by_name(tmp_path):
    with pytest.raises(SettingsError, match="no-such: no such weights; known are whisper-base"):
        diarizer(tmp_path, segmentation="no-such").diarize(silence(1), voice_count=2)


@pytest.fixture(scope="module")
def real():
    os.environ["PYANNOTE_METRICS_ENABLED"] = "0"
    return diarizer()


@pytest.fixture(scope="module")
def voices(real):
    decoded = read_recording(BULKY, call_id="bulky-mono", max_duration_s=100)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return real.diarize(resample(decoded.channels[0], decoded.rate_hz, MODEL_RATE_HZ), voice_count=2).voices


@pytest.mark.slow
def test_two_voices_are_told_apart(voices):
    # the first three turns of the call: agent, citizen, agent (see bulky-mono.truth.json)
    who = [
        max((0, 1), key=lambda voice: sum(overlap_s(turn, span) for span in voices[voice]))
        for turn in (Span(0.5, 6.1), Span(13.7, 18.4), Span(18.9, 25.3))
    ]
    assert who == [0, 1, 0]


@pytest.mark.slow
def test_stretches_of_a_voice_are_disjoint_and_in_order(voices):
    for voice in voices:
        assert all(one.end_s < other.start_s for one, other in pairwise(voice))


@pytest.mark.slow
def test_silence_holds_no_voice(real):
    assert real.diarize(silence(12), voice_count=2).voices == ()


@pytest.mark.slow
@pytest.mark.parametrize("duration_s", [0.2, 1.0, 5.0, 5.1])
def test_short_sound_is_no_fault(real, duration_s):
    noise = np.random.default_rng(0).standard_normal(round(duration_s * MODEL_RATE_HZ)).astype(np.float32)

    assert len(real.diarize(0.1 * noise, voice_count=2).voices) <= 2


@pytest.mark.slow
@pytest.mark.usefixtures("voices")  # after the library was loaded
def test_telemetry_is_off():
    telemetry = sys.modules["pyannote.audio.telemetry.metrics"]

    assert not telemetry.is_metrics_enabled()
