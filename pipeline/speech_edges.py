"""Where speech begins and ends under noise, told from bands of frequency.

Under noise the level of all sound hides weak beginnings and ends: a final *s* lies below hum, a vowel below hiss. In
narrow bands they still stand out. So each frame of 10 ms is judged by how unlikely it would be as noise alone (the
likelihood ratio of Sohn, Kim & Sung 1999, IEEE Signal Processing Letters 6(1), with the signal-to-noise ratio taken
from the frame itself), by its clearest bands, and by the voice activity model, each from 0.6 s before to 0.6 s after,
weighed together by logistic regression. The log odds are averaged over 0.27 s: single frames are seldom sure. Speech is
surer of itself than silence, so the mean would move edges outwards, by 50 ms where little noise is; what a frame can
weigh in it is bounded the lower the less noise there is.
`python -m tests.bench.edges` makes the weights.
"""

from collections.abc import Iterator
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy.fft import rfft
from scipy.ndimage import uniform_filter1d

from pipeline.crosstalk import FRAME, Levels, Mask
from pipeline.edge_weights import BIAS, WEIGHTS
from pipeline.ports import MODEL_RATE_HZ, Samples

Signals = npt.NDArray[np.float32]
"""shape=(n_frames, n_signals)."""

WINDOW = 512
"""Samples of a frame's window, 32 ms, around the frame."""
BAND_COUNT = 10
LOWEST_HZ, HIGHEST_HZ = 250.0, 3_600.0
"""What a telephone lets through; bands between are of equal width in mel."""
BLOCK_FRAMES = 1_500
"""Fifteen seconds are transformed at a time; hours at once would take gigabytes."""

OFFSETS = (-60, -45, -35, -25, -18, -12, -6, 0, 6, 12, 18, 25, 35, 45, 60)
"""Frames before and after that a frame is judged by."""
STEADY = 27
"""Frames whose log odds are averaged: noise comes and goes faster, speech seldom."""

MOST_ODDS_AT_DB, MOST_ODDS = (10.0, 20.0), (9.0, 3.0)
"""Log odds that a frame weighs with in the mean at most, by how far speech lies above the noise; between the two in
proportion. The less noise, the less is hidden of weak ends, for which loud speech nearby would have to speak."""

MOST_RATIO = 300.0
CLEAREST = 3
"""Bands that voices and hisses stand out in at a time."""
SMOOTHING = 3
SNR_SMOOTHING = 5
LEAST_PROBABILITY = 1e-3

BOUNDS = ((0.0, 1.0), (-3.0, 8.0), (-5.0, 0.0))
"""Of each signal: what lies beyond tells no more, and loud speech nearby must not outvote the frame itself."""

_HANN = np.hanning(WINDOW).astype(np.float32)


def edge_odds(samples: Samples, probability: Levels, quiet: Mask, snr_db: float) -> Levels:
    """Return the log odds that a frame holds speech; above 0 it most likely does.

    They hold near speech that the model found: elsewhere nothing was learned.

    Args:
        samples: a channel at `MODEL_RATE_HZ`.
        probability: of speech, by the model, per frame of 10 ms.
        quiet: frames surely without speech, of which the noise is learned; at least one.
        snr_db: how far speech lies above the noise.

    Returns:
        shape=(n_frames,).
    """
    signals = edge_signals(samples, probability, quiet)
    odds = np.full(len(signals), BIAS, dtype=np.float32)
    for weight, (signal, offset) in zip(WEIGHTS, product(signals.T, OFFSETS), strict=True):
        odds += np.float32(weight) * moved(signal, offset)
    bounded = np.minimum(odds.astype(np.float64), np.interp(snr_db, MOST_ODDS_AT_DB, MOST_ODDS))
    return np.asarray(uniform_filter1d(bounded, STEADY))


def edge_signals(samples: Samples, probability: Levels, quiet: Mask) -> Signals:
    """Return what frames are judged by: likelihood ratio over bands, clearest bands in dB, log odds of the model."""
    powers = _band_powers(samples)
    noise = powers[quiet].mean(axis=0) + np.float32(1e-12)
    signals = np.empty((len(powers), 3), dtype=np.float32)
    for first in range(0, len(powers), BLOCK_FRAMES):
        before = min(first, SNR_SMOOTHING)
        ratio = np.minimum(powers[first - before : first + BLOCK_FRAMES + SNR_SMOOTHING] / noise, MOST_RATIO)
        signals[first : first + BLOCK_FRAMES, :2] = _out_of_noise(ratio)[before : before + BLOCK_FRAMES]
    sure = np.clip(probability, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY)
    signals[:, 2] = uniform_filter1d(np.log(sure / (1 - sure)), SMOOTHING)
    return np.clip(signals, *np.array(BOUNDS, dtype=np.float32).T, out=signals)


def _out_of_noise(ratio: Signals) -> Signals:
    """Return the likelihood ratio over the bands and the clearest bands, of each band's power over its noise."""
    unlike_noise = np.where(ratio > 1, ratio - np.log(np.maximum(ratio, 1.0)) - 1, 0.0)
    snr_db = 10 * np.log10(uniform_filter1d(ratio, SNR_SMOOTHING, axis=0) + 1e-3)
    overall = np.log1p(uniform_filter1d(unlike_noise.mean(axis=1), SMOOTHING))
    return np.column_stack([overall, np.sort(snr_db, axis=1)[:, -CLEAREST:].mean(axis=1)]).astype(np.float32)


def moved(signal: npt.NDArray[np.float32], offset: int) -> npt.NDArray[np.float32]:
    """Return the signal so many frames later, its ends held."""
    return signal[np.clip(np.arange(signal.size) + offset, 0, signal.size - 1)]


def _band_powers(samples: Samples) -> Signals:
    """Return the mean power of each band; shape=(n_frames, n_bands)."""
    count = samples.size // FRAME
    powers = np.empty((count, BAND_COUNT), dtype=np.float32)
    bins, weights = _bands()
    for first, windows in _windows(samples, count):
        spectra = rfft(windows * _HANN, axis=1)[:, bins]
        powers[first : first + len(windows)] = (spectra.real**2 + spectra.imag**2) @ weights
    return powers


def _windows(samples: Samples, count: int) -> Iterator[tuple[int, Samples]]:
    """Yield blocks of windows around the frames, with the number of their first frame."""
    before = (WINDOW - FRAME) // 2
    for first in range(0, count, BLOCK_FRAMES):
        frames = min(BLOCK_FRAMES, count - first)
        start = first * FRAME - before
        stop = start + (frames - 1) * FRAME + WINDOW
        piece = np.pad(samples[max(start, 0) : stop], (max(-start, 0), max(stop - samples.size, 0)))
        yield first, np.lib.stride_tricks.sliding_window_view(piece, WINDOW)[::FRAME]


def _bands() -> tuple[slice, npt.NDArray[np.float32]]:
    """Return the frequencies that lie in a band, and each one's share in each band's mean."""
    frequencies = np.fft.rfftfreq(WINDOW, 1 / MODEL_RATE_HZ)
    lowest, highest = (2595 * np.log10(1 + hz / 700) for hz in (LOWEST_HZ, HIGHEST_HZ))
    edges = 700 * (10 ** (np.linspace(lowest, highest, BAND_COUNT + 1) / 2595) - 1)
    first, last = np.searchsorted(frequencies, edges[[0, -1]])
    inside = (frequencies[first:last, None] >= edges[:-1]) & (frequencies[first:last, None] < edges[1:])
    return slice(first, last), np.asarray(inside / inside.sum(axis=0), dtype=np.float32)
