from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pipeline.people_records import Assessment, Event, Reply, Review
from pipeline.people_rows import people_rows
from pipeline.people_store import PeopleStore, latest_goals, latest_reviews
from pipeline.warehouse import columns_of, connect, lay_out
from tests.factories import make_goal, make_review

AT = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
REPLY = Reply(reply_id="a1", moment_id="m1", call_id="call-1", employee_id="ma", note="Dat klopt.", replied_at=AT)
ASSESSMENT = Assessment(
    assessment_id="b1",
    call_id="call-1",
    assessor_kind="self",
    assessor="ma",
    cue_id="summary",
    verdict="said",
    note="",
    assessed_at=AT,
    purpose="coaching",
)
EVENT = Event(
    event_id="e1", kind="baseline", name="0-meting", happened_on=date(2026, 3, 1), team="balie", employee_id=None
)


@pytest.fixture
def store(tmp_path):
    return PeopleStore(tmp_path)


@pytest.mark.parametrize(
    "entry", [make_review(), REPLY, ASSESSMENT, make_goal(), EVENT], ids=lambda one: type(one).__name__
)
def test_what_was_added_reads_back_equal(store, entry):
    store.add(entry)
    assert store.entries(type(entry)) == [entry]


def test_many_coaches_may_add_at_once_and_nothing_is_lost(store):
    reviews = [make_review(hour=hour % 24, reviewer=f"coach-{hour}") for hour in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(store.add, reviews))
    assert sorted(one.reviewer for one in store.entries(Review)) == sorted(one.reviewer for one in reviews)


def test_entries_of_one_call_are_found_without_the_others(store):
    store.add(make_review("call-1"))
    store.add(make_review("call-2"))
    assert [one.call_id for one in store.entries(Review, "call-2")] == ["call-2"]
    assert store.entries(Review, "call-3") == []


def test_the_latest_review_of_a_moment_counts(store):
    for verdict, hour in (("confirm", 9), ("reject", 10), ("misheard", 8)):
        store.add(make_review(verdict=verdict, hour=hour))
    assert [one.verdict for one in latest_reviews(store.entries(Review)).values()] == ["reject"]


def test_a_goal_stands_as_it_was_written_last():
    goals = [make_goal(ended_on=date(2026, 4, 1), hour=11), make_goal(), make_goal("goal-2")]
    assert [(goal.goal_id, goal.ended_on) for goal in latest_goals(goals)] == [
        ("goal-1", date(2026, 4, 1)),
        ("goal-2", None),
    ]


def test_a_damaged_entry_costs_itself_only_and_is_named(store):
    store.add(make_review("call-1"))
    store.add(make_review("call-2"))
    store.files(Review, "call-1")[0].write_text("{")
    warnings = []
    rows = people_rows(store, {"call-1", "call-2"}, warnings)
    assert [row["call_id"] for row in rows["reviews"]] == ["call-2"]
    assert ["call-1" in warning and "restore it from a backup" in warning for warning in warnings] == [True]
    assert len(store.entries(Review)) == 1


def test_rows_have_the_columns_of_their_tables(store):
    for entry in (make_review(), REPLY, ASSESSMENT, make_goal(), EVENT):
        store.add(entry)
    rows = people_rows(store, {"call-1"}, [])
    with connect() as connection:
        lay_out(connection)
        for table, (row,) in rows.items():
            assert row.keys() == columns_of(connection, table).keys(), table


def test_what_was_written_about_calls_that_are_gone_is_no_row(store):
    for entry in (make_review("call-1"), REPLY, ASSESSMENT, make_goal()):
        store.add(entry)
    rows = people_rows(store, set(), [])
    assert {table: len(found) for table, found in rows.items()} == {
        "reviews": 0,
        "replies": 0,
        "goals": 1,
        "assessments": 0,
        "events": 0,
    }


@pytest.mark.parametrize("call_id", ["../elders", "a/b", ".verborgen", ""])
def test_an_id_never_leads_out_of_the_folder(store, call_id):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says, nothing is written
        store.add(make_review(call_id))


def test_notes_are_text_of_a_bounded_length():
    note = "<script>alert(1)</script> & zo"
    assert make_review(note=note).note == note
    with pytest.raises(ValueError, match="2000 characters"):
        make_review(note="x" * 2001)


def test_what_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="needs a span"):
        replace(make_review(), end_s=3.0)
    with pytest.raises(ValueError, match="cannot end on 2026-03-01, before"):
        make_goal(ended_on=date(2026, 3, 1))
    with pytest.raises(ValueError, match="empty reply"):
        replace(REPLY, note=" ")
