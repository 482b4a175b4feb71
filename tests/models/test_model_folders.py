import hashlib

import pytest

from models import model_folders
from models.model_folders import ModelFolder, Wanted, checked_model, fetch_model, joint_checksum, wanted_models
from models.weights import WeightFile, Weights, Wheel
from pipeline.errors import SettingsError
from tests.models.tiny import make_whisper
from tests.pipeline.rig import SETTINGS

DUTCH = Wanted("asr.model", "whisper-nl")


@pytest.fixture(scope="module")
def weights(tmp_path_factory):
    """A folder of weights with one Whisper in it."""
    folder = tmp_path_factory.mktemp("weights")
    make_whisper(folder / "whisper-nl")
    return folder


def sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize("by_path", [False, True], ids=["by name", "by path"])
def test_a_model_is_taken_from_its_folder_with_its_checksum(weights, by_path):
    folder = weights / "whisper-nl"
    wanted = Wanted("asr.model", str(folder) if by_path else "whisper-nl")
    assert checked_model(wanted, weights) == ModelFolder(folder, sha256(folder / "model.bin"))


def test_a_name_of_the_hub_is_looked_for_where_it_was_fetched_to(tmp_path):
    folder = make_whisper(tmp_path / "Systran" / "faster-whisper-large-v2")
    assert checked_model(Wanted("asr.model", "large-v2"), tmp_path).folder == folder


@pytest.mark.parametrize(
    ("model", "advice"),
    [
        ("large-v2", "if it is a model of the hub, fetch it with `meeluister models --fetch`"),
        ("no/such/folder", "see `meeluister models`"),
    ],
)
def test_a_model_that_is_nowhere_is_refused_with_advice(tmp_path, model, advice):
    with pytest.raises(SettingsError, match=f"asr.model: '{model}' is neither a folder .*; {advice}"):
        checked_model(Wanted("asr.model", model), tmp_path)


def bundle(monkeypatch, folder):
    files = (WeightFile(name="model.bin", parts=("part",), sha256=sha256(folder / "model.bin")),)
    wheel = Wheel(package="tiny", version="1.0")
    known = Weights(name=folder.name, use="tests", licence="MIT", source="made by hand", wheels=(wheel,), files=files)
    monkeypatch.setattr(model_folders, "bundled_weights", lambda: (known,))


@pytest.mark.parametrize("by_path", [False, True], ids=["by name", "by path"])
def test_a_bundled_model_that_was_altered_is_not_loaded(tmp_path, monkeypatch, by_path):
    folder = make_whisper(tmp_path / "whisper-base")
    bundle(monkeypatch, folder)
    assert checked_model(Wanted("asr.model", "whisper-base"), tmp_path).folder == folder
    (folder / "model.bin").write_bytes(b"other numbers")
    with pytest.raises(SettingsError, match=r"model\.bin: altered; fetch it with"):
        checked_model(Wanted("asr.model", str(folder) if by_path else "whisper-base"), tmp_path)


def test_a_bundled_model_that_is_missing_says_how_to_get_it(tmp_path, monkeypatch):
    folder = make_whisper(tmp_path / "made" / "whisper-base")
    bundle(monkeypatch, folder)
    with pytest.raises(SettingsError, match="missing; fetch it with `meeluister models --fetch`"):
        checked_model(Wanted("asr.model", "whisper-base"), tmp_path / "weights")


def test_a_whisper_is_no_diarization_pipeline(weights):
    with pytest.raises(SettingsError, match=r"diarization\.pipeline: .* is a Whisper model and no pyannote pipeline"):
        checked_model(Wanted("diarization.pipeline", "whisper-nl", is_pipeline=True), weights)


def test_a_pipeline_is_known_by_all_its_files(tmp_path):
    wanted = Wanted("diarization.pipeline", str(tmp_path), is_pipeline=True)
    (tmp_path / "segmentation").mkdir()
    (tmp_path / "config.yaml").write_text("pipeline: {}", encoding="utf-8")
    file = tmp_path / "segmentation" / "pytorch_model.bin"
    file.write_bytes(b"numbers")
    before = checked_model(wanted, tmp_path).checksum
    file.write_bytes(b"other numbers")
    assert checked_model(wanted, tmp_path).checksum != before


def test_what_is_no_model_of_the_hub_is_not_fetched(weights):
    assert fetch_model(DUTCH, weights) is None
    assert fetch_model(Wanted("asr.model", "whisper-nowhere"), weights) is None


def test_a_folder_of_ones_own_is_not_fetched_over(tmp_path):
    make_whisper(tmp_path / "somebody" / "whisper-fy")
    assert fetch_model(Wanted("asr.models.fy", "somebody/whisper-fy"), tmp_path) is None


def test_the_settings_name_the_models_that_are_wanted():
    asr = SETTINGS.asr.model_copy(update={"model": "large-v2", "models": {"fy": "models/whisper-fy"}})
    diarization = SETTINGS.diarization.model_copy(update={"pipeline": "pyannote/speaker-diarization-community-1"})
    settings = SETTINGS.model_copy(update={"asr": asr, "diarization": diarization})
    assert wanted_models(settings) == (
        Wanted("asr.model", "large-v2"),
        Wanted("asr.models.fy", "models/whisper-fy"),
        Wanted("diarization.pipeline", "pyannote/speaker-diarization-community-1", is_pipeline=True),
    )
    assert wanted_models(SETTINGS) == (Wanted("asr.model", "whisper-base"),)


def test_one_model_alone_has_its_own_checksum_and_two_have_one_together():
    assert joint_checksum(("a" * 64,)) == "a" * 64
    assert joint_checksum(("a" * 64, "b" * 64)) == hashlib.sha256(f"{'a' * 64}\n{'b' * 64}".encode()).hexdigest()
