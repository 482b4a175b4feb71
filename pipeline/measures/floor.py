"""Who has the floor: inter-pausal units with their words, and which of them are only listening.

Everything here follows from speech times; words tell only what kind of a unit it is.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.attribution import nearest
from pipeline.intervals import merge
from pipeline.measures.backchannels import only_backchannels
from pipeline.records import Conversation, Span, Speaker, Speech

BRIDGE_S = 0.20
"""Shorter holes are closures of stops and gaps of the detector, not pauses."""
MAX_BACKCHANNEL_S = 1.2
"""A listener's *ja, precies* takes less; longer ones begin to say something."""
OWN_PAUSE_S = 1.5
"""After so long a joint silence a speaker has let go of the floor.

Within a turn on the telephone pauses are mostly well under a second (ten Bosch et al. 2004), and a listener answers
within half a second when he means to (Levinson & Torreira 2015); 1.5 s is beyond both, and under the 3 s that
contact centres call silence.
"""


@dataclass(frozen=True, slots=True)
class Unit:
    """An inter-pausal unit.

    Attributes:
        span: speech of one speaker without a pause of 0.20 s or more.
        speaker: who speaks.
        texts: the words heard in it, as written.
    """

    span: Span
    speaker: Speaker
    texts: tuple[str, ...] = ()


def by_speaker(speech: Iterable[Speech], *, bridge_s: float = BRIDGE_S) -> dict[Speaker, tuple[Span, ...]]:
    """Return each speaker's speech as disjoint spans in time order, shorter holes bridged."""
    spans: dict[Speaker, list[Span]] = defaultdict(list)
    for stretch in speech:
        spans[stretch.speaker].append(stretch.span)
    return {speaker: merge(own, bridge_s=bridge_s) for speaker, own in spans.items()}


def units_of(conversation: Conversation) -> tuple[Unit, ...]:
    """Return the inter-pausal units of all speakers, in order of their start."""
    words = ((turn.speaker, word.span, word.text) for turn in conversation.turns for word in turn.words)
    return make_units(by_speaker(conversation.speech), words)


def make_units(
    speech: Mapping[Speaker, Sequence[Span]], words: Iterable[tuple[Speaker, Span, str]]
) -> tuple[Unit, ...]:
    """Attach words to the nearest speech of their speaker.

    Returns:
        Units in order of their start, the longer first; a word of a speaker without speech is in none.
    """
    texts: dict[tuple[Speaker, int], list[str]] = defaultdict(list)
    for speaker, span, text in sorted(words, key=lambda word: word[1]):
        position = nearest(span, speech.get(speaker, ()))
        if position is not None:
            texts[speaker, position].append(text)
    units = [
        Unit(span, speaker, tuple(texts.get((speaker, position), ())))
        for speaker, spans in speech.items()
        for position, span in enumerate(spans)
    ]
    return tuple(sorted(units, key=lambda unit: (unit.span.start_s, -unit.span.end_s, unit.speaker)))


def floor_units(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return the units that take or hold the floor: all but those that only listen.

    A unit listens when it is short, holds nothing but backchannels (or no words), and lies inside another's talk: the
    other speaks on through it, or pauses around it for 1.5 s at most. After a question a *ja* is an answer.
    """
    own: dict[Speaker, list[Unit]] = defaultdict(list)
    for unit in units:
        own[unit.speaker].append(unit)
    return tuple(unit for unit in units if not _listens(unit, own))


def _listens(unit: Unit, own: Mapping[Speaker, Sequence[Unit]]) -> bool:
    if unit.span.duration_s > MAX_BACKCHANNEL_S or not only_backchannels(unit.texts):
        return False
    return any(_encloses(others, unit) for speaker, others in own.items() if speaker != unit.speaker)


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
    return bool(unit.texts) and unit.texts[-1].rstrip("\"')").endswith("?")
