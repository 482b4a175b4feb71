import json
import shutil

import pytest

from models.whisper_file import WhisperShape, check_whisper
from pipeline.errors import SettingsError
from tests.models.tiny import make_whisper


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_whisper(tmp_path_factory.mktemp("models") / "whisper-tiny", width=128, layers=2)


@pytest.fixture
def whisper(made, tmp_path):
    """A whole model that a test may spoil."""
    return shutil.copytree(made, tmp_path / "whisper-tiny")


def test_tells_the_shape_of_a_model_without_loading_it(made):
    expected = WhisperShape(width=128, encoder_layers=2, decoder_layers=2, mel_count=80, token_count=51_865)
    assert check_whisper("asr.model", made) == expected


def refused(folder):
    with pytest.raises(SettingsError) as raised:
        check_whisper("asr.models.fy", folder)
    sentence = str(raised.value)
    assert sentence.startswith("asr.models.fy: ")
    return sentence


def test_a_folder_that_is_not_there(tmp_path):
    assert "is no folder" in refused(tmp_path / "nowhere")


def test_a_folder_with_something_else(tmp_path):
    (tmp_path / "notes.txt").write_text("no model", encoding="utf-8")
    assert "holds no model.bin" in refused(tmp_path)


def test_a_pyannote_pipeline_is_sent_to_its_own_setting(tmp_path):
    (tmp_path / "config.yaml").write_text("pipeline: {}", encoding="utf-8")
    assert "is a pyannote pipeline and no Whisper; it belongs under diarization.pipeline" in refused(tmp_path)


@pytest.mark.parametrize("file", ["model.safetensors", "pytorch_model.bin", "config.json"])
def test_a_model_of_transformers_is_to_be_converted(tmp_path, file):
    (tmp_path / file).write_text('{"architectures": ["WhisperForConditionalGeneration"]}', encoding="utf-8")
    assert "model of transformers; convert it with `ct2-transformers-converter" in refused(tmp_path)


@pytest.mark.parametrize("data", [b"", b"\x80\x02ctorch", b"\x06\x00\x00\x00\x0c\x00Whisp", b"\xff" * 100])
def test_a_file_that_is_no_model_of_ctranslate2(whisper, data):
    (whisper / "model.bin").write_bytes(data)
    assert "is no model file of CTranslate2, or broken off" in refused(whisper)


def test_a_model_that_broke_off_on_its_way(whisper):
    file = whisper / "model.bin"
    file.write_bytes(file.read_bytes()[:-100_000])
    assert "broken off" in refused(whisper)


def test_a_model_of_ctranslate2_for_another_task(whisper):
    file = whisper / "model.bin"
    file.write_bytes(file.read_bytes().replace(b"WhisperSpec", b"Wav2VecSpec", 1))
    assert "is a Wav2VecSpec of CTranslate2 and no Whisper" in refused(whisper)


def test_a_whisper_for_english_only(tmp_path):
    assert "is a Whisper for English only" in refused(make_whisper(tmp_path / "tiny.en", is_english=True))


def test_without_a_tokenizer_the_library_would_ask_the_hub(whisper):
    (whisper / "tokenizer.json").unlink()
    assert "has no tokenizer.json" in refused(whisper)


@pytest.mark.parametrize("bands", [128, None])
def test_features_that_do_not_fit_the_model(whisper, tmp_path, bands):
    if bands is None:  # a model of 128 bands, as large-v3, whose note on that was not copied
        whisper = make_whisper(tmp_path / "large-v3", mel_count=128)
        (whisper / "preprocessor_config.json").unlink()
    else:
        (whisper / "preprocessor_config.json").write_text(json.dumps({"feature_size": bands}), encoding="utf-8")
    assert "preprocessor_config.json says otherwise or is missing" in refused(whisper)


@pytest.mark.parametrize("name", ["tokenizer.json", "preprocessor_config.json"])
def test_a_note_that_broke_off_on_its_way(whisper, name):
    (whisper / name).write_text('{"feature_size": 8', encoding="utf-8")
    assert f"{name} is not readable as JSON, or broken off" in refused(whisper)
