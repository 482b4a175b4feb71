"""Turns: who said what, from stretches of speech and recognised words."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Self

from pipeline.attribution import nearest
from pipeline.intervals import merge, subtract
from pipeline.measures.floor import OWN_PAUSE_S, Unit, by_speaker, floor_units, make_units
from pipeline.records import Language, Span, Speaker, Speech, Turn, Word
from pipeline.syllables import count_syllables

_WORD_BRIDGE_S = 0.5
"""Words without any speech of their speaker found make stretches of their own."""


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A recognised word before it has a turn.

    Attributes:
        span: where the recogniser heard it.
        text: with its punctuation, without spaces.
        probability: 0 to 1.
        speaker: in whose sound.
        asr_model: that wrote it.
        language: it was decoded as; a hint for turns too short to tell.
    """

    span: Span
    text: str
    probability: float
    speaker: Speaker
    asr_model: str = ""
    language: Language = "unknown"


@dataclass(frozen=True, slots=True)
class _Draft:
    """A turn in the making."""

    speaker: Speaker
    stretches: tuple[Span, ...]
    words: tuple[SpokenWord, ...]
    language: Language = "unknown"


def build_turns(
    speech: Sequence[Speech], words: Sequence[SpokenWord], *, language_of: Callable[[str], Language]
) -> tuple[Turn, ...]:
    """Make turns of speech and words; no word is lost.

    A turn is a speaker's speech until another takes the floor or nobody speaks for more than 1.5 s. A backchannel of
    the other does not end it; it is a turn of its own. A word belongs to the stretch of its speaker that holds most
    of it, else to the nearest; words of a speaker without any speech make stretches of their own.

    Args:
        speech: in any order; stretches of one speaker may overlap.
        words: in any order.
        language_of: tells the language of a turn's text, `unknown` where it cannot.

    Returns:
        Turns in order of their start. Syllables are counted by the turn's language; in a turn of unknown language by
        that in which its speaker says most, else by that it was decoded as.
    """
    stretches = _with_wordless_speakers(by_speaker(speech, bridge_s=0.0), words)
    drafts = [_with_language(draft, language_of) for draft in _drafts(stretches, words)]
    usual = _usual_languages(drafts)
    turns = [_finish(draft, usual.get(draft.speaker)) for draft in drafts]
    return tuple(sorted(turns, key=lambda turn: (turn.span.start_s, turn.span.end_s)))


def _with_wordless_speakers(
    stretches: Mapping[Speaker, tuple[Span, ...]], words: Iterable[SpokenWord]
) -> dict[Speaker, tuple[Span, ...]]:
    unheard: dict[Speaker, list[Span]] = defaultdict(list)
    for word in words:
        if word.speaker not in stretches:
            unheard[word.speaker].append(word.span)
    return {**stretches, **{speaker: merge(spans, bridge_s=_WORD_BRIDGE_S) for speaker, spans in unheard.items()}}


def _drafts(stretches: Mapping[Speaker, Sequence[Span]], words: Sequence[SpokenWord]) -> list[_Draft]:
    attached: dict[tuple[Speaker, int], list[SpokenWord]] = defaultdict(list)
    for word in sorted(words, key=lambda word: word.span):
        position = nearest(word.span, stretches[word.speaker])
        if position is not None:
            attached[word.speaker, position].append(word)
    units = make_units(stretches, ((word.speaker, word) for word in words))
    return [
        _Draft(
            speaker,
            tuple(spans[first:end]),
            tuple(word for position in range(first, end) for word in attached.get((speaker, position), ())),
        )
        for speaker, spans in stretches.items()
        for first, end in _turn_ranges(spans, _Others.of(speaker, units))
    ]


@dataclass(frozen=True, slots=True)
class _Others:
    """Speech of all but one speaker.

    Attributes:
        floor: units that hold the floor, in order of their start.
        covered: where the floor is held, disjoint.
        speech: all that they say, disjoint.
    """

    floor: tuple[Span, ...]
    covered: tuple[Span, ...]
    speech: tuple[Span, ...]

    @classmethod
    def of(cls, speaker: Speaker, units: Sequence[Unit]) -> Self:
        floor = tuple(sorted(unit.span for unit in floor_units(units) if unit.speaker != speaker))
        return cls(floor, merge(floor), merge(unit.span for unit in units if unit.speaker != speaker))


def _turn_ranges(spans: Sequence[Span], others: _Others) -> list[tuple[int, int]]:
    """Cut the stretches of a speaker into turns, as ranges of positions."""
    borders = [position for position, pair in enumerate(pairwise(spans), start=1) if _ends_turn(*pair, others)]
    return list(pairwise([0, *borders, len(spans)]))


def _ends_turn(stretch: Span, following: Span, others: _Others) -> bool:
    pause = Span(stretch.end_s, following.start_s)
    if pause.duration_s > OWN_PAUSE_S and _longest_silence_s(pause, others.speech) > OWN_PAUSE_S:
        return True
    taken = _starting_in(Span(stretch.start_s, following.start_s), others.floor)
    # Speech that began before this stretch and ends in the pause is the other's last word: the floor was ours.
    return any(span.end_s > pause.start_s for span in taken) or _covers(others.covered, pause)


def _starting_in(stretch: Span, spans: Sequence[Span]) -> Sequence[Span]:
    first = bisect_left(spans, stretch.start_s, key=lambda span: span.start_s)
    return spans[first : bisect_left(spans, stretch.end_s, key=lambda span: span.start_s)]


def _covers(spans: Sequence[Span], pause: Span) -> bool:
    position = bisect_right(spans, pause.start_s, key=lambda span: span.start_s) - 1
    return position >= 0 and spans[position].end_s >= pause.end_s


def _longest_silence_s(pause: Span, speech: Sequence[Span]) -> float:
    first = bisect_right(speech, pause.start_s, key=lambda span: span.end_s)
    end = bisect_left(speech, pause.end_s, key=lambda span: span.start_s)
    silences = subtract([pause], speech[first:end])
    return max((silence.duration_s for silence in silences), default=0.0)


def _with_language(draft: _Draft, language_of: Callable[[str], Language]) -> _Draft:
    return replace(draft, language=language_of(" ".join(word.text for word in draft.words)))


def _usual_languages(drafts: Iterable[_Draft]) -> dict[Speaker, Language]:
    counts: dict[Speaker, Counter[Language]] = defaultdict(Counter)
    for draft in drafts:
        if draft.language != "unknown":
            counts[draft.speaker][draft.language] += len(draft.words)
    return {speaker: max(sorted(count), key=lambda language: count[language]) for speaker, count in counts.items()}


def _finish(draft: _Draft, usual: Language | None) -> Turn:
    words = tuple(_finish_word(word, draft.language, usual) for word in draft.words)
    pieces = [*draft.stretches, *(word.span for word in words)]
    probabilities = [word.probability for word in words]
    return Turn(
        span=Span(min(piece.start_s for piece in pieces), max(piece.end_s for piece in pieces)),
        speaker=draft.speaker,
        language=draft.language,
        words=words,
        confidence=round(sum(probabilities) / len(probabilities), 4) if probabilities else None,
        asr_model=Counter(word.asr_model for word in draft.words).most_common(1)[0][0] if words else "",
    )


def _finish_word(word: SpokenWord, language: Language, usual: Language | None) -> Word:
    counted_as = language if language != "unknown" else usual or word.language
    return Word(word.span, word.text, word.probability, count_syllables(word.text, counted_as))
