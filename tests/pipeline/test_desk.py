from datetime import date

import pytest

from pipeline import desk as desks
from pipeline.audit import AuditLog
from pipeline.desk import Desk
from pipeline.listening import UnheardError
from pipeline.people_records import Assessment, Review
from pipeline.publishing import publish
from pipeline.records import Span
from pipeline.records_store import RecordStore
from pipeline.warehouse import fetch, open_readonly
from tests.factories import make_cue_items, make_findings, make_record


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    store = RecordStore(folder / "m.store")
    store.write_findings(make_findings(store.write_record(make_record("call-1")), "call-1"))
    publish(folder / "m.store", folder / "m.duckdb", make_cue_items())
    return folder


@pytest.fixture
def desk(published, tmp_path):
    return Desk(account="anouk", role="coach", warehouse=str(published / "m.duckdb"), store=str(tmp_path))


@pytest.fixture
def moment(published):
    with open_readonly(published / "m.duckdb") as connection:
        return fetch(connection, "coach_flagged_moments")[0]


def logged(desk):
    return [
        (link.entry.actor, link.entry.action, link.entry.subject)
        for _, _, link in AuditLog(desk.sound_place.store).links()
    ]


def test_a_verdict_is_on_the_desk_at_once_and_logged_without_its_note(desk, moment):
    desks.judge(desk, moment, "confirm", "  <b>mooi</b> gedaan ")
    review = desks.fresh_reviews(desk)[moment["moment_id"]]
    assert (review.verdict, review.note, review.reviewer, review.cue_id) == (
        "confirm", "<b>mooi</b> gedaan", "anouk", "offer_help",
    )  # fmt: skip
    assert logged(desk) == [("anouk", "review", moment["moment_id"])]
    assert "mooi" not in "".join(file.read_text() for file in (desk.sound_place.store / "audit").glob("*.jsonl"))


def test_who_judges_again_changes_their_mind_and_both_are_kept(desk, moment):
    desks.judge(desk, moment, "confirm", "")
    desks.judge(desk, moment, "reject", "")
    assert desks.fresh_reviews(desk)[moment["moment_id"]].verdict == "reject"
    assert len(desk.people.entries(Review)) == 2


def test_a_call_of_another_role_can_be_neither_judged_nor_heard(desk, moment):
    with pytest.raises(UnheardError, match="none of yours"):
        desks.judge(desk, {**moment, "call_id": "call-2"}, "confirm", "")
    with pytest.raises(UnheardError, match="none of yours"):
        desks.hear(desk, "call-2", Span(0.0, 1.0))
    assert desks.fresh_reviews(desk) == {}


@pytest.mark.parametrize("role", ["employee", "coach"])
def test_an_assessment_tells_who_judged(desk, role):
    own = Desk(account="rixt", role=role, warehouse=desk.warehouse, store=desk.store, employee_id="ma")
    desks.assess(own, "call-1", {"summary": "said", "goodbye": "not_said"}, purpose="coaching")
    kinds = {one.assessor_kind for one in desks.assessments_of(desk, "call-1")}
    assert kinds == {"self" if role == "employee" else "coach"}


def test_the_coach_who_comes_after_another_is_the_second(desk):
    other = Desk(account="jelle", role="coach", warehouse=desk.warehouse, store=desk.store)
    for who in (desk, other, desk):
        desks.assess(who, "call-1", {"summary": "said"}, purpose="audit")
    kinds = [(one.assessor, one.assessor_kind) for one in desk.people.entries(Assessment)]
    assert sorted(set(kinds)) == [("anouk", "coach"), ("jelle", "second_coach")]


def test_a_goal_is_followed_until_it_is_rounded_off(desk):
    goal = desks.agree_goal(desk, "ma", "summary", "", on=date(2026, 3, 3))
    assert [one.ended_on for one in desks.goals_of(desk, "ma")] == [None]
    desks.end_goal(desk, goal, on=date(2026, 5, 1))
    assert [one.ended_on for one in desks.goals_of(desk, "ma")] == [date(2026, 5, 1)]


def test_an_employee_answers_to_a_moment(desk, moment):
    own = Desk(account="rixt", role="employee", warehouse=desk.warehouse, store=desk.store, employee_id="ma")
    desks.reply(own, moment, "Ik wilde niet onderbreken.")
    assert [one.note for one in desks.replies_of(desk, "call-1")] == ["Ik wilde niet onderbreken."]


def test_events_are_of_a_team_or_of_all(desk):
    desks.note_event(desk, "training", "training", on=date(2026, 3, 5), team="balie")
    desks.note_event(desk, "0-meting", "baseline", on=date(2026, 3, 1), team=None)
    assert [one.name for one in desks.events_for(desk, "balie")] == ["0-meting", "training"]
    assert [one.name for one in desks.events_for(desk, "post")] == ["0-meting"]


def test_names_stay_in_their_drawer_unless_they_may_appear(desk):
    assert desks.names_for(desk) == {}
