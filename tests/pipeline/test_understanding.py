from dataclasses import replace

import pytest

from pipeline.hearing import hear
from pipeline.recognising import Recognised
from pipeline.records import AskedOpening, Span
from pipeline.understanding import SURE_ROLES, understand
from tests.pipeline.rig import NIGHT, NOW, SaysByClip, make_tools, write_call

NAME = "Hinke Sânwâld"
GREETING = "goeiemorgen gemeente Noorderveld u spreekt met Hinke Sânwâld"
OWN_CLEAR, OWN_ABSENT = 4.0, 0.0
"""Standard deviations by which the name stands out of others."""
ENDS_S = {"agent": 5.9, "citizen": 11.9}
"""Where the openings of `write_greeting` end."""


@pytest.fixture
def tools(tmp_path):
    tools = make_tools(tmp_path, colleagues=(NAME,))
    organisation = tools.settings.organisation.model_copy(update={"names": ("Noorderveld",)})
    return replace(tools, settings=tools.settings.model_copy(update={"organisation": organisation}))


def write_greeting(folder, **columns):
    """A call in which either party may greet: 8 words from 1 s on, or from 7 s on, end within their stretch."""
    return write_call(folder, left=((1, 5.5),), right=((7, 11.5),), duration_s=13.0, employee_name=NAME, **columns)


def record_of(tools, row, texts, evidence=None):
    call = hear(row, tools)
    transcripts = SaysByClip(texts).transcribe(call.clips)
    asked = {who: AskedOpening(ENDS_S[who], deviation) for who, deviation in (evidence or {}).items()}
    return understand(call, Recognised(transcripts, asked), tools, NIGHT)


def said(record, speaker):
    return [turn.text for turn in record.conversation.turns if turn.speaker == speaker]


def test_a_record_says_who_said_what_and_what_made_it(tools, tmp_path):
    row = write_call(tmp_path, team="balie", queue="burgerzaken", language="fy", employee_name=NAME)
    record = record_of(tools, row, {("call-1", "agent"): ["goeiemorgen"], ("call-1", "citizen"): ["goeie moarn"]})

    assert (said(record, "agent"), said(record, "citizen")) == (["goeiemorgen"], ["goeie moarn"])
    assert (record.info.team, record.info.language_hint, record.info.agent_channel) == ("balie", "fy", "left")
    assert record.conversation.legs[0].span == Span(0.0, 10.0)
    assert (record.provenance.night, record.provenance.processed_at) == (NIGHT, NOW)
    assert set(record.provenance.stage_s) >= {"decode", "activity", "understand"}


def test_the_employee_is_a_pseudonym_and_a_number_no_call_id(tools, tmp_path):
    row = write_call(tmp_path, "0612345678", interaction_id="0687654321")
    record = record_of(tools, row, {})

    assert record.info.employee_id.startswith("m")
    assert record.info.employee_id != "mw-1"
    assert "0612345678" not in record.conversation.call_id
    assert "0687654321" not in record.info.interaction_id


def test_words_are_masked_and_names_kept_as_facts(tools, tmp_path):
    row = write_greeting(tmp_path)
    record = record_of(tools, row, {("call-1", "agent"): [GREETING]}, {"agent": OWN_CLEAR})

    assert "Hinke" not in said(record, "agent")[0]
    assert [one.kind for one in record.conversation.facts.heard] == ["organisation", "employee_name"]
    assert record.conversation.facts.opening == AskedOpening(5.9, 4.0)


def test_without_roles_the_one_who_says_the_names_is_the_agent(tools, tmp_path):
    row = write_greeting(tmp_path, agent_channel="")
    texts = {("call-1", "agent"): ["ik heb een vraag"], ("call-1", "citizen"): [GREETING]}
    record = record_of(tools, row, texts)

    assert record.recording.agent_channel == "right"
    assert said(record, "citizen") == ["ik heb een vraag"]
    assert record.recording.role_confidence > SURE_ROLES


@pytest.mark.parametrize(
    ("greets", "evidence", "channel"),
    [
        pytest.param("agent", {"agent": OWN_CLEAR, "citizen": OWN_ABSENT}, "left", id="as taken first"),
        pytest.param("citizen", {"agent": OWN_ABSENT, "citizen": OWN_CLEAR}, "right", id="exchanged"),
    ],
)
def test_the_evidence_is_that_of_the_agents_own_opening(tools, tmp_path, greets, evidence, channel):
    row = write_greeting(tmp_path, agent_channel="")
    record = record_of(tools, row, {("call-1", greets): [GREETING]}, evidence)

    assert record.recording.agent_channel == channel
    facts = record.conversation.facts
    assert (facts.opening.name_deviation, facts.opening_of_other.name_deviation) == (4.0, 0.0)
    assert facts.opening.end_s == ENDS_S[greets]


def test_an_opening_that_was_not_asked_is_no_fact(tools, tmp_path):
    facts = record_of(tools, write_greeting(tmp_path), {("call-1", "agent"): [GREETING]}).conversation.facts
    assert (facts.opening, facts.opening_of_other) == (None, None)


def test_what_the_citizen_says_on_hold_is_gone_and_the_hold_kept(tools, tmp_path):
    row = write_call(tmp_path, left=((1, 6), (22, 25)), right=((12, 15),), duration_s=26.0)
    texts = {("call-1", "agent"): ["blijft u even aan de lijn", "daar ben ik weer"], ("call-1", "citizen"): ["geheim"]}
    record = record_of(tools, row, texts)

    [hold] = record.conversation.holds
    assert hold.span.start_s == pytest.approx(6, abs=0.1)
    assert hold.span.end_s == pytest.approx(22, abs=0.1)
    assert said(record, "citizen") == [""]
    assert said(record, "agent") == ["blijft u even aan de lijn", "daar ben ik weer"]


def test_where_roles_are_unsure_nobodys_words_on_hold_are_kept(tools, tmp_path):
    row = write_call(tmp_path, left=((1, 6), (22, 25)), right=((12, 15),), duration_s=26.0, agent_channel="")
    texts = {("call-1", "agent"): ["blijft u even aan de lijn", "goed"], ("call-1", "citizen"): ["geheim"]}
    record = record_of(tools, row, texts)

    # one phrase (0.5), one u (0.1) and the first word (0.25) against the doubt (1)
    assert record.recording.role_confidence == pytest.approx(0.5 + 0.5 * 0.85 / 1.85, abs=0.001)
    assert said(record, "citizen") == [""]


def test_a_call_in_which_nothing_is_recognised_has_turns_without_words(tools, tmp_path):
    record = record_of(tools, write_call(tmp_path, employee_name=NAME), {})

    assert [turn.words for turn in record.conversation.turns] == [(), ()]
    assert record.conversation.facts.heard == ()
