"""No emotion, no rank, nothing unconfirmed in a person's figures: in all tables, views, pages, reports and papers."""

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

PAPERS = sorted((ROOT / "flows" / "papers").glob("*.md"))
QUERIES = sorted((ROOT / "sql" / "questions").glob("*.sql"))
BEFORE_PERSONS = re.compile(
    r"(?:\w+\.)?(?:month_start|week_start|local_date|team|queue|name|purpose(?: = '\w+')?)(?: desc)?"
)
"""What a list of persons may be sorted by before their names: when, and of which team."""


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


@pytest.mark.parametrize("mart", OF_PERSONS)
def test_nobodys_figures_hang_on_a_colleague(mart, tmp_path):
    """A place among others, however it is called or reckoned, would change with them."""
    own = {table: [{}] for table in ("calls", "choices", "tempo", "overlaps", "turn_taking", "tempo_adjusted")}
    own |= {"cue_items": [{"cue_id": "offer_help"}], "moments": [{"moment_id": "m"}], "reviews": [{"moment_id": "m"}]}
    more = {table: list(rows) for table, rows in own.items()}
    for pace in (1, 900):  # one slower, one faster
        call = {"call_id": f"c-{pace}"}
        more["calls"].append({**call, "employee_id": f"m-{pace}", "duration_s": 900.0})
        more["tempo"].append({**call, "syllable_count": pace})
        more["overlaps"].append(call)
        more["turn_taking"].append(call)
        more["tempo_adjusted"].append({"employee_id": f"m-{pace}", "adjusted_rate": float(pace)})
        more["moments"].append({**call, "moment_id": f"m-{pace}"})
        more["reviews"].append({"moment_id": f"m-{pace}"})
    alone, among = (of_person(mart, given, tmp_path) for given in (own, more))
    assert alone
    assert among == alone


def of_person(mart, given, folder):
    """Return the rows of the plain employee alone, in no order."""
    with make_warehouse(given, folder) as connection:
        return sorted(repr(row) for row in fetch(connection, mart) if row["employee_id"] == "ma")


def sorted_before_persons(query):
    """Return by what a query on marts of persons sorts before it sorts by person, empty for any other query."""
    if not any(re.search(rf"\b(?:from|join)\s+{mart}\b", query) for mart in OF_PERSONS):
        return []
    keys = [key.strip() for part in re.findall(r"order by\s+([^;)]+)", query) for key in part.split(",")]
    is_of_one = re.search(r"employee_id\s*=\s*\?", query) is not None
    before = keys if not any("employee_id" in key for key in keys) else keys[: _first(keys)]
    return [] if is_of_one else [key for key in before if not BEFORE_PERSONS.fullmatch(key)]


def _first(keys):
    return next(place for place, key in enumerate(keys) if "employee_id" in key)


def test_a_list_sorted_by_a_figure_of_persons_would_be_found():
    start = f"from {OF_PERSONS[0]} order by "
    assert sorted_before_persons(start + "call_count desc") == ["call_count desc"]
    assert sorted_before_persons(start + "week_start, employee_id, call_count") == []


def test_no_query_sorts_persons_by_a_figure():
    texts = {file.name: file.read_text(encoding="utf-8") for file in QUERIES}
    for file in PAGES:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        said = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        texts |= {f"{file.name} {number}": text for number, text in enumerate(said) if "order by" in text}
    assert any("order by" in text for text in texts.values())
    assert {name: keys for name, text in texts.items() if (keys := sorted_before_persons(text))} == {}


@pytest.mark.parametrize("file", PAPERS, ids=lambda file: file.stem)
def test_papers_name_emotion_and_rank_only_to_say_that_there_is_none(file):
    for line in file.read_text(encoding="utf-8").splitlines():
        if FORBIDDEN.search(line.lower()):
            assert re.search(r"\b(?:geen|niet|verboden)\b", line.lower()), line


def test_a_confirmed_flag_does_count(tmp_path):
    given = {
        "calls": [{}], "choices": [{}], "cue_items": [{"cue_id": "offer_help"}],
        "moments": [{"moment_id": "m-1"}], "reviews": [{"moment_id": "m-1"}],
    }  # fmt: skip
    [row] = figures("coach_tops_and_goals", given, tmp_path)
    assert 1 in row.values()
