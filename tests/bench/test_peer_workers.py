import json
import sys
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from flows.wiring import DEFAULT_SETTINGS
from pipeline.settings import load_settings
from tests.bench import peer_whisperx, peer_workers
from tests.bench.library import write_settings
from tests.bench.measuring import threads_of
from tests.bench.outcome import Plan

THREADS = 3


@pytest.fixture
def plan(tmp_path):
    settings = tmp_path / "settings.yaml"
    write_settings(settings, tmp_path, [])
    return Plan("", str(tmp_path / "bench.duckdb"), str(settings), threads=THREADS, weights="w", compute_type="int8")


@pytest.fixture
def asked(monkeypatch):
    """What the other programs' libraries, not one of which is here, are asked for."""
    asked = {}

    def remember(*_, **options):
        asked.update(options)
        return SimpleNamespace(transcribe=lambda *_, **__: ([], None))

    modules = {
        "faster_whisper": {
            "WhisperModel": remember,
            "BatchedInferencePipeline": lambda model: model,
            "decode_audio": None,
        },
        "whisperx": {"load_model": remember},
        "torch": {"set_num_threads": lambda count: asked.update(torch=count)},
    }
    for name, members in modules.items():
        monkeypatch.setitem(sys.modules, name, SimpleNamespace(**members))
    monkeypatch.setattr("models.model_folders.checked_model", lambda *_: SimpleNamespace(folder=Path("w")))
    return asked


def test_threads_are_those_of_all_workers_together():
    settings = load_settings(DEFAULT_SETTINGS)
    asr = settings.asr.model_copy(update={"workers": 2, "threads_per_worker": 3})
    assert threads_of(settings.model_copy(update={"asr": asr})) == 2 * 3


@pytest.mark.parametrize("is_batched", [True, False])
def test_faster_whisper_gets_the_threads_of_the_plan(is_batched, plan, asked):
    run = peer_workers.run_whisper(plan, is_batched=is_batched)
    assert asked["cpu_threads"] == THREADS
    assert run.texts == {}


def test_pyannote_gets_the_threads_of_the_plan(plan, asked, monkeypatch):
    monkeypatch.setattr(peer_workers, "_diarization", lambda _, *, threads: asked.update(threads=threads))
    peer_workers.run_pyannote(plan)
    assert asked["threads"] == THREADS


def test_whisperx_gets_the_threads_of_the_plan_for_both_its_models(plan, asked, tmp_path):
    files = tmp_path / "plan.json", tmp_path / "out.json"
    files[0].write_bytes(msgspec.json.encode(plan))
    peer_whisperx.main(*map(str, files))
    assert (asked["threads"], asked["torch"]) == (THREADS, THREADS)
    assert json.loads(files[1].read_text())["texts"] == {}
