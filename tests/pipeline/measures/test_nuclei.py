import numpy as np
import pytest

from pipeline.measures.nuclei import count_nuclei
from pipeline.records import Span

RATE_HZ = 8000


def syllables(count, *, duration_s=0.2, pitch_hz=120, level=0.3):
    """Voiced bursts: harmonics of a pitch with most energy around 700 Hz, rising and falling once a syllable."""
    time_s = np.arange(round(count * duration_s * RATE_HZ)) / RATE_HZ
    harmonics = np.arange(1, 25) * pitch_hz
    strengths = np.exp(-(((harmonics - 700) / 500) ** 2))
    voice = np.sin(2 * np.pi * np.outer(time_s, harmonics)) @ strengths / strengths.sum()
    envelope = np.sin(np.pi * time_s / duration_s) ** 2
    return (level * envelope * voice).astype(np.float32)


def silence(duration_s):
    return np.zeros(round(duration_s * RATE_HZ), dtype=np.float32)


def noise(duration_s, level=0.1):
    samples = np.random.default_rng(1).normal(size=round(duration_s * RATE_HZ))
    return (level * samples).astype(np.float32)


@pytest.mark.parametrize("pitch_hz", [90, 120, 220], ids=["low voice", "male voice", "female voice"])
@pytest.mark.parametrize("count", [1, 4, 10])
def test_counts_each_voiced_peak(count, pitch_hz):
    samples = np.concatenate([silence(0.5), syllables(count, pitch_hz=pitch_hz), silence(0.5)])
    assert count_nuclei(samples, RATE_HZ, [Span(0.5, 0.5 + 0.2 * count)]) == (count,)


def test_counts_per_stretch_in_the_order_given():
    samples = np.concatenate([syllables(3), silence(1.0), syllables(5)])
    # 3 syllables of 0.2 s, 1 s of silence, 5 syllables from 1.6 to 2.6 s.
    assert count_nuclei(samples, RATE_HZ, [Span(1.6, 2.6), Span(0.0, 0.6)]) == (5, 3)


def test_loudness_does_not_matter():
    loud, soft = (np.concatenate([silence(0.2), syllables(6, level=level)]) for level in (0.8, 0.01))
    span = [Span(0.2, 1.4)]
    assert count_nuclei(loud, RATE_HZ, span) == count_nuclei(soft, RATE_HZ, span) == (6,)


def test_voiceless_sound_has_no_nuclei():
    bursts = np.concatenate([piece for _ in range(5) for piece in (noise(0.1), silence(0.1))])
    assert count_nuclei(bursts, RATE_HZ, [Span(0.0, 1.0)]) == (0,)


def test_a_sound_far_below_the_voice_is_no_nucleus():
    # 0.3 / 0.01 is 29.5 dB, more than the 25 dB that count.
    samples = np.concatenate([syllables(6), silence(0.5), syllables(2, level=0.01)])
    assert count_nuclei(samples, RATE_HZ, [Span(0.0, 1.2), Span(1.7, 2.1)]) == (6, 0)


def test_the_sample_rate_does_not_matter():
    samples = np.concatenate([silence(0.2), syllables(7), silence(0.2)])
    doubled = np.repeat(samples, 2)
    span = [Span(0.2, 1.6)]
    assert count_nuclei(doubled, 2 * RATE_HZ, span) == count_nuclei(samples, RATE_HZ, span)


@pytest.mark.parametrize(
    ("samples", "speech", "expected"),
    [
        pytest.param(silence(2.0), [Span(0.5, 1.5)], (0,), id="digital silence"),
        pytest.param(silence(0.0), [Span(0.5, 1.5)], (0,), id="no sound at all"),
        pytest.param(syllables(3), [], (), id="no speech"),
        pytest.param(syllables(3), [Span(10, 11)], (0,), id="speech behind the end"),
        pytest.param(syllables(1), [Span(0.05, 0.06)], (0,), id="shorter than the window"),
        pytest.param(syllables(2), [Span(10, 11), Span(0, 0.4)], (0, 2), id="one of two behind the end"),
    ],
)
def test_what_has_no_voice_counts_nothing(samples, speech, expected):
    assert count_nuclei(samples, RATE_HZ, speech) == expected


def test_a_steady_tone_is_one_peak():
    time_s = np.arange(RATE_HZ) / RATE_HZ
    tone = (0.3 * np.sin(2 * np.pi * 150 * time_s) * np.hanning(RATE_HZ)).astype(np.float32)
    assert count_nuclei(tone, RATE_HZ, [Span(0.0, 1.0)]) == (1,)
