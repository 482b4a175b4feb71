"""The gates: whether a recording is good enough to measure on, and if not, why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.audio import DecodedRecording
from pipeline.audio_channels import crosstalk_db, is_same_sound
from pipeline.audio_levels import Powers, db, dropout_share, frame_powers, loudest_second, snr_db
from pipeline.audio_resample import Pcm
from pipeline.records import Quality, Span
from pipeline.settings import AudioSettings

UNUSABLE_REASONS = frozenset({"silent", "too_short"})
"""Nothing can be measured."""

LIMITED_REASONS = frozenset(
    {
        "clipped",
        "crosstalk",
        "damaged",
        "dead_channel",
        "digital_zero_gaps",
        "low_snr",
        "same_sound_on_both_channels",
        "truncated",
    }
)
"""Measures are doubtful. Other reasons, `joint_stereo_mp3` and `starts_mid_speech`, are but remarks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityReport:
    """How good a recording is.

    Attributes:
        quality: as in `Recording`.
        reasons: reason codes, sorted.
        snr_db: speech over noise, of the worse party; None without speech or without noise.
        crosstalk_db: of the worse side; None for one channel, and where none is measurable.
        parties: channels that hold a party's sound each: (0, 1) for real stereo; one channel for mono, for twice the
            same sound and next to a dead channel; none for silence.
    """

    quality: Quality
    reasons: tuple[str, ...]
    snr_db: float | None
    crosstalk_db: float | None
    parties: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Channels:
    """The channels with their levels, measured once."""

    samples: tuple[Pcm, ...]
    powers: tuple[Powers, ...]
    rate_hz: int


def assess_quality(
    recording: DecodedRecording, settings: AudioSettings, *, speech: Sequence[Sequence[Span]] | None = None
) -> QualityReport:
    """Judge a recording.

    Args:
        recording: the sound.
        settings: thresholds; a value exactly at one passes.
        speech: per channel, or for mono per speaker, the stretches of speech. Without it, noise and a cut-off start
            are not judged.
    """
    channels = _Channels(
        recording.channels,
        tuple(frame_powers(samples, recording.rate_hz) for samples in recording.channels),
        recording.rate_hz,
    )
    parties = _find_parties(channels, settings)
    leak_db = _leak(channels) if len(parties) == 2 else None
    worst_snr_db = _worst_snr(channels, parties, speech or ())
    reasons = set(recording.remarks)
    reasons |= _sound_faults(recording, channels, parties, settings)
    if leak_db is not None and leak_db > settings.crosstalk_doubtful_db:
        reasons.add("crosstalk")
    if worst_snr_db is not None and worst_snr_db < settings.min_snr_db:
        reasons.add("low_snr")
    if any(span.start_s < settings.starts_mid_speech_s for spans in speech or () for span in spans):
        reasons.add("starts_mid_speech")
    return QualityReport(
        quality=_grade(reasons),
        reasons=tuple(sorted(reasons)),
        snr_db=worst_snr_db,
        crosstalk_db=leak_db,
        parties=parties,
    )


def _find_parties(channels: _Channels, settings: AudioSettings) -> tuple[int, ...]:
    loudness_db = [db(loudest_second(powers)) for powers in channels.powers]
    live = tuple(index for index, level_db in enumerate(loudness_db) if level_db >= settings.silent_dbfs)
    if len(live) < 2:
        return live
    is_same = is_same_sound(
        (channels.samples[0], channels.samples[1]),
        (channels.powers[0], channels.powers[1]),
        channels.rate_hz,
        likeness=settings.same_channels_correlation,
    )
    return (int(loudness_db[1] > loudness_db[0]),) if is_same else live


def _leak(channels: _Channels) -> float | None:
    left, right = channels.samples
    left_powers, right_powers = channels.powers
    return crosstalk_db((left, right), (left_powers, right_powers), channels.rate_hz)


def _worst_snr(channels: _Channels, parties: tuple[int, ...], speech: Sequence[Sequence[Span]]) -> float | None:
    if not parties or not speech:
        return None
    sides = parties if len(parties) == 2 else parties * len(speech)
    found = [snr_db(channels.powers[side], own) for side, own in zip(sides, speech, strict=True)]
    return min((value for value in found if value is not None), default=None)


def _sound_faults(
    recording: DecodedRecording, channels: _Channels, parties: tuple[int, ...], settings: AudioSettings
) -> set[str]:
    gaps = (dropout_share(channels.samples[side], channels.powers[side], channels.rate_hz) for side in parties)
    is_stereo = len(channels.samples) == 2
    levels_db = [db(loudest_second(powers)) for powers in channels.powers]
    has_dead = is_stereo and min(levels_db) < settings.silent_dbfs
    faults = {
        "silent": not parties,
        "too_short": recording.duration_s < settings.min_duration_s,
        "dead_channel": has_dead and bool(parties),
        "same_sound_on_both_channels": is_stereo and len(parties) == 1 and not has_dead,
        "clipped": any(recording.clipped_shares[side] > settings.clipped_share for side in parties),
        "digital_zero_gaps": any(share > settings.dropout_share for share in gaps),
    }
    return {code for code, holds in faults.items() if holds}


def _grade(reasons: set[str]) -> Quality:
    if reasons & UNUSABLE_REASONS:
        return "unusable"
    return "limited" if reasons & LIMITED_REASONS else "good"
