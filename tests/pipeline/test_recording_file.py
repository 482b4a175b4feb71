import hashlib
import os

import pytest

from pipeline.errors import BadRecordingError, RecordingNotReadyError
from pipeline.file_hash import sha256_of
from pipeline.recording_file import FileStamp, held_still, stamp_of


@pytest.fixture
def path(tmp_path):
    (tmp_path / "call.wav").write_bytes(b"sound")
    os.utime(tmp_path / "call.wav", ns=(0, 1_000))
    return tmp_path / "call.wav"


def test_a_stamp_is_size_and_time(path):
    assert stamp_of(path, call_id="c1") == FileStamp(5, 1_000)


def test_a_file_that_keeps_still_is_let_through(path):
    with held_still(path, call_id="c1", seen=FileStamp(5, 1_000)) as stamp:
        assert path.read_bytes() == b"sound"

    assert stamp == FileStamp(5, 1_000)


def test_a_file_that_grows_while_it_is_read_is_refused_for_now(path):
    with pytest.raises(RecordingNotReadyError, match="still being written"), held_still(path, call_id="c1"):
        path.write_bytes(b"sound and more")


def test_a_fault_in_a_file_that_grows_is_put_down_to_the_growing(path):
    def stumble_over_half():
        with held_still(path, call_id="c1"):
            path.write_bytes(b"half")
            raise BadRecordingError("c1", "corrupt")

    with pytest.raises(RecordingNotReadyError) as caught:
        stumble_over_half()

    assert caught.value.reason == "changing"


def test_a_fault_in_a_file_that_keeps_still_is_its_own(path):
    with pytest.raises(BadRecordingError) as caught, held_still(path, call_id="c1"):
        raise BadRecordingError("c1", "corrupt")

    assert caught.value.reason == "corrupt"


def test_a_file_that_changed_since_it_was_seen_is_not_even_opened(path):
    with pytest.raises(RecordingNotReadyError), held_still(path, call_id="c1", seen=FileStamp(4, 1_000)):
        pytest.fail("the file was opened")


@pytest.mark.parametrize(
    ("error", "kind", "reason"),
    [(PermissionError(), BadRecordingError, "not_readable"), (OSError(5, "i/o"), RecordingNotReadyError, "disk_error")],
)
def test_what_the_disk_says_becomes_a_reason(path, error, kind, reason):
    with pytest.raises(kind) as caught, held_still(path, call_id="c1"):
        raise error

    assert caught.value.reason == reason


def test_a_checksum_is_that_of_the_bytes(path):
    assert sha256_of(path) == hashlib.sha256(b"sound").hexdigest()
