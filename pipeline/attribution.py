"""Whose words are whose: word times only choose a stretch of speech, they never shape one.

Word times of a recogniser are off by 0.1 to 0.3 s; speech times come from voice activity and are tight.
"""

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.intervals import overlap_s
from pipeline.records import Span


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
    first = max(0, bisect_right(stretches, span.start_s, key=lambda stretch: stretch.end_s) - 1)
    best, best_fit = first, _fit(span, stretches[first])
    for position in range(first + 1, len(stretches)):
        fit = _fit(span, stretches[position])
        if fit > best_fit:
            best, best_fit = position, fit
        if stretches[position].start_s >= span.end_s:
            break
    return best


def _fit(span: Span, stretch: Span) -> float:
    """Seconds in common, or minus the distance."""
    common_s = overlap_s(span, stretch)
    if common_s > 0:
        return common_s
    return -max(stretch.start_s - span.end_s, span.start_s - stretch.end_s)
