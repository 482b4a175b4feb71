"""Files of every kind, damaged in every way: a recording or a refusal comes out, in time, and never anything else."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.audio import read_recording
from pipeline.audio_quality import assess_quality
from pipeline.errors import CallError
from pipeline.settings import load_settings
from tests.sounds import KINDS, babble, write, write_with_ffmpeg

LONGEST_S = 20.0
GATES = load_settings(Path("flows/settings.default.yaml")).audio
OTHERS = ("m4a", "aac")

places = st.floats(0, 1, exclude_max=True)
flips = st.tuples(st.just("flip"), places, st.integers(1, 255))
cuts = st.tuples(st.just("cut"), places, st.just(0))
splices = st.tuples(st.just("splice"), places, st.sampled_from([*KINDS, *OTHERS]))
repeats = st.tuples(st.just("repeat"), places, st.integers(1, 5_000))
erasures = st.tuples(st.just("erase"), places, st.integers(1, 5_000))
header_flips = st.tuples(st.just("flip"), st.floats(0, 0.02), st.integers(1, 255))
damages = st.lists(st.one_of(flips, header_flips, cuts, splices, repeats, erasures), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    """Return the bytes of one small stereo file of each kind."""
    folder = tmp_path_factory.mktemp("whole")
    channels = (babble(4, seed=1), babble(4, seed=2))
    paths = {kind: write(folder / kind, *channels, kind=kind) for kind in KINDS}
    for kind, container in zip(OTHERS, ("mp4", "adts"), strict=True):
        paths[kind] = write_with_ffmpeg(folder / kind, *channels, container=container, coding="aac")
    return {kind: path.read_bytes() for kind, path in paths.items()}


def damage(raw, steps, samples):
    for step, place, value in steps:
        at = int(place * len(raw))
        match step:
            case "flip" if raw:
                raw = raw[:at] + bytes([raw[at] ^ value]) + raw[at + 1 :]
            case "cut":
                raw = raw[:at]
            case "splice":
                raw = raw[:at] + samples[value][at:]
            case "repeat":
                raw = raw[:at] + raw[at : at + value] * 3 + raw[at + value :]
            case "erase":
                raw = raw[:at] + bytes(min(value, len(raw) - at)) + raw[at + value :]
    return raw


def read_or_refuse(path):
    """Return the recording, or None where it was refused as it should be."""
    try:
        return read_recording(path, call_id="c1", max_duration_s=LONGEST_S)
    except CallError as error:
        assert error.reason.isidentifier()  # noqa: PT017 - a refusal is one of the two right answers
        return None


@settings(max_examples=200, deadline=timedelta(seconds=10), suppress_health_check=list(HealthCheck), derandomize=True)
@given(kind=st.sampled_from([*KINDS, *OTHERS]), steps=damages, ending=st.sampled_from(["", ".wav", ".mp3", ".txt"]))
def test_a_damaged_file_is_read_or_refused(tmp_path, samples, kind, steps, ending):
    path = tmp_path / f"call{ending}"
    path.write_bytes(damage(samples[kind], steps, samples))

    sound = read_or_refuse(path)

    if sound is not None:
        assert 0 < len(sound.channels[0]) <= LONGEST_S * 48_000
        assert len({len(channel) for channel in sound.channels}) == 1
        assert assess_quality(sound, GATES).quality in ("good", "limited", "unusable")


@settings(max_examples=100, deadline=timedelta(seconds=10), suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    start=st.sampled_from([b"RIFF\0\0\0\0WAVEfmt ", b"fLaC", b"OggS\0\2", b"ID3", b"\0\0\0\x20ftypM4A "]),
    rest=st.binary(),
)
def test_any_bytes_behind_a_known_start_are_read_or_refused(tmp_path, start, rest):
    path = tmp_path / "call"
    path.write_bytes(start + rest)

    sound = read_or_refuse(path)

    assert sound is None or sound.duration_s <= LONGEST_S
