from collections import Counter

from rich.console import Console

from tests.bench.assess import CallScores
from tests.bench.report import show, show_variants
from tests.bench.scores import Ratio, verdict_ratios
from tests.bench.summary import LAYOUT, ratio_figures, set_figures


def make_result(wer=0.2, **changes):
    figures = set_figures([CallScores({"wer": Ratio(wer * 10, 10)}, {"cue:goodbye": Counter({("said", "said"): 1})})])
    result = {
        "layout": LAYOUT,
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


def judged(true, heard, text="said"):
    """A call on which one item was judged."""
    tables = {"cue:goodbye": Counter({(true, heard): 1}), "text_cue:goodbye": Counter({(true, text): 1})}
    return CallScores({}, tables | {"overlap_kinds": Counter({("gap", "pause"): 1})})


def test_an_item_has_its_figures_as_heard_and_on_the_true_words():
    # heard: 1 of 2 that were said is found, the other left open; 1 of 2 `said` is true. Of three calls one is open: all
    # three draws are that one in 1/27 = 3.7 % and never in 8/27, both more than 2.5 %
    calls = [judged("said", "said"), judged("said", "uncertain"), judged("not_said", "said", text="not_said")]
    cues = set_figures(calls)["cues"]
    assert list(cues) == ["goodbye"]
    heard, text = cues["goodbye"]["heard"], cues["goodbye"]["text"]
    assert (heard["said_precision"]["value"], heard["said_recall"]["value"]) == (1 / 2, 1 / 2)
    assert heard["uncertain"] == {"value": round(1 / 3, 4), "part": 1, "whole": 3, "low": 0.0, "high": 1.0}
    assert (text["said_precision"]["part"], text["said_precision"]["whole"]) == (2, 2)
    assert text["not_said_precision"] == {"value": 1.0, "part": 1, "whole": 1, "low": None, "high": None}


def test_the_interval_of_an_item_is_over_calls_and_none_of_one_call():
    # two calls with one `said` each, one right: draws give 0/2, 1/2 and 2/2 with 1/4, 1/2 and 1/4
    figures = set_figures([judged("said", "said"), judged("not_said", "said")])["cues"]["goodbye"]["heard"]
    assert (figures["said_precision"]["low"], figures["said_precision"]["high"]) == (0.0, 1.0)
    assert figures["said_recall"]["low"] is None


def test_what_the_annotator_left_open_counts_in_an_item_as_in_all_items_together():
    # of two `said` one is open: not counted; of two `not_said` one is open: counted as wrong
    verdicts = [("said", "said"), ("uncertain", "said"), ("not_said", "not_said"), ("uncertain", "not_said")]
    heard = set_figures([judged(*pair) for pair in verdicts])["cues"]["goodbye"]["heard"]
    assert (heard["said_precision"]["part"], heard["said_precision"]["whole"]) == (1, 1)
    assert (heard["not_said_precision"]["part"], heard["not_said_precision"]["whole"]) == (1, 2)
    together = verdict_ratios(Counter(verdicts))
    assert {name: (one["part"], one["whole"]) for name, one in heard.items()} == {
        name: (ratio.part, ratio.whole) for name, ratio in together.items()
    }


def test_without_judged_cues_there_are_none():
    assert set_figures([CallScores({"wer": Ratio(1, 10)})])["cues"] == {}


def test_the_table_of_cues_has_a_line_for_each_words_they_rest_on():
    figures = set_figures([judged("said", "not_said"), judged("said", "said")])
    shown = text_of(show(make_result(sets={"samples": figures}))).splitlines()
    heard, text = [line for line in shown if "goodbye" in line or "on the true words" in line]
    # of two that were said one is heard, and the other wrongly called not said; on the true words both are found
    assert "50.0 % (0.0-100.0)" in heard
    assert heard.split()[-2] == "1"
    assert "100.0 % (100.0-100.0)" in text
    assert text.split()[-2] == "0"


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


def test_prompts_on_the_agents_channel_are_shown_beside_the_words_invented():
    invention = {"minutes": 3.0, "words": 2, "words_of_prompts_on_agent_channel": 40}
    lines = [line.split("│") for line in text_of(show(make_result(invention=invention))).splitlines()]
    cells = {line[1].strip(): line[2].strip() for line in lines if len(line) > 3}
    assert cells["words invented in 3 min"] == "2"
    assert cells["words of prompts on the agent's channel, in no sum"] == "40"


def test_greetings_are_shown_as_counts_and_shares():
    named = {"count": 8, "said": 6, "uncertain": 1, "not_said": 1}
    nameless = {"count": 2, "asked": 40, "said": 1, "uncertain": 0, "not_said": 39}
    shown = text_of(show(make_result(greetings={"named": named, "nameless": nameless})))
    assert "6 (75.0 %)" in shown
    assert "1 (2.5 %)" in shown


def test_a_check_on_greetings_that_broke_off_says_so():
    assert "no such file" in text_of(show(make_result(greetings={"failed": "no such file"})))


def make_variants(wer):
    sets = {"samples": set_figures([CallScores({"wer": Ratio(wer * 10, 10)})])}
    lines = {"clean": {"sets": sets}, "gsm": {"sets": sets}}
    skipped = ["gsm: samples/a.wav: cannot be read (corrupt)"]
    return {"layout": LAYOUT, "date": "2026-03-02", "variants": lines, "skipped": skipped}


def test_lines_stand_side_by_side_with_what_was_skipped():
    shown = text_of(show_variants(make_variants(0.2)))
    assert "clean" in shown
    assert "gsm" in shown
    assert "20.0" in shown
    assert "cannot be read (corrupt)" in shown
