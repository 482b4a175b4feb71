"""Two or three voices of one channel, as if each had a channel of its own: all that follows is the same as in stereo.

pyannote says roughly who speaks when and where two speak at once; the level says where speech begins and ends; the
voices are told apart anew on the call itself. In a voice's channel the others' speech is silence, so that nothing of it
is asked for a name or decoded as Frisian. The words are those of the whole channel, shared out by `attribution`.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.activity import ChannelActivity
from pipeline.intervals import intersect, merge, subtract
from pipeline.ports import Diarization
from pipeline.records import Span
from pipeline.settings import ActivitySettings
from pipeline.telling_apart import tell_apart

MIN_OVERLAP_S = 0.2
"""Two voices at once for less than this are the edges of a change, and not believed of one channel."""


def split_voices(
    heard: ChannelActivity, diarization: Diarization, settings: ActivitySettings
) -> tuple[ChannelActivity, ...]:
    """Give each voice of a channel a channel of its own.

    Args:
        heard: the channel and where anybody speaks in it.
        diarization: a first guess who speaks when.
        settings: shortest pause and speech.

    Returns:
        A channel per voice that speaks, in order of their first speech, all with the same sound; speech where two speak
        at once is in both, and muted in all but the channel of the likelier.
    """
    voices = [intersect(voice, heard.speech) for voice in diarization.voices]
    voices = [voice for voice in voices if voice]
    if len(voices) < 2:
        return (heard,) if heard.speech else ()
    alone = tell_apart(heard.samples, heard.speech, voices)
    found = []
    for own, single in enumerate(alone):
        others = [span for other, spans in enumerate(alone) if other != own for span in spans]
        both = _both(voices, own)
        speech = _joined([*single, *both], others, settings)
        if speech:
            found.append(replace(heard, speech=speech, muted=merge(others)))
    return tuple(sorted(found, key=lambda channel: channel.speech[0]))


def _both(voices: Sequence[tuple[Span, ...]], own: int) -> list[Span]:
    """Where this voice and another speak at once."""
    others = [span for other, spans in enumerate(voices) if other != own for span in spans]
    return [span for span in intersect(voices[own], others) if span.duration_s >= MIN_OVERLAP_S]


def _joined(speech: Sequence[Span], others: Sequence[Span], settings: ActivitySettings) -> tuple[Span, ...]:
    """Join over holes shorter than a pause in which nobody else speaks, and drop what is shorter than speech."""
    bridges = subtract(merge(speech, bridge_s=settings.min_pause_s), others)
    joined = merge([*speech, *bridges])
    return tuple(span for span in joined if span.duration_s >= settings.min_speech_s)
