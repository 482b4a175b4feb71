from collections import Counter

from rich.console import Console

from tests.bench.assess import CallScores
from tests.bench.report import show, show_differences, show_variants
from tests.bench.scores import Ratio
from tests.bench.summary import differences, item_ratios, ratio_figures, set_figures, table_figures


def make_result(wer=0.2, **changes):
    figures = set_figures([CallScores({"wer": Ratio(wer * 10, 10)}, {"cue:goodbye": Counter({("said", "said"): 1})})])
    result = {
        "date": "2026-03-02",
        "model": "whisper-base",
        "sets": {"samples": figures},
        "work": {"total": 0.1, "recognition": 0.08},
        "plain": {"total": 0.09, "time_ratio": 1.1},
        "invention": {"minutes": 3.0, "words": 0},
        "calls": [{"set": "samples", "call": "call-1", "ratios": {"wer": wer}}],
        "skipped": ["samples/a.wav: refused by the program (mono)"],
    }
    return result | changes


def text_of(table):
    console = Console(width=120)
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def test_calls_are_pooled_before_dividing():
    figures = set_figures([CallScores({"wer": Ratio(1, 10)}), CallScores({"wer": Ratio(6, 30)})])
    assert figures["call_count"] == 2
    assert figures["ratios"]["wer"]["value"] == 7 / 40


def test_figures_carry_what_they_are_made_of_and_an_interval():
    parts = [Ratio(1, 10), Ratio(3, 10)]
    assert ratio_figures(parts) == {"value": 0.2, "part": 4, "whole": 20, "low": 0.1, "high": 0.3}


def test_one_call_leaves_the_interval_open():
    assert ratio_figures([Ratio(1, 10)])["low"] is None


def test_nothing_to_divide_by_is_null():
    assert ratio_figures([Ratio(0, 0)])["value"] is None


def test_tables_of_calls_add_up():
    calls = [CallScores({}, {"overlap_kinds": Counter({("gap", "pause"): n})}) for n in (1, 2)]
    assert set_figures(calls)["tables"] == {"overlap_kinds": {"gap": {"pause": 3}}}


def test_a_table_reads_back_as_ratios():
    table = table_figures({("said", "said"): 3, ("said", "not_said"): 1})
    assert item_ratios(table)["said_recall"] == Ratio(3, 4)


def test_only_what_differs_is_compared():
    assert differences(make_result(0.2), make_result(0.3)) == [("samples wer", 0.2, 0.3)]


def test_what_only_one_result_has_is_none_in_the_other():
    before, after = make_result(plain=None), make_result()
    assert differences(before, after) == [("plain total", None, 0.09), ("plain time_ratio", None, 1.1)]
    assert ("plain total", 0.09, None) in differences(after, before)


def test_the_tables_show_figures_and_what_was_skipped():
    shown = text_of(show(make_result()))
    assert "20.0 %" in shown
    assert "goodbye" in shown
    assert "samples call-1" in shown
    assert "skipped: samples/a.wav: refused by the program (mono)" in shown


def test_the_tables_stand_without_peer_invention_or_cues():
    result = make_result(plain=None, invention=None, sets={"samples": set_figures([])})
    assert "recognition" in text_of(show(result))


def test_a_check_on_inventions_that_broke_off_is_not_shown_as_none_invented():
    broken = {"minutes": 3.0, "words": None, "failed": "broke off"}
    assert "broke off" in text_of(show(make_result(invention=broken)))


def test_greetings_are_shown_as_counts_and_shares():
    named = {"count": 8, "said": 6, "uncertain": 1, "not_said": 1}
    nameless = {"count": 2, "asked": 40, "said": 1, "uncertain": 0, "not_said": 39}
    shown = text_of(show(make_result(greetings={"named": named, "nameless": nameless})))
    assert "6 (75.0 %)" in shown
    assert "1 (2.5 %)" in shown


def test_a_check_on_greetings_that_broke_off_says_so():
    assert "no such file" in text_of(show(make_result(greetings={"failed": "no such file"})))


def test_differences_are_shown_with_their_sign():
    shown = text_of(show_differences(make_result(0.2), make_result(0.3)))
    assert "+0.1" in shown


def make_variants(wer):
    sets = {"samples": set_figures([CallScores({"wer": Ratio(wer * 10, 10)})])}
    lines = {"clean": {"sets": sets}, "gsm": {"sets": sets}}
    return {"date": "2026-03-02", "variants": lines, "skipped": ["gsm: samples/a.wav: cannot be read (corrupt)"]}


def test_lines_stand_side_by_side_with_what_was_skipped():
    shown = text_of(show_variants(make_variants(0.2)))
    assert "clean" in shown
    assert "gsm" in shown
    assert "20.0" in shown
    assert "cannot be read (corrupt)" in shown


def test_results_over_other_lines_are_compared_line_by_line():
    names = [name for name, _, _ in differences(make_variants(0.2), make_variants(0.3))]
    assert names == ["clean samples wer", "gsm samples wer"]
