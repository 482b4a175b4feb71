"""Recognition of calls that were heard: their words, and the sound's answer where these leave the employee's name open.

A name costs the model more than all else in an opening, so the sound is asked after the words are known, and only where
they do not hold the name already.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.heard import Roster, find_heard
from pipeline.hearing import HeardCall
from pipeline.ports import MODEL_RATE_HZ, Asking, Clip, Transcript
from pipeline.records import Conversation, Span, Speaker, Turn, Word
from pipeline.sound_names import WRITTEN_OUT, name_phrases
from pipeline.stopwatch import Stopwatch
from pipeline.toolbox import Toolbox

PARTIES: tuple[Speaker, ...] = ("agent", "citizen")
OPENING_S = 8.0
"""From a party's first word: what begins in it belongs to the opening, an answer to the other's greeting included."""
ASKED_S = 7.0
"""Of an opening's sound that is asked at most."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a party says first.

    Attributes:
        end_s: where on the call's clock what is asked of it ends.
        asking: its sound, with the phrases to ask it for.
    """

    end_s: float
    asking: Asking


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was recognised of a call.

    Attributes:
        transcripts: one per clip.
        openings_end_s: by party, as clips are labelled, where the opening ends whose sound was asked.
        evidence: by party, of the phrases of `name_phrases` in its opening.
    """

    transcripts: Sequence[Transcript]
    openings_end_s: Mapping[Speaker, float] = field(default_factory=dict)
    evidence: Mapping[Speaker, tuple[float, ...]] = field(default_factory=dict)


def recognise_together(group: Sequence[HeardCall], tools: Toolbox, spent: Stopwatch) -> Iterator[Recognised]:
    """Recognise the clips of calls together, then ask the openings that leave the employee's name open.

    Args:
        group: calls as heard.
        tools: the recogniser, and the names of employees.
        spent: to measure with; each call's watch is given its share.

    Raises:
        ModelRunError: the model ran out of memory or broke off.
    """
    clips = [clip for call in group for clip in call.clips]
    total = sum(clip.samples.size for clip in clips)
    with spent.measure("recognition"):
        with spent.in_model():
            transcripts = iter(tools.transcriber.transcribe(clips) if clips else [])
        words = [[next(transcripts) for _ in call.clips] for call in group]
        openings = [
            open_names(call, own, tools.roster_for(call.row.call.employee_name))
            for call, own in zip(group, words, strict=True)
        ]
        answers = _answers([opening.asking for own in openings for opening in own.values()], tools, spent)
    for call, own, opening in zip(group, words, openings, strict=True):
        size = sum(clip.samples.size for clip in call.clips)
        call.watch.add("recognition", spent.seconds()["recognition"] * size / total if total else 0.0)
        yield Recognised(own, {who: one.end_s for who, one in opening.items()}, {who: next(answers) for who in opening})


def _answers(asked: Sequence[Asking], tools: Toolbox, spent: Stopwatch) -> Iterator[tuple[float, ...]]:
    if not asked:
        return iter(())
    with spent.in_model():
        return iter(tools.transcriber.ask(asked))


def open_names(call: HeardCall, transcripts: Sequence[Transcript], roster: Roster) -> dict[Speaker, Opening]:
    """Return the openings in which the agent may have said a name that nobody wrote down.

    Those of both parties where roles are not known, for either may be the agent; none where a party's words hold the
    name as it is spelt, or it is not known.
    """
    phrases = name_phrases(roster.own_name)
    parties = PARTIES[:1] if call.has_roles else PARTIES
    pairs = {who: _opening_clips(call, transcripts, who) for who in parties} if phrases else {}
    if any(_is_written(own, roster) for own in pairs.values()):
        return {}
    return {who: _opening([clip for clip, _ in own], phrases) for who, own in pairs.items() if own}


def _opening_clips(
    call: HeardCall, transcripts: Sequence[Transcript], speaker: Speaker
) -> list[tuple[Clip, Transcript]]:
    own = [pair for pair in zip(call.clips, transcripts, strict=True) if pair[0].speaker == speaker]
    return [(clip, one) for clip, one in own if clip.span.start_s < own[0][0].span.start_s + OPENING_S]


def _is_written(own: Sequence[tuple[Clip, Transcript]], roster: Roster) -> bool:
    words = tuple(Word(word.span, word.text, word.probability) for _, one in own for word in one.words)
    if not words:
        return False
    span = Span(words[0].span.start_s, max(word.span.end_s for word in words))
    talk = Conversation("", span.end_s, turns=(Turn(span, "agent", words=words),))
    return any(one.kind == "employee_name" and one.similarity >= WRITTEN_OUT for one in find_heard(talk, roster).heard)


def _opening(clips: Sequence[Clip], phrases: tuple[str, ...]) -> Opening:
    left = round(ASKED_S * MODEL_RATE_HZ)
    end_s = clips[0].span.start_s
    sounds = []
    for clip in clips:
        if left <= 0:
            break
        sounds.append(clip.samples[:left])
        end_s = clip.span.start_s + sounds[-1].size / MODEL_RATE_HZ
        left -= sounds[-1].size
    return Opening(end_s, Asking(clips[0].call_id, np.concatenate(sounds), phrases))
