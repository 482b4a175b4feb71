"""Noise made by rule, the same from the same seed; shape=(n_samples,), float64, at RATE_HZ."""

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.signal import butter, sosfilt

RATE_HZ: Final = 8000
_BAND_HZ: Final = (300.0, 3400.0)
_TALKERS: Final = 8
_SYLLABLE_S: Final = 0.2

Sound = npt.NDArray[np.float64]
Rng = np.random.Generator


def clock(seconds: float) -> Sound:
    """Return the time of each sample, in seconds."""
    return np.arange(round(seconds * RATE_HZ)) / RATE_HZ


def at_level(sound: Sound, dbfs: float) -> Sound:
    """Scale to a level in dB below full scale, by the root of the mean square."""
    power = float(np.sqrt(np.mean(sound**2)))
    return sound * (10 ** (dbfs / 20) / power) if power else sound


def telephone(sound: Sound) -> Sound:
    """Keep what a telephone lets through."""
    band: Sound = sosfilt(butter(4, _BAND_HZ, btype="bandpass", fs=RATE_HZ, output="sos"), sound)
    return band


def white(seconds: float, rng: Rng) -> Sound:
    """Return white noise with a root mean square of 1."""
    return rng.normal(size=clock(seconds).size)


def babble(seconds: float, rng: Rng) -> Sound:
    """Return what a room of people sounds like from afar, with a root mean square of 1: no voice, no words.

    Eight noises with the slope of speech, each swelling and fading about as fast as syllables do.
    """
    t = clock(seconds)
    sound = np.zeros(t.size)
    slope = butter(1, 500.0, btype="lowpass", fs=RATE_HZ, output="sos")
    for _ in range(_TALKERS):
        steps = np.arange(0, seconds + 2 * _SYLLABLE_S, _SYLLABLE_S) * rng.uniform(0.8, 1.2)
        swell = np.interp(t, steps, rng.uniform(0.0, 1.0, size=steps.size) ** 2)
        sound += sosfilt(slope, rng.normal(size=t.size)) * swell
    return sound / np.sqrt(np.mean(sound**2))
