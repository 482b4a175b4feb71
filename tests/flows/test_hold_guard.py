"""What a citizen says in hold is nowhere, in a recording with a party a channel and with both on one."""

import gzip
import io
import json
import re
import shutil
from datetime import timedelta

import av
import numpy as np
import pytest
import soundfile

from flows import one_call, wiring
from pipeline.intervals import intersect
from pipeline.listening import SoundPlace, cut_sound
from pipeline.records import Span
from pipeline.records_store import RecordStore
from pipeline.redaction import spans_to_silence
from tests.flows.real import CALLS, SETTINGS

pytestmark = pytest.mark.slow

TRUTH = json.loads((CALLS / "care-hold-asked.truth.json").read_text(encoding="utf-8"))
[(START_S, END_S)] = TRUTH["holds"]
LONGEST_SLIP = 3
EDGE_S = 2.0
"""The agent's request and thanks on either side are heard to within this."""


def decoded(file):
    """Return the samples of a compressed recording, shape=(channels, n)."""
    with av.open(str(file)) as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
        return np.concatenate(frames, axis=1), container.streams.audio[0].rate


@pytest.fixture(scope="module", params=["stereo", "mono"])
def home(request, tmp_path_factory):
    """An installation in which the call was analysed, stored and published."""
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "inbox").mkdir()
    file = folder / "inbox" / "care-hold-asked.m4a"
    shutil.copy(CALLS / file.name, file)
    if request.param == "mono":
        samples, rate_hz = decoded(file)
        file = file.with_suffix(".wav")
        soundfile.write(file, samples.mean(axis=0), rate_hz, subtype="PCM_16")
    channel = TRUTH["agent_channel"] if request.param == "stereo" else ""
    record, findings, _ = one_call.analyse(file, SETTINGS, agent_channel=channel, employee_name=TRUTH["employee_name"])
    here = wiring.installation(wiring.make_job(folder / "w.duckdb", folder / "inbox", SETTINGS))
    store = RecordStore(here.store)
    store.write_record(record)
    store.write_findings(findings)
    wiring.publish_all(here)
    return folder


@pytest.fixture(scope="module")
def record(home):
    store = RecordStore(home / "w.store")
    return store.read_record(store.find_record("care-hold-asked"))


def bytes_of(home):
    """Return per file what it holds, unpacked where it is packed; the inbox is the recorder's."""
    files = [file for file in home.rglob("*") if file.is_file() and "inbox" not in file.relative_to(home).parts]
    return {
        str(file.relative_to(home)): gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        for file in files
    }


def test_the_hold_is_found(record):
    [hold] = record.conversation.holds
    assert hold.is_announced
    assert hold.span.start_s == pytest.approx(START_S, abs=EDGE_S)
    assert hold.span.end_s == pytest.approx(END_S, abs=EDGE_S)


def test_no_word_of_the_citizen_in_hold_is_written(record):
    inside = [
        word
        for turn in record.conversation.turns
        for word in turn.words
        if turn.speaker != "agent" and START_S + EDGE_S < word.span.start_s < END_S - EDGE_S
    ]
    assert inside == []


def test_no_word_said_in_hold_however_short_is_stored_near_it(record):
    """Far from it the recogniser may write the same word by mistake: one channel has a `zet` half a minute before."""
    elsewhere = {word for turn in TRUTH["turns"] for word in words(turn["text"])}
    held = {word for turn in TRUTH["held"] for word in words(turn["text"])} - elsewhere
    near = [
        word.text
        for turn in record.conversation.turns
        for word in turn.words
        if word.span.end_s > START_S - EDGE_S and word.span.start_s < END_S + EDGE_S
    ]
    assert "zet" in held
    assert near != []
    assert held & words(" ".join(near)) == set()


def test_what_was_said_in_hold_is_nowhere_in_what_is_stored(record):
    """Words that are said in hold and nowhere else in the call; short ones the recogniser also writes by mistake."""
    elsewhere = {word for turn in TRUTH["turns"] for word in words(turn["text"])}
    held = {word for turn in TRUTH["held"] for word in words(turn["text"]) if len(word) > LONGEST_SLIP} - elsewhere
    assert {"koffie", "hennie"} <= held
    stored = words(to_text(record))
    assert held & stored == set()


def test_what_was_said_in_hold_is_in_no_byte_of_record_warehouse_and_role_files(home, record):
    """`hennie` and `koffie` are said in hold only; the longest word that is stored is found, so the search can find."""
    found = bytes_of(home)
    stored = max(words(to_text(record)), key=len).encode()
    holding = [name for name, data in found.items() if stored in data.lower()]
    assert "w.duckdb" in holding
    assert any(name.startswith("w.roles/employee-") for name in holding)
    assert any(name.startswith("w.store/records/") for name in holding)
    for held in (b"koffie", b"hennie"):
        assert [name for name, data in found.items() if held in data.lower()] == []


def test_the_sound_that_a_page_plays_is_silent_in_hold(home, record):
    place = SoundPlace(home / "w.store", home / "inbox", keep_days=42)
    now = record.info.started_at + timedelta(days=1)
    sound, rate_hz = soundfile.read(io.BytesIO(cut_sound(place, "care-hold-asked", Span(0.0, END_S + 5), now=now)))
    held = sound[round((START_S + EDGE_S) * rate_hz) : round((END_S - EDGE_S) * rate_hz)]
    assert np.abs(sound[: round(START_S * rate_hz)]).max() > 0.05
    assert np.abs(held).max() < 0.001


def test_the_hold_is_silent_in_what_can_be_played(record):
    silent = sum(part.duration_s for part in intersect(spans_to_silence(record.conversation), (Span(START_S, END_S),)))
    assert silent >= END_S - START_S - 2 * EDGE_S


def words(text):
    return set(re.findall(r"[a-zà-ÿ']+", text.lower()))


def to_text(record):
    return " ".join(word.text for turn in record.conversation.turns for word in turn.words)
