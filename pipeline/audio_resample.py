"""Sound from one sample rate to another, a block at a time, so that it never lies in memory twice."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import soxr

from pipeline.ports import MODEL_RATE_HZ, Samples

Pcm = npt.NDArray[np.int16]
"""shape=(n_samples,), int16, full scale 32768, one channel."""

FULL_SCALE = 32_768.0
_BLOCK_S = 30


def as_float(samples: Pcm | Samples) -> Samples:
    """Return samples as float32, -1 to 1."""
    if samples.dtype == np.int16:
        scaled: Samples = samples.astype(np.float32)
        scaled *= np.float32(1 / FULL_SCALE)
        return scaled
    return samples.astype(np.float32, copy=False)


def as_pcm(samples: Samples) -> Pcm:
    """Return samples as int16, rounded; what lies beyond full scale is clipped."""
    scaled = np.rint(np.clip(samples, -1.0, 1.0) * np.float32(FULL_SCALE))
    rounded: Pcm = np.minimum(scaled, FULL_SCALE - 1).astype(np.int16)
    return rounded


class Resampler:
    """Resamples one channel that comes in pieces.

    In float, also where integers go in and come out: soxr's integer output is dithered by the clock.
    """

    def __init__(self, from_hz: int, to_hz: int) -> None:
        self._stream = soxr.ResampleStream(from_hz, to_hz, 1, dtype="float32", quality="HQ")

    def push(self, samples: Samples, *, is_last: bool = False) -> Samples:
        """Return what `samples` adds to the resampled sound; the last push empties the filter."""
        resampled: Samples = self._stream.resample_chunk(np.ascontiguousarray(samples), last=is_last)
        return resampled


def resampled_blocks(samples: Pcm | Samples, from_hz: int, to_hz: int = MODEL_RATE_HZ) -> Iterator[Samples]:
    """Yield a channel at another rate, in blocks of about 30 s.

    Args:
        samples: shape=(n_samples,), int16 or float32, one channel.
        from_hz: its sample rate, > 0.
        to_hz: the rate wanted, > 0.

    Yields:
        float32 blocks of round(n_samples * to_hz / from_hz) samples together: clocks stay aligned.

    Raises:
        ValueError: if a rate is not positive.
    """
    if from_hz <= 0 or to_hz <= 0:
        raise ValueError(f"sample rates must be > 0, got {from_hz} and {to_hz}")
    step = _BLOCK_S * from_hz
    pieces = (as_float(samples[start : start + step]) for start in range(0, len(samples), step))
    if from_hz == to_hz:
        yield from pieces
    else:
        yield from _fitted(_pushed(pieces, Resampler(from_hz, to_hz)), round(len(samples) * to_hz / from_hz))


def resample(samples: Pcm | Samples, from_hz: int, to_hz: int = MODEL_RATE_HZ) -> Samples:
    """Return a channel at another rate, as float32 of round(n_samples * to_hz / from_hz) samples.

    Arguments and errors as for `resampled_blocks`.
    """
    blocks = resampled_blocks(samples, from_hz, to_hz)
    resampled = np.empty(round(len(samples) * to_hz / from_hz) if from_hz > 0 < to_hz else 0, dtype=np.float32)
    filled = 0
    for block in blocks:
        resampled[filled : filled + len(block)] = block
        filled += len(block)
    return resampled


def _pushed(pieces: Iterator[Samples], resampler: Resampler) -> Iterator[Samples]:
    for piece in pieces:
        yield resampler.push(piece)
    yield resampler.push(np.empty(0, dtype=np.float32), is_last=True)


def _fitted(blocks: Iterator[Samples], length: int) -> Iterator[Samples]:
    """Cut or fill up the last block, where soxr rounds its length otherwise."""
    left = length
    for block in blocks:
        yield block[:left]
        left -= min(left, len(block))
    if left:
        yield np.zeros(left, dtype=np.float32)
