"""The only arithmetic on spans."""

from collections.abc import Iterable
from itertools import pairwise

from pipeline.records import Span


def rounded(start_s: float, end_s: float) -> Span:
    """Make a span of times in seconds, rounded to the millisecond."""
    return Span(round(start_s, 3), round(end_s, 3))


def merge(spans: Iterable[Span], *, bridge_s: float = 0.0) -> tuple[Span, ...]:
    """Join spans that touch, overlap, or lie less than `bridge_s` seconds apart.

    Returns:
        Disjoint spans in time order.
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and (span.start_s <= merged[-1].end_s or span.start_s - merged[-1].end_s < bridge_s - 1e-9):
            merged[-1] = Span(merged[-1].start_s, max(merged[-1].end_s, span.end_s))
        else:
            merged.append(span)
    return tuple(merged)


def gaps(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return what lies between the first and the last span and is covered by none."""
    merged = merge(spans)
    return tuple(Span(left.end_s, right.start_s) for left, right in pairwise(merged))


def intersect(left: Iterable[Span], right: Iterable[Span]) -> tuple[Span, ...]:
    """Return what is covered by both, as disjoint spans in time order."""
    first, second = list(merge(left)), list(merge(right))
    common: list[Span] = []
    i = j = 0
    while i < len(first) and j < len(second):
        start_s = max(first[i].start_s, second[j].start_s)
        end_s = min(first[i].end_s, second[j].end_s)
        if start_s < end_s:
            common.append(Span(start_s, end_s))
        if first[i].end_s < second[j].end_s:
            i += 1
        else:
            j += 1
    return tuple(common)


def subtract(spans: Iterable[Span], holes: Iterable[Span]) -> tuple[Span, ...]:
    """Return what is covered by `spans` and not by `holes`, as disjoint spans in time order."""
    cut = merge(holes)
    left: list[Span] = []
    first = 0
    for span in merge(spans):
        start_s = span.start_s
        while first < len(cut) and cut[first].end_s <= start_s:
            first += 1
        for at in range(first, len(cut)):
            hole = cut[at]
            if hole.start_s >= span.end_s:
                break
            if hole.start_s > start_s:
                left.append(Span(start_s, hole.start_s))
            start_s = max(start_s, hole.end_s)
        if start_s < span.end_s:
            left.append(Span(start_s, span.end_s))
    return tuple(left)


def total_s(spans: Iterable[Span]) -> float:
    """Return the seconds covered, counting overlaps once."""
    return round(sum(span.end_s - span.start_s for span in merge(spans)), 3)


def overlap_s(left: Span, right: Span) -> float:
    """Return the seconds two spans have in common, 0 for none."""
    return max(0.0, min(left.end_s, right.end_s) - max(left.start_s, right.start_s))
