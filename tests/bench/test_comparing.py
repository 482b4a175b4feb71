import json
from collections import Counter
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from tests.bench.assess import CallScores
from tests.bench.comparing import KINDS, differences, item_ratios, kind_of, remarks
from tests.bench.report import show_differences
from tests.bench.scores import Ratio
from tests.bench.summary import LAYOUT, set_figures, table_figures
from tests.bench.test_summary import make_result, make_variants, text_of

KEPT = sorted((Path(__file__).parent / "results").glob("2026-*.json"))


def make_peers(wer=0.2, **changes):
    row = {
        "name": "WhisperX",
        "sound": "one channel",
        "ratios": {"wer_in_order": {"value": wer}},
        "work": {"total": 0.25, "peak_mib": 1700.0},
        "time_ratio": 0.4,
    }
    result = {
        "layout": LAYOUT,
        "date": "2026-03-02",
        "call_count": 5,
        "peers": [row, {"name": "pyannote", "sound": "one channel", "failed": "no network"}],
        "chain": {"wer_ratio": 0.9},
        "interruptions": {"meeluister": {"interruptions_found": 2}, "call-ai-metrics": {"failed": "no network"}},
    }
    return result | changes


def judged(*verdicts, **changes):
    """A result of calls on each of which one item was judged as heard."""
    calls = [CallScores({"wer": Ratio(1, 10)}, {"cue:goodbye": Counter({pair: 1})}) for pair in verdicts]
    return make_result(sets={"samples": set_figures(calls)}, **changes)


def test_only_what_differs_is_compared():
    assert differences(make_result(0.2), make_result(0.3)) == [("samples wer", 0.2, 0.3)]


def test_what_only_one_result_has_is_none_in_the_other():
    before, after = make_result(plain=None), make_result()
    assert differences(before, after) == [("plain total", None, 0.09), ("plain time_ratio", None, 1.1)]
    assert ("plain total", 0.09, None) in differences(after, before)


def test_cues_are_compared_together_and_item_by_item():
    # one of two that were said is found, then both
    before = judged(("said", "said"), ("said", "uncertain"))
    after = judged(("said", "said"), ("said", "said"))
    assert differences(before, after) == [
        ("samples cue_said_recall", 1 / 2, 1.0),
        ("samples cue_uncertain", 1 / 2, 0.0),
        ("samples cue:goodbye said_recall", 1 / 2, 1.0),
        ("samples cue:goodbye uncertain", 1 / 2, 0.0),
    ]


def test_cues_of_an_older_result_are_counted_by_the_rule_of_today():
    # an open one that is called said once counted as wrong: 1 of 2 right; today it does not count: 1 of 1
    older, now = (judged(("said", "said"), ("uncertain", "said"), layout=layout) for layout in (2, LAYOUT))
    older["sets"]["samples"]["ratios"]["cue_said_precision"] = {"value": 1 / 2}
    del older["sets"]["samples"]["cues"]
    assert differences(older, now) == []
    [remark] = remarks(older, now)
    assert remark.startswith(f"before: layout 2, now {LAYOUT}; its figures of cues are counted anew")


def test_results_over_other_numbers_of_calls_tell_so():
    found = differences(judged(("said", "said")), judged(("said", "said"), ("said", "said")))
    assert found == [("samples calls", 1, 2)]


def test_results_over_other_lines_are_compared_line_by_line():
    names = [name for name, _, _ in differences(make_variants(0.2), make_variants(0.3))]
    assert names == ["clean samples wer", "gsm samples wer"]


def test_peers_are_compared_program_by_program():
    after = make_peers(0.3, chain={"wer_ratio": 0.8}, interruptions={"meeluister": {"interruptions_found": 3}})
    assert differences(make_peers(0.2), after) == [
        ("WhisperX, one channel: wer_in_order", 0.2, 0.3),
        ("chain wer_ratio", 0.9, 0.8),
        ("interruptions, meeluister: interruptions_found", 2, 3),
    ]


def test_a_peer_that_failed_once_has_no_figures_there():
    failed = {"name": "WhisperX", "sound": "one channel", "failed": "cannot be installed here"}
    assert ("WhisperX, one channel: total", None, 0.25) in differences(make_peers(peers=[failed]), make_peers())


def test_results_of_two_kinds_cannot_be_compared():
    with pytest.raises(SettingsError, match="calls over other lines, and the program beside others"):
        differences(make_variants(0.2), make_peers())


def test_results_without_a_figure_in_common_cannot_be_compared():
    before = make_result(sets={}, work={"total": 0.1}, plain=None, invention=None)
    after = make_result(sets={}, work={"decode": 0.1}, plain=None, invention=None)
    with pytest.raises(SettingsError, match="no figure that both have"):
        differences(before, after)


def test_what_is_no_result_has_no_kind():
    assert [kind_of(one) for one in ({"corpora": {}}, [], {"sets": {}})] == ["", "", "sets"]


def test_a_layout_that_nobody_knows_is_named_and_that_of_today_is_not():
    assert remarks(make_result(), make_result(layout=1)) == [
        f"after: layout 1, now {LAYOUT}; its figures may mean something else"
    ]
    assert remarks(make_result(), make_result()) == []


def test_a_table_reads_back_as_ratios():
    table = table_figures({("said", "said"): 3, ("said", "not_said"): 1})
    assert item_ratios(table)["said_recall"] == Ratio(3, 4)


def test_differences_are_shown_with_their_sign():
    shown = text_of(show_differences(make_result(0.2), make_result(0.3)))
    assert "+0.1" in shown


def test_two_results_that_are_alike_are_said_to_be():
    assert text_of(show_differences(make_result(), make_result())).strip() == "no figure differs"


@pytest.mark.parametrize("file", KEPT, ids=lambda file: file.stem)
def test_every_kept_result_can_still_be_compared(file):
    result = json.loads(file.read_text())
    assert kind_of(result) in KINDS
    assert differences(result, result) == []
