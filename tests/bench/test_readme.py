import json

import pytest

from pipeline.errors import SettingsError
from tests.bench.__main__ import RESULTS
from tests.bench.readme import README, render

RATIO = {"value": 0.1557, "low": 0.1353, "high": 0.17}
WORK = {"total": 0.04, "decode": 0.001, "activity": 0.006, "recognition": 0.03, "understand": 0.0002, "derive": 0.0003}
WORK |= {"publish": 0.0005, "in_models": 0.036, "unexplained": 0.00086, "peak_mib": 1536.0}


def rendered(tmp_path, kind, result):
    (tmp_path / "kept.json").write_text(json.dumps(result), encoding="utf-8")
    text = f"before\n<!-- table {kind} kept.json -->\n| old |\n<!-- end -->\nafter"
    begin, *rows, end, after = render(text, tmp_path).splitlines()[1:]
    assert (begin, end, after) == (f"<!-- table {kind} kept.json -->", "<!-- end -->", "after")
    return rows


def test_every_table_of_the_readme_is_what_its_result_holds():
    text = README.read_text(encoding="utf-8")
    assert text.count("<!-- table ") >= 6
    assert render(text, RESULTS) == text


def test_a_ratio_has_its_interval_and_what_was_not_measured_a_dash(tmp_path):
    sets = {"human-dev": {"ratios": {"wer": RATIO}}, "human-dev-mono": {"ratios": {"plain_wer": RATIO}}}
    rows = rendered(tmp_path, "dialogues", {"sets": sets})
    assert rows[2] == "| word errors, by speaker | 15.6 % (13.5-17.0) | - | - | 15.6 % (13.5-17.0) |"


def test_stages_are_in_seconds_and_what_is_in_none_a_share(tmp_path):
    other = {**WORK, "diarization": 0.02}
    peers = [{"sound": "two", "work": WORK}, {"sound": "one", "work": other}]
    rows = rendered(tmp_path, "stages", {"peers": peers})
    # 0.0002 + 0.0003 + 0.0005 = 0.0010; 0.036 / 0.04 = 90 %; 1536 / 1024 = 1.5
    tail = "0.0300 | 0.0010 | 0.0400 | 0.09 % | 90 % | 1.5 GiB |"
    assert rows[2:] == [f"| two | 0.0010 | 0.0060 | - | {tail}", f"| one | 0.0010 | 0.0060 | 0.0200 | {tail}"]


def test_lines_that_differ_in_noise_share_a_cell(tmp_path):
    names = ("wer", "silence_f1", "overlap_f1", "wer_in_order", "cue_said_precision", "cue_said_recall")

    def line(value):
        ratios = {name: {"value": value} for name in names}
        figures = {"call_count": 1, "ratios": ratios, "tables": {}}
        return {"sets": {name: figures for name in ("human-dev", "human-dev-mono", "samples")}}

    lines = ("clean", "noise-20", "noise-10", "noise-5", "crosstalk-18", "loss-2", "gsm", "mp3-16")
    variants = {name: line((at + 1) / 10) for at, name in enumerate(lines)}
    rows = rendered(tmp_path, "lines", {"variants": variants})
    cells = "10.0 % | 20.0, 30.0, 40.0 % | 50.0 % | 60.0 % | 70.0 % | 80.0 % |"
    assert rows[2] == f"| dialogues, word errors | {cells}"


def test_a_peer_has_our_time_over_its_own(tmp_path):
    own = {"name": "meeluister", "sound": "two", "ratios": {"wer": RATIO, "der": RATIO}, "work": WORK, "time_ratio": 1}
    other = {**own, "name": "other", "ratios": {"wer_in_order": RATIO}, "time_ratio": 0.474}
    rows = rendered(tmp_path, "peers", {"peers": [own, other]})
    assert rows[2:] == [
        "| meeluister | two | 15.6 % | 15.6 % | 0.040 | - | 1.5 GiB |",
        "| other | two | 15.6 % | - | 0.040 | 0.47 | 1.5 GiB |",
    ]


def test_interruptions_are_counted_of_those_there_are(tmp_path):
    counts = {"interruptions": 3, "backchannels": 12, "interruptions_found": 2, "without_overlap": 5}
    counts |= {"backchannels_taken_for_interruptions": 4, "other_overlaps_taken_for_interruptions": 1}
    rows = rendered(tmp_path, "interruptions", {"interruptions": {"other": counts}})
    assert rows[2:] == ["| other | 2 of 3 | 4 of 12 | 1 | 5 |"]


def test_greetings_that_are_neither_heard_nor_uncertain_are_missed(tmp_path):
    asked = {
        "named": {"count": 200, "said": 126, "uncertain": 51},
        "nameless": {"count": 200, "asked": 4000, "said": 0},
    }
    rows = rendered(tmp_path, "greetings", {"greetings": asked, "greetings_by_others": asked})
    assert rows[2] == "| ours | 126, 51, 23 of 200 | 200, 4,000 times | 0 |"
    only_others = rendered(tmp_path, "greetings", {"greetings_by_others": asked})
    assert only_others[2:] == ["| another author's | 126, 51, 23 of 200 | 200, 4,000 times | 0 |"]


def test_an_unknown_table_and_a_missing_result_are_named(tmp_path):
    with pytest.raises(SettingsError, match="there is no table dialogue; there are dialogues, stages"):
        rendered(tmp_path, "dialogue", {})
    with pytest.raises(SettingsError, match=r"README: gone\.json: not a result"):
        render("<!-- table lines gone.json -->\n<!-- end -->", tmp_path)
