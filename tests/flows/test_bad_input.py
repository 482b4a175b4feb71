"""A night on an inbox in which everything is wrong that can be: a row in `failures` each, and no good call is lost."""

import errno
import os
import struct

import numpy as np
import pytest
import soundfile
from typer.testing import CliRunner

from flows import wiring
from flows.cli import app
from pipeline.recording_file import stamp_of
from pipeline.warehouse import fetch, open_readonly
from tests.flows.fakes import COLUMNS, make_inbox
from tests.sounds import babble, write, write_with_ffmpeg

pytestmark = pytest.mark.usefixtures("prefect_server")

SETTINGS = "privacy: {keep_words_days: 36500, keep_measures_days: 36500}\nnight: {max_failed_share: 1.0, retries: 0}\n"
GOOD = ("a-good", "z-good")
SOUND = babble(4, seed=1)


def too_long(path):
    """Write four hours and a second of silence that takes no room on the disk."""
    write(path, SOUND, kind="alaw")
    raw = bytearray(path.read_bytes())
    at, size = raw.index(b"data") + 4, 14_401 * 8_000
    raw[at : at + 4] = struct.pack("<I", size)
    path.write_bytes(raw)
    os.truncate(path, at + 4 + size)


def cut_in_half(path):
    write_with_ffmpeg(path, SOUND, SOUND, container="mp4", coding="aac")
    os.truncate(path, path.stat().st_size // 2)


FILES = {
    "empty": ("empty (0 bytes); export it anew", lambda path: path.write_bytes(b"")),
    "no_sound": ("holds no sound; export it anew", lambda path: soundfile.write(path, np.zeros((0, 2)), 8000)),
    "not_audio": ("no sound known here; export it as", lambda path: path.write_bytes(b"dear colleague\n" * 99)),
    "corrupt": ("cannot be opened; export it anew", cut_in_half),
    "too_long": ("longer than 14400 s; split it, or raise inbox.max_duration_s", too_long),
    "too_many_channels": ("has 3 channels; export one or two", lambda path: write(path, SOUND, SOUND, SOUND)),
    "bad_sample_rate": ("is 4000 Hz; export at 8000", lambda path: write(path, SOUND, rate_hz=4000)),
}
"""By reason: what the sentence says, and how such a file comes about."""
GOOD_DATE = "2026-03-09T09:00:00+01:00"
ROWS = {
    "missing_field": ("no employee_id; fill it in", {"employee_id": ""}),
    "bad_date": ("is no date; write it like", {"started_at": "gisteren"}),
    "date_without_zone": ("without a time zone; write it like", {"started_at": "2026-03-09T09:00:00"}),
    "duplicate_call_id": ("give each recording its own", {"call_id": GOOD[0]}),
    "unknown_channel": ("agent_channel 'links'; write left or right", {"agent_channel": "links"}),
    "path_outside_folder": ("outside the inbox; write names relative to it", {"file": "../elsewhere.wav"}),
    "control_characters": ("control characters in employee_name; remove them", {"employee_name": "Bo\x1b[31m Postma"}),
    "bad_call_id": ("which cannot be a file's name; use at most", {"call_id": "a/b"}),
    "field_too_long": ("keep to 300", {"team": "x" * 301}),
    "row_without_file": ("", {"file": "nowhere.wav"}),
}
"""By reason: what the sentence says, and what differs from a good row."""


def fill(inbox, *, separator=",", encoding="utf-8"):
    """Make an inbox with two good calls, and one of each fault between them."""
    make_inbox(inbox, *GOOD)
    table = [COLUMNS] + [
        [name, f"{name}.wav", GOOD_DATE, "mw-1", "Hinke Sânwâld", "balie", "", "inbound", "left"] for name in GOOD
    ]
    for reason, (_, make) in FILES.items():
        make(inbox / f"{reason}.wav")
        table.append([reason, f"{reason}.wav", GOOD_DATE, "mw-1", "", "", "", "", ""])
    for reason, (_, changes) in ROWS.items():
        write(inbox / f"{reason}.wav", SOUND)
        row = {"call_id": reason, "file": f"{reason}.wav", "started_at": GOOD_DATE, "employee_id": "mw-1", **changes}
        table.append([row.get(column, "") for column in COLUMNS])
    write(inbox / "without_row.wav", SOUND)
    text = "".join(separator.join(row) + "\n" for row in table)
    (inbox / "calls.csv").write_bytes(text.encode(encoding))


@pytest.fixture
def night(tmp_path, transcriber):  # noqa: ARG001 - fakes go before the flow
    from flows.nightly import nightly

    (tmp_path / "own.yaml").write_text(SETTINGS, encoding="utf-8")

    def run():
        nightly(wiring.make_job(tmp_path / "w.duckdb", tmp_path / "inbox", tmp_path / "own.yaml"))
        with open_readonly(tmp_path / "w.duckdb") as connection:
            return fetch(connection, "ops_failures"), sorted(row["call_id"] for row in fetch(connection, "calls"))

    return run


@pytest.mark.parametrize(
    ("separator", "encoding"), [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-16")], ids=["plain", "excel", "unicode"]
)
def test_every_fault_is_one_row_and_costs_no_other_call(tmp_path, night, separator, encoding):
    fill(tmp_path / "inbox", separator=separator, encoding=encoding)

    failures, calls = night()

    assert calls == list(GOOD)
    said = {row["reason"]: row["detail"] for row in failures}
    # a recording whose row names another file has a row in failures of its own
    assert sorted(row["reason"] for row in failures) == sorted([*FILES, *ROWS, *["without_row"] * 3])
    for reason, (sentence, _) in {**FILES, **ROWS}.items():
        assert sentence in said[reason], reason
        assert said[reason].isprintable()


def test_a_name_with_control_characters_is_refused_and_not_repeated(tmp_path, night):
    make_inbox(tmp_path / "inbox", *GOOD)
    write(tmp_path / "inbox" / "a\x1b[31m.wav", SOUND)

    failures, calls = night()

    assert calls == list(GOOD)
    assert [(row["reason"], "\x1b" in row["detail"]) for row in failures] == [("control_characters", False)]


def test_a_misnamed_recording_is_taken_by_its_content(tmp_path, night):
    make_inbox(tmp_path / "inbox", *GOOD)
    write(tmp_path / "inbox" / "a-good.wav", babble(10, seed=1), babble(10, seed=2), kind="mp3")

    assert night() == ([], list(GOOD))


@pytest.mark.usefixtures("transcriber")
def test_a_recording_that_is_still_written_is_taken_up_later(tmp_path, night, monkeypatch):
    make_inbox(tmp_path / "inbox", *GOOD)

    def grown(path, *, call_id):
        found = stamp_of(path, call_id=call_id)
        if path.name == "a-good.wav":
            with path.open("ab") as file:
                file.write(bytes(80))
        return found

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.recording_file.stamp_of", grown)
        failures, calls = night()

    assert calls == ["z-good"]
    [row] = failures
    assert (row["reason"], row["retryable"]) == ("changing", True)
    assert "still being written; it is taken up again on the next run" in row["detail"]


@pytest.mark.usefixtures("transcriber")
def test_weights_for_one_channel_that_are_altered_cost_only_calls_with_one_channel(tmp_path, night):
    weights = tmp_path / "weights" / "pyannote-segmentation"
    weights.mkdir(parents=True)
    (weights / "pytorch_model.bin").write_bytes(b"other numbers")
    make_inbox(tmp_path / "inbox", *GOOD)
    write(tmp_path / "inbox" / "a-good.wav", babble(10, seed=1))
    settings = f"{SETTINGS}storage: {{weights: {tmp_path / 'weights'}}}\n"
    (tmp_path / "own.yaml").write_text(settings, encoding="utf-8")

    failures, calls = night()

    assert calls == ["z-good"]
    assert [row["reason"] for row in failures] == ["diarizer_unusable"]
    assert failures[0]["detail"].endswith("altered; fetch it with `meeluister models --fetch`")


@pytest.mark.usefixtures("transcriber")
@pytest.mark.parametrize(
    ("number", "sentence"),
    [(errno.ENOSPC, "the disk is full; free space"), (errno.EROFS, "the disk can only be read; make it writable")],
)
def test_a_disk_that_takes_nothing_more_is_told_with_the_mend(tmp_path, monkeypatch, number, sentence):
    make_inbox(tmp_path / "inbox", *GOOD)

    def refuse(*_arguments):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("pipeline.atomic_file._write_part", refuse)
    arguments = ["nightly", "--calls", tmp_path / "inbox", "--warehouse", tmp_path / "w.duckdb"]
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])

    assert result.exit_code == 1
    assert f"meeluister: {sentence}" in " ".join(result.stderr.split())
