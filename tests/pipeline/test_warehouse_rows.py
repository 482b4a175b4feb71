from dataclasses import replace

import pytest

from pipeline.records import Hold, Leg, Span
from pipeline.warehouse import columns_of, connect, lay_out
from pipeline.warehouse_rows import LoadedCall, Source, failure_row, plain_row, rows_of
from tests.factories import (
    make_conversation,
    make_cue,
    make_cue_items,
    make_failure,
    make_findings,
    make_moment,
    make_night,
    make_record,
    make_turn,
)

RECORD_SOURCE, FINDINGS_SOURCE = Source("a" * 64, "10-1"), Source("b" * 64, "20-2")


def loaded(record=None, findings=None) -> LoadedCall:
    return LoadedCall(record or make_record(), RECORD_SOURCE, findings, FINDINGS_SOURCE if findings else None)


@pytest.fixture(scope="module")
def columns():
    """Columns of each table, as `sql/schema/` lays them out."""
    with connect() as connection:
        lay_out(connection)
        tables = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        return {table: list(columns_of(connection, table)) for table in tables}


@pytest.mark.parametrize(
    "table",
    ["calls", "legs", "holds", "speech", "turn_words", "tempo", "silences", "overlaps", "question_ranges", "cue_ranges",
     "moments"],
)  # fmt: skip
def test_rows_have_all_columns_of_their_table_and_no_others(table, columns):
    record = make_record(conversation=replace(make_conversation(), holds=(Hold(Span(11, 14), is_announced=True),)))
    rows = rows_of(loaded(record, make_findings("a" * 64)))[table]
    assert rows
    assert {frozenset(row) for row in rows} == {frozenset(columns[table])}


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("failures", failure_row(make_failure())),
        ("nights", plain_row(make_night())),
        ("cue_items", plain_row(make_cue_items()[0])),
    ],
)
def test_rows_of_the_small_tables_have_all_columns(table, row, columns):
    assert set(row) == set(columns[table])


def test_what_is_empty_in_a_record_is_null_in_the_warehouse():
    [row] = rows_of(loaded())["calls"]
    assert [row[column] for column in ("queue", "trunk", "interaction_id", "agent_channel")] == [None] * 4
    assert row["team"] == "balie"


def test_a_call_without_findings_has_none_of_their_tables():
    tables = rows_of(loaded())
    assert set(tables) == {"calls", "legs", "holds", "speech", "turn_words"}
    [row] = tables["calls"]
    assert (row["language"], row["measure_version"], row["topic"]) == ("unknown", None, None)


def test_a_call_without_legs_is_one_leg_of_its_employee():
    [row] = rows_of(loaded())["legs"]
    assert (row["leg_index"], row["employee_id"], row["start_s"], row["end_s"]) == (0, "mabcdefghijkl", 0.0, 20.0)


def test_turns_and_speech_know_their_leg():
    legs = (Leg(Span(0, 12), "ma"), Leg(Span(12, 20), "mb", "transfer"))
    tables = rows_of(loaded(make_record(conversation=replace(make_conversation(), legs=legs))))
    assert [row["leg_index"] for row in tables["turn_words"]] == [0, 0, 1]
    assert [row["leg_index"] for row in tables["speech"]] == [0, 0, 0, 1]


def test_speech_takes_turn_and_language_from_the_words_around_it():
    rows = rows_of(loaded())["speech"]
    assert [row["turn_index"] for row in rows] == [0, 0, 1, 2]
    assert [row["language"] for row in rows] == ["nl", "nl", "fy", "nl"]
    assert [row["word_count"] for row in rows] == [5, 3, 8, 4]


def test_speech_without_words_kept_has_null_not_0():
    silent = tuple(replace(turn, words=()) for turn in make_conversation().turns)
    rows = rows_of(loaded(make_record(conversation=replace(make_conversation(), turns=silent))))["speech"]
    assert {(row["word_count"], row["syllable_count"]) for row in rows} == {(None, None)}
    assert [row["turn_index"] for row in rows] == [0, 0, 1, 2]


