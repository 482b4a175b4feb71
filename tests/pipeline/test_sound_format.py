import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sound_format import mpeg_frame, sniff
from tests.sounds import KINDS, babble, write, write_with_ffmpeg

# 1111 1111 1111 1011: sync, MPEG 1, layer III; 1001 0000: 128 kbit/s, 44.1 kHz; 01 00 0000: joint stereo
JOINT = bytes.fromhex("fffb9040")
STEREO = bytes.fromhex("fffb9000")
FRAME_BYTES = 144 * 128_000 // 44_100  # 417


def frames(header, *, count=2):
    return header.ljust(FRAME_BYTES, b"\0") * count


@pytest.mark.parametrize("kind", KINDS)
def test_knows_what_is_written_by_its_content(tmp_path, kind):
    expected = {"alaw": "wav", "opus": "ogg", "vorbis": "ogg"}.get(kind, kind)

    assert sniff(write(tmp_path / "call", babble(1, seed=1), kind=kind).read_bytes()) == expected


@pytest.mark.parametrize(("container", "expected"), [("mp4", "mp4"), ("adts", "aac")])
def test_knows_aac(tmp_path, container, expected):
    path = write_with_ffmpeg(tmp_path / "call", babble(1, seed=1), container=container, coding="aac")

    assert sniff(path.read_bytes()) == expected


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"RIFF\0\0\0\0WAVE", "wav"),
        (b"RF64\0\0\0\0WAVE", "rf64"),
        (b"RIFF\0\0\0\0AVI ", None),
        (b"FORM\0\0\0\0AIFF", "aiff"),
        (b".snd", "au"),
        (b"", None),
        (b"\xff\xfb", None),
        (b"call_id;file", None),
    ],
)
def test_knows_sound_by_its_first_bytes(head, kind):
    assert sniff(head) == kind


def test_mp3_needs_a_second_frame_where_the_first_one_ends():
    assert sniff(frames(JOINT)) == "mp3"
    assert sniff(frames(JOINT, count=1) + bytes(500)) is None


@pytest.mark.parametrize(("header", "is_joint"), [(JOINT, True), (STEREO, False)])
def test_tells_whether_channels_are_coded_together(header, is_joint):
    frame = mpeg_frame(frames(header))

    assert (frame.size_bytes, frame.is_joint_stereo, frame.states_length) == (417, is_joint, False)


def test_looks_behind_a_tag_that_may_be_long():
    tag = b"ID3\x04\0\0" + bytes([0, 0, 2, 5]) + bytes(2 * 128 + 5)  # seven bits a byte

    assert mpeg_frame(tag + frames(JOINT)).is_joint_stereo
    assert sniff(b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + bytes(100)) == "mp3"


def test_finds_the_table_of_lengths_in_the_first_frame():
    assert mpeg_frame(frames(STEREO + bytes(32) + b"Xing")).states_length


@given(st.binary(max_size=600))
def test_any_bytes_can_be_looked_at(head):
    assert sniff(head) is None or len(head) >= 4
