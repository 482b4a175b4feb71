import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Span
from tests.bench.scores import (
    Ratio,
    SpanCount,
    count_spans,
    error_kinds,
    interval,
    kinds_found,
    match_borders,
    match_common,
    pool,
    speech_errors,
    verdict_ratios,
    word_errors,
)


def dutch(text):
    return [(word, {"nl"}) for word in text.split()]


def spans(*pairs):
    return [Span(*pair) for pair in pairs]


def test_ratio_pools_its_parts_before_it_divides():
    pooled = Ratio(1, 10) + Ratio(3, 10)
    assert pooled.value == 4 / 20


def test_ratio_without_a_whole_is_none_and_not_zero():
    assert Ratio(0, 0).value is None


def test_words_substituted_lost_and_added_are_errors_over_the_words_said():
    # said:   ik wil graag een paspoort     (5 words)
    # heard:  ik wel graag paspoort aan     wil>wel, een>paspoort, paspoort>aan = 3 errors; een lost is 3 as well
    errors = word_errors(dutch("ik wil graag een paspoort"), "ik wel graag paspoort aan".split())
    assert errors == {"": Ratio(3, 5), "nl": Ratio(3, 5)}


def test_the_same_words_are_no_errors():
    assert word_errors(dutch("goedemorgen gemeente"), ["goedemorgen", "gemeente"]) == {
        "": Ratio(0, 2),
        "nl": Ratio(0, 2),
    }


def test_all_words_are_lost_where_nothing_is_heard():
    assert word_errors(dutch("dag meneer"), []) == {"": Ratio(2, 2), "nl": Ratio(2, 2)}


def test_words_heard_where_nothing_was_said_have_nothing_to_divide_by():
    assert word_errors([], ["ondertitels", "ingediend"]) == {"": Ratio(2, 0)}


def test_nothing_said_and_nothing_heard_is_nothing():
    assert word_errors([], []) == {}


def test_errors_count_to_the_language_of_the_word_said():
    said = [("goeie", {"fy"}), ("dei", {"fy"}), ("goedemorgen", {"nl"})]
    assert word_errors(said, ["goede", "dij", "goedemorgen"]) == {"": Ratio(2, 3), "fy": Ratio(2, 2), "nl": Ratio(0, 1)}


def test_an_added_word_counts_to_the_language_of_the_word_before_it():
    said = [("dei", {"fy"}), ("hallo", {"nl"})]
    assert word_errors(said, ["dei", "hallo", "daar"]) == {"": Ratio(1, 2), "fy": Ratio(0, 1), "nl": Ratio(1, 1)}


def test_a_word_added_before_all_counts_to_the_first_language():
    said = [("dei", {"fy"}), ("hallo", {"nl"})]
    assert word_errors(said, ["o", "dei", "hallo"]) == {"": Ratio(1, 2), "fy": Ratio(1, 1), "nl": Ratio(0, 1)}


def test_a_word_with_two_labels_counts_for_both():
    said = [("met", {"nl"}), ("rixt", {"nl", "names"}), ("bouma", {"nl", "names"})]
    errors = word_errors(said, ["met", "ritst", "bouma"])
    assert (errors["nl"], errors["names"]) == (Ratio(1, 3), Ratio(1, 2))


def test_lost_and_added_words_are_told_apart_from_changed_ones():
    # `o` added, `wil` changed, `een` lost
    kinds = error_kinds("ik wil graag een nieuw paspoort".split(), "o ik wel graag nieuw paspoort".split())
    assert kinds == {"lost": Ratio(1, 6), "added": Ratio(1, 6)}


@pytest.mark.parametrize(
    ("said", "heard", "lost", "added"), [("dag meneer", "", (2, 2), (0, 2)), ("", "o ja", (0, 0), (2, 0))]
)
def test_where_one_side_is_silent_all_is_lost_or_added(said, heard, lost, added):
    assert error_kinds(said.split(), heard.split()) == {"lost": Ratio(*lost), "added": Ratio(*added)}


