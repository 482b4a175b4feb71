import struct

import pytest

from pipeline.sound_length import is_cut_off

FMT = b"fmt " + struct.pack("<IHHIIHH", 16, 6, 1, 8_000, 8_000, 1, 8)


def wav(path, *, stated, present, before=b""):
    data = b"data" + struct.pack("<I", stated) + bytes(present)
    path.write_bytes(b"RIFF\0\0\0\0WAVE" + FMT + before + data)
    return path


@pytest.mark.parametrize(
    ("stated", "present", "expected"),
    [
        pytest.param(8_000, 8_000, False, id="whole"),
        pytest.param(8_000, 7_936, False, id="64 bytes short: the header was counted"),
        pytest.param(8_000, 7_935, True, id="65 bytes short"),
        pytest.param(8_000, 9_000, False, id="something follows"),
        pytest.param(0, 8_000, True, id="size never filled in"),
        pytest.param(0, 0, False, id="empty"),
        pytest.param(0xFFFF_FFFF, 8_000, False, id="size unknown"),
    ],
)
def test_compares_what_a_wav_states_with_what_is_there(tmp_path, stated, present, expected):
    assert is_cut_off(wav(tmp_path / "call.wav", stated=stated, present=present), "wav") is expected


def test_passes_over_other_chunks_of_odd_length(tmp_path):
    note = b"LIST" + struct.pack("<I", 3) + b"abc\0"

    assert is_cut_off(wav(tmp_path / "call.wav", stated=500, present=100, before=note), "wav")


def test_a_wav_without_a_data_chunk_is_not_cut_off(tmp_path):
    (tmp_path / "call.wav").write_bytes(b"RIFF\0\0\0\0WAVE" + FMT)

    assert not is_cut_off(tmp_path / "call.wav", "wav")


@pytest.mark.parametrize(
    ("last_flags", "expected"), [pytest.param(4, False, id="end marked"), pytest.param(0, True, id="no end")]
)
def test_an_ogg_ends_with_a_marked_page(tmp_path, last_flags, expected):
    page = b"OggS\0" + bytes([last_flags]) + bytes(100)
    (tmp_path / "call.ogg").write_bytes(b"OggS\0\2" + bytes(70_000) + page)

    assert is_cut_off(tmp_path / "call.ogg", "ogg") is expected


def test_other_kinds_are_judged_elsewhere(tmp_path):
    (tmp_path / "call.mp3").write_bytes(b"\xff\xfb")

    assert not is_cut_off(tmp_path / "call.mp3", "mp3")
