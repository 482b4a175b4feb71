from dataclasses import replace

import pytest
from hypothesis import given

from pipeline.heard import Roster
from pipeline.records import AskedOpening, Conversation, Facts, Heard, Span
from pipeline.roles import agent_evidence, assign_roles, exchanged, swapped
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
    # weight 2 for the name, 1 for the place, 0.1 for one "u", 0.25 for the first word
    assert confidence == pytest.approx(0.5 + 0.5 * 3.35 / 4.35, abs=0.001)


def test_a_frisian_greeting_tells_the_agent_as_well():
    call = make_call(agent=[ASKS], citizen=[(0, 4, "goeie moarn gemeente Noorderveld mei Hinke Postma")])

    assert assign_roles(call, ROSTER)[1] is True


@pytest.mark.parametrize("call", [make_call(agent=[(0, 1, "ja")], citizen=[(0, 1, "hallo")]), Conversation("c", 9.0)])
def test_where_nothing_tells_it_is_a_coin_toss(call):
    assert assign_roles(call, ROSTER) == (call, False, 0.5)


@pytest.mark.parametrize(("direction", "agent_says"), [("inbound", "ja"), ("outbound", "hallo")])
def test_where_nobody_says_what_tells_who_is_called_speaks_first(direction, agent_says):
    call = replace(make_call(agent=[(0, 1, "ja")], citizen=[(2, 3, "hallo")]), direction=direction)
    found, _, confidence = assign_roles(call, ROSTER)

    assert [turn.text for turn in found.turns if turn.speaker == "agent"] == [agent_says]
    assert confidence == pytest.approx(0.5 + 0.5 * 0.25 / 1.25)


def test_a_name_in_the_sound_tells_where_no_word_was_taken_for_it():
    call = make_call(agent=[(0, 1, "ja")], citizen=[(2, 3, "hallo")])
    _, is_swapped, confidence = assign_roles(call, ROSTER, ["citizen"])

    # 1 for the name in the sound against 0.25 for the first word
    assert (is_swapped, confidence) == (True, pytest.approx(0.5 + 0.5 * 0.75 / 2.25, abs=0.001))


def test_a_name_in_words_and_sound_counts_once():
    call = make_call(agent=[GREETS], citizen=[ASKS])

    assert agent_evidence(call, ROSTER, is_name_in_sound=True) == agent_evidence(call, ROSTER)


def test_one_party_alone_is_told_by_its_names():
    assert assign_roles(make_call(citizen=[GREETS]), ROSTER)[1] is True


def test_a_name_late_in_the_call_says_nothing():
    call = make_call(agent=[(0, 30, "nou " * 60), (31, 35, "gemeente Noorderveld met Hinke Postma")])

    assert agent_evidence(call, ROSTER) == 0.25  # for the first word


@pytest.mark.parametrize(
    "opening",
    [
        "goedemorgen mevrouw Hofstra u spreekt met Rixt van de gemeente ik bel u terug",
        "goedemiddag gementen naar het eerst",  # as a recogniser writes *gemeente Noardeast*
        "met de gemeente",
        "goeie moarn gemeente Noorderveld",
    ],
)
def test_who_opens_as_an_organisation_is_the_agent_though_called_later(opening):
    call = make_call(agent=[(0, 1, "met Hofstra")], citizen=[(2, 8, opening)])

    assert assign_roles(call, Roster())[1] is True


def test_who_speaks_of_the_organisation_is_no_agent():
    call = make_call(
        agent=[(0, 2, "goedemorgen")], citizen=[(3, 9, "met Postma ik heb een brief van de gemeente over de container")]
    )

    assert assign_roles(call, Roster())[1] is False


def test_a_first_name_alone_weighs_less_than_the_organisation():
    call = make_call(agent=[(0, 2, "gemeente Noorderveld")], citizen=[(3, 9, "met Hinke ik had graag wat gevraagd")])

    assert assign_roles(call, ROSTER)[1] is False


def test_who_says_u_most_serves():
    call = make_call(agent=[(0, 4, "dat weet ik eigenlijk niet")], citizen=[(5, 9, "hebt u het dan bij u als u komt")])

    assert assign_roles(call, Roster())[1] is True  # 3 x 0.1 against 0.25 for the first word


@pytest.mark.parametrize(
    ("agent", "citizen"),
    [
        ("waarmee kan ik u helpen", "ja hallo"),
        ("mag ik uw geboortedatum", "ja hoor"),
        ("goedemorgen", "ik heb een vraag over mijn straat"),
        ("wermei kin ik helpe", "ik ha in fraach"),
    ],
)
def test_who_serves_and_who_is_served_tell_without_a_name(agent, citizen):
    call = make_call(agent=[(5, 8, citizen)], citizen=[(0, 4, agent)])  # taken the wrong way round

    assert assign_roles(call, Roster())[1] is True


def test_a_stored_call_changes_roles_with_all_that_follows():
    # the one taken for the citizen announces a hold at 4 s and comes back at 20 s; the other talks meanwhile
    call = make_call(
        citizen=[(0, 4, "een momentje blijft u aan de lijn"), (20, 22, "bedankt voor het wachten")],
        agent=[(8, 12, "tegen de hond")],
    )
    openings = AskedOpening(4.4, 0.2), AskedOpening(12.4, 3.5)
    facts = Facts((Heard("organisation", 0, 1, 0.9),), "heard-1", (Heard("employee_name", 1, 2, 0.8),), *openings)
    other = exchanged(replace(call, facts=facts))

    assert [hold.span for hold in other.holds] == [Span(4, 20)]
    assert [(turn.speaker, turn.text) for turn in other.turns if turn.words] == [
        ("agent", "een momentje blijft u aan de lijn"),
        ("agent", "bedankt voor het wachten"),
    ]
    assert [found.kind for found in other.facts.heard] == ["employee_name"]
    assert [found.kind for found in other.facts.heard_from_other] == ["organisation"]
    assert (other.facts.opening_of_other, other.facts.opening) == openings


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
