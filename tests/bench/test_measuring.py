import json

import pytest

from pipeline.errors import SettingsError
from tests.bench.__main__ import WEIGHTS, main, unexplained, unused
from tests.bench.measuring import SAMPLES, Options, measure
from tests.bench.summary import set_figures
from tests.bench.test_peers import TOLD
from tests.bench.test_summary import make_result
from tests.bench.truth import read_truth

NAME = "parking-fast"


def options(tmp_path, **changes):
    given = {"data": (), "weights": tmp_path, "with_plain": False, "pairs": 1, "invention_min": 0.0}
    return Options(**(given | changes))


def test_nothing_to_measure_on_ends_with_what_to_do(tmp_path):
    with pytest.raises(SettingsError, match="--data DIR"):
        measure(options(tmp_path, only=("no-such-call",)), "2026-03-02")


def test_a_run_that_fails_ends_with_its_last_line(tmp_path):
    with pytest.raises(SettingsError, match=r"the pipeline run failed: .*model\.bin: missing"):
        measure(options(tmp_path / "nothing", only=(NAME,)), "2026-03-02")


def test_results_are_compared_from_their_files(tmp_path, capsys):
    for name, words in (("a", 0), ("b", 2)):
        result = {"date": name, "sets": {}, "work": {}, "invention": {"words": words}}
        (tmp_path / name).write_text(json.dumps(result))
    assert main(["compare", str(tmp_path / "a"), str(tmp_path / "b")]) == 0
    assert "invention words" in capsys.readouterr().out


def test_what_is_no_result_is_named(tmp_path, capsys):
    assert main(["compare", str(tmp_path / "a"), str(tmp_path / "b")]) == 1
    assert "not a result of the bench" in capsys.readouterr().err


def test_a_result_of_another_bench_is_named(tmp_path, capsys):
    for name in ("a", "b"):
        (tmp_path / name).write_text('{"corpora": {}}')
    assert main(["compare", str(tmp_path / "a"), str(tmp_path / "b")]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'a'}: not a result of the bench, its variants or its peers\n"


def test_results_of_two_kinds_end_with_a_sentence_and_no_table(tmp_path, capsys):
    for name, kind in (("a", "sets"), ("b", "variants")):
        (tmp_path / name).write_text(json.dumps({"date": name, kind: {}}))
    assert main(["compare", str(tmp_path / "a"), str(tmp_path / "b")]) == 1
    shown = capsys.readouterr()
    assert "results of two kinds cannot be compared" in shown.err
    assert not shown.out


@pytest.mark.parametrize("name", ["2026-03-02", "2026-03-02-variants", "2026-03-02-peers"])
def test_a_second_result_of_a_day_gets_a_number_before_the_extension(name, tmp_path):
    names = []
    for _ in range(3):
        file = unused(tmp_path / f"{name}.json")
        file.touch()
        names.append(file.name)
    assert names == [f"{name}.json", f"{name}-2.json", f"{name}-3.json"]


RUNS = [
    ([], "measuring.measure", ""),
    (["variants"], "variant_runs.measure_variants", "-variants"),
    (["peers"], "peers.measure_peers", "-peers"),
]


@pytest.mark.parametrize(("command", "function", "ending"), RUNS)
def test_a_run_overwrites_no_kept_result_but_the_file_that_is_given(command, function, ending, tmp_path, monkeypatch):
    sets = {"samples": set_figures([])}
    result = make_result(sets=sets, variants={"clean": {"sets": sets}}, work={"unexplained": 0.0}) | TOLD
    monkeypatch.setattr(f"tests.bench.{function}", lambda *_: result)
    monkeypatch.setattr("tests.bench.__main__.RESULTS", tmp_path)
    kept, given = tmp_path / f"2026-03-02{ending}.json", tmp_path / "given.json"
    for file in (kept, given):
        file.write_text("of this morning")
    assert main(command) == 0
    assert kept.read_text() == "of this morning"
    assert (tmp_path / f"2026-03-02{ending}-2.json").exists()
    assert main([*command, "--out", str(given)]) == 0
    assert json.loads(given.read_text())["date"] == "2026-03-02"


@pytest.mark.slow
def test_one_call_gives_a_result_without_a_word_of_it(tmp_path):
    out = tmp_path / "result.json"
    arguments = ["--only", NAME, "--pairs", "1", "--invention-minutes", "0.5", "--greetings", "2", "--out", str(out)]
    assert main([*arguments, "--weights", str(WEIGHTS)]) == 0
    result = json.loads(out.read_text())
    ratios = result["sets"]["samples"]["ratios"]
    assert 0 < ratios["wer"]["value"] < 1
    assert {"plain_wer", "silence_f1", "cue_said_recall", "text_cue_said_recall"} <= ratios.keys()
    assert result["work"]["recognition"] > result["work"]["unexplained"]
    assert result["plain"]["time_ratio"] > 0
    assert result["threads"] == 2
    words = result["invention"]["words_by_sound"]
    assert sum(count for sound, count in words.items() if sound != "prompts") == 0
    assert result["greetings"]["nameless"]["said"] == 0
    assert result["greetings_by_others"]["named"]["count"] == 2
    for turn in read_truth(SAMPLES / f"{NAME}.truth.json").turns:
        assert turn.text not in out.read_text()


@pytest.mark.parametrize(("share", "is_too_much"), [(0.05, False), (0.051, True), (-0.051, True)])
def test_more_time_unexplained_than_may_be_is_a_sentence(share, is_too_much):
    assert bool(unexplained({"work": {"unexplained": share}})) is is_too_much