def test_borders_exactly_at_the_bound_match():
    assert match_borders(spans((1.0, 2.0)), spans((1.15, 1.85))) == [(0, 0)]


@pytest.mark.parametrize("found", [(1.16, 2.0), (1.0, 2.16)])
def test_one_border_beyond_the_bound_is_no_match(found):
    assert match_borders(spans((1.0, 2.0)), spans(found)) == []


def test_a_span_matches_once_and_with_the_closest():
    true = spans((1.0, 2.0))
    assert match_borders(true, spans((1.1, 2.1), (1.0, 2.05))) == [(0, 1)]


def test_spans_with_most_time_in_common_are_paired():
    # 1-3 shares 0.5 s with 0-1.5 and 1 s with 2-6
    assert match_common(spans((1.0, 3.0)), spans((0.0, 1.5), (2.0, 6.0))) == [(0, 1)]


def test_spans_that_touch_have_nothing_in_common():
    assert match_common(spans((1.0, 2.0)), spans((2.0, 3.0))) == []


def test_f1_is_the_hits_of_both_sides_over_the_spans_of_both_sides():
    count = SpanCount(true_count=4, true_hits=3, found_count=5, found_hits=3)
    assert count.f1 == Ratio(6, 4 + 5)
    assert (count.precision, count.recall) == (Ratio(3, 5), Ratio(3, 4))


def test_found_missed_and_extra_spans_are_counted():
    true = spans((1.0, 2.0), (5.0, 6.0))
    found = spans((1.1, 2.0), (8.0, 9.0))
    assert count_spans(true, found, min_s=0.5) == SpanCount(2, 1, 2, 1)


def test_spans_shorter_than_asked_count_on_neither_side():
    assert count_spans(spans((1.0, 1.4)), spans((3.0, 3.4)), min_s=0.5) == SpanCount()


def test_a_span_just_as_long_as_asked_counts():
    assert count_spans(spans((1.0, 1.5)), spans((1.0, 1.5)), min_s=0.5) == SpanCount(1, 1, 1, 1)


def test_a_span_measured_a_little_too_short_is_found_all_the_same():
    # 1.00-1.50 found as 1.02-1.49: 0.47 s, both borders within 0.15 s; on the side of the found nothing is that long
    assert count_spans(spans((1.0, 1.5)), spans((1.02, 1.49)), min_s=0.5) == SpanCount(1, 1, 0, 0)


def test_a_span_measured_a_little_too_long_is_true_all_the_same():
    assert count_spans(spans((1.0, 1.48)), spans((1.0, 1.55)), min_s=0.5) == SpanCount(0, 0, 1, 1)


def test_a_doubtful_span_may_be_found():
    found = spans((1.0, 1.27))
    assert count_spans(spans((1.0, 1.22)), found, min_s=0.25, doubtful_s=(0.20, 0.35)) == SpanCount()


def test_a_doubtful_span_may_be_missed():
    assert count_spans(spans((1.0, 1.3)), [], min_s=0.25, doubtful_s=(0.20, 0.35)) == SpanCount()


@pytest.mark.parametrize("length_s", [0.20, 0.35])
def test_the_bounds_of_doubt_are_doubtful(length_s):
    true = spans((1.0, 1.0 + length_s))
    assert count_spans(true, [], min_s=0.25, doubtful_s=(0.20, 0.35)) == SpanCount()


def test_a_span_beyond_doubt_is_missed():
    assert count_spans(spans((1.0, 1.36)), [], min_s=0.25, doubtful_s=(0.20, 0.35)) == SpanCount(true_count=1)


def test_a_found_span_beyond_doubt_on_nothing_is_extra():
    found = spans((1.0, 1.3), (5.0, 5.4))
    assert count_spans([], found, min_s=0.25, doubtful_s=(0.20, 0.35)) == SpanCount(found_count=1)


