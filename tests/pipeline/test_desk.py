import shutil
from dataclasses import replace
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
from pipeline.role_files import role_file
from pipeline.role_publishing import RoleSettings, publish_roles
from pipeline.settings import AgreementSettings
from pipeline.warehouse import fetch, open_readonly
from tests.factories import make_cue_items, make_findings, make_record

AGREED = {"agreed_on": None, "purposes": ["coaching"], "names_on": [], "employee_sees": [], "analyst_sees": []}


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


def test_what_the_program_missed_is_kept_with_item_and_place_and_logged(desk):
    item = {"cue_id": "summary", "polarity": "top"}
    desks.add_missed(desk, "call-1", item, Span(18.0, 22.0), " vatte samen ")
    [missed] = desks.missed_in(desk, "call-1")
    assert (missed.verdict, missed.cue_id, missed.polarity, missed.note) == ("missed", "summary", "top", "vatte samen")
    assert (missed.start_s, missed.end_s) == (18.0, 20.0)  # the call lasts 20 s
    assert logged(desk) == [("anouk", "review", missed.moment_id)]


def test_nothing_can_be_missed_after_the_end_of_a_call(desk):
    with pytest.raises(ValueError, match=r"the call lasts 20\.0 s, got 20\.0 s"):
        desks.add_missed(desk, "call-1", {"cue_id": "summary", "polarity": "top"}, Span(20.0, 24.0), "")


def test_sound_that_the_roles_file_does_not_tell_of_is_not_played(published, tmp_path):
    agreed = AgreementSettings.model_validate({**AGREED, "coach_sees": ["figures", "moments"]})
    shutil.copyfile(published / "m.duckdb", tmp_path / "m.duckdb")
    publish_roles(tmp_path / "m.duckdb", RoleSettings(agreed, {}))
    quiet = Desk(
        account="anouk", role="coach", store=str(published / "m.store"), inbox=str(published), keep_sound_days=36500,
        warehouse=str(role_file(tmp_path / "m.duckdb", "coach", "balie")),
    )  # fmt: skip
    with pytest.raises(UnheardError) as refused:
        desks.hear(quiet, "call-1", Span(0.0, 1.0))
    assert refused.value.reason == "not_agreed"


def test_notes_of_others_are_not_shown_where_text_is_not_agreed(desk, moment):
    desks.judge(desk, moment, "confirm", "mooi")
    desks.reply(desk, moment, "dank")
    desks.agree_goal(desk, "ma", None, "langer luisteren", on=date(2026, 3, 2))
    other = replace(desk, account="jelle", sees_text=False)
    assert desks.fresh_reviews(other)[moment["moment_id"]].note == ""
    assert desks.replies_of(other, "call-1") == []
    assert [goal.description for goal in desks.goals_of(other, "ma")] == [""]
    assert desks.fresh_reviews(replace(desk, sees_text=False))[moment["moment_id"]].note == "mooi"  # one's own


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
