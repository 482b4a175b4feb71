"""Fetching from a hub that a test serves on this machine, in its own words."""

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from models.hub import fetch_repository, fetched, repository_of
from models.model_folders import Wanted, checked_model, fetch_model
from pipeline.errors import SettingsError
from tests.models.tiny import make_whisper

COMMIT = "0123456789abcdef0123456789abcdef01234567"
REPOSITORY = "somebody/whisper-fy"
TOKEN = "hf_made_up_for_this_test"  # noqa: S105 - of no real hub


class Hub(ThreadingHTTPServer):
    """Serves one repository, as the real hub does.

    Attributes:
        files: by name.
        state: `open`, `gated` (until it is asked with the token) or `absent`.
        promised: sha256 by name, where the hub promises another than the file has.
        asked: paths asked for, in order.
    """

    def __init__(self, files):
        super().__init__(("127.0.0.1", 0), Answer)
        self.files, self.state, self.promised, self.asked = files, "open", {}, []

    def about(self):
        siblings = [
            {"rfilename": name, "size": len(data), "lfs": self.lfs(name), "blobId": "0" * 40}
            for name, data in self.files.items()
        ]
        return {"id": REPOSITORY, "modelId": REPOSITORY, "sha": COMMIT, "siblings": siblings}

    def tree(self):
        return [
            {"type": "file", "path": name, "size": len(data), "oid": "0" * 40, "lfs": self.lfs(name, oid="oid")}
            for name, data in self.files.items()
        ]

    def lfs(self, name, oid="sha256"):
        sha256 = self.promised.get(name) or hashlib.sha256(self.files[name]).hexdigest()
        return {oid: sha256, "size": len(self.files[name]), "pointerSize": 130}


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        hub = self.server
        hub.asked.append(self.path)
        path = self.path.partition("?")[0]
        if hub.state == "absent":
            return self.answer(404, b"{}", {"X-Error-Code": "RepoNotFound"})
        if hub.state == "gated" and self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return self.answer(401, b"{}", {"X-Error-Code": "GatedRepo"})
        name = path.partition(f"/resolve/{COMMIT}/")[2]
        if name in hub.files:
            sha256 = hashlib.sha256(hub.files[name]).hexdigest()
            return self.answer(200, hub.files[name], {"ETag": f'"{sha256}"', "X-Repo-Commit": COMMIT})
        if "/tree/" in path:
            return self.answer(200, json.dumps(hub.tree()).encode())
        if path.startswith(f"/api/models/{REPOSITORY}"):
            return self.answer(200, json.dumps(hub.about()).encode())
        return self.answer(404, b"{}", {"X-Error-Code": "EntryNotFound"})

    do_HEAD = do_GET  # noqa: N815 - http.server's name

    def answer(self, status, data, headers=None):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = make_whisper(tmp_path_factory.mktemp("made") / "whisper-fy")
    return {file.name: file.read_bytes() for file in folder.iterdir()} | {"README.md": b"about it", "notes.bin": b"x"}


@pytest.fixture
def hub(files, monkeypatch, tmp_path):
    server = Hub(dict(files))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")  # as in every other part of the program
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("HF_TOKEN", raising=False)
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def fetch(tmp_path):
    return fetch_repository(REPOSITORY, tmp_path / "weights" / REPOSITORY)


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("large-v2", "Systran/faster-whisper-large-v2"),
        ("large-v3-turbo", "mobiuslabsgmbh/faster-whisper-large-v3-turbo"),
        ("pyannote/speaker-diarization-community-1", "pyannote/speaker-diarization-community-1"),
        ("whisper-base", None),
        ("./models/whisper/v2", None),
        ("a/b/c", None),
    ],
)
def test_a_name_of_the_hub_is_told_from_other_names(model, expected):
    assert repository_of(model) == expected


def test_a_model_is_fetched_whole_with_its_commit_and_without_what_is_not_needed(hub, files, tmp_path):
    note = fetch(tmp_path)
    folder = tmp_path / "weights" / REPOSITORY
    assert (note.repository, note.revision) == (REPOSITORY, COMMIT)
    assert {file.name for file in folder.iterdir()} == {*files, "fetched.json"} - {"README.md", "notes.bin"}
    assert checked_model(Wanted("asr.model", REPOSITORY), tmp_path / "weights").folder == folder
    assert hub.asked


def test_what_was_fetched_is_not_fetched_again(hub, tmp_path):
    wanted = Wanted("asr.models.fy", REPOSITORY)
    fetch_model(wanted, tmp_path)
    hub.asked.clear()
    fetch_model(wanted, tmp_path)
    assert hub.asked == []


def test_an_altered_file_is_refused_and_fetched_again_when_asked(hub, tmp_path):
    wanted = Wanted("asr.model", REPOSITORY)
    fetch_model(wanted, tmp_path)
    (tmp_path / REPOSITORY / "vocabulary.json").write_bytes(b"[]")
    with pytest.raises(SettingsError, match=r"vocabulary\.json: altered; remove .* fetch it again"):
        checked_model(wanted, tmp_path)
    fetch_model(wanted, tmp_path)
    assert checked_model(wanted, tmp_path)
    assert hub.asked


def test_a_file_other_than_the_hub_promises_is_not_kept(hub, tmp_path):
    hub.promised["model.bin"] = "f" * 64
    with pytest.raises(
        SettingsError, match=r"not to be had from the hub: model\.bin came out otherwise than the hub promises"
    ):
        fetch(tmp_path)
    assert not (tmp_path / "weights" / REPOSITORY).exists()


def test_a_gated_model_without_a_token_says_what_to_do(hub, tmp_path):
    hub.state = "gated"
    with pytest.raises(
        SettingsError, match=r"it is gated: accept its terms .* HF_TOKEN or in the file that HF_TOKEN_PATH"
    ):
        fetch(tmp_path)


@pytest.mark.parametrize("by_file", [False, True], ids=["by the environment", "by a file"])
def test_a_gated_model_is_fetched_with_a_token(hub, tmp_path, monkeypatch, by_file):
    hub.state = "gated"
    if by_file:
        (tmp_path / "token").write_text(TOKEN, encoding="utf-8")
        monkeypatch.setenv("HF_TOKEN_PATH", str(tmp_path / "token"))
    else:
        monkeypatch.setenv("HF_TOKEN", TOKEN)
    assert fetch(tmp_path).revision == COMMIT


def test_a_model_that_does_not_exist(hub, tmp_path):
    hub.state = "absent"
    with pytest.raises(SettingsError, match=f"{REPOSITORY}: not to be had from the hub: there is no such model"):
        fetch(tmp_path)


def test_without_a_network_the_way_round_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")  # nothing listens there
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    with pytest.raises(SettingsError, match="the hub cannot be reached; fetch it on a machine with a network"):
        fetch(tmp_path)


def test_a_folder_of_ones_own_has_no_note(tmp_path):
    assert fetched(tmp_path) is None


def test_a_note_that_is_damaged_is_told(tmp_path):
    (tmp_path / "fetched.json").write_text("{", encoding="utf-8")
    with pytest.raises(SettingsError, match="not readable; remove the folder and fetch it again"):
        fetched(tmp_path)
