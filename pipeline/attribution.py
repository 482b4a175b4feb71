"""Whose words are whose: word times only choose a stretch of speech, they never shape one.

Word times of a recogniser are off by 0.1 to 0.3 s; speech times come from voice activity and are tight.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipeline.intervals import intersect, overlap_s
from pipeline.normalise import ends_sentence
from pipeline.ports import HeardWord
from pipeline.records import Span

CHANGE_IN_PHRASE_S = 0.4
"""So much more of the words must lie in another voice's speech before a phrase is believed to change voices."""
PHRASE_PAUSE_S = 0.25
REACH_S = 0.3
"""What lies within this of another voice's speech, and not of a voice's own, is not its word whatever stands around it:
what a citizen says on hold must never become the agent's."""


def nearest(span: Span, stretches: Sequence[Span]) -> int | None:
    """Return the position of the stretch that a word belongs to; None where there are no stretches.

    Args:
        span: of the word.
        stretches: disjoint, in time order.

    Returns:
        That with most of the word in it, else the one at the least distance; the earlier of two that are equal.
    """
    if not stretches:
        return None
    after = bisect_right(stretches, span.start_s, key=_end_s)
    if after < len(stretches) and stretches[after].start_s <= span.start_s and span.end_s <= stretches[after].end_s:
        return after  # all of the word, as most words
    first = max(0, after - 1)
    best, best_fit = first, _fit(span, stretches[first])
    for position in range(first + 1, len(stretches)):
        fit = _fit(span, stretches[position])
        if fit > best_fit:
            best, best_fit = position, fit
        if stretches[position].start_s >= span.end_s:
            break
    return best


def _end_s(span: Span) -> float:
    return span.end_s


def _fit(span: Span, stretch: Span) -> float:
    """Seconds in common, or minus the distance."""
    common_s = overlap_s(span, stretch)
    if common_s > 0:
        return common_s
    return -max(stretch.start_s - span.end_s, span.start_s - stretch.end_s)


def trimmed(word: HeardWord, speech: Sequence[Span]) -> HeardWord:
    """Take the edges around speech off a word: Whisper lets a first word begin where its sound does."""
    spoken = intersect([word.span], speech)
    return replace(word, span=Span(spoken[0].start_s, spoken[-1].end_s)) if spoken else word


def voices_of(words: Sequence[HeardWord], voices: Sequence[Sequence[Span]]) -> list[int]:
    """Tell which voice of a channel says each word that was recognised in it.

    Where a voice begins and ends is known to a few tenths of a second, and so are the times of words. So a voice is
    told for phrases rather than for words: each word speaks for the voices in whose speech it lies, by the seconds of
    it that do, and a change of voice costs something within a phrase, nothing after a pause or the end of a sentence.

    Args:
        words: in time order.
        voices: the speech of each, disjoint, in time order; at least one.

    Returns:
        Per word the position of its voice.

    Source:
        Viterbi (1967): the sequence of voices with most common time less the cost of its changes.
    """
    best = [0.0] * len(voices)
    came_from: list[list[int]] = []
    for at, word in enumerate(words):
        cost_s = CHANGE_IN_PHRASE_S if at and _is_same_phrase(words[at - 1], word) else 0.0
        leader = max(range(len(voices)), key=best.__getitem__)
        came_from.append([leader if best[leader] - cost_s > best[own] else own for own in range(len(voices))])
        gains = _gains(word.span, voices)
        best = [max(best[leader] - cost_s, before) + gain for before, gain in zip(best, gains, strict=True)]
    voice = max(range(len(voices)), key=best.__getitem__)
    path: list[int] = []
    for choices in reversed(came_from):
        path.append(voice)
        voice = choices[voice]
    return path[::-1]


def _is_same_phrase(before: HeardWord, word: HeardWord) -> bool:
    return not ends_sentence(before.text) and word.span.start_s - before.span.end_s < PHRASE_PAUSE_S


def _gains(span: Span, voices: Sequence[Sequence[Span]]) -> list[float]:
    """Return the seconds of a word in each voice's speech; minus infinity where it cannot be that voice's.

    Of a word that is near no speech at all, return minus the distance.
    """
    around = Span(max(0.0, span.start_s - REACH_S), span.end_s + REACH_S)
    are_near = [_common_s(around, speech) > 0 for speech in voices]
    if not any(are_near):
        return [max((_fit(span, stretch) for stretch in speech), default=-math.inf) for speech in voices]
    return [_common_s(span, speech) if is_near else -math.inf for speech, is_near in zip(voices, are_near, strict=True)]


def _common_s(span: Span, stretches: Sequence[Span]) -> float:
    first = bisect_right(stretches, span.start_s, key=lambda stretch: stretch.end_s)
    end = bisect_left(stretches, span.end_s, key=lambda stretch: stretch.start_s)
    return sum(overlap_s(span, stretch) for stretch in stretches[first:end])
