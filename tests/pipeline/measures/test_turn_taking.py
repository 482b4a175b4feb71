from dataclasses import replace

import pytest

from pipeline.findings import Overlap, Question
from pipeline.measures.turn_taking import FloorTransfer, floor_transfers, measure_turn_taking
from pipeline.records import Hold, Span
from tests.pipeline.measures.builders import make_call


def question(start_s, kind="factual", speaker="agent"):
    return Question(
        turn_index=0,
        first_word=0,
        end_word=1,
        span=Span(start_s, start_s + 1),
        speaker=speaker,
        kind=kind,
        response_s=None,
        response_words=None,
    )


# time_s    0    1    2    3    4    5    6    7    8
# agent     |---------|                   |---------|
# citizen                |--------------------|
CALL = make_call(
    agent=[(0, 2, "goedemorgen met de gemeente"), (6, 8, "wat is uw postcode")],
    citizen=[(2.5, 6.75, "mijn bak is niet geleegd")],
)


def test_floor_transfers_are_gaps_and_overlaps():
    assert floor_transfers(CALL) == (
        FloorTransfer(2.5, "agent", "citizen", 2.5 - 2),
        FloorTransfer(6.0, "citizen", "agent", 6 - 6.75),
    )


def test_backchannels_and_talk_inside_anothers_pass_no_floor():
    call = make_call(agent=[(0, 9, "dan moet u dit")], citizen=[(2, 2.5, "ja"), (4, 5.5, "maar dat kan niet")])
    assert floor_transfers(call) == ()


def test_latency_is_the_median_per_side():
    agent = [(0, 1, "een"), (2.2, 3, "twee"), (4.4, 5, "drie"), (7, 8, "vier")]
    citizen = [(1.1, 2, "aan"), (3.2, 4, "bij"), (5.3, 6, "op")]
    found = measure_turn_taking(make_call(agent=agent, citizen=citizen))
    # Agent: 2.2 - 2, 4.4 - 4, 7 - 6; citizen: 1.1 - 1, 3.2 - 3, 5.3 - 5.
    assert (found.agent_latency_s, found.citizen_latency_s) == (0.4, 0.2)
    assert found.transfer_count == 6


def test_the_return_from_a_hold_is_no_latency():
    call = make_call(agent=[(0, 1, "een"), (40, 41, "daar ben ik weer")], citizen=[(1.2, 2, "is goed dank")])
    found = measure_turn_taking(replace(call, holds=(Hold(Span(2, 40), is_announced=True),)))
    assert (found.agent_latency_s, found.citizen_latency_s) == (None, 0.2)


def test_share_counts_speech_of_agent_and_citizen():
    # 2 + 2 s of the agent, 4.25 s of the citizen.
    assert measure_turn_taking(CALL).agent_share == 4 / (4 + 4.25)


def test_the_longest_talk_includes_own_pauses_and_the_listening_of_the_other():
    call = make_call(agent=[(0, 4, "dan moet"), (5, 9, "u dit")], citizen=[(4.2, 4.6, "ja"), (9.5, 10, "goed dan")])
    found = measure_turn_taking(call)
    assert (found.agent_longest_s, found.citizen_longest_s) == (9.0, 0.5)


def test_the_first_story_runs_until_the_agent_takes_the_floor():
    found = measure_turn_taking(CALL)
    assert (found.first_story_s, found.is_first_story_cut) == (6 - 2.5, True)


def test_a_greeting_is_no_story():
    call = make_call(
        agent=[(0, 2, "met de gemeente"), (3.5, 4.5, "zegt u het maar"), (12, 13, "wat vervelend")],
        citizen=[(2.2, 3.2, "goedemorgen met mij"), (5, 8, "mijn bak"), (8.5, 11.5, "is niet geleegd")],
    )
    found = measure_turn_taking(call)
    # From 5 to 11.5 s, its pause included; the agent waits for the end.
    assert (found.first_story_s, found.is_first_story_cut) == (6.5, False)


def test_a_story_nobody_takes_over_runs_to_its_end():
    found = measure_turn_taking(make_call(citizen=[(1, 9, "mijn bak is niet geleegd")]))
    assert (found.first_story_s, found.is_first_story_cut) == (8.0, False)


@pytest.mark.parametrize(
    ("overlap_s", "is_cut"), [pytest.param(0.5, False, id="0.5 s"), pytest.param(0.501, True, id="more")]
)
def test_a_story_is_cut_when_both_speak_for_more_than_half_a_second(overlap_s, is_cut):
    call = make_call(agent=[(9 - overlap_s, 12, "wat is uw postcode")], citizen=[(1, 9, "mijn bak is vol")])
    assert measure_turn_taking(call).is_first_story_cut is is_cut


def test_haste_is_time_and_words_before_the_first_factual_question():
    asked = [question(1.0, "offer"), question(3.0, speaker="citizen"), question(6.5), question(7.5)]
    found = measure_turn_taking(CALL, asked)
    # The five words of the citizen each take 4.25 / 5 = 0.85 s from 2.5 s on; all begin before 6.5 s.
    assert (found.before_first_fact_s, found.citizen_words_before_first_fact) == (6.5 - 0, 5)


def test_without_a_factual_question_there_is_no_haste():
    found = measure_turn_taking(CALL, [question(1.0, "open")])
    assert (found.before_first_fact_s, found.citizen_words_before_first_fact) == (None, None)


def test_an_empty_call_shows_nothing():
    found = measure_turn_taking(make_call())
    assert found.transfer_count == 0
    assert {found.agent_share, found.agent_latency_s, found.first_story_s, found.longest_silence_s} == {None}


def test_one_speaker_has_no_latency():
    found = measure_turn_taking(make_call(agent=[(0, 2), (4, 6)]))
    assert (found.agent_share, found.agent_latency_s, found.citizen_longest_s) == (1.0, None, None)
    assert found.longest_silence_s == 4 - 2


def test_a_frisian_backchannel_does_not_end_the_story():
    call = make_call(agent=[(4, 4.5, "krekt"), (10, 11, "goed")], citizen=[(1, 9, "myn bak is net lege")])
    assert measure_turn_taking(call).first_story_s == 9 - 1


def test_lead_in_and_tail_lie_outside_the_conversation():
    # The call lasts 60 s; the first speech begins at 3 and the last ends at 51.
    found = measure_turn_taking(make_call(agent=[(3, 5)], citizen=[(6, 51)]))
    assert (found.lead_in_s, found.tail_s) == (3, 60 - 51)
    assert (found.agent_speech_s, found.citizen_speech_s) == (2, 45)


def test_counts_interruptions_by_side():
    def cut(by, tier="high"):
        return Overlap(span=Span(1, 2), onset_speaker=by, kind="interruption", tier=tier)

    found = measure_turn_taking(CALL, (), [cut("agent"), cut("agent"), cut("citizen")])
    assert (found.interruptions_by_agent, found.interruptions_by_citizen) == (2, 1)
    assert measure_turn_taking(CALL, (), [cut("agent", "low")]).interruptions_by_agent is None
    assert measure_turn_taking(CALL).interruptions_by_agent == 0
