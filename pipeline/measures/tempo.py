"""Speaking tempo per speaker and language, kept as its parts so that calls can be pooled; divided last.

What makes a rate unfit for use is a reason code, never a missing row and never a zero.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.attribution import nearest
from pipeline.findings import Tempo
from pipeline.intervals import intersect, total_s
from pipeline.measures.backchannels import is_filled_pause
from pipeline.records import Conversation, Language, Speaker, Speech, Turn, Word

TempoReason = Literal[
    "no_speech",
    "no_words",
    "no_speech_times",
    "too_little_speech",
    "low_confidence",
    "implausible_rate",
    "nuclei_disagree",
]

MIN_PHONATION_S = 5.0
"""The rate of read sentences of 2 to 3 s differs by 15 % from one to the next (measured on 237 of two speakers); over
5 s that is about a tenth, which is what a listener just hears (Quené 2007, J. of Phonetics 35(3))."""
MIN_SYLLABLES = 20
"""The same bound for speech of which little is recognised: 5 s at a slow 4 syllables a second."""
PLAUSIBLE_RATE = (2.0, 9.0)
"""Syllables per second. Dutch speakers articulate at 5.05 with a deviation under 1 (Verhoeven et al. 2004, Language
and Speech 47(3)); outside these bounds words were lost or invented."""
MIN_CONFIDENCE = 0.5
"""Mean word probability below which more words are wrong than right."""
MAX_NUCLEI_RATIO = 1.5
"""How far text and sound may lie apart, either way. The counter misses 7 % of speech played a quarter faster and is off
by a tenth over a sentence or two; half as much again is no error of the counter, words were lost or invented."""

_LANGUAGES: tuple[Language, ...] = ("nl", "fy", "other", "unknown")


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the tempo of a speaker in a language is made of; languages add up.

    Attributes:
        counted_s: seconds of speech in which nuclei were counted.
        probability_sum: over words that have a probability.
    """

    syllable_count: int = 0
    word_count: int = 0
    probability_sum: float = 0.0
    phonation_s: float = 0.0
    turn_s: float = 0.0
    nuclei_count: int = 0
    counted_s: float = 0.0

    def __add__(self, other: "_Parts") -> "_Parts":
        return _Parts(
            self.syllable_count + other.syllable_count,
            self.word_count + other.word_count,
            self.probability_sum + other.probability_sum,
            self.phonation_s + other.phonation_s,
            self.turn_s + other.turn_s,
            self.nuclei_count + other.nuclei_count,
            self.counted_s + other.counted_s,
        )


def measure_tempo(conversation: Conversation) -> tuple[Tempo, ...]:
    """Measure the tempo of each speaker in each language, and over all of them (`all`).

    A turn in which nothing was recognised counts only where its speaker and language have no words at all: its time
    without its syllables would make anyone slow. Such a row has a nuclei rate alone.

    Args:
        conversation: speech and turns in any order.

    Returns:
        Rows by speaker (agent, citizen, other) and language (nl, fy, other, unknown, all); agent and citizen always
        have an `all` row. `all` adds up the rows with words, or all rows where none has any.

    Source:
        Articulation and speaking rate: Verhoeven, De Pauw & Kloots (2004), Language and Speech 47(3). Pauses from
        0.25 s: De Jong & Bosker (2013). Filled pauses are no speech.
    """
    rows: list[Tempo] = []
    for speaker in _speakers(conversation):
        turns = _turns_with_speech(conversation, speaker)
        parts = {language: _add_up(turns, language) for language in _LANGUAGES}
        present = {language: part for language, part in parts.items() if part != _Parts()}
        worded = [part for part in present.values() if part.word_count]
        rows += [_row(speaker, language, part) for language, part in present.items()]
        rows.append(_row(speaker, "all", sum(worded or present.values(), start=_Parts())))
    return tuple(rows)


def _speakers(conversation: Conversation) -> tuple[Speaker, ...]:
    present = {turn.speaker for turn in conversation.turns} | {stretch.speaker for stretch in conversation.speech}
    return ("agent", "citizen", "other") if "other" in present else ("agent", "citizen")


