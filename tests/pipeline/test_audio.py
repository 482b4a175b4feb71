import hashlib
import os
import struct
from fractions import Fraction

import av
import numpy as np
import pytest
import soundfile

from pipeline.audio import read_recording
from pipeline.errors import BadRecordingError, RecordingNotReadyError
from pipeline.recording_file import FileStamp
from tests.sounds import babble, write, write_with_ffmpeg

LEFT, RIGHT = babble(3, seed=1), babble(3, seed=2)


def read(path, *, max_duration_s=60.0, seen=None):
    return read_recording(path, call_id="c1", max_duration_s=max_duration_s, seen=seen)


def correlation(pcm, sound):
    length = min(len(pcm), len(sound))
    return np.corrcoef(pcm[:length].astype(float), sound[:length])[0, 1]


def refusal(path, **options):
    with pytest.raises(BadRecordingError) as caught:
        read(path, **options)
    return caught.value.reason


@pytest.mark.parametrize(
    ("kind", "codec", "likeness"),
    [
        ("wav", "pcm_16", 0.9999),
        ("alaw", "alaw", 0.999),
        ("flac", "flac", 0.9999),
        ("mp3", "mp3", 0.95),
        ("vorbis", "vorbis", 0.9),
    ],
)
def test_keeps_a_party_on_its_channel_and_its_clock_whatever_the_codec(tmp_path, kind, codec, likeness):
    sound = read(write(tmp_path / "call", LEFT, RIGHT, kind=kind))

    assert (sound.codec, sound.rate_hz, sound.sample_rate_hz, len(sound.channels)) == (codec, 8000, 8000, 2)
    assert sound.duration_s == pytest.approx(3.0, abs=0.05)
    assert correlation(sound.channels[0], LEFT) > likeness
    assert correlation(sound.channels[1], RIGHT) > likeness


def test_opus_decodes_at_48_khz_and_comes_down_to_16_khz_on_the_same_clock(tmp_path):
    sound = read(write(tmp_path / "call.opus", LEFT, RIGHT, kind="opus"))

    assert (sound.codec, sound.rate_hz, sound.sample_rate_hz) == ("opus", 16_000, 48_000)
    assert sound.duration_s == pytest.approx(3.0, abs=0.05)
    assert correlation(sound.channels[1][::2], RIGHT) > 0.9


@pytest.mark.parametrize(
    ("container", "coding", "codec", "rate_hz", "delay_s"),
    [
        ("mp4", "aac", "aac", 8_000, 0.0),
        ("webm", "libopus", "opus", 16_000, 0.0),
        pytest.param("adts", "aac", "aac", 16_000, 1_024 / 16_000, id="raw aac does not tell the coder's delay"),
    ],
)
def test_reads_what_mobile_and_web_recorders_write(tmp_path, container, coding, codec, rate_hz, delay_s):
    channels = (babble(3, seed=1, rate_hz=rate_hz), babble(3, seed=2, rate_hz=rate_hz))
    path = write_with_ffmpeg(tmp_path / "call", *channels, container=container, coding=coding, rate_hz=rate_hz)

    sound = read(path)

    assert (sound.codec, len(sound.channels), sound.rate_hz) == (codec, 2, rate_hz)
    assert sound.duration_s == pytest.approx(3.0, abs=0.3)
    assert sound.remarks == frozenset()
    assert correlation(sound.channels[1][round(delay_s * rate_hz) :], channels[1]) > 0.9


def test_refuses_a_file_of_two_sound_tracks(tmp_path):
    with av.open(str(tmp_path / "call.m4a"), "w", format="mp4") as file:
        streams = [file.add_stream("aac", rate=8000, layout="mono") for _ in range(2)]
        for stream in streams:
            frame = av.AudioFrame.from_ndarray(LEFT[:1024].reshape(1, -1), format="fltp", layout="mono")
            frame.sample_rate, frame.time_base, frame.pts = 8000, Fraction(1, 8000), 0
            file.mux(stream.encode(frame) + stream.encode(None))

    assert refusal(tmp_path / "call.m4a") == "no_single_sound"


@pytest.mark.parametrize(
    ("coding", "codec"),
    [
        ("PCM_U8", "pcm_8"),
        ("PCM_24", "pcm_24"),
        ("PCM_32", "pcm_32"),
        ("FLOAT", "float"),
        ("DOUBLE", "double"),
        ("ULAW", "mulaw"),
        ("GSM610", "gsm"),
    ],
)
def test_reads_what_wav_files_hold(tmp_path, coding, codec):
    soundfile.write(tmp_path / "call.wav", LEFT, 8000, subtype=coding)

    sound = read(tmp_path / "call.wav")

    assert (sound.codec, len(sound.channels)) == (codec, 1)
    assert correlation(sound.channels[0], LEFT) > 0.8  # GSM; the others are near 1


