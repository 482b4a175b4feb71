from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from pipeline.errors import SettingsError
from tests.bench import peers
from tests.bench.given import make_outcome
from tests.bench.measuring import Options
from tests.bench.outcome import InterruptionsRun, PeerRun, PipelineRun, Plan, Work
from tests.bench.report_peers import show_peers
from tests.bench.runs import start
from tests.bench.test_summary import text_of

TOLD = {
    "date": "2026-03-02",
    "model": "whisper-base",
    "threads": 2,
    "call_count": 1,
    "peers": [],
    "chain": {},
    "interruptions": {"meeluister": {}},
    "skipped": [],
}


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
    shown = text_of(show_peers({**TOLD, "peers": [done, failed], "interruptions": counts}))
    assert "whisper-base, 2 threads each" in shown
    assert "20.0 % (2/10)" in shown
    assert "WhisperX, one channel: cannot be installed here" in shown
    assert "no network" in shown


def test_every_run_has_the_threads_that_the_result_tells(tmp_path, monkeypatch):
    given = []

    def run(peer, sounds, _):
        given.append(sounds[peer.sound].plan.threads)
        if peer.package:
            no_network()
        work = Work(audio_s=10.0, load_s=0.0, wall_s=1.0, stage_s={}, peak_mib=1.0)
        if peer.kind == "pipeline":
            return PipelineRun(work, [make_outcome(key="samples/parking-fast.wav")], [], "m", "h")
        return PeerRun(work)

    def no_network(*_, **__):
        raise SettingsError("no network")

    monkeypatch.setattr(peers, "_run", run)
    monkeypatch.setattr(peers, "start", no_network)
    monkeypatch.setattr(peers, "command_of", no_network)
    monkeypatch.setattr(peers, "checked_model", lambda *_: SimpleNamespace(folder=tmp_path))
    result = peers.measure_peers(Options((), tmp_path, only=("parking-fast",)), "2026-03-02")
    # two workers of one thread, by default
    assert (result["threads"], given) == (2, [2] * len(peers.PEERS))


def test_without_a_recording_of_two_channels_there_is_nothing_to_compare(tmp_path):
    with pytest.raises(SettingsError, match="a party a channel"):
        peers.measure_peers(Options((), tmp_path, only=("bulky-mono",)), "2026-03-02")


def test_one_channel_is_compared_with_two_programs_in_a_chain():
    work = Work(audio_s=10.0, load_s=0.0, wall_s=3.0, stage_s={}, peak_mib=1.0)
    times = dict(zip((peers.OWN_MIXED, peers.WORDS, peers.VOICES), (3.0, 4.0, 6.0), strict=True))
    tried = {
        peer: peers._Tried([PeerRun(work=msgspec.structs.replace(work, wall_s=times.get(peer, 1.0)))])
        for peer in peers.PEERS
    }
    errors = {peers.OWN_MIXED: (0.2, 0.1), peers.WORDS: (0.4, 0.0), peers.VOICES: (0.0, 0.5)}
    rows = []
    for peer in peers.PEERS:
        wer, der = errors.get(peer, (1.0, 1.0))
        rows.append({"ratios": {"wer_in_order": {"value": wer}, "der": {"value": der}}})
    found = peers._chain(rows, tried)
    assert found == pytest.approx({"time_ratio": 3 / (4 + 6), "wer_ratio": 0.2 / 0.4, "der_ratio": 0.1 / 0.5})
    assert "0.30 of the time of the two together" in text_of(show_peers({**TOLD, "chain": found}))


def test_without_one_of_the_two_there_is_no_chain():
    assert peers._chain([], {peer: peers._Tried() for peer in peers.PEERS}) == {}