def _turns_with_speech(conversation: Conversation, speaker: Speaker) -> list[tuple[Turn, list[Speech]]]:
    """Each turn of a speaker with the stretches that lie in it, or lie nearest to it."""
    turns = sorted((turn for turn in conversation.turns if turn.speaker == speaker), key=lambda turn: turn.span)
    spans = [turn.span for turn in turns]
    attached: dict[int | None, list[Speech]] = defaultdict(list)
    for stretch in conversation.speech:
        if stretch.speaker == speaker:
            attached[nearest(stretch.span, spans)].append(stretch)
    own = [(turn, attached[index]) for index, turn in enumerate(turns)]
    # Without any turn, speech still has its nuclei.
    return own + [(Turn(stretch.span, speaker), [stretch]) for stretch in attached[None]]


def _add_up(turns: Sequence[tuple[Turn, Sequence[Speech]]], language: Language) -> _Parts:
    own = [(turn, speech) for turn, speech in turns if turn.language == language]
    counting = [(turn, speech) for turn, speech in own if turn.words] or own
    words = [word for turn, _ in counting for word in turn.words]
    stretches = [stretch for _, speech in counting for stretch in speech]
    counted = [(stretch.nuclei_count, stretch.span) for stretch in stretches if stretch.nuclei_count is not None]
    return _Parts(
        syllable_count=sum(word.syllable_count for word in words if not is_filled_pause(word.text)),
        word_count=len(words),
        probability_sum=sum(word.probability for word in words),
        phonation_s=_phonation_s(stretches, words),
        turn_s=round(sum(turn.span.duration_s for turn, _ in counting), 3),
        nuclei_count=sum(count for count, _ in counted),
        counted_s=round(sum(span.duration_s for _, span in counted), 3),
    )


def _phonation_s(stretches: Iterable[Speech], words: Iterable[Word]) -> float:
    spans = [stretch.span for stretch in stretches]
    fillers = intersect(spans, (word.span for word in words if is_filled_pause(word.text)))
    return round(total_s(spans) - total_s(fillers), 3)


def _row(speaker: Speaker, language: Language | Literal["all"], parts: _Parts) -> Tempo:
    articulation_rate = _rate(parts.syllable_count, parts.phonation_s) if parts.word_count else None
    nuclei_rate = _rate(parts.nuclei_count, parts.counted_s)
    reason = _reason(parts, articulation_rate, nuclei_rate)
    return Tempo(
        speaker=speaker,
        language=language,
        syllable_count=parts.syllable_count,
        phonation_s=round(parts.phonation_s, 3),
        turn_s=round(parts.turn_s, 3),
        articulation_rate=articulation_rate,
        speaking_rate=_rate(parts.syllable_count, parts.turn_s) if parts.word_count else None,
        nuclei_rate=nuclei_rate,
        is_reliable=reason is None,
        reason_code=reason,
    )


def _rate(count: int, seconds: float) -> float | None:
    return count / seconds if seconds > 0 else None


def _reason(parts: _Parts, articulation_rate: float | None, nuclei_rate: float | None) -> TempoReason | None:
    """Return the first reason not to use a rate, the plainest first."""
    if not parts.word_count:
        return "no_words" if parts.phonation_s else "no_speech"
    if articulation_rate is None:
        return "no_speech_times"
    slowest, fastest = PLAUSIBLE_RATE
    doubts: tuple[tuple[bool, TempoReason], ...] = (
        (parts.phonation_s < MIN_PHONATION_S or parts.syllable_count < MIN_SYLLABLES, "too_little_speech"),
        (parts.probability_sum / parts.word_count < MIN_CONFIDENCE, "low_confidence"),
        (not slowest <= articulation_rate <= fastest, "implausible_rate"),
        (nuclei_rate is not None and not _agree(articulation_rate, nuclei_rate), "nuclei_disagree"),
    )
    return next((code for is_so, code in doubts if is_so), None)


def _agree(articulation_rate: float, nuclei_rate: float) -> bool:
    slower, faster = sorted((articulation_rate, nuclei_rate))
    return faster <= slower * MAX_NUCLEI_RATIO
