"""The base tables that are views over words, and the SQL files as such."""

import pytest

from pipeline.warehouse import fetch
from tests.sql.given import HERE, make_warehouse

SQL = HERE.parents[1] / "sql"
TURNS = [
    {
        "speaker": "agent",
        "word": ["Goedemorgen", "met", "[medewerker]"],
        "word_start_s": [1.0, 2.0, 3.0],
        "word_end_s": [1.9, 2.5, 3.4],
        "probability": [0.9, 0.8, 0.7],
        "syllable_count": [4, 1, 2],
        "redaction": [None, None, "medewerker"],
    },
    {"turn_index": 1, "speaker": "citizen", "first_word": 3, "language": "fy"},
    {
        "turn_index": 2,
        "speaker": "agent",
        "first_word": 3,
        "word": ["Waarmee", "help", "ik"],
        "word_start_s": [6.0, 7.0, 8.0],
        "word_end_s": [6.9, 7.9, 8.9],
        "probability": [0.9, 0.9, 0.9],
        "syllable_count": [2, 1, 1],
        "redaction": [None, None, None],
    },
]


def rows_of(view, tmp_path, **given):
    with make_warehouse({"calls": [{}], "turn_words": TURNS, **given}, tmp_path) as connection:
        return fetch(connection, view)


def test_words_are_counted_through_the_turns(tmp_path):
    rows = sorted(rows_of("words", tmp_path), key=lambda row: row["word_index"])
    assert [(row["word_index"], row["word"], row["turn_index"]) for row in rows] == [
        (0, "Goedemorgen", 0),
        (1, "met", 0),
        (2, "[medewerker]", 0),
        (3, "Waarmee", 2),
        (4, "help", 2),
        (5, "ik", 2),
    ]
    assert [rows[2][column] for column in ("start_s", "end_s", "probability", "syllable_count", "redaction")] == [
        3.0,
        3.4,
        0.7,
        2,
        "medewerker",
    ]


def test_a_turn_without_words_has_no_text_and_counts_that_are_not_known(tmp_path):
    rows = sorted(rows_of("turns", tmp_path), key=lambda row: row["turn_index"])
    assert [row["text"] for row in rows] == ["Goedemorgen met [medewerker]", None, "Waarmee help ik"]
    assert [row["word_count"] for row in rows] == [3, None, 3]
    assert [row["syllable_count"] for row in rows] == [4 + 1 + 2, None, 2 + 1 + 1]


def test_masked_words_are_redactions(tmp_path):
    [row] = rows_of("redactions", tmp_path)
    assert (row["word_index"], row["kind"], row["start_s"]) == (2, "medewerker", 3.0)


def test_a_question_has_the_words_of_its_range(tmp_path):
    [row] = rows_of("questions", tmp_path, question_ranges=[{"turn_index": 2, "first_word": 3, "end_word": 5}])
    assert row["text"] == "Waarmee help"


@pytest.mark.parametrize(
    ("words", "turns", "evidence"),
    [
        pytest.param((3, 6), (2, 2), "Waarmee help ik", id="a whole turn"),
        pytest.param((4, 5), (2, 2), "help", id="one word"),
        pytest.param((1, 4), (0, 2), "met [medewerker] Waarmee", id="over a turn without words"),
        pytest.param((None, None), (None, None), None, id="no words"),
        pytest.param((4, 5), (None, None), None, id="words that are not there"),
    ],
)
def test_a_cue_has_the_words_of_its_range_as_evidence(tmp_path, words, turns, evidence):
    cue = {"first_word": words[0], "end_word": words[1], "turn_index": turns[0], "last_turn_index": turns[1]}
    [row] = rows_of("cues", tmp_path, cue_ranges=[cue])
    assert row["evidence"] == evidence


def test_employees_are_those_who_took_part_with_their_latest_team(tmp_path):
    calls = [
        {"call_id": "c1", "team": "balie"},
        {"call_id": "c2", "team": "burgerzaken", "started_at": "2026-03-09T09:30:00Z", "local_date": "2026-03-09"},
        {"call_id": "c3", "team": None, "started_at": "2026-03-10T09:30:00Z", "local_date": "2026-03-10"},
    ]
    legs = [{}, {"leg_index": 1, "employee_id": "mb", "kind": "consult"}, {"leg_index": 2, "employee_id": ""}]
    rows = sorted(rows_of("employees", tmp_path, calls=calls, legs=legs), key=lambda row: row["employee_id"])
    assert [(row["employee_id"], row["team"]) for row in rows] == [("ma", "burgerzaken"), ("mb", None)]
    assert [(row["first_date"].day, row["last_date"].day) for row in rows] == [(2, 10), (2, 2)]


def test_the_latest_review_of_a_moment_counts(tmp_path):
    reviews = [
        {"verdict": "reject", "note": None, "reviewed_at": "2026-03-05T08:00:00Z"},
        {"review_id": "r-2", "note": "mooi", "reviewed_at": "2026-03-04T08:00:00Z"},
    ]
    [row] = rows_of("stg_reviews", tmp_path, reviews=reviews, moments=[{}])
    assert (row["review"], row["note"], row["reviewed_at"].day) == ("reject", None, 5)


def test_only_reliable_tempo_over_all_languages_may_be_used(tmp_path):
    tempo = [{}, {"language": "fy"}, {"speaker": "citizen", "is_reliable": False}]
    [row] = rows_of("stg_tempo", tmp_path, tempo=tempo)
    assert (row["speaker"], row["articulation_rate"]) == ("agent", 5.0)


@pytest.mark.parametrize("file", sorted(SQL.rglob("*.sql")), ids=lambda file: file.name)
def test_sql_files_are_short_and_lower_case(file):
    lines = file.read_text().splitlines()
    assert len(lines) <= 80
    code = [line for line in lines if not line.startswith(("--", "comment on"))]
    assert max(map(len, lines[:1] + code)) <= 120
    assert not [line for line in code if any(word in line for word in ("SELECT", "FROM", "JOIN", "WHERE", "CREATE"))]


@pytest.mark.parametrize("table", ["calls", "speech", "turn_words", "tempo", "cue_ranges", "moments", "nights"])
def test_tables_describe_themselves_in_the_database(table, tmp_path):
    with make_warehouse({}, tmp_path) as connection:
        statement = "select comment from duckdb_tables() where table_name = ?"
        [(comment,)] = connection.execute(statement, [table]).fetchall()
    assert "one row a" in comment