def test_speech_outside_all_turns_is_of_unknown_language():
    conversation = replace(make_conversation(), turns=(make_turn("agent", 1.0, "ja"),))  # 1.0 to 1.4
    rows = rows_of(loaded(make_record(conversation=conversation)))["speech"]
    assert [row["turn_index"] for row in rows] == [None] * 4  # the middle of [1, 3) is 2.0
    assert {row["language"] for row in rows} == {"unknown"}


def test_words_of_a_turn_lie_in_lists_of_one_length():
    row = rows_of(loaded())["turn_words"][0]
    assert row["word"][2:5] == ["met", "[medewerker]", "waarmee"]
    assert row["redaction"][2:5] == [None, "medewerker", None]
    assert (row["word_start_s"][3], row["word_end_s"][3]) == (2.5, 2.9)
    assert [first["first_word"] for first in rows_of(loaded())["turn_words"]] == [0, 8, 16]


def cue_rows(cue, conversation=None):
    findings = replace(make_findings("a" * 64), cues=(cue,))
    return rows_of(loaded(make_record(conversation=conversation), findings))["cue_ranges"]


def test_a_cue_knows_the_turns_its_words_are_in():
    [row] = cue_rows(make_cue())
    assert (row["turn_index"], row["last_turn_index"], row["is_current"]) == (0, 0, True)
    [across] = cue_rows(replace(make_cue(), first_word=7, end_word=17))
    assert (across["turn_index"], across["last_turn_index"]) == (0, 2)


@pytest.mark.parametrize(
    "cue", [replace(make_cue(), span=None), replace(make_cue(), first_word=None, end_word=None)], ids=["span", "words"]
)
def test_a_cue_may_lack_a_place_or_words(cue):
    [row] = cue_rows(cue)
    assert "span" not in row
    assert (row["start_s"] is None) == (cue.span is None)
    assert (row["turn_index"] is None) == (cue.first_word is None)


def test_a_cue_whose_words_are_gone_points_at_no_turn():
    silent = replace(make_conversation(), turns=tuple(replace(t, words=()) for t in make_conversation().turns))
    [row] = cue_rows(make_cue(), silent)
    assert (row["turn_index"], row["last_turn_index"]) == (None, None)


def moment_row(moment, *cues):
    findings = replace(make_findings("a" * 64), cues=cues, moments=(moment,))
    [row] = rows_of(loaded(findings=findings))["moments"]
    return row


def test_a_moment_takes_the_words_of_the_place_it_stands_for():
    elsewhere = replace(make_cue(), span=Span(15.0, 16.9), first_word=16, end_word=20)
    row = moment_row(make_moment(), elsewhere, make_cue(occurrence=1))
    assert (row["first_word"], row["end_word"], row["turn_index"], row["verdict"]) == (4, 8, 0, "said")
    assert (row["start_s"], row["clip_start_s"], row["clip_end_s"]) == (3.0, 1.0, 6.0)


def test_a_moment_without_a_place_of_its_own_takes_the_verdict_on_its_leg():
    verdict = replace(make_cue("not_said"), span=Span(0.0, 20.0), first_word=None, end_word=None)
    later = replace(make_cue(occurrence=1), span=Span(15.0, 16.9))
    assert moment_row(make_moment(), later, verdict)["verdict"] == "not_said"


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(replace(make_moment(), kind="silence", cue_id=None), id="no item of the leidraad"),
        pytest.param(replace(make_moment(), leg_index=1), id="another leg"),
    ],
)
def test_a_moment_that_is_no_cue_has_no_verdict_and_no_words(moment):
    row = moment_row(moment, make_cue())
    assert (row["verdict"], row["confidence"], row["first_word"], row["turn_index"]) == (None, None, None, None)
