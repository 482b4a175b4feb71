from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from tests.bench import peers
from tests.bench.measuring import Options
from tests.bench.outcome import InterruptionsRun, Plan
from tests.bench.report_peers import show_peers
from tests.bench.runs import start
from tests.bench.test_summary import text_of


def test_a_peer_that_cannot_be_installed_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(peers, "ENVIRONMENTS", tmp_path)
    monkeypatch.setattr(peers.sys, "executable", "/usr/bin/false")
    with pytest.raises(SettingsError, match="no-such-package==1 cannot be installed here"):
        peers.command_of(peers.Peer("x", peers.MIXED, "whisperx", "no-such-package==1"))


def test_an_environment_that_is_there_is_not_made_again(tmp_path, monkeypatch):
    monkeypatch.setattr(peers, "ENVIRONMENTS", tmp_path)
    (tmp_path / "whisperx").mkdir()
    (tmp_path / "whisperx" / ".a==1").touch()
    python, script = peers.command_of(peers.Peer("x", peers.MIXED, "whisperx", "a==1"))
    assert python == str(tmp_path / "whisperx" / "bin" / "python")
    assert Path(script).is_file()


@pytest.mark.parametrize("peer", [*peers.PEERS, peers.INTERRUPTIONS])
def test_every_peer_with_an_environment_of_its_own_has_its_script(peer):
    assert not peer.package or (peers.HERE / f"peer_{peer.kind}.py").is_file()


def test_another_program_takes_a_plan_and_leaves_a_result(tmp_path):
    script = tmp_path / "other.py"
    script.write_text("import sys; open(sys.argv[2], 'w').write('{\"onsets\": {\"a\": [1.5]}}')")
    found = start("other", Plan("", "", ""), tmp_path, InterruptionsRun, by=(peers.sys.executable, str(script)))
    assert found.onsets == {"a": [1.5]}


def test_the_tables_show_who_failed_and_why():
    work = {"total": 0.1, "peak_mib": 700.0}
    wer = {"value": 0.2, "part": 2, "whole": 10, "low": None, "high": None}
    done = {"name": "meeluister", "sound": peers.CHANNELS, "ratios": {"wer": wer}, "work": work, "time_ratio": 1.0}
    failed = {"name": "WhisperX", "sound": peers.MIXED, "failed": "cannot be installed here"}
    counts = {"meeluister": {"interruptions": 3}, "call-ai-metrics": {"failed": "no network"}}
    told = {"date": "2026-03-02", "model": "whisper-base", "call_count": 1, "skipped": []}
    shown = text_of(show_peers({**told, "peers": [done, failed], "interruptions": counts}))
    assert "20.0 % (2/10)" in shown
    assert "WhisperX, one channel: cannot be installed here" in shown
    assert "no network" in shown


def test_without_a_recording_of_two_channels_there_is_nothing_to_compare(tmp_path):
    with pytest.raises(SettingsError, match="a party a channel"):
        peers.measure_peers(Options((), tmp_path, only=("bulky-mono",)), "2026-03-02")
