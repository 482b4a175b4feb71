"""Who has the floor: inter-pausal units with their words, and which of them are only listening.

Everything here follows from speech times; words tell only what kind of a unit it is.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.attribution import nearest
from pipeline.intervals import merge
from pipeline.measures.backchannels import only_backchannels
from pipeline.normalise import ends_question
from pipeline.records import Conversation, Span, Speaker, Speech

BRIDGE_S = 0.20
"""Shorter holes are closures of stops and gaps of the detector, not pauses."""
MAX_BACKCHANNEL_S = 1.2
"""A listener's *ja, precies* takes less; longer ones begin to say something."""
MIN_SURE = 0.65
"""Mean word probability below which nobody is held to what a short unit seems to say.

Of the sample calls' four *hm hm* and *krekt* that were written as other words, the words had 0.40 to 0.60; calling a
listener an interrupter is the worse error, so the bound lies above them.
"""
OWN_PAUSE_S = 1.5
"""After so long a joint silence a speaker has let go of the floor.

Within a turn on the telephone pauses are mostly well under a second (ten Bosch et al. 2004), and a listener answers
within half a second when he means to (Levinson & Torreira 2015); 1.5 s is beyond both, and under the 3 s that
contact centres call silence.
"""


class Spoken(Protocol):
    """A recognised word, before or after it has a turn."""

    @property
    def span(self) -> Span:
        """Where it was heard."""

    @property
    def text(self) -> str:
        """As written."""

    @property
    def probability(self) -> float:
        """Of the recogniser, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An inter-pausal unit.

    Attributes:
        span: speech of one speaker without a pause of 0.20 s or more.
        speaker: who speaks.
        texts: the words heard in it, as written.
        probability: mean of those of its words; 1 without words.
    """

    span: Span
    speaker: Speaker
    texts: tuple[str, ...] = ()
    probability: float = 1.0


def by_speaker(speech: Iterable[Speech], *, bridge_s: float = BRIDGE_S) -> dict[Speaker, tuple[Span, ...]]:
    """Return each speaker's speech as disjoint spans in time order, shorter holes bridged."""
    spans: dict[Speaker, list[Span]] = defaultdict(list)
    for stretch in speech:
        spans[stretch.speaker].append(stretch.span)
    return {speaker: merge(own, bridge_s=bridge_s) for speaker, own in spans.items()}


def units_of(conversation: Conversation) -> tuple[Unit, ...]:
    """Return the inter-pausal units of all speakers, in order of their start."""
    words = ((turn.speaker, word) for turn in conversation.turns for word in turn.words)
    return make_units(by_speaker(conversation.speech), words)


def make_units(speech: Mapping[Speaker, Sequence[Span]], words: Iterable[tuple[Speaker, Spoken]]) -> tuple[Unit, ...]:
    """Attach words to the nearest speech of their speaker.

    Returns:
        Units in order of their start, the longer first; a word of a speaker without speech is in none.
    """
    said: dict[tuple[Speaker, int], list[Spoken]] = defaultdict(list)
    for speaker, word in sorted(words, key=lambda pair: pair[1].span):
        position = nearest(word.span, speech.get(speaker, ()))
        if position is not None:
            said[speaker, position].append(word)
    units = [
        _unit(span, speaker, said.get((speaker, position), ()))
        for speaker, spans in speech.items()
        for position, span in enumerate(spans)
    ]
    return tuple(sorted(units, key=lambda unit: (unit.span.start_s, -unit.span.end_s, unit.speaker)))


def _unit(span: Span, speaker: Speaker, words: Sequence[Spoken]) -> Unit:
    probability = sum(word.probability for word in words) / len(words) if words else 1.0
    return Unit(span, speaker, tuple(word.text for word in words), probability)


def may_listen(unit: Unit) -> bool:
    """Tell whether a unit is short and nothing but backchannels is surely heard in it."""
    if unit.span.duration_s > MAX_BACKCHANNEL_S:
        return False
    return only_backchannels(unit.texts) or unit.probability < MIN_SURE


def floor_units(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return the units that take or hold the floor: all but those that only listen.

    A unit listens when it is short, holds surely nothing but backchannels (or no words), and lies inside another's
    talk: the other speaks on through it, or pauses around it for 1.5 s at most. After a question a *ja* is an answer.
    """
    own: dict[Speaker, list[Unit]] = defaultdict(list)
    for unit in units:
        own[unit.speaker].append(unit)
    return tuple(unit for unit in units if not _listens(unit, own))


def _listens(unit: Unit, own: Mapping[Speaker, Sequence[Unit]]) -> bool:
    return may_listen(unit) and any(
        _encloses(others, unit) for speaker, others in own.items() if speaker != unit.speaker
    )


def _encloses(others: Sequence[Unit], unit: Unit) -> bool:
    position = bisect_left(others, unit.span.start_s, key=lambda other: other.span.start_s) - 1
    if position < 0:
        return False
    before = others[position]
    if before.span.end_s >= unit.span.end_s:
        return True
    if position + 1 == len(others) or asks(before):
        return False
    return round(others[position + 1].span.start_s - before.span.end_s, 3) <= OWN_PAUSE_S


def asks(unit: Unit) -> bool:
    """Tell whether the words of a unit end in a question mark."""
    return bool(unit.texts) and ends_question(unit.texts[-1])
