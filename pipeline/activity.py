"""Who speaks when, from two channels: one party a channel, so that overlaps are exact.

The model tells speech from other sound but is coarse (32 ms frames, late ends). So it only says where to look; the
edges come from the sound's level in steps of 10 ms, under noise from bands of frequency (`speech_edges`). A voice that
leaks into the other channel is expected there at a constant distance below its own channel, and only what stands out
above that is speech.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.crosstalk import FRAME, FRAME_S, Levels, Mask, cancel_leak, expected_leak, leak_level, only_the_other
from pipeline.intervals import merge, rounded
from pipeline.ports import Samples, VoiceActivity
from pipeline.records import Span
from pipeline.settings import ActivitySettings
from pipeline.speech_edges import edge_odds

VAD_FRAME = 512
SILENCE_DB = -100.0
_FRAMES_AT_ONCE = 6_000  # a minute: a call of hours would else lie in memory once more, as doubles

MARGIN_OVER_NOISE_DB = 4.0
MARGIN_OVER_LEAK_DB = 6.0
BELOW_SPEECH_DB = 32.0
"""Speech of one party spans about 30 dB on the telephone; what lies further below its loud parts is not its voice."""

SURE_PROBABILITY = 0.3
"""Where the model gives speech this probability, a frame counts even when noise hides its level."""

RELEASE_RATIO = 0.6
"""Speech goes on until the probability falls below this share of the threshold, as the model's own reference does."""

RUN_PROBABILITY = 0.12
"""A run of loud frames is speech as a whole where the model's mean over it reaches this. Some voices get low values
throughout, deep or synthetic; noise, tones and music stayed below 0.08 over any quarter of a second."""

RUN_OVER_NOISE_DB = 6.0
RUN_BRIDGE_S = 0.08
"""Loud runs closer than this, the closure of a stop, are judged as one."""

REACH_S = 0.12
"""How far around the model's frames the level may extend speech: its frames start late and end early by up to this."""

CLEAR_DB = 25.0
"""Where speech stands out less than this above the noise, its edges are told from bands of frequency."""
NOISY_REACH_S = 0.3
"""How far around the model's frames edges are looked for there: noise hides weak ends from the model too."""


