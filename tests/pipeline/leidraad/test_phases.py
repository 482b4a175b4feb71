from dataclasses import replace

import pytest

from pipeline.leidraad.phases import leg_views, window_of
from pipeline.leidraad.places import Place, Places, gather
from pipeline.leidraad.reading import read
from pipeline.leidraad.rules import Window
from pipeline.records import Conversation, Leg, Span
from tests.pipeline.leidraad.talk import talk

NOWHERE = Places()
LONG = " ".join(["woord"] * 13)


def view_of(conversation, places=NOWHERE):
    return leg_views(read(conversation), places)[0]


def greeting_at(first_word):
    return gather([Place("list.greeting", first_word, first_word + 1, 0, 1.0)])


# time_s    1.0 - 1.8   2.4 - 7.6           8.2 - 9.0
# agent     |hallo daar|                    |goed zo|
# citizen               |13 words: a story |
def test_the_opening_ends_where_the_caller_begins_the_story():
    view = view_of(talk("A hallo daar", f"B {LONG}", "A goed zo"))
    assert view.opening == Span(1.0, 2.4)
    assert view.body == Span(2.4, 9.0)


def test_twelve_words_are_no_story_yet():
    view = view_of(talk("A hallo daar", "B " + " ".join(["woord"] * 12), "A goed zo"))
    # no story, so the opening lasts its 20 s from the agent's first word
    assert view.opening == Span(1.0, 21.0)


def test_the_opening_lasts_twenty_seconds_from_the_agents_first_word():
    view = view_of(talk("B hallo", "(30)", "A hallo daar", "B ja", "A dag"))
    # the citizen speaks 1.0 - 1.4; 0.6 s pause and 30 s wait; the agent begins at 32.0
    assert view.opening == Span(32.0, 52.0)


def test_a_long_first_turn_belongs_to_the_opening_up_to_twenty_seconds():
    view = view_of(talk("A " + " ".join(["woord"] * 60)))
    assert view.opening == Span(1.0, 21.0)


def test_the_body_begins_with_the_callers_first_turn_of_four_words():
    view = view_of(talk("A hallo", "B hoi", "A zeg het", "B ik wil een paspoort", "A goed"))
    # turns: 1.0-1.4, 2.0-2.4, 3.0-3.8, 4.4-6.0
    assert view.body.start_s == 4.4


def test_a_lone_agent_has_an_opening_and_everything_else_at_once():
    view = view_of(talk("A hallo daar"))
    assert view.opening == Span(1.0, 21.0)
    assert view.body == view.closing == Span(1.0, 1.8)


def test_a_lone_citizen_has_no_opening():
    view = view_of(talk("B hallo daar"))
    assert view.opening is None
    assert view.body == Span(1.0, 1.8)


def test_the_closing_is_the_last_45_seconds_before_the_callers_last_word():
    call = talk("A hallo", "B ik wil een paspoort", "(100)", "A klaar", "B dank u", "A dag")
    # citizen's last word: 2.0-3.6, then 0.6 + 100 s; agent 104.2-104.6, citizen 105.2-106.0, agent 106.6-107.0
    assert view_of(call).closing == Span(106.0 - 45.0, 107.0)


def test_a_short_calls_closing_begins_after_the_greeting():
    call = talk("A hallo", "B ik wil een paspoort", "A klaar", "B dank u")
    assert view_of(call).closing.start_s == 2.0


def test_the_empty_call_has_no_legs_with_phases():
    assert leg_views(read(Conversation("c", 5.0)), NOWHERE) == ()


def test_prompts_and_consults_have_no_phases():
    call = talk("A welkom", "A hallo", "B dag hoor", "A ik overleg even")
    legs = (
        Leg(Span(0.0, 1.9), "", "prompt"),
        Leg(Span(1.9, 4.0), "e1"),
        Leg(Span(4.0, 8.0), "e1", "consult"),
    )
    views = leg_views(read(replace(call, legs=legs)), NOWHERE)
    assert [view.leg_index for view in views] == [1]


