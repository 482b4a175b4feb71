"""A recording up to the point where it can be recognised: decoded, gated, its speech found, its clips cut."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.activity import ChannelActivity, find_activity
from pipeline.audio import DecodedRecording, read_recording
from pipeline.audio_levels import frame_powers
from pipeline.audio_quality import QualityReport, assess_quality
from pipeline.audio_resample import resample
from pipeline.dropouts import find_dropouts
from pipeline.errors import BadRecordingError
from pipeline.inbox import InboxRow
from pipeline.measures.nuclei import count_nuclei
from pipeline.packing import ClipLimits, cut_clips
from pipeline.ports import MODEL_RATE_HZ, Clip
from pipeline.records import Recording, Span, Speaker, Speech
from pipeline.sound_names import name_probes
from pipeline.stopwatch import Stopwatch
from pipeline.toolbox import Toolbox

_MONO = "the recording has one channel for both parties, which is not analysed yet; record a party a channel"
_MONO_TWICE = "both channels hold the same sound, so nobody can be told from the other; record a party a channel"


@dataclass(frozen=True, slots=True, eq=False)
class HeardCall:
    """A call before recognition. Its sound is gone but for the clips.

    Attributes:
        recording: the sound as found; its roles are those of `row`, or the left channel's party as the agent.
        speech: of both parties, in time order.
        technical: stretches in which the recording lost its sound.
        clips: to be recognised.
        has_roles: `calls.csv` said which channel is the agent's.
    """

    row: InboxRow
    recording: Recording
    speech: tuple[Speech, ...]
    technical: tuple[Span, ...]
    clips: tuple[Clip, ...]
    has_roles: bool
    watch: Stopwatch


def hear(row: InboxRow, tools: Toolbox) -> HeardCall:
    """Decode a recording, judge it, and find who speaks when.

    Raises:
        CallError: it cannot be read, holds no two parties' sound, or changed since the inbox was scanned.
    """
    watch = Stopwatch()
    call_id = row.call.call_id
    with watch.measure("decode"):
        decoded = read_recording(
            row.path, call_id=call_id, max_duration_s=tools.settings.inbox.max_duration_s, seen=row.stamp
        )
        if len(decoded.channels) == 1:
            raise BadRecordingError(call_id, "mono", _MONO)
        channels = [resample(channel, decoded.rate_hz, MODEL_RATE_HZ) for channel in decoded.channels]
    with watch.measure("activity"):
        activity = find_activity(channels, tools.voice_activity, tools.settings.activity)
        report = assess_quality(decoded, tools.settings.audio, speech=[channel.speech for channel in activity])
        if "same_sound_on_both_channels" in report.reasons:
            raise BadRecordingError(call_id, "mono", _MONO_TWICE)
        activity = _live_only(activity, report)
        agent = 1 if row.call.agent_channel == "right" else 0
        speakers: tuple[Speaker, Speaker] = ("citizen", "agent") if agent else ("agent", "citizen")
        speech = _speech(activity, speakers)
        powers = [frame_powers(channel, decoded.rate_hz) for channel in decoded.channels]
        technical = find_dropouts(powers, [stretch.span for stretch in speech])
    clips = _clips(row, activity, speakers, tools) if report.quality != "unusable" else ()
    recording = _recording(row, decoded, report, "right" if agent else "left")
    return HeardCall(row, recording, speech, technical, clips, bool(row.call.agent_channel), watch)


def _live_only(activity: Sequence[ChannelActivity], report: QualityReport) -> tuple[ChannelActivity, ...]:
    """Drop what seems speech in a dead channel."""
    return tuple(
        channel if index in report.parties else replace(channel, speech=()) for index, channel in enumerate(activity)
    )


def _speech(activity: Sequence[ChannelActivity], speakers: tuple[Speaker, Speaker]) -> tuple[Speech, ...]:
    stretches = []
    for channel, speaker in zip(activity, speakers, strict=True):
        counts = count_nuclei(channel.samples, MODEL_RATE_HZ, channel.speech)
        stretches += [Speech(span, speaker, count) for span, count in zip(channel.speech, counts, strict=True)]
    return tuple(sorted(stretches, key=lambda stretch: (stretch.span, stretch.speaker)))


def _clips(
    row: InboxRow, activity: Sequence[ChannelActivity], speakers: tuple[Speaker, Speaker], tools: Toolbox
) -> tuple[Clip, ...]:
    limits = ClipLimits(tools.settings.asr.pad_s, tools.settings.asr.max_clip_s)
    clips: list[Clip] = []
    for channel, speaker in zip(activity, speakers, strict=True):
        cut = cut_clips(row.call.call_id, speaker, channel.samples, channel.speech, limits)
        if cut and (speaker == "agent" or not row.call.agent_channel):
            cut[0] = replace(cut[0], probes=name_probes(row.call.employee_name))
        clips += cut
    return tuple(clips)


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
