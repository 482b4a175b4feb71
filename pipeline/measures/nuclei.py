"""Count syllable nuclei in sound: a tempo that needs no words, for any language, and a check on the one from words.

A nucleus is a peak of loudness with a dip before and behind it, and with a voice in it. Loudness here is how far four
bands of the telephone, each about a formant wide, are loud together: the product of each two of them, summed. A vowel
sounds in several at once; the noise of an s, the hum of a line and a consonant that sounds sound in one.

Source:
    De Jong & Wempe (2009), Behavior Research Methods 41(2), validated on spoken Dutch: peaks and dips, unvoiced peaks
    left out. Bands that go together in place of intensity: Wang & Narayanan (2007), IEEE Trans. Audio, Speech and
    Language Processing 15(8). Ours: the bands, the window, the dip and the bound of voicing, chosen on 119 read Dutch
    sentences of two speakers at telephone quality and two dialogues of theirs played 0.8, 1 and 1.25 times as fast.

On 118 other sentences of theirs a sentence's rate correlated 0.74 with that of its text within a speaker and lay 0.36
syllables a second off; on three other dialogues, played alike, 0.996 and 0.28 (the intensity around 700 Hz alone, which
this replaces: 0.66 and 0.41, 0.995 and 0.30). Noise at 10 dB costs nothing. Of speech played 0.8, 1 and 1.25 times as
fast it finds 103, 99 and 93 % of the syllables: a nuclei rate makes differences somewhat smaller than they are.
"""

from collections.abc import Sequence

import librosa
import numpy as np
import numpy.typing as npt
import soxr

from pipeline.ports import Samples
from pipeline.records import Span

ANALYSIS_RATE_HZ = 4_000
"""Enough for the band, and a quarter of the work."""
HOP_S = 0.0125
WINDOW_S = 0.045
BANDS_HZ = (350.0, 600.0, 1_000.0, 1_600.0)
WIDTH_OCTAVES = 0.3
"""Standard deviation of a band around its centre: with hard edges the harmonics of a high voice would make dips."""
SMOOTHING_FRAMES = 0.7
"""Standard deviation, so that the pulses of a low voice make no dips."""
MIN_DIP_DB = 2.5
BELOW_LOUD_DB = 20.0
"""Peaks further below the loud parts of the speaker are breath and noise."""
LOUD_PERCENTILE = 97.0
MIN_VOICING = 0.3
"""Least height of the autocorrelation at a possible pitch, 0 to 1."""
PITCH_HZ = (75.0, 400.0)

_LOWEST_POWER = 1e-10

_Decibels = npt.NDArray[np.float64]
_Powers = npt.NDArray[np.float64]


def count_nuclei(samples: Samples, rate_hz: int, speech: Sequence[Span]) -> tuple[int, ...]:
    """Count the syllable nuclei in each stretch of one speaker's speech.

    Args:
        samples: one channel, from the start of the recording.
        rate_hz: of the samples, >= 4000.
        speech: stretches of one speaker; parts beyond the end of the sound count nothing.

    Returns:
        One count per stretch, in the order given.
    """
    spectra = [_power_spectra(piece) for piece in _pieces(samples, rate_hz, speech)]
    levels = [_level_db(powers) for powers in spectra]
    spoken = np.concatenate([level for level in levels if len(level)]) if any(map(len, levels)) else np.empty(0)
    if not len(spoken):
        return (0,) * len(speech)
    lowest_db = float(np.percentile(spoken, LOUD_PERCENTILE)) - BELOW_LOUD_DB
    return tuple(_count(level, powers, lowest_db) for level, powers in zip(levels, spectra, strict=True))


def _pieces(samples: Samples, rate_hz: int, speech: Sequence[Span]) -> list[Samples]:
    cut = [samples[int(span.start_s * rate_hz) : int(span.end_s * rate_hz)] for span in speech]
    return [np.asarray(soxr.resample(piece, rate_hz, ANALYSIS_RATE_HZ), dtype=np.float32) for piece in cut]


def _power_spectra(piece: Samples) -> _Powers:
    """Power per frequency and frame; shape=(n_frequencies, n_frames), no frames for less than one window."""
    window = int(WINDOW_S * ANALYSIS_RATE_HZ)
    if len(piece) < window:
        return np.empty((window // 2 + 1, 0))
    spectra = librosa.stft(piece, n_fft=window, hop_length=int(HOP_S * ANALYSIS_RATE_HZ))
    return np.asarray(spectra.real**2 + spectra.imag**2, dtype=np.float64)


def _level_db(powers: _Powers) -> _Decibels:
    """How far the bands are loud together, per frame."""
    from scipy.ndimage import gaussian_filter1d  # noqa: PLC0415 - seconds to import

    frequencies = np.linspace(0.0, ANALYSIS_RATE_HZ / 2, len(powers))
    frequencies[0] = frequencies[1]  # the logarithm of no frequency
    octaves = np.log2(frequencies / np.array(BANDS_HZ)[:, None])
    loudness = np.sqrt(np.exp(-0.5 * (octaves / WIDTH_OCTAVES) ** 2) @ powers)
    together = (loudness.sum(axis=0) ** 2 - (loudness**2).sum(axis=0)) / 2  # of each two bands
    return np.asarray(10 * np.log10(gaussian_filter1d(together, SMOOTHING_FRAMES) + _LOWEST_POWER))


def _count(level: _Decibels, powers: _Powers, lowest_db: float) -> int:
    from scipy.signal import find_peaks  # noqa: PLC0415 - seconds to import

    if not len(level):
        return 0
    # Silence on both sides, so that a peak at an edge has its dips.
    edged = np.concatenate([[-200.0], level, [-200.0]])
    peaks, _ = find_peaks(edged, height=lowest_db, prominence=MIN_DIP_DB)
    return int(np.count_nonzero(_voicing(powers[:, peaks - 1]) >= MIN_VOICING))


def _voicing(powers: _Powers) -> npt.NDArray[np.float64]:
    """Height of the autocorrelation at the best pitch, per frame, 0 to 1.

    Divided by that of the window, or low voices would seem unvoiced: Boersma (1993), IFA Proceedings 17.
    """
    length = 2 * (len(powers) - 1)
    correlation = np.fft.irfft(powers, axis=0)
    window = np.hanning(length)
    of_window = np.correlate(window, window, "full")[length - 1 :]
    shortest, longest = (int(ANALYSIS_RATE_HZ / hz) for hz in reversed(PITCH_HZ))
    shares = correlation[shortest : longest + 1] / np.maximum(correlation[0], 1e-12)
    return np.asarray((shares / (of_window / of_window[0])[shortest : longest + 1, None]).max(axis=0))
