"""The telephone band."""

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfiltfilt

_LOW_HZ, _HIGH_HZ = 300.0, 3400.0  # ITU-T G.712
_ORDER = 3  # run forwards and backwards, so that nothing moves in time

Samples = NDArray[np.float64]


def telephone_band(samples: Samples, rate_hz: int) -> Samples:
    """Keep 300 to 3400 Hz.

    Args:
        samples: shape=(n_samples,), float64.
        rate_hz: its sampling rate, above 6800.
    """
    sections = butter(_ORDER, (_LOW_HZ, _HIGH_HZ), btype="bandpass", fs=rate_hz, output="sos")
    return np.asarray(sosfiltfilt(sections, samples), dtype=np.float64)
