from dataclasses import replace

import pytest

from pipeline.holds import find_holds
from pipeline.records import Conversation, Hold, LineSound, Span
from tests.pipeline.measures.builders import make_call

ASKS = "blijft u even aan de lijn"


def holds_of(announcement, *, returns_s=24.0, citizen=()):
    """An agent who speaks from 0 to 4 s and again from `returns_s` to 30 s; the call takes 60 s."""
    call = make_call(agent=[(0, 4, announcement), (returns_s, 30, "daar ben ik weer")], citizen=citizen)
    return [hold.span for hold in find_holds(call)]


def test_a_wait_the_agent_announced_is_a_hold_until_the_agent_returns():
    call = make_call(agent=[(0, 4, ASKS), (24, 30)])

    assert find_holds(call) == (Hold(Span(4, 24), is_announced=True),)


def test_a_silence_nobody_announced_is_no_hold():
    assert holds_of("dan kijken we naar de vergunning") == []


@pytest.mark.parametrize(("returns_s", "expected"), [(14.0, [Span(4, 14)]), (13.99, [])])
def test_a_shorter_wait_is_a_search(returns_s, expected):
    assert holds_of(ASKS, returns_s=returns_s) == expected


def test_what_the_citizen_says_meanwhile_does_not_end_it():
    assert holds_of(ASKS, citizen=[(4.5, 5, "ja hoor"), (10, 14, "zet jij de aardappels even op")]) == [Span(4, 24)]


def test_an_agent_who_never_returns_leaves_the_citizen_waiting_to_the_end():
    call = make_call(agent=[(0, 4, "ik verbind u door")], citizen=[(30, 40, "hallo")])

    assert [hold.span for hold in find_holds(call)] == [Span(4, 60)]


# the announcement ends at 4 s; the agent's last word, at 6 to `last_s`, begins the wait
@pytest.mark.parametrize(("last_s", "is_hold"), [(14.0, True), (14.1, False)])
def test_an_announcement_holds_for_ten_seconds(last_s, is_hold):
    call = make_call(agent=[(0, 4, ASKS), (6, last_s, "zo"), (30, 31)])

    assert (Hold(Span(last_s, 30), is_announced=True) in find_holds(call)) is is_hold


def test_what_the_citizen_asks_is_no_announcement():
    assert find_holds(make_call(agent=[(0, 1, "ja"), (20, 21, "goed")], citizen=[(1, 3, ASKS)])) == ()


def test_where_roles_are_unsure_either_party_may_have_asked_to_wait():
    call = make_call(agent=[(5, 6, "ja hoor"), (10, 14, "zet jij de aardappels op")], citizen=[(0, 4, ASKS), (24, 30)])

    assert find_holds(call) == ()
    assert find_holds(call, are_roles_sure=False) == (Hold(Span(4, 24), is_announced=True),)


def test_where_roles_are_unsure_waits_of_both_parties_are_one_where_they_meet():
    call = make_call(agent=[(0, 4, "momentje"), (16, 17, "ja")], citizen=[(5, 8, ASKS), (24, 30, "zo")])

    assert find_holds(call, are_roles_sure=False) == (Hold(Span(4, 24), is_announced=True),)  # 4 to 16 and 8 to 24 s


@pytest.mark.parametrize(
    "text",
    [
        "mag ik u even in de wacht zetten",
        "heeft u een momentje",
        "een ogenblik alstublieft",
        "blijft u even hangen",
        "ik ga even overleggen met een collega",
        "dan verbind ik u door",
        "u hoort zo even een muziekje",
        "mei ik jo efkes yn 'e wacht sette",
        "bliuw efkes oan 'e line",
        "ik oerlis efkes mei in kollega",
        "hawwe jo in momintsje",
    ],
)
def test_the_phrases_that_announce_a_wait(text):
    assert holds_of(text) == [Span(4, 24)]


@pytest.mark.parametrize(
    "text",
    [
        "wie heb ik aan de lijn",
        "op dit moment is dat niet mogelijk",
        "had u al een moment in gedachten",
        "ik ga ervan uit dat het door de gemeente komt",
        "mei wa ha ik oan de tillefoan",
        "op it momint net",
    ],
)
def test_phrases_after_which_the_citizen_tells_a_story(text):
    assert holds_of(text, citizen=[(4.2, 20, "nou het zit zo")]) == []


@pytest.mark.parametrize(
    "call",
    [Conversation("call-1", 60.0), make_call(citizen=[(1, 2, ASKS)])],
    ids=["nobody speaks", "only the citizen speaks"],
)
def test_without_an_agent_there_is_no_hold(call):
    assert find_holds(call) == ()


@pytest.mark.parametrize(
    "announcement",
    [
        "mag ik weer even in de wachtzetten",
        "dan overleg ik met hun collega",
        "ik zet u in het wacht",
        "dan oerlis ik efkes",
    ],
)
def test_an_announcement_as_recognisers_write_it_is_one(announcement):
    assert holds_of(announcement) == [Span(4, 24)]


@pytest.mark.parametrize(
    "thanks", ["bedankt voor met wachten meneer", "dank u wel voor uw geduld", "tige tank foar it wachtsjen"]
)
def test_thanks_for_waiting_tell_of_a_hold_whose_announcement_was_lost(thanks):
    call = make_call(agent=[(0, 4, "ik hou wacht ma ook"), (24, 30, thanks)], citizen=[(10, 14, "zet de koffie aan")])

    assert find_holds(call) == (Hold(Span(4, 24), is_announced=False),)


def test_thanks_long_after_a_story_are_no_return():
    call = make_call(agent=[(0, 4, "vertel"), (24, 34, "ja " * 8), (40, 44, "bedankt voor het wachten")])

    assert find_holds(call) == ()


def with_music(call, *spans):
    return replace(call, line_sounds=tuple(LineSound(Span(*span), "music") for span in spans))


def test_music_without_a_word_before_is_a_hold_that_nobody_announced():
    call = with_music(make_call(agent=[(0, 4, "dan zoek ik dat op"), (40, 44)], citizen=[(4, 8)]), (10, 38))
    assert find_holds(call) == (Hold(Span(10, 38), is_announced=False),)


def test_music_in_an_announced_hold_is_that_hold():
    call = with_music(make_call(agent=[(0, 4, ASKS), (24, 30)]), (6, 22))
    assert find_holds(call) == (Hold(Span(4, 24), is_announced=True),)


def test_music_while_the_agent_speaks_is_no_hold():
    call = with_music(make_call(agent=[(0, 9), (12, 19), (22, 40)]), (5, 30))
    assert find_holds(call) == ()


def test_a_ring_tone_is_no_hold():
    tone = (LineSound(Span(5, 30), "tone"),)
    assert find_holds(replace(make_call(agent=[(0, 4), (40, 44)]), line_sounds=tone)) == ()
