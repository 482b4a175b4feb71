import numpy as np
import pytest

from tests.bench.measures.stretching import faster

RATE_HZ = 8_000


@pytest.mark.parametrize("factor", [0.8, 1.25])
def test_stretched_sound_lasts_as_long_as_asked_at_the_same_pitch(factor):
    # 10 s of 200 Hz.
    tone = np.sin(2 * np.pi * 200 * np.arange(10 * RATE_HZ) / RATE_HZ).astype(np.float32)
    played = faster(tone, RATE_HZ, factor)
    assert len(played) == round(10 * RATE_HZ / factor)
    loudest = np.argmax(np.abs(np.fft.rfft(played)))
    assert loudest * RATE_HZ / len(played) == pytest.approx(200, abs=1)
