"""Loudness over time and what is wrong with it: silence, noise, digital gaps."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.audio_resample import FULL_SCALE, Pcm
from pipeline.intervals import merge
from pipeline.records import Span

Powers = npt.NDArray[np.float32]
"""shape=(n_frames,), mean square per frame of 20 ms, 1 at full scale, without direct current."""

FRAMES_PER_S = 50
_FRAMES_AT_ONCE = 3_000
_LOWEST_POWER = 1e-12
_FEWEST_FRAMES = 25
_FLOOR_SHARE = 0.1
_LONGEST_GAP_FRAMES = FRAMES_PER_S
_EDGE_S = 0.003
_AUDIBLE_POWER = 1e-5
_ABRUPT = 0.16


def db(power: float) -> float:
    """Return a power, or a ratio of powers, in decibels; never minus infinity."""
    return float(10 * np.log10(max(power, _LOWEST_POWER)))


def frame_powers(samples: Pcm, rate_hz: int) -> Powers:
    """Return the power of each whole frame of 20 ms, its mean taken away: an offset of the line is no sound."""
    frames = _frames(samples, rate_hz)
    powers = np.empty(len(frames), dtype=np.float32)
    for start in range(0, len(frames), _FRAMES_AT_ONCE):
        piece = frames[start : start + _FRAMES_AT_ONCE].astype(np.float32)
        piece -= piece.mean(axis=1, keepdims=True)
        powers[start : start + len(piece)] = np.einsum("ij,ij->i", piece, piece) / piece.shape[1]
    return powers / np.float32(FULL_SCALE**2)


def loudest_second(powers: Powers) -> float:
    """Return the power of the loudest second, of the whole where it is shorter; 0 for nothing."""
    if len(powers) <= FRAMES_PER_S:
        return float(powers.mean()) if len(powers) else 0.0
    sums = np.cumsum(np.concatenate([[0.0], powers.astype(np.float64)]))
    return float((sums[FRAMES_PER_S:] - sums[:-FRAMES_PER_S]).max() / FRAMES_PER_S)


def frames_within(spans: Sequence[Span], frame_count: int) -> npt.NDArray[np.bool_]:
    """Mark the frames whose middle lies in one of the spans; shape=(frame_count,)."""
    marks = np.zeros(frame_count, dtype=np.bool_)
    for span in merge(spans):
        marks[round(span.start_s * FRAMES_PER_S) : round(span.end_s * FRAMES_PER_S)] = True
    return marks


def snr_db(powers: Powers, speech: Sequence[Span]) -> float | None:
    """Return how far a party's speech stands above the noise floor of its channel, in dB.

    The floor is what a tenth of the frames outside the party's speech stay below. So neither hold music nor the other
    party's leak counts as noise, as long as they pause now and then; noise that swells and fades counts by its lows.

    Args:
        powers: of the party's channel.
        speech: of the party.

    Returns:
        Mean power in speech less the floor, over the floor; None with less than 0.5 s of either. Frames of digital
        silence are no floor: a recorder or network put them there.
    """
    is_speech = frames_within(speech, len(powers))
    quiet = powers[~is_speech & (powers > 0)]
    if len(quiet) < _FEWEST_FRAMES or np.count_nonzero(is_speech) < _FEWEST_FRAMES:
        return None
    floor = float(np.quantile(quiet, _FLOOR_SHARE))
    return round(db((float(powers[is_speech].mean()) - floor) / floor), 1)


def dropout_share(samples: Pcm, powers: Powers, rate_hz: int) -> float:
    """Return which share of a channel's sound is lost in digital gaps, 0 to 1.

    A gap is a run of one constant value, 20 ms to 1 s, that cuts off sound at full strength on both sides. The
    closure of a plosive and the silence that a network puts between sentences come after sound that fades.
    """
    frames = _frames(samples, rate_hz)
    is_flat = np.zeros(len(frames) + 2, dtype=np.bool_)
    is_flat[1:-1] = powers == 0  # whole numbers: the power of a constant is just that
    edges = np.flatnonzero(is_flat[1:] != is_flat[:-1]).reshape(-1, 2)
    short = [(start, end) for start, end in edges.tolist() if end - start <= _LONGEST_GAP_FRAMES]
    lost = sum(end - start for start, end in short if _is_cut_out(samples, start, end, rate_hz))
    sounding = int(np.count_nonzero(powers > _AUDIBLE_POWER))
    return lost / (lost + sounding) if lost else 0.0


def _frames(samples: Pcm, rate_hz: int) -> npt.NDArray[np.int16]:
    length = rate_hz // FRAMES_PER_S
    count = len(samples) // length
    return samples[: count * length].reshape(count, length)


def _is_cut_out(samples: Pcm, start: int, end: int, rate_hz: int) -> bool:
    length = rate_hz // FRAMES_PER_S
    before = samples[max(0, (start - 2) * length) : start * length].astype(np.float32)
    after = samples[end * length : (end + 2) * length].astype(np.float32)
    value = float(samples[start * length])
    return _ends_abruptly(before - value, rate_hz) and _ends_abruptly((after - value)[::-1], rate_hz)


def _ends_abruptly(samples: npt.NDArray[np.float32], rate_hz: int) -> bool:
    """Tell whether the last 3 ms of sound, zeros after it left out, are about as loud as the 20 ms before them."""
    last = np.flatnonzero(samples)
    if not len(last):
        return False
    power = (samples[: last[-1] + 1] / np.float32(FULL_SCALE)) ** 2
    edge, around = power[-round(_EDGE_S * rate_hz) :], power[-rate_hz // FRAMES_PER_S :]
    return float(around.mean()) > _AUDIBLE_POWER and float(edge.mean()) > _ABRUPT * float(around.mean())
