"""Sounds that are no speech: hold music of our own making, and the ring tone."""

import numpy as np
from numpy.typing import NDArray

from tests.synth.script import Sound

_RING_HZ = 425.0  # the Dutch ring tone: one second on, four off
_BEAT_S = 0.32
# Steps in semitones from A3; None is a rest. Made up for these calls.
_MELODY = (0, 4, 7, 4, 9, 7, 4, None, 2, 5, 9, 5, 11, 9, 7, None, 0, 7, 12, 7, 9, 5, 4, 2)
_BASS = (-12, -5, -10, -7)
_HARMONICS = ((1, 1.0), (2, 0.45), (3, 0.2), (4, 0.1))

Samples = NDArray[np.float64]


def play(sound: Sound, duration_s: float, rate_hz: int) -> Samples:
    """Return a sound with a root mean square near 1 while it sounds, or zeros.

    Returns:
        shape=(round(duration_s * rate_hz),), float64.
    """
    count = round(duration_s * rate_hz)
    if sound == "music":
        return _music(count, rate_hz)
    if sound == "ring":
        time_s = np.arange(count) / rate_hz
        return np.asarray(np.sqrt(2) * np.sin(2 * np.pi * _RING_HZ * time_s) * (time_s % 5.0 < 1.0))
    return np.zeros(count)


def _music(count: int, rate_hz: int) -> Samples:
    beat = round(_BEAT_S * rate_hz)
    samples = np.zeros(count + 8 * beat)
    for number in range(count // beat + 1):
        step = _MELODY[number % len(_MELODY)]
        at = number * beat
        if step is not None:
            samples[at : at + 2 * beat] += _note(step, 2 * beat, rate_hz)
        if number % 4 == 0:
            samples[at : at + 4 * beat] += _note(_BASS[number // 4 % len(_BASS)], 4 * beat, rate_hz)
    return np.asarray(samples[:count] / np.sqrt(np.mean(samples[:count] ** 2)))


def _note(step: int, count: int, rate_hz: int) -> Samples:
    time_s = np.arange(count) / rate_hz
    hz = 220.0 * 2 ** (step / 12)
    tone = sum(share * np.sin(2 * np.pi * hz * number * time_s) for number, share in _HARMONICS)
    return np.asarray(tone * np.exp(-3.0 * time_s) * np.minimum(1.0, time_s / 0.01))