@dataclass(frozen=True, slots=True, eq=False)
class ChannelActivity:
    """Speech of one channel.

    Attributes:
        samples: the channel at `MODEL_RATE_HZ`, without the other party's voice where it leaked.
        speech: stretches of speech, disjoint, in time order; pauses of `min_pause_s` and more lie between them.
        noise_db: level of the channel where nobody speaks, dB relative to full scale.
        speech_db: level of the louder quarter of its speech, dB relative to full scale; None without speech.
        leak_db: level of the other party's voice here relative to its own channel as recorded, negative; None if none
            is heard.
        muted: where another voice of the same sound speaks, disjoint, in time order; to be taken as silence.
    """

    samples: Samples
    speech: tuple[Span, ...]
    noise_db: float
    speech_db: float | None
    leak_db: float | None
    muted: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A channel, and where the model hears speech in it; per frame of 10 ms.

    Attributes:
        probability: of speech.
        likely: where it most likely is.
    """

    samples: Samples
    level: Levels
    probability: Levels
    likely: Mask


def find_activity(
    channels: Sequence[Samples], model: VoiceActivity, settings: ActivitySettings
) -> tuple[ChannelActivity, ...]:
    """Find the speech of each channel, without the other party's leaking voice.

    Args:
        channels: one or two channels at `MODEL_RATE_HZ`, of equal length.
        model: tells speech from other sound; asked for two channels at once, each in a thread.
        settings: threshold, shortest pause and speech, padding.

    Returns:
        One result per channel, in their order.
    """
    heard = _hear_channels(channels, model, settings)
    if len(heard) == 1:
        return (_channel_activity(heard[0], None, None, settings),)
    leaks = [leak_level(heard[own].level, heard[1 - own].level, heard[1 - own].likely) for own in (0, 1)]
    leaking = [own for own, leak_db in enumerate(leaks) if leak_db is not None]
    without = _hear_channels([_without_leak(heard[own], heard[1 - own]) for own in leaking], model, settings)
    cleaned = [*heard]
    for own, again in zip(leaking, without, strict=True):
        cleaned[own] = again
    found = []
    for own, leak_db in enumerate(leaks):
        other = cleaned[1 - own]
        rest_db = None if leak_db is None else leak_level(cleaned[own].level, other.level, other.likely)
        expected = None if rest_db is None else expected_leak(other.level, rest_db)
        found.append(_channel_activity(cleaned[own], expected, leak_db, settings))
    return tuple(found)


def _hear_channels(channels: Sequence[Samples], model: VoiceActivity, settings: ActivitySettings) -> list[Heard]:
    """Hear channels at once: recognition, which wants all cores, waits for them."""
    with ThreadPoolExecutor(max(1, len(channels))) as threads:
        return list(threads.map(lambda samples: hear_channel(samples, model, settings), channels))


def frame_levels(samples: Samples) -> Levels:
    """Return the level per 10 ms, dB relative to full scale, of windows of 20 ms; shape=(n_frames,)."""
    count = samples.size // FRAME
    frames = samples[: count * FRAME].reshape(count, FRAME)
    energy = np.empty(count)
    for start in range(0, count, _FRAMES_AT_ONCE):
        energy[start : start + _FRAMES_AT_ONCE] = np.square(
            frames[start : start + _FRAMES_AT_ONCE], dtype=np.float64
        ).mean(axis=1)
    if count > 1:
        energy[:-1] = (energy[:-1] + energy[1:]) / 2
    return np.asarray(np.maximum(10 * np.log10(energy + 1e-12), SILENCE_DB))


def hear_channel(samples: Samples, model: VoiceActivity, settings: ActivitySettings) -> Heard:
    """Return the level of a channel at `MODEL_RATE_HZ`, and what the model hears in it."""
    level = frame_levels(samples)
    probability = model.speech_probability(samples)
    at = np.minimum((np.arange(level.size) * FRAME + FRAME // 2) // VAD_FRAME, max(probability.size - 1, 0))
    if not probability.size:
        return Heard(samples, level, np.zeros(level.size), np.zeros(level.size, dtype=bool))
    likely = _with_hysteresis(probability, settings.threshold)
    return Heard(samples, level, probability[at].astype(np.float64), likely[at])


def _with_hysteresis(probability: npt.NDArray[np.float32], threshold: float) -> Mask:
    on, mask = False, np.zeros(probability.size, dtype=bool)
    for index, value in enumerate(probability.tolist()):
        on = value >= threshold * (RELEASE_RATIO if on else 1.0)
        mask[index] = on
    return mask


def _without_leak(own: Heard, other: Heard) -> Samples:
    only_other = only_the_other(own.level, other.level, other.likely)
    return cancel_leak(own.samples, other.samples, only_other)


def _channel_activity(
    heard: Heard, leak: Levels | None, leak_db: float | None, settings: ActivitySettings
) -> ChannelActivity:
    if not heard.level.size:
        return ChannelActivity(heard.samples, (), SILENCE_DB, None, leak_db)
    noise_db = _noise_level(heard)
    audible = np.ones(heard.level.size, dtype=bool) if leak is None else heard.level > leak + MARGIN_OVER_LEAK_DB
    own = heard.likely & audible
    if not own.any():
        return ChannelActivity(heard.samples, (), noise_db, None, leak_db)
    speech_db = float(np.percentile(heard.level[own], 75))
    floor_db = speech_db - BELOW_SPEECH_DB
    spoken = _near(heard.likely, REACH_S)
    for run in _runs((heard.level > max(noise_db + RUN_OVER_NOISE_DB, floor_db)) & audible, RUN_BRIDGE_S):
        spoken[_frames(run)] |= _is_speech_as_a_whole(heard, run)
    snr_db = speech_db - noise_db
    if snr_db < CLEAR_DB:
        odds = edge_odds(heard.samples, heard.probability, quiet_frames(heard), snr_db)
        voiced = (spoken | near_speech(heard)) & (odds > 0) & audible
    else:
        voiced = spoken & (heard.level > max(noise_db + MARGIN_OVER_NOISE_DB, floor_db)) & audible
        if leak is None:
            voiced |= (heard.probability >= SURE_PROBABILITY) & (heard.level > floor_db)
    spans = _spans(voiced, settings)
    kept = tuple(
        span for span in spans if heard.likely[_frames(span)].mean() >= 1 / 3 or _is_speech_as_a_whole(heard, span)
    )
    return ChannelActivity(heard.samples, kept, noise_db, speech_db, leak_db)


def _is_speech_as_a_whole(heard: Heard, run: Span) -> bool:
    return bool(heard.probability[_frames(run)].mean() >= RUN_PROBABILITY)


def _noise_level(heard: Heard) -> float:
    quiet = heard.level[~_near(heard.likely, REACH_S)]
    return float(np.median(quiet)) if quiet.size >= 1 / FRAME_S else float(np.percentile(heard.level, 5))


def near_speech(heard: Heard) -> Mask:
    """Mark where edges under noise are looked for."""
    return _near(heard.likely, NOISY_REACH_S)


def quiet_frames(heard: Heard) -> Mask:
    """Mark where the channel's noise is heard alone; at least one frame, of a channel that has any."""
    quiet = ~near_speech(heard)
    return quiet if quiet.sum() >= 1 / FRAME_S else heard.level <= np.percentile(heard.level, 5)


def _near(mask: Mask, reach_s: float) -> Mask:
    reach = round(reach_s / FRAME_S)
    padded = np.pad(mask, reach)
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).any(axis=1))


def _frames(span: Span) -> slice:
    return slice(round(span.start_s / FRAME_S), max(round(span.end_s / FRAME_S), round(span.start_s / FRAME_S) + 1))


def _runs(mask: Mask, bridge_s: float) -> tuple[Span, ...]:
    """Return the stretches of marked frames, joined over holes shorter than `bridge_s`."""
    edges = np.flatnonzero(np.diff(np.pad(mask.astype(np.int8), 1)))
    runs = [rounded(start * FRAME_S, end * FRAME_S) for start, end in edges.reshape(-1, 2).tolist()]
    return merge(runs, bridge_s=bridge_s)


def _spans(voiced: Mask, settings: ActivitySettings) -> tuple[Span, ...]:
    """Join frames over holes shorter than a pause, drop what is shorter than speech, pad the rest.

    Padding may bring two stretches closer than a pause again; they are one, then.
    """
    end_of_all = voiced.size * FRAME_S
    padded = [
        rounded(max(0.0, span.start_s - settings.pad_s), min(end_of_all, span.end_s + settings.pad_s))
        for span in _runs(voiced, settings.min_pause_s)
        if span.duration_s >= settings.min_speech_s
    ]
    return merge(padded, bridge_s=settings.min_pause_s)
