"""What two channels have to do with each other: the same sound twice, or one party heard in the other's channel.

Both are answered by the filter that best makes one channel out of the other, estimated from cross-spectra averaged
over the call: a voice that both channels share adds up, the other party's own voice and noise do not.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.fft

from pipeline.audio_levels import FRAMES_PER_S, Powers, db
from pipeline.audio_resample import Pcm

_BLOCKS_PER_S = 2
_FRAMES_PER_BLOCK = FRAMES_PER_S // _BLOCKS_PER_S
_MOST_BLOCKS = 120
_FEWEST_BLOCKS_SAME, _FEWEST_BLOCKS_LEAK = 4, 8
_ACTIVE_SHARE_OF_LOUD = 0.01
_LONGEST_DELAY_S = 0.25
_FILTER_S = 0.016
_LOWEST_HZ = 100.0
_REGULAR_SHARE = 1e-3
_LEAST_PEAK = 12.0
_FAINTEST_DB = -60.0
_LARGEST_GAIN_DB = 10.0


@dataclass(frozen=True, slots=True)
class Copy:
    """How much of one channel is found back in the other.

    Attributes:
        gain_db: level of what is found back over that of its source, less what chance gives; within 0.2 dB at -12 dB
            in a call of two minutes, within 1 dB at -30 dB.
        likeness: correlation of the other channel with what is found back in it, 0 to 1.
        peak: the filter's largest tap over its taps of chance.
    """

    gain_db: float
    likeness: float
    peak: float


def is_same_sound(channels: tuple[Pcm, Pcm], powers: tuple[Powers, Powers], rate_hz: int, *, likeness: float) -> bool:
    """Tell whether both channels hold the same sound, be it up to 0.25 s apart, filtered, or 10 dB louder.

    Args:
        channels: shape=(n_samples,), int16 each.
        powers: of the channels, from `frame_powers`.
        rate_hz: sample rate of the channels.
        likeness: correlation from which on they are the same, 0 to 1.
    """
    left, right = (_block_powers(power) for power in powers)
    blocks = _spread(_active(left + right))
    if len(blocks) < _FEWEST_BLOCKS_SAME:
        return False
    copy = _find_copy(channels[0], channels[1], blocks, rate_hz)
    return copy.likeness >= likeness and abs(copy.gain_db) <= _LARGEST_GAIN_DB


def crosstalk_db(channels: tuple[Pcm, Pcm], powers: tuple[Powers, Powers], rate_hz: int) -> float | None:
    """Return the level of one party's voice in the other's channel over that in the own, in dB; of the worse side.

    Measured where the one is louder than the other, and not where voice activity says that only one speaks: a strong
    leak is voice too. An echo of up to 0.25 s counts. What a coder made of the leak beyond a filter does not.

    Returns:
        A negative number as a rule; None where nothing of either is found back, or with less than 4 s to go by.
    """
    left, right = (_block_powers(power) for power in powers)
    leaks = (
        _leak_db(channels[0], channels[1], _spread(_active(left) & (left > right)), rate_hz),
        _leak_db(channels[1], channels[0], _spread(_active(right) & (right > left)), rate_hz),
    )
    return max((leak for leak in leaks if leak is not None), default=None)


def _leak_db(source: Pcm, other: Pcm, blocks: npt.NDArray[np.intp], rate_hz: int) -> float | None:
    if len(blocks) < _FEWEST_BLOCKS_LEAK:
        return None
    copy = _find_copy(source, other, blocks, rate_hz)
    return round(copy.gain_db, 1) if copy.peak >= _LEAST_PEAK and copy.gain_db > _FAINTEST_DB else None


def _block_powers(powers: Powers) -> Powers:
    count = len(powers) // _FRAMES_PER_BLOCK
    means: Powers = powers[: count * _FRAMES_PER_BLOCK].reshape(count, _FRAMES_PER_BLOCK).mean(axis=1)
    return means


def _active(powers: Powers) -> npt.NDArray[np.bool_]:
    """Mark the blocks at most 20 dB below the loud ones."""
    return powers > (_ACTIVE_SHARE_OF_LOUD * float(np.quantile(powers, 0.95)) if len(powers) else 0.0)


def _spread(marks: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """Return the indices of marked blocks, or of as many as are enough, spread over all of them."""
    indices = np.flatnonzero(marks)
    if len(indices) <= _MOST_BLOCKS:
        return indices
    return indices[np.linspace(0, len(indices) - 1, _MOST_BLOCKS).astype(np.intp)]


def _find_copy(source: Pcm, other: Pcm, blocks: npt.NDArray[np.intp], rate_hz: int) -> Copy:
    """Find the delay first, then the filter around it: windows that are apart would weaken what they share."""
    longest = round(_LONGEST_DELAY_S * rate_hz)
    taps, _, _ = _filter(source, other, blocks, rate_hz)
    near = np.concatenate([taps[-longest:], taps[: longest + 1]])
    delay = int(np.argmax(np.abs(near))) - longest
    taps, source_power, other_power = _filter(source, other, blocks, rate_hz, delay=delay)
    return _measure(taps, source_power, other_power, rate_hz)


def _measure(taps: Powers, source_power: Powers, other_power: Powers, rate_hz: int) -> Copy:
    """Compare the filter's middle, where the copy is, with its rim, where there is but chance."""
    reach, limit = round(_FILTER_S * rate_hz), round(_LONGEST_DELAY_S * rate_hz)
    rim = np.concatenate([taps[2 * reach : limit], taps[-limit : -2 * reach]])
    chance = float(np.mean(rim**2))
    middle = taps.copy()
    middle[reach + 1 : -reach] = 0
    copied = float(np.sum(np.abs(scipy.fft.rfft(middle)) ** 2 * source_power))
    total = float(np.sum(source_power))
    if total == 0:
        return Copy(-np.inf, 0.0, 0.0)
    gain = copied / total - chance * (2 * reach + 1)
    likeness = np.sqrt(min(1.0, copied / max(float(np.sum(other_power)), 1e-9)))
    return Copy(db(gain), float(likeness), float(np.abs(middle).max() / max(np.sqrt(chance), 1e-9)))


