import json
from collections import Counter

import pytest

from pipeline.findings import Overlap
from pipeline.records import Conversation, Span
from tests.bench.given import make_truth
from tests.bench.measures.overlaps import kind_by_length, kind_counts, kind_figures, macro_f1, overlap_figures
from tests.bench.truth import TrueSpan, read_truth, true_conversation

TRUTH = {
    "id": "call-1",
    "duration_s": 9.0,
    "turns": [
        {"role": "agent", "start_s": 0.0, "end_s": 8.0, "text": "ik leg het nog een keer helemaal aan u uit"},
        {"role": "citizen", "start_s": 2.0, "end_s": 2.75, "text": "ja hoor"},
    ],
    "speech": {"agent": [[0.0, 8.0]], "citizen": [[2.0, 2.75]]},
    "overlaps": [{"start_s": 2.0, "end_s": 2.75, "kind": "backchannel"}],
}


def test_the_mean_over_kinds_counts_each_kind_alike():
    counts = Counter(
        {
            ("backchannel", "backchannel"): 3,
            ("backchannel", "other"): 1,
            ("interruption", "interruption"): 1,
            ("none", "interruption"): 1,
        }
    )
    # Backchannels 3 of 4, none false: 6/7. Interruptions 1 of 1, one false: 2/3. "other" is never true.
    assert macro_f1(counts) == pytest.approx((6 / 7 + 2 / 3) / 2)


def test_without_a_true_kind_there_is_no_mean():
    assert macro_f1(Counter({("none", "interruption"): 2})) is None


@pytest.mark.parametrize(("end_s", "kind"), [(1.5, "backchannel"), (1.501, "interruption")])
def test_the_rule_of_length_calls_all_above_half_a_second_an_interruption(end_s, kind):
    overlap = Overlap(span=Span(1, end_s), onset_speaker="agent", kind="other", tier="high")
    assert kind_by_length(overlap) == kind


def test_the_rule_of_length_takes_a_long_backchannel_for_an_interruption_and_ours_does_not(tmp_path):
    (tmp_path / "call-1.truth.json").write_text(json.dumps(TRUTH), encoding="utf-8")
    true = read_truth(tmp_path / "call-1.truth.json")
    ours, by_length = kind_counts([(true, true_conversation(true, ()))])
    assert ours == Counter({("backchannel", "backchannel"): 1})
    assert by_length == Counter({("backchannel", "interruption"): 1})
    figures = {figure.name: (figure.value, figure.count) for figure in overlap_figures(tmp_path)}
    assert figures["ours: backchannels called an interruption"] == (0, 1)
    assert figures["call-ai-metrics' 0.5 s: backchannels called an interruption"] == (1, 1)


def test_a_missed_overlap_counts_against_its_kind():
    true = make_truth(overlaps=[TrueSpan(8.0, 8.5, "interruption")])
    ours, _ = kind_counts([(true, Conversation("call-1", 10.0))])
    assert ours == Counter({("interruption", "none"): 1})
    figures = {figure.name: figure.value for figure in kind_figures("part", [(true, Conversation("call-1", 10.0))])}
    assert figures["macro F1 over the kinds that occur"] == 0.0
    assert figures["ours: interruptions called one"] == 0
