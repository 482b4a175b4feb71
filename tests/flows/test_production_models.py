"""Models by settings, tiny ones of random weights, from the settings file to the record of a call."""

import io
import re
import shutil
from dataclasses import replace

import pytest
from rich.console import Console

from flows import checks, wiring
from models.asr_by_language import TranscriberByLanguage
from pipeline.inbox import scan_inbox
from pipeline.stages import process_calls
from tests.flows.fakes import make_inbox
from tests.models.tiny import make_pipeline, make_whisper

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def weights(tmp_path_factory):
    """A folder of weights with what a hub would have given."""
    folder = tmp_path_factory.mktemp("weights")
    make_whisper(folder / "Systran" / "faster-whisper-large-v2", seed=1)
    make_whisper(folder / "whisper-fy", seed=2)
    make_pipeline(folder / "pyannote" / "speaker-diarization-community-1")
    return folder


SETTINGS = """
storage: {{weights: {weights}}}
asr: {{model: large-v2, models: {{fy: {weights}/whisper-fy}}, beam_size: 1, workers: 1}}
diarization: {{pipeline: pyannote/speaker-diarization-community-1}}
"""


@pytest.fixture
def here(tmp_path, weights):
    file = tmp_path / "own.yaml"
    file.write_text(SETTINGS.format(weights=weights), encoding="utf-8")
    return wiring.installation(wiring.make_job(tmp_path / "w.duckdb", make_inbox(tmp_path / "inbox", "call-1"), file))


def test_a_call_is_recognised_by_the_configured_model_and_says_so(here):
    tools = wiring.make_tools(here, ())
    rows = scan_inbox(here.inbox, here.settings.inbox).rows

    assert process_calls(rows, tools, here.stores, "2026-03-09").done == 1
    record = here.stores.records.read_record(here.stores.records.find_record("call-1"))
    assert record.provenance.asr_model == "faster-whisper-large-v2"
    assert isinstance(tools.transcriber, TranscriberByLanguage)
    assert tools.diarizer.name == "pyannote.audio speaker-diarization-community-1"


def test_another_model_beside_makes_another_configuration(here):
    alone = here.settings.asr.model_copy(update={"models": {}})
    other = replace(here, settings=here.settings.model_copy(update={"asr": alone}))
    assert wiring.base_config(other) != wiring.base_config(here)


def shown(file):
    out = io.StringIO()
    is_complete = checks.show_models(Console(file=out, width=300), file, fetch=False)
    return is_complete, out.getvalue()


def test_the_configured_models_are_shown_with_their_folders(tmp_path, here, weights):
    _, text = shown(tmp_path / "own.yaml")
    assert here
    for setting, folder in {
        "asr.model": "Systran/faster-whisper-large-v2",
        "asr.models.fy": "whisper-fy",
        "diarization.pipeline": "pyannote/speaker-diarization-community-1",
    }.items():
        assert f"{setting}: {weights / folder}, sha256 " in text


def checked(here, tmp_path):
    results = checks.check_installation(here.warehouse, here.inbox, tmp_path / "own.yaml")
    return next(one for one in results if one.what == "model")


def test_a_check_says_which_models_and_how_many_windows_at_once(here, tmp_path):
    found = checked(here, tmp_path)
    assert found.is_good
    assert "4 vensters van 30 s tegelijk per werker (cpu)" in found.detail


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ("Systran/faster-whisper-large-v2/tokenizer.json", "asr.model: .* has no tokenizer.json"),
        ("whisper-fy/model.bin", "asr.models.fy: .* holds no model.bin"),
        ("pyannote/speaker-diarization-community-1/config.yaml", "diarization.pipeline: .* holds no config.yaml"),
    ],
)
def test_a_check_finds_what_a_night_would_break_on(here, tmp_path, weights, broken, sentence):
    own = shutil.copytree(weights, tmp_path / "weights")
    (own / broken).unlink()
    (tmp_path / "own.yaml").write_text(SETTINGS.format(weights=own), encoding="utf-8")
    found = checked(here, tmp_path)
    assert not found.is_good
    assert re.match(sentence, found.detail)
