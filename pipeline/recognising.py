"""Recognition of calls that were heard: their words, and the sound's answer where these leave the employee's name open.

A name costs the model more than all else in an opening, so the sound is asked after the words are known, and only where
they do not hold the name already.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.heard import Roster, find_heard
from pipeline.hearing import HeardCall
from pipeline.ports import MODEL_RATE_HZ, Asking, Clip, Samples, Transcript
from pipeline.records import AskedOpening, Conversation, Span, Speaker, Turn, Word
from pipeline.sound_names import (
    PLAIN_LEAD_IN,
    STANDS_OUT,
    WRITTEN_OUT,
    greetings,
    is_askable,
    name_apart_from,
    name_deviation,
    name_phrases,
)
from pipeline.stopwatch import Stopwatch
from pipeline.toolbox import Toolbox

PARTIES: tuple[Speaker, ...] = ("agent", "citizen")
OPENING_S = 8.0
"""From a party's first word: what begins in it belongs to the opening, an answer to the other's greeting included."""
ASKED_S = 7.0
"""Of an opening's sound that is asked at most."""


Ask = Callable[[Sequence[Asking]], Sequence[tuple[float, ...]]]


@dataclass(frozen=True, slots=True, eq=False)
class Opening:
    """What a party says first, and the name to ask it for.

    Attributes:
        name: without what the organisation's name holds too.
        greetings: that may come before the name.
        end_s: where on the call's clock its sound ends.
        samples: its sound at `MODEL_RATE_HZ`, at most `ASKED_S` of it.
    """

    call_id: str
    name: str
    greetings: tuple[str, ...]
    end_s: float
    samples: Samples

    def asking_greeting(self) -> Asking:
        """Return what to ask for the words before the name."""
        return Asking(self.call_id, self.samples, tuple(f"|{greeting}" for greeting in self.greetings))

    def asking_name(self, greeting: str) -> Asking:
        """Return what to ask for the name after a greeting."""
        return Asking(self.call_id, self.samples, name_phrases(self.name, greeting))


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was recognised of a call.

    Attributes:
        transcripts: one per clip.
        openings: by party, as clips are labelled, those whose sound was asked.
    """

    transcripts: Sequence[Transcript]
    openings: Mapping[Speaker, AskedOpening] = field(default_factory=dict)


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
        asked = iter(ask_openings([opening for own in openings for opening in own.values()], _timed_ask(tools, spent)))
    for call, own, opening in zip(group, words, openings, strict=True):
        size = sum(clip.samples.size for clip in call.clips)
        call.watch.add("recognition", spent.seconds()["recognition"] * size / total if total else 0.0)
        yield Recognised(own, {who: next(asked) for who in opening})


def _timed_ask(tools: Toolbox, spent: Stopwatch) -> Ask:
    def ask(askings: Sequence[Asking]) -> Sequence[tuple[float, ...]]:
        with spent.in_model():
            return tools.transcriber.ask(askings)

    return ask


def ask_openings(openings: Sequence[Opening], ask: Ask) -> list[AskedOpening]:
    """Ask openings, in order, for how they greet, and for their names after the likeliest greeting.

    Where the name does not stand out there, it is asked for after a plain lead-in too, and the higher counts: no list
    holds every greeting.

    Args:
        openings: of many calls.
        ask: as `Transcriber.ask`; not called where there is nothing to ask.
    """
    heard = ask([opening.asking_greeting() for opening in openings]) if openings else []
    said = [opening.greetings[int(np.argmax(one))] for opening, one in zip(openings, heard, strict=True)]
    first = _deviations(openings, said, ask)
    low = [at for at, deviation in enumerate(first) if deviation < STANDS_OUT]
    second = _deviations([openings[at] for at in low], [PLAIN_LEAD_IN] * len(low), ask)
    again = dict(zip(low, second, strict=True))
    return [
        AskedOpening(round(opening.end_s, 3), max(deviation, again.get(at, deviation)))
        for at, (opening, deviation) in enumerate(zip(openings, first, strict=True))
    ]


def _deviations(openings: Sequence[Opening], before: Sequence[str], ask: Ask) -> list[float]:
    """Return by how much the name stands out of each opening after the words before it."""
    askings = [opening.asking_name(words) for opening, words in zip(openings, before, strict=True)]
    answers = ask(askings) if askings else []
    return [name_deviation(one.name, answer) for one, answer in zip(openings, answers, strict=True)]


def open_names(call: HeardCall, transcripts: Sequence[Transcript], roster: Roster) -> dict[Speaker, Opening]:
    """Return the openings in which the agent may have said a name that nobody wrote down.

    Those of both parties where roles are not known, for either may be the agent; none where a party's words hold the
    name as it is spelt, or it is not known.
    """
    parties = PARTIES[:1] if call.has_roles else PARTIES
    name = name_apart_from(roster.own_name, roster.organisations)
    pairs = {who: _opening_clips(call, transcripts, who) for who in parties if is_askable(name)}
    if any(_is_written(own, roster) for own in pairs.values()):
        return {}
    return {who: _opening([clip for clip, _ in own], name, roster.organisations) for who, own in pairs.items() if own}


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


def _opening(clips: Sequence[Clip], name: str, organisations: Sequence[str]) -> Opening:
    left = round(ASKED_S * MODEL_RATE_HZ)
    end_s = clips[0].span.start_s
    sounds = []
    for clip in clips:
        if left <= 0:
            break
        sounds.append(clip.samples[:left])
        end_s = clip.span.start_s + sounds[-1].size / MODEL_RATE_HZ
        left -= sounds[-1].size
    may_greet = greetings(organisations)
    return Opening(clips[0].call_id, name, may_greet, end_s, np.concatenate(sounds))
