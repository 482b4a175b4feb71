"""A recording up to the point where it can be recognised: decoded, gated, its speech found, its clips cut."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from pipeline.activity import ChannelActivity, find_activity
from pipeline.audio import DecodedRecording, read_recording
from pipeline.audio_levels import frame_powers
from pipeline.audio_quality import QualityReport, assess_quality
from pipeline.audio_resample import resample
from pipeline.dropouts import find_dropouts
from pipeline.errors import ModelRunError, SettingsError
from pipeline.inbox import InboxRow
from pipeline.intervals import subtract
from pipeline.line_sounds import without_line_sounds
from pipeline.measures.nuclei import count_nuclei
from pipeline.packing import ClipLimits, cut_clips
from pipeline.ports import MODEL_RATE_HZ, Clip, Diarization, Diarizer, Samples, VoiceActivity
from pipeline.records import LineSound, Recording, Span, Speaker, Speech
from pipeline.stopwatch import Stopwatch
from pipeline.toolbox import Toolbox
from pipeline.voices import split_voices

CHANNELS = "channels"
"""Stored as the diarizer of recordings with a party a channel."""


@dataclass(frozen=True, slots=True, eq=False)
class HeardCall:
    """A call before recognition. Its sound is gone but for the clips.

    Attributes:
        recording: the sound as found; its roles are those of `row`, else the left channel's party, or the first voice,
            as the agent.
        speech: of both parties, in time order.
        technical: stretches in which the recording lost its sound.
        clips: to be recognised.
        has_roles: `calls.csv` said which channel is the agent's.
        diarizer: what told the parties apart.
        line_sounds: music and tones; in no speech.
    """

    row: InboxRow
    recording: Recording
    speech: tuple[Speech, ...]
    technical: tuple[Span, ...]
    clips: tuple[Clip, ...]
    has_roles: bool
    watch: Stopwatch
    diarizer: str = CHANNELS
    line_sounds: tuple[LineSound, ...] = ()


def hear(row: InboxRow, tools: Toolbox, *, voice_count: int | None = None, watch: Stopwatch | None = None) -> HeardCall:
    """Decode a recording, judge it, and find who speaks when.

    Args:
        row: the recording.
        tools: models and settings.
        voice_count: how many voices one sound holds; None for as many as the settings say.
        watch: to measure with, for a call that is part of a batch.

    Raises:
        CallError: it cannot be read, changed since the inbox was scanned, or the diarizer broke off.
    """
    watch = watch or Stopwatch()
    with watch.measure("decode"):
        decoded = read_recording(
            row.path,
            call_id=row.call.call_id,
            max_duration_s=tools.settings.inbox.max_duration_s,
            seen=row.stamp,
        )
        channels = [resample(channel, decoded.rate_hz, MODEL_RATE_HZ) for channel in decoded.channels]
    with watch.measure("activity"):
        found = find_activity(channels, _TimedActivity(tools.voice_activity, watch), tools.settings.activity)
        activity, line_sounds = without_line_sounds(found)
        report = assess_quality(decoded, tools.settings.audio, speech=[channel.speech for channel in activity])
    if is_one_sound(report, len(channels)):
        with watch.measure("diarization"):
            heard = activity[report.parties[0]] if report.parties else activity[0]
            parties = _voices(row, heard, replace(tools, diarizer=_TimedDiarizer(tools.diarizer, watch)), voice_count)
    else:
        parties = _channels(row, _live_only(activity, report))
    with watch.measure("activity"):
        speech = _speech(parties)
        powers = [frame_powers(channel, decoded.rate_hz) for channel in decoded.channels]
        technical = find_dropouts(powers, [stretch.span for stretch in speech])
    clips = _clips(row, parties, tools) if report.quality != "unusable" else ()
    recording = _recording(row, decoded, report, parties.agent_channel)
    return HeardCall(row, recording, speech, technical, clips, parties.has_roles, watch, parties.diarizer, line_sounds)


@dataclass(frozen=True, slots=True)
class _TimedActivity:
    """Voice activity whose work is noted as a model's."""

    model: VoiceActivity
    watch: Stopwatch

    def speech_probability(self, samples: Samples) -> npt.NDArray[np.float32]:
        with self.watch.in_model():
            return self.model.speech_probability(samples)


@dataclass(frozen=True, slots=True)
class _TimedDiarizer:
    """A diarizer whose work is noted as a model's."""

    model: Diarizer
    watch: Stopwatch

    def diarize(self, samples: Samples, *, voice_count: int) -> Diarization:
        with self.watch.in_model():
            return self.model.diarize(samples, voice_count=voice_count)


@dataclass(frozen=True, slots=True, eq=False)
class _Parties:
    """A channel each, real or made of one, and whose they are as far as known.

    Attributes:
        agent_channel: `left` or `right`; `first` or `second` voice where all parties share one channel.
        mixed: that channel, where several voices share it.
    """

    activity: tuple[ChannelActivity, ...]
    speakers: tuple[Speaker, ...]
    has_roles: bool
    agent_channel: str = ""
    diarizer: str = CHANNELS
    mixed: ChannelActivity | None = None


