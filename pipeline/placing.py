"""Which leg a time lies in, which turn a stretch of speech, which stretch of speech a word; pure."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from pipeline.intervals import overlap_s
from pipeline.measures.backchannels import is_filled_pause
from pipeline.records import Conversation, Leg, Span, Speaker, Speech, Turn, Word


@dataclass(frozen=True, slots=True)
class Line:
    """Disjoint spans in time order, each with its place in the list it was picked from."""

    spans: tuple[Span, ...]
    places: tuple[int, ...]
    starts_s: tuple[float, ...]

    @classmethod
    def of(cls, numbered: Iterable[tuple[int, Span]]) -> Self:
        """Make a line of (place, span) pairs in any order."""
        ordered = sorted(numbered, key=lambda pair: pair[1])
        return cls(tuple(s for _, s in ordered), tuple(p for p, _ in ordered), tuple(s.start_s for _, s in ordered))

    def at(self, time_s: float) -> int | None:
        """Return the place of the span that a time lies in."""
        i = bisect_right(self.starts_s, time_s) - 1
        return self.places[i] if i >= 0 and time_s < self.spans[i].end_s else None

    def nearest(self, time_s: float) -> int | None:
        """Return the place of the span that a time lies in or is closest to, the earlier of two; None without spans."""
        if not self.spans:
            return None
        after = bisect_right(self.starts_s, time_s)
        before = max(after - 1, 0)
        if after == len(self.spans) or time_s - self.spans[before].end_s <= self.starts_s[after] - time_s:
            return self.places[before]
        return self.places[after]


@dataclass(frozen=True, slots=True)
class WordCount:
    """Where the words of each turn lie in the count of all words of a conversation.

    Attributes:
        firsts: index of each turn's first word, and after the last turn the number of words.
    """

    firsts: tuple[int, ...]

    @classmethod
    def of(cls, turns: Iterable[Turn]) -> Self:
        """Count the words through the turns, in their order."""
        return cls(tuple(accumulate((len(turn.words) for turn in turns), initial=0)))

    def turn_of(self, word_index: int) -> int | None:
        """Return the index of the turn that holds a word; None where no turn does."""
        return bisect_right(self.firsts, word_index) - 1 if 0 <= word_index < self.firsts[-1] else None


@dataclass(frozen=True, slots=True)
class SpokenCount:
    """Words and syllables of a stretch of speech.

    Attributes:
        word_count: filled pauses too.
        syllable_count: of words that are no filled pauses.
        filled_s: seconds of it that filled pauses take.
    """

    word_count: int = 0
    syllable_count: int = 0
    filled_s: float = 0.0


def middle_s(span: Span) -> float:
    """Return the middle of a span, in seconds."""
    return (span.start_s + span.end_s) / 2


def leg_at(legs: Sequence[Leg], time_s: float) -> int:
    """Return the index of the leg at a time: the latest begun of those it lies in, else the latest begun, else 0."""
    begun = [i for i, leg in enumerate(legs) if leg.span.start_s <= time_s]
    inside = [i for i in begun if time_s < legs[i].span.end_s]
    return max(inside or begun or [0])


def turn_lines(turns: Sequence[Turn]) -> dict[Speaker, Line]:
    """Return each speaker's turns, by their index in `turns`."""
    return {who: Line.of((i, t.span) for i, t in enumerate(turns) if t.speaker == who) for who in _speakers(turns)}


def count_spoken(conversation: Conversation) -> list[SpokenCount]:
    """Count the words of each stretch of speech, in the order of `conversation.speech`.

    A word belongs to the stretch of its speaker that its middle lies in or is nearest to, so that all words of a
    speaker who speaks at all are counted, once: recognisers place words a little beside the sound.
    """
    speech = conversation.speech
    lines = {who: Line.of((i, s.span) for i, s in enumerate(speech) if s.speaker == who) for who in _speakers(speech)}
    said: list[list[Word]] = [[] for _ in speech]
    for turn in conversation.turns:
        line = lines.get(turn.speaker)
        for word in turn.words:
            place = line.nearest(middle_s(word.span)) if line is not None else None
            if place is not None:
                said[place].append(word)
    return [_count(words, stretch.span) for words, stretch in zip(said, speech, strict=True)]


def _count(words: Sequence[Word], stretch: Span) -> SpokenCount:
    syllable_count, filled_s = 0, 0.0
    for word in words:
        if is_filled_pause(word.text):
            filled_s = round(filled_s + overlap_s(word.span, stretch), 3)
        else:
            syllable_count += word.syllable_count
    return SpokenCount(len(words), syllable_count, filled_s)


def _speakers(spoken: Iterable[Turn | Speech]) -> set[Speaker]:
    return {item.speaker for item in spoken}
