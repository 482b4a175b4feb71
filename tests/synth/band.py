"""What a telephone does to a sound: it keeps 300 to 3400 Hz, and its handset favours the high end."""

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, firwin2, sosfiltfilt

_LOW_HZ, _HIGH_HZ = 300.0, 3400.0  # ITU-T G.712
_ORDER = 3  # run forwards and backwards, so that nothing moves in time

_HANDSET_HZ = (300.0, 1000.0, 3000.0)
_HANDSET_DB = (-4.0, 0.0, 4.0)
_TAPS = 257

Samples = NDArray[np.float64]


def telephone_band(samples: Samples, rate_hz: int) -> Samples:
    """Keep 300 to 3400 Hz.

    Args:
        samples: shape=(n_samples,), float64.
        rate_hz: its sampling rate, above 6800.
    """
    sections = butter(_ORDER, (_LOW_HZ, _HIGH_HZ), btype="bandpass", fs=rate_hz, output="sos")
    return np.asarray(sosfiltfilt(sections, samples), dtype=np.float64)


def handset(samples: Samples, rate_hz: int) -> Samples:
    """Tilt a voice as a handset's microphone does; the sound does not move in time.

    Source:
        After the rising sending response of the modified IRS, ITU-T P.830; straightened by us.
    """
    grid_hz = np.linspace(0.0, rate_hz / 2, 129)
    gain = 10 ** (np.interp(grid_hz, _HANDSET_HZ, _HANDSET_DB) / 20)
    taps = firwin2(_TAPS, grid_hz, gain, fs=rate_hz)
    return np.asarray(fftconvolve(samples, taps, mode="same"), dtype=np.float64)
