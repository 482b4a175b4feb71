from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intervals import gaps, intersect, merge, overlap_s, rounded, subtract, total_s
from pipeline.records import Span

milliseconds = st.integers(0, 20_000)
spans = st.lists(
    st.tuples(milliseconds, st.integers(1, 5_000)).map(lambda t: Span(t[0] / 1000, (t[0] + t[1]) / 1000)), max_size=8
)


def ms_of(pieces):
    """Return the whole milliseconds covered: a plain set says what all functions here should."""
    return {at for span in pieces for at in range(round(span.start_s * 1000), round(span.end_s * 1000))}


@pytest.mark.parametrize(
    ("given_spans", "merged"),
    [
        ((), ()),
        ((Span(3, 4), Span(1, 2)), (Span(1, 2), Span(3, 4))),
        ((Span(1, 2), Span(2, 3)), (Span(1, 3),)),
        ((Span(1, 5), Span(2, 3)), (Span(1, 5),)),
    ],
    ids=["none", "apart", "touching", "inside"],
)
def test_merging_joins_what_touches_or_overlaps(given_spans, merged):
    assert merge(given_spans) == merged


@pytest.mark.parametrize(("start_s", "count"), [(1.249, 1), (1.25, 2)])
def test_a_hole_shorter_than_the_bridge_is_bridged(start_s, count):
    assert len(merge([Span(0, 1), Span(start_s, 2)], bridge_s=0.25)) == count


def test_a_bridge_is_not_shortened_by_the_noise_of_floats():
    assert len(merge([Span(0.1, 0.3), Span(0.3 + 0.25, 1)], bridge_s=0.25)) == 2


@given(spans)
def test_merging_keeps_what_is_covered_and_twice_is_once(pieces):
    merged = merge(pieces)

    assert ms_of(merged) == ms_of(pieces)
    assert merge(merged) == merged
    assert all(left.end_s < right.start_s for left, right in pairwise(merged))


@given(spans)
def test_merged_spans_and_gaps_tile_the_extent(pieces):
    tiles = sorted([*merge(pieces), *gaps(pieces)])

    assert all(left.end_s == right.start_s for left, right in pairwise(tiles))


@given(spans, spans)
def test_what_both_cover_is_covered_by_both(left, right):
    assert ms_of(intersect(left, right)) == ms_of(left) & ms_of(right)
    assert intersect(left, right) == intersect(right, left)


@given(spans, spans)
def test_what_is_left_is_covered_by_the_first_alone(left, right):
    assert ms_of(subtract(left, right)) == ms_of(left) - ms_of(right)


@given(spans)
def test_the_total_counts_overlaps_once(pieces):
    assert total_s(pieces) == pytest.approx(len(ms_of(pieces)) / 1000)


@pytest.mark.parametrize(
    ("right", "seconds"),
    [(Span(2, 4), 2), (Span(4, 6), 1), (Span(5, 6), 0), (Span(9, 10), 0), (Span(0, 9), 4)],
    ids=["inside", "half", "touching", "apart", "around"],
)
def test_the_overlap_of_two_spans(right, seconds):
    assert overlap_s(Span(1, 5), right) == seconds
    assert overlap_s(right, Span(1, 5)) == seconds


def test_times_are_rounded_to_the_millisecond():
    assert rounded(0.1 + 0.2, 1.23456) == Span(0.3, 1.235)


def test_less_than_a_millisecond_is_no_span():
    with pytest.raises(ValueError, match=r"bad span \[1\.0, 1\.0\) s"):
        rounded(1.0, 1.0004)