def test_each_leg_has_its_own_opening():
    call = talk("A hallo", "B ik wil een paspoort", "A moment", "A met Piet", "B dag")
    legs = (Leg(Span(0.0, 5.2), "e1"), Leg(Span(5.2, 9.0), "e2", "transfer"))
    first, second = leg_views(read(replace(call, legs=legs)), NOWHERE)
    assert (first.opening.start_s, second.opening.start_s) == (1.0, 5.2)
    assert (first.is_transferred, second.is_transferred) == (True, False)


def test_an_agent_who_comes_back_from_a_consult_does_not_open_again():
    call = talk("A hallo", "B ik wil een paspoort", "A moment", "A daar ben ik weer", "B dag")
    legs = (Leg(Span(0.0, 5.2), "e1"), Leg(Span(5.2, 9.0), "e1"))
    first, second = leg_views(read(replace(call, legs=legs)), NOWHERE)
    assert first.opening is not None
    assert second.opening is None


@pytest.mark.parametrize(("starts_mid_speech", "expected"), [(True, True), (False, False)])
def test_a_recording_that_starts_in_speech_may_miss_its_opening(starts_mid_speech, expected):
    call = replace(talk("A helpen kan ik"), starts_mid_speech=starts_mid_speech)
    assert view_of(call).is_clipped is expected


def test_a_first_turn_that_begins_with_a_greeting_is_whole():
    call = replace(talk("A hallo daar"), starts_mid_speech=True)
    assert not view_of(call, greeting_at(0)).is_clipped
    assert view_of(call, greeting_at(1)).is_clipped


def test_put_through_at_the_end_the_leg_has_no_closing():
    call = talk("A hallo", "B ik wil een paspoort", "A ik verbind u door", "B goed")
    transfer = gather([Place("list.transfer", 5, 9, 2, 1.0)])
    assert view_of(call, transfer).is_transferred
    assert not view_of(call).is_transferred


def test_a_transfer_long_before_the_end_came_back():
    call = talk("A ik verbind u door", "(40)", "A daar ben ik weer", "B mooi")
    assert not view_of(call, gather([Place("list.transfer", 0, 4, 0, 1.0)])).is_transferred


def test_the_callers_own_talk_of_a_transfer_ends_nothing():
    call = talk("A hallo", "B ik ben doorverbonden", "A goed")
    assert not view_of(call, gather([Place("list.transfer", 1, 4, 1, 1.0)])).is_transferred


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        pytest.param(Window(from_s=0, to_s=2), Span(1.0, 3.0), id="from the first speech"),
        pytest.param(Window(from_s=-2), Span(7.0, 9.0), id="before the end"),
        pytest.param(Window(from_s=1, to_s=-1), Span(2.0, 8.0), id="both sides"),
        pytest.param(Window(from_s=0, to_s=99), Span(1.0, 9.0), id="cut at the end"),
        pytest.param(Window(from_s=50), None, id="behind the end"),
        pytest.param(Window(phase="whole"), Span(1.0, 9.0), id="all of it"),
        pytest.param(Window(phase="body"), Span(2.4, 9.0), id="the body"),
    ],
)
def test_a_window_is_a_phase_or_times_of_the_leg(window, expected):
    view = view_of(talk("A hallo daar", f"B {LONG}", "A goed zo"))  # speech 1.0 - 9.0
    assert window_of(window, view) == expected


def test_clarification_ends_where_the_closing_begins():
    call = talk("A hallo", "B ik wil een paspoort", "(200)", "A klaar", "B dank u")
    view = view_of(call)
    # 2.0-3.6, wait, 204.2-204.6, 205.2-206.0: the closing begins at 206 - 45
    assert window_of(Window(phase="clarification"), view) == Span(1.0, 206.0 - 45.0)


def test_a_short_call_is_clarification_to_its_end():
    view = view_of(talk("A hallo", "B ik wil een paspoort", "A klaar"))
    assert window_of(Window(phase="clarification"), view) == view.speech
