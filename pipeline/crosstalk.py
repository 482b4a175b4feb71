"""One party's voice in the other's channel: how loud it is, and how to take it out.

Echo at a handset, a cheap converter or joint-stereo coding lets each voice leak into the other channel. A leak is
linear to a good approximation, so a short filter estimated where only the other party speaks predicts it.
"""

import numpy as np
import numpy.typing as npt
from scipy.signal import oaconvolve
from scipy.signal.windows import tukey

from pipeline.ports import MODEL_RATE_HZ, Samples

Levels = npt.NDArray[np.float64]
"""shape=(n_frames,), dB relative to full scale, one per 10 ms."""
Mask = npt.NDArray[np.bool_]
"""shape=(n_frames,), one per 10 ms."""

FRAME_S = 0.01
FRAME = round(MODEL_RATE_HZ * FRAME_S)
MIN_FRAMES = 100
"""A second of one party alone: less does not tell a leak from chance."""

NEAREST_LEAK_DB = -3.0
"""What is heard louder than this is no leak but the same sound on both channels; nothing would be left of either."""

LEAK_REACH = 3
"""Frames of 10 ms by which a leak may come early or late, for the delay of the line."""

MOST_FRAMES = 3_000
"""Half a minute is enough to estimate a filter from; a call of hours would take gigabytes."""

FILTER = 1_024
"""Length of the leak's filter in samples, 64 ms, centred: leaks 5 ms off are taken down by 26 dB, 10 ms off by 16."""
TAPER = 0.25
"""Share of the filter over which it fades out: what lies at its ends is chance."""


def only_the_other(level: Levels, other: Levels, other_likely: Mask) -> Mask:
    """Mark the frames in which the other party speaks loudly and this one most likely not.

    While only the other speaks, this channel lies further below it than while both do; so the quieter half of its
    loud frames is taken.
    """
    if not other_likely.any():
        return np.zeros(level.size, dtype=bool)
    loud = other_likely & (other > np.percentile(other[other_likely], 60))
    distance = level - other
    return loud & (distance <= np.percentile(distance[loud], 50)) if loud.any() else loud


def leak_level(level: Levels, other: Levels, other_likely: Mask) -> float | None:
    """Estimate how far below its own channel the other party's voice is heard here.

    A leak follows the other's level at a constant distance; noise does not.

    Args:
        level: of this channel.
        other: of the other channel.
        other_likely: where the other channel holds speech.

    Returns:
        dB, below `NEAREST_LEAK_DB`; None where no leak is measurable.
    """
    alone = only_the_other(level, other, other_likely)
    if alone.sum() < MIN_FRAMES:
        return None
    here, there = level[alone], other[alone]
    if here.std() < 1e-6 or there.std() < 1e-6 or np.corrcoef(here, there)[0, 1] < 0.5:
        return None
    leak_db = float(np.median(here - there))
    return leak_db if leak_db < NEAREST_LEAK_DB else None


def expected_leak(other: Levels, leak_db: float) -> Levels:
    """Return the level at which the other party's voice is expected here, allowing for delay."""
    padded = np.pad(other, LEAK_REACH, mode="edge")
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded, 2 * LEAK_REACH + 1).max(axis=1) + leak_db)


def cancel_leak(samples: Samples, other: Samples, only_other: Mask) -> Samples:
    """Subtract the other party's voice, predicted by a filter estimated where only the other speaks.

    The filter is the Wiener solution per frequency, cross-spectrum over power, averaged over windows of 64 ms.

    Args:
        samples: this channel.
        other: the other channel, of equal length.
        only_other: frames of 10 ms in which only the other speaks.

    Returns:
        This channel without the leak; unchanged where there is too little to estimate a filter from.
    """
    starts = np.flatnonzero(only_other) * FRAME - FILTER // 2
    starts = starts[(starts >= 0) & (starts + FILTER <= samples.size)]
    if starts.size < MIN_FRAMES:
        return samples
    starts = starts[np.linspace(0, starts.size - 1, min(starts.size, MOST_FRAMES)).astype(np.intp)]
    at = starts[:, None] + np.arange(FILTER)
    window = np.hanning(FILTER)
    there = np.fft.rfft(other[at] * window)
    here = np.fft.rfft(samples[at] * window)
    power = np.square(np.abs(there)).mean(axis=0)
    transfer = (here * there.conj()).mean(axis=0) / (power + 1e-3 * power.max())
    impulse = np.fft.fftshift(np.fft.irfft(transfer, FILTER)) * tukey(FILTER, TAPER)
    leak = oaconvolve(other, impulse.astype(np.float32), mode="full")[FILTER // 2 :][: samples.size]
    return np.asarray(samples - leak, dtype=np.float32)