def is_one_sound(report: QualityReport, channel_count: int) -> bool:
    """Tell whether all parties are in one sound: one channel, or the same sound on both."""
    return channel_count == 1 or "same_sound_on_both_channels" in report.reasons


def _channels(row: InboxRow, activity: tuple[ChannelActivity, ...]) -> _Parties:
    is_right = row.call.agent_channel == "right"
    speakers: tuple[Speaker, ...] = ("citizen", "agent") if is_right else ("agent", "citizen")
    has_roles = row.call.agent_channel in {"left", "right"}
    return _Parties(activity, speakers, has_roles, "right" if is_right else "left")


def _voices(row: InboxRow, heard: ChannelActivity, tools: Toolbox, voice_count: int | None) -> _Parties:
    """Tell the voices of one sound apart; who is called speaks first."""
    if not heard.speech:
        return _Parties((), (), has_roles=False)
    settings = tools.settings
    try:
        diarization = tools.diarizer.diarize(heard.samples, voice_count=voice_count or settings.diarization.voice_count)
    except SettingsError as error:
        raise ModelRunError(row.call.call_id, "diarizer_unusable", str(error)) from error
    except (RuntimeError, MemoryError) as error:
        raise ModelRunError(row.call.call_id, "diarizer_failed", f"the diarizer broke off: {error}") from error
    voices = split_voices(heard, diarization, settings.activity)
    named = row.call.agent_channel
    has_roles = named in {"first", "second"}
    is_second = named == "second" or (not has_roles and row.call.direction == "outbound")
    speakers: tuple[Speaker, ...] = ("citizen", "agent", "other") if is_second else ("agent", "citizen", "other")
    side = "second" if is_second else "first"
    mixed = heard if len(voices) > 1 else None
    return _Parties(voices, speakers[: len(voices)], has_roles, side, diarization.name, mixed)


def _live_only(activity: Sequence[ChannelActivity], report: QualityReport) -> tuple[ChannelActivity, ...]:
    """Drop what seems speech in a dead channel."""
    return tuple(
        channel if index in report.parties else replace(channel, speech=()) for index, channel in enumerate(activity)
    )


def _speech(parties: _Parties) -> tuple[Speech, ...]:
    stretches = []
    for channel, speaker in zip(parties.activity, parties.speakers, strict=True):
        counts = _nuclei(channel)
        stretches += [Speech(span, speaker, count) for span, count in zip(channel.speech, counts, strict=True)]
    return tuple(sorted(stretches, key=lambda stretch: (stretch.span, stretch.speaker)))


def _nuclei(channel: ChannelActivity) -> list[int]:
    """Count the syllable nuclei of each stretch of speech; what is muted counts none."""
    audible = subtract(channel.speech, channel.muted)
    starts = [span.start_s for span in channel.speech]
    counts = [0] * len(starts)
    for part, count in zip(audible, count_nuclei(channel.samples, MODEL_RATE_HZ, audible), strict=True):
        counts[bisect_right(starts, part.start_s) - 1] += count
    return counts


def _clips(row: InboxRow, parties: _Parties, tools: Toolbox) -> tuple[Clip, ...]:
    mixed = tuple(_cut(row, "other", parties.mixed, tools)) if parties.mixed else ()
    clips: list[Clip] = []
    for channel, speaker in zip(parties.activity, parties.speakers, strict=True):
        clips += [replace(clip, mixed=mixed) for clip in _cut(row, speaker, channel, tools)]
    return tuple(clips)


def _cut(row: InboxRow, speaker: Speaker, channel: ChannelActivity, tools: Toolbox) -> list[Clip]:
    limits = ClipLimits.within(tools.settings.asr.window_s, pad_s=tools.settings.asr.pad_s)
    cut = cut_clips(row.call.call_id, speaker, channel.samples, channel.speech, limits, muted=channel.muted)
    return [replace(clip, language="fy") for clip in cut] if row.call.language == "fy" else cut


def _recording(row: InboxRow, decoded: DecodedRecording, report: QualityReport, agent_channel: str) -> Recording:
    return Recording(
        uri=row.file,
        sha256=decoded.sha256,
        duration_s=decoded.duration_s,
        channel_count=len(decoded.channels),
        sample_rate_hz=decoded.sample_rate_hz,
        codec=decoded.codec,
        agent_channel=agent_channel,
        quality=report.quality,
        quality_reasons=report.reasons,
        snr_db=report.snr_db,
        crosstalk_db=report.crosstalk_db,
    )


def starts_mid_speech(recording: Recording) -> bool:
    """Tell whether somebody speaks where the recording begins, so that an opening may be cut off."""
    return "starts_mid_speech" in recording.quality_reasons
