"""A small installation to drive in a browser: a call with sound, an account a role, pages served by the command."""

import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import numpy as np
import soundfile
import yaml

from flows import wiring
from pipeline.accounts import hash_password
from pipeline.file_hash import sha256_of
from pipeline.people_store import PeopleStore
from pipeline.records import Span
from pipeline.records_store import RecordStore
from tests.factories import make_conversation, make_cue, make_findings, make_moment, make_record, make_turn

ROOT = Path(__file__).parents[2]
PASSWORD = "een lange zin"  # noqa: S105 - of a test
EMPLOYEE = "mabcdefghijkl"
RATE_HZ = 8000
REACHED = "reached.txt"
"""Beside the settings: what a served page's program asked of the network, an address a line."""
SERVE = """
import socket, sys
from pathlib import Path

log = Path(sys.argv.pop(1))

def refusing(real):
    def connect(self, address):
        if isinstance(address, tuple) and not str(address[0]).startswith(("127.", "::1", "localhost")):
            with log.open("a") as lines:
                lines.write(f"{address!r}\\n")
            raise OSError("no network for pages")
        return real(self, address)
    return connect

def found(host, *rest, real=socket.getaddrinfo, **options):
    if host not in (None, "127.0.0.1", "::1", "localhost", "0.0.0.0"):
        with log.open("a") as lines:
            lines.write(f"{host}\\n")
        raise socket.gaierror("no network for pages")
    return real(host, *rest, **options)

socket.socket.connect = refusing(socket.socket.connect)
socket.socket.connect_ex = refusing(socket.socket.connect_ex)
socket.getaddrinfo = found
sys.argv[0] = "meeluister"
from flows.main import main

main()
"""
"""The command, with every socket to elsewhere refused and noted."""
BAD_WORDS = "ik ha in <img/src=x/onerror=alert(1)> oer myn paspoart"


def build(folder: Path, *, with_call: bool = True, agreements: Mapping[str, Any] | None = None) -> Path:
    """Lay out an installation and return its settings file."""
    inbox = folder / "inbox"
    inbox.mkdir(parents=True)
    accounts = {
        "anouk": {"role": "coach", "teams": ["balie"], "password": hash_password(PASSWORD)},
        "jelle": {"role": "analyst", "password": hash_password(PASSWORD)},
        "femke": {"role": "administrator", "password": hash_password(PASSWORD)},
        "rixt": {"role": "employee", "employee_id": EMPLOYEE, "password": hash_password(PASSWORD)},
    }
    (folder / "accounts.yaml").write_text(yaml.safe_dump({"accounts": accounts}), encoding="utf-8")
    settings = {
        "storage": {"warehouse": str(folder / "m.duckdb"), "inbox": str(inbox)},
        "pages": {"accounts": str(folder / "accounts.yaml")},
        "privacy": {"keep_sound_days": 36500, "keep_words_days": 36500, "keep_measures_days": 36500},
        "coaching": {"selection_min_s": 5},
        "agreements": {**(agreements or {})},
    }
    file = folder / "settings.yaml"
    file.write_text(yaml.safe_dump(settings), encoding="utf-8")
    if with_call:
        publish_call(file, "call-1")
    return file


def publish_call(settings: Path, call_id: str) -> None:
    """Add a call and publish, as a night does."""
    here = wiring.installation(wiring.make_job(None, None, settings))
    _add_call(here.store, settings.parent / "inbox", call_id)
    wiring.publish_all(here)


def _add_call(store: Path, inbox: Path, call_id: str) -> None:
    """A call of 20 s whose citizen says words with markup in them, a top and a learning goal."""
    second = np.arange(20 * RATE_HZ) / RATE_HZ
    tones = np.stack([0.3 * np.sin(2 * np.pi * hz * second) for hz in (300, 500)], axis=1)
    soundfile.write(inbox / f"{call_id}.wav", tones, RATE_HZ, subtype="PCM_16")
    conversation = make_conversation(call_id)
    turns = conversation.turns
    conversation = replace(conversation, turns=(turns[0], make_turn("citizen", 6.0, BAD_WORDS), turns[2]))
    record = make_record(call_id, conversation=conversation)
    record = replace(record, recording=replace(record.recording, sha256=sha256_of(inbox / f"{call_id}.wav")))
    records = RecordStore(store)
    findings = make_findings(records.write_record(record), call_id)
    missing = replace(make_cue("not_said"), cue_id="summary", span=Span(5.0, 20.0), first_word=None, end_word=None)
    top = replace(make_moment(call_id), moment_id=f"{call_id}-top")
    goal = replace(top, moment_id=f"{call_id}-goal", cue_id="summary", span=Span(5.0, 20.0), clip=Span(2.0, 20.0))
    goal = replace(goal, polarity="goal", reason="Niet gehoord: vat de vraag samen")
    records.write_findings(replace(findings, cues=(*findings.cues, missing), moments=(top, goal)))


def people_of(settings: Path) -> PeopleStore:
    """What people added in an installation."""
    return PeopleStore(wiring.installation(wiring.make_job(None, None, settings)).store)


@contextmanager
def served(page: str, settings: Path):
    """Serve a page as the command does, and stop it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    reached = settings.parent / REACHED
    command = [sys.executable, "-c", SERVE, str(reached), page, "--settings", str(settings), "--port", str(port)]
    with (settings.parent / f"{page}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)  # noqa: S603 - ours
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=30)
    if reached.exists():
        raise AssertionError(f"a page reached for the network: {reached.read_text(encoding='utf-8')}")


def _wait_for(port: int, process: subprocess.Popen) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        try:
            urlopen(f"http://127.0.0.1:{port}/", timeout=2).close()
        except URLError as error:
            if hasattr(error, "code"):  # it answers: sign in first
                return
            time.sleep(0.3)
        else:
            return
    raise RuntimeError("the page did not come up; see its log beside the settings")
