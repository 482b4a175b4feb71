"""Sound of the line that is no speech: hold music and tones, told by partials that stand still.

A voice glides and pauses; a note keeps its pitch, and a tone is nothing else. Seen as a picture, notes are horizontal
bars: frequencies that stay a local peak for a large part of two seconds. How far such frequencies stand out from those
beside them tells music, in any language and under any noise that is not itself tonal.

Source:
    Continuous frequency activation: Seyerlehner, Pohle, Schedl & Widmer (2007), Automatic Music Detection in
    Television Productions, DAFx-07. Ours: the telephone's band, two seconds for a block, and the bound.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import librosa
import numpy as np
import numpy.typing as npt
import soxr
from numpy.lib.stride_tricks import sliding_window_view

from pipeline.activity import ChannelActivity
from pipeline.intervals import intersect, merge, overlap_s, rounded, subtract, total_s
from pipeline.ports import MODEL_RATE_HZ, Samples
from pipeline.records import LineSound, Span

ANALYSIS_RATE_HZ = 4_000
WINDOW = 512  # 128 ms: 8 Hz apart, so that a gliding voice leaves its place at once
HOP = 250  # so that half a second is a whole number of frames
BLOCK_S = 2.0
STEP_S = 0.5
BAND_HZ = (200.0, 1_900.0)
NEIGHBOURS = 10  # about 80 Hz on either side: less than the distance of a voice's harmonics
ABOVE_NEIGHBOURS_DB = 3.0
BELOW_LOUD_DB = 40.0
PEAKS = 5
MIN_STEADINESS = 2.6
"""Sum over the five strongest frequencies of how much more often they are a peak than those beside them, 0 to 5."""
MIN_MUSIC_S = 6.0
BRIDGE_S = 2.0
"""A tune breathes."""
TONE_HZ = (350.0, 1_900.0)
"""Ring, busy and information tones; below it a voice that hums could be one."""
TONE_SHARE = 0.9
MIN_TONE_S = 0.4
MOST_SPEECH = 0.5
"""Share of music that may seem speech to the voice activity."""
MIN_REST_S = 0.1
"""What is left of speech beside a sound, and is shorter, was its edge."""
TONE_FLOOR = 1e-3
"""Summed power of a frame below which rounding makes the tones."""

FRAMES_AT_ONCE = 960
"""A minute."""

Powers = npt.NDArray[np.float32]


def without_line_sounds(
    activity: Sequence[ChannelActivity],
) -> tuple[tuple[ChannelActivity, ...], tuple[LineSound, ...]]:
    """Take music and tones out of the speech of each channel.

    Music that is mostly speech is a radio behind somebody who talks, and left alone: no word may be lost to it.

    Returns:
        The channels without what seemed speech in such sounds, and the sounds in time order.
    """
    found: list[LineSound] = []
    rest = []
    for channel in activity:
        own = [one for one in find_line_sounds(channel.samples, MODEL_RATE_HZ) if not _is_talk(one, channel.speech)]
        speech = tuple(
            span for span in subtract(channel.speech, [one.span for one in own]) if span.duration_s >= MIN_REST_S
        )
        rest.append(replace(channel, speech=speech) if own else channel)
        found += own
    return tuple(rest), tuple(sorted(set(found), key=lambda one: (one.span, one.kind)))


def _is_talk(sound: LineSound, speech: Sequence[Span]) -> bool:
    spoken_s = total_s(intersect([sound.span], speech))
    return sound.kind == "music" and spoken_s > MOST_SPEECH * sound.span.duration_s


def find_line_sounds(samples: Samples, rate_hz: int) -> tuple[LineSound, ...]:
    """Find music and tones in one channel.

    Args:
        samples: one channel, from the start of the recording.
        rate_hz: of the samples, >= 4000.

    Returns:
        In time order, music of 6 s and more and tones of 0.4 s and more; a tone in music is music.
    """
    sound = np.asarray(soxr.resample(samples, rate_hz, ANALYSIS_RATE_HZ), dtype=np.float32)
    if len(sound) < BLOCK_S * ANALYSIS_RATE_HZ:
        return ()
    powers = _powers(sound)
    music = _music(powers)
    tones = [span for span in _tones(powers) if not any(overlap_s(span, tune) for tune in music)]
    found = [*(LineSound(span, "music") for span in music), *(LineSound(span, "tone") for span in tones)]
    return tuple(sorted(found, key=lambda one: one.span))


def _powers(sound: Samples) -> Powers:
    """Return the power per frequency and frame, a minute at a time: whole spectra of a call of hours are gigabytes."""
    count = (len(sound) - WINDOW) // HOP + 1
    powers = np.empty((WINDOW // 2 + 1, count), dtype=np.float32)
    for columns in _blocks(count):
        piece = sound[columns.start * HOP : (columns.stop - 1) * HOP + WINDOW]
        powers[:, columns] = np.square(np.abs(librosa.stft(piece, n_fft=WINDOW, hop_length=HOP, center=False)))
    return powers


def _blocks(count: int) -> Iterator[slice]:
    """Cut frames into blocks of a minute."""
    for start in range(0, count, FRAMES_AT_ONCE):
        yield slice(start, min(start + FRAMES_AT_ONCE, count))


def _music(powers: Powers) -> tuple[Span, ...]:
    scores = steadiness(powers)
    steady = [index * STEP_S for index in np.flatnonzero(scores >= MIN_STEADINESS).tolist()]
    # Half a block at either end may lie beside the music: there only its middle counts.
    middles = (rounded(start_s + BLOCK_S / 4, start_s + BLOCK_S * 3 / 4) for start_s in steady)
    spans = merge(middles, bridge_s=BRIDGE_S)
    return tuple(span for span in spans if span.duration_s >= MIN_MUSIC_S)


def _tones(powers: Powers) -> tuple[Span, ...]:
    """Find where nearly all power stays at one frequency."""
    low, high = (round(hz * WINDOW / ANALYSIS_RATE_HZ) for hz in TONE_HZ)
    at = powers[low:high].argmax(axis=0) + low
    columns = np.arange(powers.shape[1])
    near = sum(powers[at + beside, columns].astype(np.float64) for beside in range(-2, 3))
    total = powers.sum(axis=0, dtype=np.float64)
    is_pure = (near >= TONE_SHARE * total) & (total > TONE_FLOOR)
    stays = np.abs(np.diff(at, prepend=at[:1])) <= 1
    edges = np.flatnonzero(np.diff(np.pad((is_pure & stays).astype(np.int8), 1))).reshape(-1, 2)
    seconds = HOP / ANALYSIS_RATE_HZ
    runs = (
        rounded(start * seconds, end * seconds + (WINDOW - HOP) / ANALYSIS_RATE_HZ) for start, end in edges.tolist()
    )
    return tuple(run for run in runs if run.duration_s >= MIN_TONE_S + WINDOW / ANALYSIS_RATE_HZ)


def steadiness(powers: Powers) -> npt.NDArray[np.float64]:
    """Return how steady the partials are per block of 2 s, every 0.5 s; shape=(n_blocks,), 0 to 5.

    Args:
        powers: shape=(WINDOW // 2 + 1, n_frames), every `HOP` samples at `ANALYSIS_RATE_HZ`.
    """
    active = _active(powers)
    per_block, per_step = (round(seconds * ANALYSIS_RATE_HZ / HOP) for seconds in (BLOCK_S, STEP_S))
    count = max((active.shape[1] - per_block) // per_step + 1, 0)
    steps = active[:, : (count - 1) * per_step + per_block].reshape(len(active), -1, per_step).sum(axis=2)
    sums = sliding_window_view(steps, per_block // per_step, axis=1).sum(axis=2)
    return _standing_out(sums / per_block)


def _active(powers: Powers) -> npt.NDArray[np.bool_]:
    """Tell where a frequency stands above its neighbours and is not far below the loud parts; shape=(bins, frames)."""
    low, high = (round(hz * WINDOW / ANALYSIS_RATE_HZ) for hz in BAND_HZ)
    faintest_db = np.percentile(_decibels(powers[low:high].max(axis=0)), 95) - BELOW_LOUD_DB
    active = np.empty((high - low, powers.shape[1]), dtype=np.bool_)
    width = 2 * NEIGHBOURS + 1
    for frames in _blocks(powers.shape[1]):
        level = _decibels(powers[low - NEIGHBOURS : high + NEIGHBOURS, frames])
        sums = np.concatenate([np.zeros((1, level.shape[1])), np.cumsum(level, axis=0)])
        around = (sums[width:] - sums[:-width]) / width
        own = level[NEIGHBOURS:-NEIGHBOURS]
        active[:, frames] = (own > around + ABOVE_NEIGHBOURS_DB) & (own > faintest_db)
    return active


def _decibels(powers: Powers) -> Powers:
    return np.asarray(10 * np.log10(powers + np.float32(1e-10)))


def _standing_out(activation: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Sum the strongest differences between a frequency's activation and that of those beside it, per block."""
    reach = 3
    padded = np.pad(activation, ((reach, reach), (0, 0)))
    beside = np.minimum.reduce([padded[: -2 * reach], padded[2 * reach :]])
    is_peak = (activation >= padded[reach - 1 : -reach - 1]) & (
        activation > padded[reach + 1 : len(padded) - reach + 1]
    )
    contrast = np.where(is_peak, activation - beside, 0.0)
    return np.asarray(np.partition(contrast, -PEAKS, axis=0)[-PEAKS:].sum(axis=0))