def _filter(
    source: Pcm, other: Pcm, blocks: npt.NDArray[np.intp], rate_hz: int, *, delay: int = 0
) -> tuple[Powers, Powers, Powers]:
    """Return the taps that best make `other` of `source`, and the power spectra of both.

    Source: Wiener filter from averaged cross-spectra, H = S_xy / S_xx, with S_xx raised a little so that bands
    without any source are left out.
    """
    length = rate_hz // _BLOCKS_PER_S
    starts = blocks * length
    starts = starts[(starts + delay >= 0) & (starts + delay + length <= len(other)) & (starts + length <= len(source))]
    size = scipy.fft.next_fast_len(length + round(_LONGEST_DELAY_S * rate_hz), real=True)
    first, second = (_spectra(sound, at, length, size) for sound, at in ((source, starts), (other, starts + delay)))
    first[:, : round(_LOWEST_HZ * size / rate_hz)] = 0  # mains hum is no voice
    second[:, : round(_LOWEST_HZ * size / rate_hz)] = 0
    cross = np.einsum("ij,ij->j", first.conj(), second)
    source_power, other_power = (np.einsum("ij,ij->j", part.conj(), part).real for part in (first, second))
    transfer = cross / (source_power + _REGULAR_SHARE * source_power.mean() + 1e-9)
    return scipy.fft.irfft(transfer, size), source_power, other_power


def _spectra(samples: Pcm, starts: npt.NDArray[np.intp], length: int, size: int) -> npt.NDArray[np.complex64]:
    window = np.hanning(length).astype(np.float32)
    blocks = np.empty((len(starts), length), dtype=np.float32)
    for row, start in enumerate(starts):
        blocks[row] = samples[start : start + length]
    blocks *= window
    spectra: npt.NDArray[np.complex64] = scipy.fft.rfft(blocks, size, axis=1)
    return spectra