def test_sixteen_bit_samples_come_through_unchanged(tmp_path):
    samples = np.array([0, 1, -1, 32_767, -32_768, 12_345] * 100, dtype=np.int16)
    soundfile.write(tmp_path / "call.wav", samples, 8000, subtype="PCM_16")

    assert np.array_equal(read(tmp_path / "call.wav").channels[0], samples)


def test_the_name_does_not_matter_where_the_content_is_sound(tmp_path):
    write(tmp_path / "call.wav", LEFT, kind="mp3")
    write(tmp_path / "call.mp3", LEFT, kind="flac")
    write(tmp_path / "without ending", LEFT, kind="alaw")

    codecs = [read(tmp_path / name).codec for name in ("call.wav", "call.mp3", "without ending")]

    assert codecs == ["mp3", "flac", "alaw"]


def test_reading_twice_gives_the_same_samples(tmp_path):
    path = write(tmp_path / "call", LEFT, RIGHT, kind="opus")

    first, second = read(path), read(path)

    assert all(np.array_equal(a, b) for a, b in zip(first.channels, second.channels, strict=True))


def test_states_the_checksum_of_the_file(tmp_path):
    path = write(tmp_path / "call.wav", LEFT)

    assert read(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_counts_clipped_samples_before_resampling(tmp_path):
    loud = np.zeros(48_000, dtype=np.float32)
    loud[:480] = 1.0
    write(tmp_path / "call.wav", loud, rate_hz=48_000)

    assert read(tmp_path / "call.wav").clipped_shares == (480 / 48_000,)


def test_floats_beyond_all_measure_are_clipped_and_what_is_no_number_becomes_silence(tmp_path):
    samples = np.array([np.nan, np.inf, -np.inf, 1e38, 0.5] * 1000, dtype=np.float32)
    soundfile.write(tmp_path / "call.wav", samples, 8000, subtype="FLOAT")

    assert read(tmp_path / "call.wav").channels[0][:5].tolist() == [0, 32_767, -32_768, 32_767, 16_384]


@pytest.mark.parametrize("kind", ["wav", "alaw", "flac", "mp3", "vorbis", "opus"])
def test_takes_what_is_there_of_a_file_cut_in_half(tmp_path, kind):
    path = write(tmp_path / "call", LEFT, RIGHT, kind=kind)
    os.truncate(path, path.stat().st_size // 2)

    sound = read(path)

    assert "truncated" in sound.remarks
    assert 0.5 < sound.duration_s < 2.5


@pytest.mark.parametrize("kind", ["wav", "alaw", "flac", "mp3", "vorbis", "opus"])
def test_a_whole_file_is_neither_truncated_nor_damaged(tmp_path, kind):
    assert read(write(tmp_path / "call", LEFT, kind=kind)).remarks == frozenset()


def test_a_wav_whose_writer_never_filled_in_the_size_is_read_to_its_end(tmp_path):
    path = write(tmp_path / "call.wav", LEFT)
    raw = bytearray(path.read_bytes())
    raw[40:44] = bytes(4)
    path.write_bytes(raw)

    assert (read(path).duration_s, read(path).remarks) == (3.0, {"truncated"})


def test_a_streamed_wav_of_unknown_size_is_whole(tmp_path):
    path = write(tmp_path / "call.wav", LEFT)
    raw = bytearray(path.read_bytes())
    raw[40:44] = struct.pack("<I", 0xFFFF_FFFF)
    path.write_bytes(raw)

    assert (read(path).duration_s, read(path).remarks) == (3.0, frozenset())


def test_marks_mp3_whose_channels_are_coded_together(tmp_path):
    joint = write(tmp_path / "stereo.mp3", LEFT, LEFT * 0.5, kind="mp3")
    mono = write(tmp_path / "mono.mp3", LEFT, kind="mp3")

    assert ("joint_stereo_mp3" in read(joint).remarks, "joint_stereo_mp3" in read(mono).remarks) == (True, False)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "empty", id="no bytes"),
        pytest.param(b"call_id,file\n" * 50, "not_audio", id="a table"),
        pytest.param(b"#EXTM3U\nhttp://example.org/x.mp3\n", "not_audio", id="a playlist"),
        pytest.param(bytes(5000), "not_audio", id="zeros"),
        pytest.param(b"RIFF\x24\0\0\0WAVE", "corrupt", id="a header without sound"),
        pytest.param(b"OggS" + bytes(range(200)), "corrupt", id="a page of nothing"),
        pytest.param(b"fLaC" + bytes(200), "corrupt", id="flac of zeros"),
        pytest.param(b"\0\0\0\x18ftypM4A " + bytes(200), "corrupt", id="m4a of zeros"),
    ],
)
def test_refuses_what_is_no_sound(tmp_path, content, reason):
    path = tmp_path / "call.wav"
    path.write_bytes(content)

    assert refusal(path) == reason


