import numpy as np
import pytest
import soundfile

from tests.bench.given import make_truth
from tests.bench.library import BenchCall
from tests.bench.noise import RATE_HZ
from tests.bench.variants import LOST_SHARE, PACKET_S, VARIANTS, make_variant


def made(name, tmp_path):
    """A call of 10 s over a line: a tone on each channel where its party speaks, as `given` has it."""
    true = make_truth()
    time_s = np.arange(10 * RATE_HZ) / RATE_HZ
    sound = np.column_stack([0.1 * np.sin(2 * np.pi * hz * time_s) for hz in (440, 1000)])
    for number, role in enumerate(("agent", "citizen")):
        speaks = np.zeros(len(sound), dtype=bool)
        for start_s, end_s in true.speech[role]:
            speaks[round(start_s * RATE_HZ) : round(end_s * RATE_HZ)] = True
        sound[~speaks, number] = 0.0
    path = tmp_path / "call-1.wav"
    soundfile.write(path, sound, RATE_HZ, subtype="PCM_16")
    call = BenchCall("own", "own/call-1.wav", path, {"file": "own/call-1.wav"}, true)
    return sound, make_variant(name, call, tmp_path / "made")


def power(samples):
    return np.mean(samples**2)


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_is_as_long_as_the_call_and_in_its_place(name, tmp_path):
    sound, call = made(name, tmp_path)
    heard, rate_hz = soundfile.read(call.path)
    assert heard.shape[1] == 2
    assert len(heard) / rate_hz == pytest.approx(len(sound) / RATE_HZ, abs=0.2)
    assert call.row["file"] == call.key
    assert call.path.is_relative_to(tmp_path / "made")


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_is_the_same_each_time(name, tmp_path):
    first = made(name, tmp_path)[1].path.read_bytes()
    assert made(name, tmp_path)[1].path.read_bytes() == first


def test_the_clean_line_changes_nothing(tmp_path):
    sound, call = made("clean", tmp_path)
    np.testing.assert_allclose(soundfile.read(call.path)[0], sound, atol=1e-4)


@pytest.mark.parametrize(("name", "snr_db"), [("noise-20", 20), ("noise-10", 10), ("noise-5", 5)])
def test_noise_lies_as_far_below_the_speech_of_each_channel_as_its_name_says(name, snr_db, tmp_path):
    sound, call = made(name, tmp_path)
    heard, _ = soundfile.read(call.path)
    for number in (0, 1):
        speech = power(sound[sound[:, number] != 0, number])
        noise = power(heard[:, number] - sound[:, number])
        assert 10 * np.log10(speech / noise) == pytest.approx(snr_db, abs=0.3)


def test_crosstalk_is_the_other_channel_18_db_below(tmp_path):
    # at 1.5 s only the agent speaks: on the citizen's channel the same, times 10 ** (-18 / 20) = 0.126
    sound, call = made("crosstalk-18", tmp_path)
    heard, _ = soundfile.read(call.path)
    alone = slice(round(1.5 * RATE_HZ), round(2.5 * RATE_HZ))
    np.testing.assert_allclose(heard[alone, 1], 0.1259 * sound[alone, 0], atol=1e-4)


def test_about_two_packets_in_a_hundred_are_lost_whole(tmp_path):
    sound, call = made("loss-2", tmp_path)
    heard, _ = soundfile.read(call.path)
    packet = round(PACKET_S * RATE_HZ)
    lost = 0
    for number in (0, 1):
        was, now = (one[:, number].reshape(-1, packet) for one in (sound, heard))
        spoken = np.abs(was).max(axis=1) > 0
        gone = spoken & (np.abs(now).max(axis=1) == 0)
        np.testing.assert_allclose(now[~gone], was[~gone], atol=1e-4)
        lost += gone.sum()
    # 3 + 4 s of speech are 350 packets; 2 % of them are 7
    assert 1 <= lost <= 350 * LOST_SHARE * 3