def test_kinds_are_told_apart_with_what_only_one_side_has():
    true = [(Span(1.0, 2.0), "gap"), (Span(5.0, 6.0), "search")]
    found = [(Span(1.2, 2.4), "pause"), (Span(8.0, 9.0), "gap")]
    assert kinds_found(true, found) == {("gap", "pause"): 1, ("search", "none"): 1, ("none", "gap"): 1}


def test_speech_missed_and_false_are_shares_of_true_speech():
    # true 0-4, found 1-6: 1 s missed and 2 s false of 4 s
    errors = speech_errors(spans((0.0, 4.0)), spans((1.0, 6.0)))
    assert errors == {"missed": Ratio(1.0, 4.0), "false": Ratio(2.0, 4.0)}


def test_verdicts_give_precision_recall_and_what_is_left_open():
    # 4 truly said: 2 found, 1 open, 1 denied; 3 truly not said: 2 denied, 1 claimed; 1 does not apply and is claimed
    counts = {
        ("said", "said"): 2,
        ("said", "uncertain"): 1,
        ("said", "not_said"): 1,
        ("not_said", "not_said"): 2,
        ("not_said", "said"): 1,
        ("not_applicable", "said"): 1,
    }
    assert verdict_ratios(counts) == {
        "said_precision": Ratio(2, 4),
        "said_recall": Ratio(2, 4),
        "not_said_precision": Ratio(2, 3),
        "uncertain": Ratio(1, 7),
    }


def test_what_the_annotator_left_open_counts_for_no_said_and_against_a_not_said():
    counts = {("said", "said"): 1, ("uncertain", "said"): 3, ("not_said", "not_said"): 1, ("uncertain", "not_said"): 1}
    ratios = verdict_ratios(counts)
    assert (ratios["said_precision"], ratios["not_said_precision"]) == (Ratio(1, 1), Ratio(1, 2))


def test_an_open_verdict_on_what_does_not_apply_is_not_counted_as_open():
    counts = {("not_applicable", "uncertain"): 3, ("said", "said"): 1}
    assert verdict_ratios(counts)["uncertain"] == Ratio(0, 1)


def test_calls_that_are_alike_leave_no_room():
    assert interval([Ratio(1, 10), Ratio(2, 20)], resamples=50) == pytest.approx((0.1, 0.1))


@pytest.mark.parametrize("ratios", [[], [Ratio(1, 10)], [Ratio(1, 10), Ratio(0, 0)]])
def test_fewer_than_two_calls_tell_no_interval(ratios):
    assert interval(ratios) is None


def test_two_calls_span_what_each_would_give_alone():
    # draws of two calls: both the first (0), one of each (5/20), both the second (10/20), with 1/4, 1/2, 1/4
    assert interval([Ratio(0, 10), Ratio(5, 10)]) == (0.0, 10 / 20)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(10, 20)), min_size=2, max_size=6))
def test_an_interval_lies_within_the_calls(parts):
    bounds = interval([Ratio(*part) for part in parts], resamples=100)
    rates = [part / whole for part, whole in parts]
    assert bounds is not None
    assert min(rates) - 1e-9 <= bounds[0] <= bounds[1] <= max(rates) + 1e-9


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
def test_errors_lie_between_the_difference_and_the_sum_of_lengths(said, heard):
    errors = word_errors([(word, {"nl"}) for word in said], heard)["nl"]
    assert abs(len(said) - len(heard)) <= errors.part <= len(said) + len(heard)
    assert errors.whole == len(said)


def test_ratios_of_calls_are_gathered_by_name():
    calls = [{"wer": Ratio(1, 2)}, {"wer": Ratio(0, 3), "f1": Ratio(1, 1)}]
    assert pool(calls) == {"wer": [Ratio(1, 2), Ratio(0, 3)], "f1": [Ratio(1, 1)]}