def test_refuses_a_coding_that_no_decoder_here_knows(tmp_path):
    path = write(tmp_path / "call.wav", LEFT)
    raw = bytearray(path.read_bytes())
    raw[20:22] = struct.pack("<H", 0x0123)  # format tag of a vendor long gone
    path.write_bytes(raw)

    assert refusal(path) == "unknown_codec"


def test_refuses_a_header_with_no_samples(tmp_path):
    soundfile.write(tmp_path / "call.wav", np.zeros((0, 2)), 8000)

    assert refusal(tmp_path / "call.wav") == "no_sound"


def test_refuses_three_channels_and_other_sample_rates(tmp_path):
    write(tmp_path / "three.wav", LEFT, RIGHT, LEFT)
    write(tmp_path / "slow.wav", LEFT, rate_hz=7_999)
    write(tmp_path / "fast.wav", LEFT, rate_hz=48_001)

    reasons = [refusal(tmp_path / name) for name in ("three.wav", "slow.wav", "fast.wav")]

    assert reasons == ["too_many_channels", "bad_sample_rate", "bad_sample_rate"]


@pytest.mark.parametrize("kind", ["wav", "flac", "mp3", "vorbis"])
def test_refuses_a_recording_longer_than_allowed_and_takes_one_just_as_long(tmp_path, kind):
    path = write(tmp_path / "call", LEFT, kind=kind)

    assert refusal(path, max_duration_s=2.9) == "too_long"
    assert read(path, max_duration_s=3.1).duration_s == pytest.approx(3.0, abs=0.05)


def test_a_header_that_lies_about_its_length_costs_no_memory(tmp_path):
    path = write(tmp_path / "call.flac", LEFT, kind="flac")
    raw = bytearray(path.read_bytes())
    raw[21:26] = bytes([raw[21] & 0xF0 | 0x0F, 0xFF, 0xFF, 0xFF, 0xFF])  # 2^36 - 1 samples
    path.write_bytes(raw)

    assert refusal(path) == "too_long"


def test_refuses_what_is_no_file_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.wav")

    reasons = [refusal(tmp_path / name) for name in ("pipe.wav", "gone.wav", ".")]

    assert reasons == ["not_a_file", "missing", "not_a_file"]


def test_a_recording_that_grew_since_it_was_seen_is_taken_up_later(tmp_path):
    path = write(tmp_path / "call.wav", LEFT)
    seen = FileStamp(path.stat().st_size - 100, path.stat().st_mtime_ns)

    with pytest.raises(RecordingNotReadyError, match="still being written") as caught:
        read(path, seen=seen)

    assert (caught.value.reason, caught.value.retryable) == ("changing", True)


def test_a_recording_that_is_as_it_was_seen_is_read(tmp_path):
    path = write(tmp_path / "call.wav", LEFT)

    assert read(path, seen=FileStamp(path.stat().st_size, path.stat().st_mtime_ns)).duration_s == 3.0


def test_an_error_names_the_call_and_the_mend_but_not_the_file(tmp_path):
    path = tmp_path / "0612345678.wav"
    path.write_bytes(b"")

    with pytest.raises(BadRecordingError, match=r"^call c1: the recording is empty \(0 bytes\); export it anew$"):
        read(path)


@pytest.mark.parametrize(
    ("kind", "lost_s"),
    [
        pytest.param("flac", 0.0, id="flac"),
        pytest.param("vorbis", 0.0, id="vorbis"),
        pytest.param("opus", 0.0, id="opus"),
        pytest.param("mp3", 0.6, id="mp3 bears no times"),
    ],
)
def test_goes_on_after_a_damaged_stretch_on_the_files_clock_and_says_so(tmp_path, kind, lost_s):
    path = write(tmp_path / "call", babble(10, seed=1), babble(10, seed=2), kind=kind)
    raw = bytearray(path.read_bytes())
    middle = len(raw) // 2
    raw[middle : middle + 2000] = b"\x55" * 2000
    path.write_bytes(raw)

    sound = read(path)

    assert 10.0 - lost_s - 0.05 < sound.duration_s < 10.05
    assert "damaged" in sound.remarks
    last = sound.channels[0][-sound.rate_hz :: sound.rate_hz // 8000]
    assert lost_s or correlation(last, babble(10, seed=1)[-8000:]) > 0.8
