"""A tiny pipeline of random weights, laid out as pyannote/speaker-diarization-community-1, loaded and run."""

import pickle
import shutil
import socket

import numpy as np
import pytest
import torch

from models.diarizer_pyannote import PyannoteDiarizer
from models.pyannote_folder import load_pipeline
from pipeline.errors import SettingsError
from pipeline.ports import MODEL_RATE_HZ
from tests.models.tiny import make_pipeline
from tests.pipeline.rig import SETTINGS
from tests.sounds import babble

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_pipeline(tmp_path_factory.mktemp("models") / "speaker-diarization-community-1")


@pytest.fixture
def folder(made, tmp_path):
    """A whole pipeline that a test may spoil."""
    return shutil.copytree(made, tmp_path / made.name)


def test_a_pipeline_is_loaded_from_its_folder_without_a_network_and_runs(made, monkeypatch):
    def refuse(*_, **__):
        raise OSError("no network in this test")

    monkeypatch.setattr(socket, "socket", refuse)
    diarizer = PyannoteDiarizer(SETTINGS.diarization, made.parent / "no-bundled-weights", made)
    found = diarizer.diarize(babble(12.0, seed=1, rate_hz=MODEL_RATE_HZ).astype(np.float32), voice_count=2)
    assert found.name == "pyannote.audio speaker-diarization-community-1"
    assert len(found.voices) <= 2


def test_step_and_batches_are_those_of_the_settings_and_the_rest_its_own(made):
    pipeline = load_pipeline(made, SETTINGS.diarization.model_copy(update={"step": 0.25, "batch_size": 3}))
    assert (pipeline._segmentation.step, pipeline.segmentation_batch_size) == (2.5, 3)  # a quarter of its 10 s
    assert (pipeline.klustering, pipeline.embedding_exclude_overlap) == ("VBxClustering", True)
    assert pipeline.parameters(instantiated=True)["clustering"] == {"threshold": 0.6, "Fa": 0.07, "Fb": 0.8}


def refused(folder):
    with pytest.raises(SettingsError) as raised:
        load_pipeline(folder, SETTINGS.diarization)
    sentence = str(raised.value)
    assert sentence.startswith("diarization.pipeline: ")
    return sentence


@pytest.mark.parametrize("text", ["", "[]", "pipeline: {}", "pipeline: [", "params: {a: 1}"])
def test_a_description_that_is_none(folder, text):
    (folder / "config.yaml").write_text(text, encoding="utf-8")
    assert "describes no pipeline of pyannote" in refused(folder)


def test_another_pipeline_of_pyannote(folder):
    text = "pipeline: {name: pyannote.audio.pipelines.VoiceActivityDetection}"
    (folder / "config.yaml").write_text(text, encoding="utf-8")
    assert "describes a pyannote.audio.pipelines.VoiceActivityDetection, not a SpeakerDiarization" in refused(folder)


@pytest.mark.parametrize("part", ["segmentation", "embedding"])
def test_a_network_that_is_missing(folder, part):
    (folder / part / "pytorch_model.bin").unlink()
    assert f"{part}/pytorch_model.bin is missing" in refused(folder)


@pytest.mark.parametrize("data", [b"", b"version https://git-lfs.github.com/spec/v1\n", b"\x80\x02broken"])
def test_a_network_that_is_none(folder, data):
    (folder / "embedding" / "pytorch_model.bin").write_bytes(data)
    assert "is no PyanNet or WeSpeakerResNet34 of pyannote, or broken off" in refused(folder)


def test_a_network_of_another_kind(folder):
    file = folder / "embedding" / "pytorch_model.bin"
    stored = torch.load(file, weights_only=False)
    stored["pyannote.audio"]["architecture"]["class"] = "XVectorMFCC"
    torch.save(stored, file)
    assert "is no PyanNet or WeSpeakerResNet34" in refused(folder)


def test_without_its_plda(folder):
    (folder / "plda" / "plda.npz").unlink()
    assert "holds no PLDA" in refused(folder)


class Runs:
    """Runs when it is read by pickle."""

    def __init__(self, file):
        self.file = file

    def __reduce__(self):
        return open, (str(self.file), "w")


def test_nothing_that_a_checkpoint_holds_is_run(folder, tmp_path):
    file = folder / "embedding" / "pytorch_model.bin"
    stored = torch.load(file, weights_only=False)
    stored["callbacks"] = Runs(tmp_path / "was run")
    torch.save(stored, file, pickle_module=pickle)
    load_pipeline(folder, SETTINGS.diarization)
    assert not (tmp_path / "was run").exists()
