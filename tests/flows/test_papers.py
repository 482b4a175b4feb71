import json
from datetime import date

import pytest

from flows import papers
from flows.privacy import latest
from flows.wiring import DEFAULT_SETTINGS
from pipeline.errors import SettingsError
from pipeline.settings import load_settings

TODAY = date(2026, 11, 27)
RATIO = {"part": 9, "whole": 10, "value": 0.9, "low": 0.8, "high": 1.0}
LEVELS = {"clean": {"macro_f1": {"all": 0.8, "nl": 0.9, "fy": 0.7}}}


@pytest.fixture
def results(tmp_path):
    """Results of the benches as they write them, the cues twice: on calls once seen and on later ones."""
    masking = {language: {"numbers: recall (words)": RATIO} for language in ("all", "nl", "fy")}
    written = {
        "bench": {"date": "2026-11-26", "model": "whisper-base", "sets": {"samples": {"ratios": {"wer_fy": RATIO}}}},
        "masking": {"date": "2026-11-27", "items": 320, "maskers": {"meeluister": masking}},
        "cues-1": {"date": "2026-11-25", "corpora": {"blind2": {"calls": 56, "levels": LEVELS}, "own": {}}},
        "cues-2": {"date": "2026-11-26", "corpora": {"blind3": {"calls": 64, "levels": LEVELS}}},
    }
    for name, result in written.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(result), encoding="utf-8")
    return tmp_path


def written(folder, figures):
    files = papers.write_papers(folder / "papers", load_settings(DEFAULT_SETTINGS), figures, TODAY, "basis versie 1")
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def test_figures_are_told_by_language_with_dutch_dates_and_commas(results):
    figures = papers.read_figures(
        results / "bench.json", results / "masking.json", [results / "cues-1.json", results / "cues-2.json"]
    )
    use = written(results, figures)["gebruiksaanwijzing"]

    assert "Gemeten op 26-11-2026 met model whisper-base" in use
    assert "| verkeerd verstane woorden, Fries | 90,0 % (80 tot 100) |" in use
    assert "Maskeren, gemeten op 27-11-2026 op 320 apart gehouden uitingen" in use
    assert "op de tekst van 64 apart gehouden" in use
    assert "| tekst zonder fouten | 80,0 % | 90,0 % | 70,0 % |" in use
    assert "| een kwart van de woorden verkeerd verstaan | niet gemeten | niet gemeten | niet gemeten |" in use


def test_the_latest_result_is_that_of_the_last_day_set_and_rules(tmp_path):
    names = (
        "2026-11-27-set12-rules9",
        "2026-11-28-set10-rules9",
        "2026-11-28-set9-rules10",
        "2026-11-28-set10-rules10",
    )
    for name in names:
        (tmp_path / f"{name}.json").touch()
    assert latest(tmp_path, "????-??-??*.json") == tmp_path / "2026-11-28-set10-rules10.json"
    assert latest(tmp_path, "cues-*.json") is None


def test_of_calls_measured_twice_the_later_measurement_is_told(results):
    again = {
        "date": "2026-11-28",
        "corpora": {"blind3": {"calls": 64, "levels": {"clean": {"macro_f1": {"all": 0.9}}}}},
    }
    (results / "cues-3.json").write_text(json.dumps(again), encoding="utf-8")
    cues = [results / f"cues-{number}.json" for number in (1, 2, 3)]
    use = written(results, papers.read_figures(None, None, cues))["gebruiksaanwijzing"]

    assert "gemeten op 28-11-2026 op de tekst van 64 apart gehouden" in use
    assert "| tekst zonder fouten | 90,0 % |" in use


def test_the_tenth_set_is_later_than_the_ninth(results):
    both = {"blind9": {"calls": 9, "levels": LEVELS}, "blind10": {"calls": 10, "levels": LEVELS}}
    (results / "cues-3.json").write_text(json.dumps({"date": "2026-11-28", "corpora": both}), encoding="utf-8")
    cues = [results / f"cues-{number}.json" for number in (3, 2, 1)]
    use = written(results, papers.read_figures(None, None, cues))["gebruiksaanwijzing"]

    assert "op de tekst van 10 apart gehouden" in use


def test_without_results_the_papers_say_that_nothing_was_measured(tmp_path):
    texts = written(tmp_path, papers.read_figures(None, None))

    assert "Niet gemeten op deze machine" in texts["gebruiksaanwijzing"]
    assert "maskeren voor het schrijven: nog niet gemeten" in texts["dpia"]


def test_the_papers_name_what_an_officer_looks_for(tmp_path):
    texts = written(tmp_path, papers.read_figures(None, None))

    for part in ("Grondslag", "Betrokkenen", "Herkomst", "Termijnen", "Beveiliging", "Stemkenmerken"):
        assert part in texts["verwerkingsregister"]
    for part in ("Rechten van betrokkenen", "artikel 27", "WOR artikel 27", "Risico's", "Archiefwet"):
        assert part in texts["dpia"]


def test_a_file_that_is_no_result_is_named(tmp_path):
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"x\.json: no result of this bench"):
        papers.read_figures(tmp_path / "x.json", None)
