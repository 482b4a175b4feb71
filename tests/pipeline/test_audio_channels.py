import numpy as np
import pytest

from pipeline.audio_channels import crosstalk_db, is_same_sound
from pipeline.audio_levels import frame_powers
from pipeline.audio_resample import as_pcm
from tests.sounds import RATE_HZ, babble, hiss, only

# time_s    0    5    10   15   20   25   30
# agent     |---------|         |---------|
# citizen        |---------|              |--- (quieter)
AGENT = only(babble(40, seed=1), (0, 10), (20, 30)) + hiss(40, seed=11)
CITIZEN = only(babble(40, seed=2, level_db=-24), (8, 20), (30, 40)) + hiss(40, seed=12)


def later(sound, delay_s):
    delay = round(delay_s * RATE_HZ)
    return np.roll(sound, delay)


def leak_between(left, right, rate_hz=RATE_HZ):
    channels = (as_pcm(left), as_pcm(right))
    return crosstalk_db(channels, tuple(frame_powers(channel, rate_hz) for channel in channels), rate_hz)


def are_same(left, right):
    channels = (as_pcm(left), as_pcm(right))
    return is_same_sound(
        channels, tuple(frame_powers(channel, RATE_HZ) for channel in channels), RATE_HZ, likeness=0.98
    )


def test_two_parties_on_clean_channels_have_no_crosstalk_and_are_not_the_same():
    leak_db = leak_between(AGENT, CITIZEN)

    assert leak_db is None or leak_db < -35
    assert not are_same(AGENT, CITIZEN)


@pytest.mark.parametrize(("gain_db", "off_db"), [(-3, 0.2), (-6, 0.2), (-12, 0.2), (-20, 0.3), (-30, 1.0)])
@pytest.mark.parametrize("delay_s", [0.0, 0.02, 0.2])
def test_measures_a_leak_at_its_level(gain_db, off_db, delay_s):
    leak = later(AGENT, delay_s) * 10 ** (gain_db / 20)

    assert leak_between(AGENT, CITIZEN + leak) == pytest.approx(gain_db, abs=off_db)


def test_measures_the_worse_of_two_leaks():
    agent_leak, citizen_leak = AGENT * 10 ** (-25 / 20), CITIZEN * 10 ** (-10 / 20)

    assert leak_between(AGENT + citizen_leak, CITIZEN + agent_leak) == pytest.approx(-10, abs=0.5)


def test_measures_a_leak_of_a_party_that_speaks_alone():
    assert leak_between(AGENT, AGENT * 10 ** (-20 / 20) + hiss(40, seed=5)) == pytest.approx(-20, abs=0.5)


def test_measures_a_leak_through_a_filter_by_its_power():
    filtered = np.convolve(AGENT, [0.06, 0.0, 0.08], mode="same")  # 0.06^2 + 0.08^2 = 0.1^2 for even noise

    assert leak_between(AGENT, CITIZEN + filtered) == pytest.approx(-20, abs=1.5)


def test_hum_on_both_channels_is_no_crosstalk():
    hum = 0.02 * np.sin(2 * np.pi * 50 * np.arange(len(AGENT)) / RATE_HZ)

    leak_db = leak_between(AGENT + hum, CITIZEN + hum)

    assert leak_db is None or leak_db < -35


def test_too_little_sound_gives_no_figure():
    assert leak_between(AGENT[: 3 * RATE_HZ], 0.3 * AGENT[: 3 * RATE_HZ]) is None
    assert leak_between(np.zeros(0), np.zeros(0)) is None
    assert leak_between(np.zeros(80_000), np.zeros(80_000)) is None


def test_measures_at_16_khz_too():
    agent, citizen = (babble(20, seed=seed, rate_hz=16_000) for seed in (1, 2))
    agent = only(agent, (0, 10), rate_hz=16_000) + hiss(20, rate_hz=16_000)
    citizen = only(citizen, (10, 20), rate_hz=16_000) + hiss(20, seed=3, rate_hz=16_000)

    assert leak_between(agent, citizen + 0.1 * agent, rate_hz=16_000) == pytest.approx(-20, abs=0.5)


@pytest.mark.parametrize(
    ("gain_db", "delay_s"), [(0, 0.0), (-9, 0.0), (9, 0.0), (0, 0.01), (0, -0.01), (-6, 0.2), (0, 0.1)]
)
def test_recognises_the_same_sound_on_both_channels(gain_db, delay_s):
    mixed = AGENT + CITIZEN

    assert are_same(mixed, later(mixed, delay_s) * 10 ** (gain_db / 20))


def test_a_faint_copy_in_an_empty_channel_is_crosstalk_and_not_the_same_sound():
    assert not are_same(AGENT, AGENT * 10 ** (-20 / 20) + hiss(40, seed=5))


def test_the_same_sound_with_one_party_on_top_is_not_the_same():
    assert not are_same(AGENT, AGENT + CITIZEN)


def test_an_empty_recording_is_not_twice_the_same_sound():
    assert not are_same(np.zeros(0), np.zeros(0))
    assert not are_same(np.zeros(80_000), np.zeros(80_000))
