import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audio_resample import as_float, as_pcm, resample, resampled_blocks
from tests.sounds import babble


def tone(hz, rate_hz, duration_s=1.0):
    return np.sin(2 * np.pi * hz * np.arange(round(duration_s * rate_hz)) / rate_hz).astype(np.float32) * 0.5


@pytest.mark.parametrize("from_hz", [8_000, 11_025, 44_100, 48_000])
def test_a_tone_keeps_its_pitch_level_and_phase(from_hz):
    resampled = resample(tone(440, from_hz), from_hz, 16_000)

    assert np.abs(resampled - tone(440, 16_000))[200:-200].max() < 0.001


def test_what_does_not_fit_the_lower_rate_is_left_out_and_not_folded_back():
    assert np.abs(resample(tone(6_000, 16_000), 16_000, 8_000))[200:-200].max() < 0.001


@given(length=st.integers(0, 5_000), rates=st.tuples(*[st.sampled_from([8_000, 11_025, 16_000, 22_050, 48_000])] * 2))
def test_clocks_stay_aligned_to_the_sample(length, rates):
    from_hz, to_hz = rates

    assert len(resample(np.zeros(length, dtype=np.int16), from_hz, to_hz)) == round(length * to_hz / from_hz)


def test_blocks_together_are_the_whole_and_cross_their_borders_unheard():
    sound = babble(65, seed=1)

    blocks = list(resampled_blocks(sound, 8_000))

    assert len(blocks) > 2
    assert np.array_equal(np.concatenate(blocks), resample(sound, 8_000))
    assert np.abs(np.concatenate(blocks)[:80_000] - resample(sound[:40_000], 8_000))[:79_000].max() < 1e-5


def test_resampling_twice_gives_the_same_bits():
    sound = as_pcm(babble(2, seed=1))

    assert resample(sound, 8_000).tobytes() == resample(sound, 8_000).tobytes()


def test_the_same_rate_is_only_turned_into_floats():
    assert resample(np.array([0, 16_384, -32_768], dtype=np.int16), 16_000).tolist() == [0.0, 0.5, -1.0]


@pytest.mark.parametrize(("from_hz", "to_hz"), [(0, 16_000), (8_000, -1)])
def test_refuses_rates_that_are_none(from_hz, to_hz):
    with pytest.raises(ValueError, match="sample rates must be > 0"):
        resample(np.zeros(10, dtype=np.int16), from_hz, to_hz)


@given(st.lists(st.integers(-32_768, 32_767), min_size=1))
def test_integers_survive_the_way_to_floats_and_back(samples):
    pcm = np.array(samples, dtype=np.int16)

    assert np.array_equal(as_pcm(as_float(pcm)), pcm)


def test_floats_beyond_full_scale_are_clipped():
    assert as_pcm(np.array([1.0, 1.5, -2.0], dtype=np.float32)).tolist() == [32_767, 32_767, -32_768]
