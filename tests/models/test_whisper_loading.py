"""Tiny models of random weights, of the kinds that are configured for production, loaded and run."""

import shutil
import socket
from types import SimpleNamespace

import ctranslate2
import numpy as np
import pytest

from models import whisper_loading
from models.asr_faster_whisper import FasterWhisperTranscriber
from models.whisper_file import WhisperShape
from models.whisper_loading import check_device, load_whisper, window_bytes, windows_at_once
from pipeline.errors import SettingsError
from pipeline.ports import MODEL_RATE_HZ, Clip
from pipeline.records import Span
from pipeline.settings import WhisperSettings
from tests.models.tiny import make_whisper

GIB = 1 << 30
BASE = WhisperShape(width=512, encoder_layers=6, decoder_layers=6, mel_count=80, token_count=51_865)
LARGE = WhisperShape(width=1280, encoder_layers=32, decoder_layers=32, mel_count=80, token_count=51_865)
TURBO = WhisperShape(width=1280, encoder_layers=32, decoder_layers=4, mel_count=128, token_count=51_866)


def make_settings(**changed):
    given = {"model": "m", "models": {}, "device": "cpu", "compute_type": "int8", "workers": 1, "batch_size": "auto"}
    sizes = {"threads_per_worker": 1, "beam_size": 1, "pad_s": 0.4, "window_s": 15.0}
    return WhisperSettings.model_validate(given | sizes | changed)


@pytest.fixture(scope="module", params=[80, 128], ids=["80 bands, as large-v2", "128 bands, as large-v3-turbo"])
def folder(request, tmp_path_factory):
    return make_whisper(tmp_path_factory.mktemp("models") / f"bands-{request.param}", mel_count=request.param)


@pytest.fixture
def no_network(monkeypatch):
    """Refuse every socket."""

    def refuse(*_, **__):
        raise OSError("no network in this test")

    monkeypatch.setattr(socket, "socket", refuse)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("compute_type", ["int8", "float32"])
@pytest.mark.parametrize("language", ["nl", "fy"])
def test_a_model_is_loaded_from_its_folder_without_a_network_and_recognises(folder, compute_type, language):
    transcriber = FasterWhisperTranscriber(make_settings(compute_type=compute_type), folder, language)
    span = Span(10.0, 12.0)
    noise = np.random.default_rng(0).standard_normal(2 * MODEL_RATE_HZ).astype(np.float32)
    [transcript] = transcriber.transcribe([Clip("call-1", "agent", span, 0.01 * noise, (span,))])
    assert (transcript.asr_model, transcript.language) == (folder.name, language)
    assert transcript.avg_logprob < 0  # it decoded something


def test_without_a_gpu_cuda_is_refused(monkeypatch):
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 0)
    with pytest.raises(SettingsError, match=r"asr\.device: cuda is asked for and CTranslate2 finds no GPU"):
        check_device(make_settings(device="cuda", compute_type="float16"))


def test_a_type_the_device_cannot_compute_is_refused_with_those_it_can(monkeypatch):
    monkeypatch.setattr(ctranslate2, "get_supported_compute_types", lambda _: {"float32", "int8"})
    with pytest.raises(SettingsError, match=r"asr\.compute_type: float16 .*cpu; it can do float32, int8"):
        check_device(make_settings(compute_type="float16"))


def test_a_model_for_another_library_is_refused_before_it_is_loaded(tmp_path):
    (tmp_path / "model.safetensors").touch()
    with pytest.raises(SettingsError, match=r"asr\.model: .* model of transformers"):
        load_whisper("asr.model", tmp_path, make_settings())


def test_what_the_library_refuses_is_told_with_the_setting(folder, tmp_path):
    broken = shutil.copytree(folder, tmp_path / "broken")
    (broken / "vocabulary.json").unlink()
    with pytest.raises(SettingsError, match=r"asr\.model: .*broken cannot be loaded on cpu"):
        load_whisper("asr.model", broken, make_settings())


def test_a_set_number_of_windows_stands(folder):
    assert windows_at_once("asr.model", folder, make_settings(batch_size=7)) == 7


@pytest.mark.parametrize(
    ("device", "free", "workers", "expected"),
    [
        # encoding holds 1.75 * 1 head * 1500 * 1500 frames * 4 bytes = 15.75 MB a window
        pytest.param("cpu", 8 * GIB, 2, 4, id="on a processor never more than 4"),
        pytest.param("cpu", 130_000_000, 2, 2, id="half of what is free, shared by two workers: 32.5 MB each"),
        pytest.param("cpu", 1_000_000, 1, 1, id="always one"),
        pytest.param("cuda", 8 * GIB, 1, 16, id="on a GPU never more than 16"),
        pytest.param("cuda", 100_000_000, 1, 5, id="of a GPU 80 %: 80 MB"),
    ],
)
def test_as_many_windows_as_memory_holds(folder, monkeypatch, device, free, workers, expected):
    monkeypatch.setattr(whisper_loading, "_free_bytes", lambda _: free)
    settings = make_settings(device=device, workers=workers)
    assert windows_at_once("asr.model", folder, settings) == expected


def test_free_memory_of_a_processor_is_what_the_system_tells(monkeypatch, folder):
    told = SimpleNamespace(available=32_000_000)
    monkeypatch.setattr(whisper_loading.psutil, "virtual_memory", lambda: told)
    assert windows_at_once("asr.model", folder, make_settings()) == 1  # 16 MB of 15.75 MB a window


@pytest.mark.parametrize(
    ("shape", "compute_type", "expected"),
    [
        pytest.param(BASE, "int8", 4 * 1.75 * 8 * 1500 * 1500, id="base: the scores of 8 heads, 126 MB"),
        pytest.param(LARGE, "float16", 2 * 1.95 * 2 * 32 * 1500 * 1280, id="large-v2: 32 layers of keys, 479 MB"),
        pytest.param(TURBO, "float16", 2 * 1.75 * 20 * 1500 * 1500, id="turbo: 4 layers, so 20 heads, 158 MB"),
    ],
)
def test_memory_of_a_window_is_that_of_scores_or_of_keys_and_values(shape, compute_type, expected):
    assert window_bytes(shape, compute_type) == round(expected)
