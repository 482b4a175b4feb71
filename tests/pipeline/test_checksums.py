import os
import time

import pytest

from pipeline.checksums import CHECKSUMS, Checksums
from pipeline.file_hash import sha256_of
from tests.pipeline.rig import make_row

LONG_AGO_S = time.time() - 3600


@pytest.fixture
def file(tmp_path):
    """A recording of an hour ago."""
    file = tmp_path / "call.wav"
    file.write_bytes(b"sound")
    os.utime(file, (LONG_AGO_S, LONG_AGO_S))
    return file


def ask(root, file):
    checksums = Checksums(root)
    sha256 = checksums.sha256_of(make_row(file))
    checksums.save([make_row(file).file_id])
    return sha256


def is_read(file, monkeypatch, root):
    """Tell whether a recording is read to answer."""
    read = []
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.checksums.sha256_of", lambda path: read.append(path) or sha256_of(path))
        ask(root, file)
    return bool(read)


def test_a_recording_that_did_not_change_is_read_once(tmp_path, file, monkeypatch):
    assert ask(tmp_path, file) == sha256_of(file)
    assert not is_read(file, monkeypatch, tmp_path)
    assert ask(tmp_path, file) == sha256_of(file)


@pytest.mark.parametrize(("content", "seconds"), [(b"other", 1), (b"longer sound", 0)], ids=["time", "size"])
def test_one_of_another_time_or_size_is_read_again(tmp_path, file, content, seconds):
    ask(tmp_path, file)
    file.write_bytes(content)
    os.utime(file, (LONG_AGO_S + seconds, LONG_AGO_S + seconds))
    assert ask(tmp_path, file) == sha256_of(file)


def test_one_that_was_just_written_is_read_each_time(tmp_path, file, monkeypatch):
    file.write_bytes(b"sound")
    ask(tmp_path, file)
    assert is_read(file, monkeypatch, tmp_path)


def test_what_is_damaged_is_made_anew_and_what_is_gone_forgotten(tmp_path, file):
    ask(tmp_path, file)
    (tmp_path / CHECKSUMS).write_text("{")
    other = file.with_name("other.wav")
    file.rename(other)
    assert ask(tmp_path, other) == sha256_of(other)
    assert len((tmp_path / CHECKSUMS).read_text().split("sha256")) == 2


def test_a_recording_that_is_gone_has_none(tmp_path, file):
    row = make_row(file)
    file.unlink()
    assert Checksums(tmp_path).sha256_of(row) == ""


def test_a_store_that_cannot_be_written_costs_only_the_remembering(tmp_path, file, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.atomic_file._write_part", full)
    assert ask(tmp_path, file) == sha256_of(file)
    assert not (tmp_path / CHECKSUMS).exists()
