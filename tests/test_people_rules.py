"""No emotion, no ranking, nothing unconfirmed in a person's figures: over all tables, views, pages and reports."""

import ast
import re
from pathlib import Path

import pytest

from pipeline.warehouse import connect, fetch, lay_out, make_views
from tests.sql.given import make_warehouse
from tests.sql.test_marts import MARTS, grain

ROOT = Path(__file__).parents[1]
FORBIDDEN = re.compile(
    r"loudness|luidheid|pitch|toonhoogte|intonati|(?:stem|speech|voice)_?volume|sentiment|emotion|emotie|(?<![a-z])anger|boosheid|"
    r"mood|stress_?level|rank(?:ing|_|$)|ranglijst|klassement|league|leaderboard|percentile|score(?:_|$)|cijfer_medewerker"
)
"""Parts of names of columns, and of what a page or report shows."""
RANKS = re.compile(r"\b(?:rank|dense_rank|percent_rank|ntile|cume_dist)\s*\(", re.IGNORECASE)
SQL = sorted((ROOT / "sql").rglob("*.sql"))
PAGES = sorted(
    file
    for folder in ("notebooks", "flows")
    for file in (ROOT / folder).rglob("*.py")
    if folder == "notebooks" or re.search(r"report|coach|tempo|call_view|screen", file.stem)
)


def columns():
    """Return every column of every table and view."""
    with connect() as connection:
        lay_out(connection)
        make_views(connection)
        found = connection.execute("select table_name, column_name from duckdb_columns() where not internal").fetchall()
    return [f"{table}.{column}" for table, column in found]


@pytest.mark.parametrize(
    "name", ["agent_loudness", "mean_pitch_hz", "sentiment", "emotion_agent", "rank", "employee_ranking", "total_score"]
)
def test_what_is_forbidden_would_be_found(name):
    assert FORBIDDEN.search(name)


def test_no_column_holds_emotion_or_rank():
    names = columns()
    assert len(names) > 100
    assert [name for name in names if FORBIDDEN.search(name)] == []


@pytest.mark.parametrize("file", SQL, ids=lambda file: file.stem)
def test_no_view_ranks(file):
    assert RANKS.findall(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_no_page_or_report_shows_emotion_or_rank(file):
    """Names and texts of the code, without docstrings and comments, which may say that there is none."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, _DOCUMENTED)}
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    shown = [text for text in (*texts, *names) if text not in docs and not _says_there_is_none(text)]
    assert [text for text in shown if FORBIDDEN.search(text.lower())] == []


def _says_there_is_none(text):
    return re.search(r"\b(?:geen|nooit|niet)\b", text.lower()) is not None or "acknowledge_emotion" in text


_DOCUMENTED = (ast.Module, ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
OF_PERSONS = [
    mart for mart in MARTS if "employee_id" in grain(mart) and not {"call_id", "moment_id"} & set(grain(mart))
]


@pytest.mark.parametrize("mart", OF_PERSONS)
def test_a_flag_that_nobody_confirmed_changes_no_figure_of_a_person(mart, tmp_path):
    plain = {"calls": [{}], "choices": [{}], "cue_items": [{"cue_id": "offer_help"}], "tempo": [{}]}
    flags = [{"moment_id": f"m-{n}", "polarity": polarity} for n, polarity in enumerate(("top", "goal", "goal"))]
    before, after = (figures(mart, given, tmp_path) for given in (plain, {**plain, "moments": flags}))
    added = [row for row in after if row not in before]
    assert [row for row in before if row not in after] == []
    assert [row for row in added if any(value not in (None, 0) for value in row.values())] == []


def figures(mart, given, folder):
    """Return the numbers of a mart's rows; how sure the program is of a proposal is no figure of a person."""
    with make_warehouse(given, folder) as connection:
        rows = fetch(connection, mart)
    numbers = [
        {name: value for name, value in row.items() if isinstance(value, int | float) and not isinstance(value, bool)}
        for row in rows
    ]
    beside = {"confidence", "place"}  # the order of a person's own items
    return [{name: value for name, value in row.items() if name not in beside} for row in numbers]


def test_a_confirmed_flag_does_count(tmp_path):
    given = {
        "calls": [{}], "choices": [{}], "cue_items": [{"cue_id": "offer_help"}],
        "moments": [{"moment_id": "m-1"}], "reviews": [{"moment_id": "m-1"}],
    }  # fmt: skip
    [row] = figures("coach_tops_and_goals", given, tmp_path)
    assert 1 in row.values()
