import pytest
from hypothesis import given

from pipeline.heard import Roster
from pipeline.records import Conversation
from pipeline.roles import agent_evidence, assign_roles, swapped
from tests.pipeline.measures.builders import conversations, make_call

ROSTER = Roster("Hinke Postma", ("Hinke Postma", "Wietske Dijkstra"), ("Noorderveld",))
GREETS = (0, 4, "gemeente Noorderveld u spreekt met Hinke Postma")
ASKS = (5, 8, "ik wil een nieuw paspoort aanvragen")


def test_the_left_party_that_greets_is_the_agent():
    call = make_call(agent=[GREETS], citizen=[ASKS])

    assert assign_roles(call, ROSTER)[:2] == (call, False)


def test_the_right_party_that_greets_becomes_the_agent():
    call = make_call(agent=[ASKS], citizen=[GREETS])
    found, is_swapped, confidence = assign_roles(call, ROSTER)

    assert (found, is_swapped) == (swapped(call), True)
    assert [turn.speaker for turn in found.turns if "Noorderveld" in turn.text] == ["agent"]
    assert confidence == pytest.approx(0.5 + 0.5 * 3 / 3.25, abs=0.001)  # weight 2 for the name and 1 for the place


def test_a_frisian_greeting_tells_the_agent_as_well():
    call = make_call(agent=[ASKS], citizen=[(0, 4, "goeie moarn gemeente Noorderveld mei Hinke Postma")])

    assert assign_roles(call, ROSTER)[1] is True


@pytest.mark.parametrize("call", [make_call(agent=[ASKS], citizen=[(0, 1, "hallo")]), Conversation("call-1", 9.0)])
def test_where_nobody_says_a_name_it_is_a_coin_toss(call):
    assert assign_roles(call, ROSTER) == (call, False, 0.5)


def test_one_party_alone_is_told_by_its_names():
    assert assign_roles(make_call(citizen=[GREETS]), ROSTER)[1] is True


def test_a_name_late_in_the_call_says_nothing():
    call = make_call(agent=[(0, 30, "nou " * 60), (31, 35, GREETS[2])])

    assert agent_evidence(call, ROSTER) == 0.0


def test_roles_change_places_in_speech_and_turns_alike():
    other = swapped(make_call(agent=[GREETS], citizen=[ASKS], other=[(9, 10, "toets een één")]))

    assert [one.speaker for one in other.speech] == ["citizen", "agent", "other"]
    assert [turn.speaker for turn in other.turns] == ["citizen", "agent", "other"]


@given(conversations)
def test_exchanged_twice_is_as_before(call):
    assert swapped(swapped(call)) == call


@given(conversations)
def test_the_verdict_does_not_depend_on_the_side(call):
    found, _, confidence = assign_roles(call, ROSTER)
    other, _, other_confidence = assign_roles(swapped(call), ROSTER)

    assert confidence == other_confidence
    assert confidence == 0.5 or found == other
