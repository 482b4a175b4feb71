from dataclasses import replace

import pytest

from pipeline.measures.silences import longest_silence_s, measure_silences
from pipeline.records import Hold, Span
from tests.pipeline.measures.builders import make_call


def kinds_of(call):
    return [(silence.span, silence.kind, silence.is_announced) for silence in measure_silences(call)]


# time_s    0    1    2    3    4    5    6    7    8
# agent     |----|    |----|                   |----|
# citizen                       |---------|
def test_same_speaker_is_a_pause_and_another_a_gap():
    call = make_call(agent=[(0, 1), (2, 3), (7, 8)], citizen=[(4, 6)])
    assert kinds_of(call) == [(Span(1, 2), "pause", False), (Span(3, 4), "gap", False), (Span(6, 7), "gap", False)]
    assert [(s.before_speaker, s.after_speaker) for s in measure_silences(call)] == [
        ("agent", "agent"),
        ("agent", "citizen"),
        ("citizen", "agent"),
    ]


@pytest.mark.parametrize(
    ("end_s", "count"), [pytest.param(1.25, 1, id="exactly 0.25 s"), pytest.param(1.249, 0, id="less than 0.25 s")]
)
def test_counts_from_a_quarter_of_a_second(end_s, count):
    assert len(measure_silences(make_call(agent=[(0, 1), (end_s, 3)]))) == count


def test_only_joint_silence_counts():
    call = make_call(agent=[(0, 1), (5, 6)], citizen=[(0.5, 5.5)])
    assert measure_silences(call) == ()


@pytest.mark.parametrize("call", [make_call(), make_call(agent=[(2, 5)])], ids=["empty call", "one stretch"])
def test_nothing_lies_before_the_first_or_behind_the_last_speech(call):
    assert measure_silences(call) == ()


def test_a_long_silence_between_citizen_and_agent_is_a_search():
    call = make_call(agent=[(5, 6, "ik zie het")], citizen=[(0, 2, "mijn postcode")])
    # 5 - 2 = 3 s, exactly the threshold.
    assert kinds_of(call) == [(Span(2, 5), "search", False)]


def test_a_shorter_one_is_a_gap():
    assert kinds_of(make_call(agent=[(4.999, 6)], citizen=[(0, 2)]))[0][1] == "gap"


def test_an_acknowledgement_does_not_hide_the_search():
    call = make_call(agent=[(2.1, 2.5, "oké"), (9, 10, "gevonden")], citizen=[(0, 2, "mijn postcode")])
    assert kinds_of(call) == [(Span(2.5, 9), "search", False)]


def test_a_citizen_who_thinks_is_not_searched_for():
    call = make_call(agent=[(0, 2, "wat is uw postcode?")], citizen=[(8, 9, "even denken")])
    assert kinds_of(call) == [(Span(2, 8), "gap", False)]


def test_a_long_pause_of_the_agent_without_a_word_of_it_is_a_pause():
    call = make_call(agent=[(0, 2, "dat is dus zo"), (8, 9, "ja")], citizen=[(10, 11)])
    assert kinds_of(call)[0] == (Span(2, 8), "pause", False)


@pytest.mark.parametrize("text", ["ik kijk even voor u", "ik sil it efkes opsykje"], ids=["nl", "fy"])
def test_an_announced_silence_is_a_search_in_either_language(text):
    assert kinds_of(make_call(agent=[(0, 2, text), (8, 9, "ja")])) == [(Span(2, 8), "search", True)]


@pytest.mark.parametrize(
    ("start_s", "is_announced"),
    [pytest.param(12.0, True, id="10 s after it"), pytest.param(12.001, False, id="later")],
)
def test_an_announcement_holds_for_ten_seconds(start_s, is_announced):
    # The last word of the announcement ends at 2 s.
    call = make_call(agent=[(0, 2, "momentje"), (20, 21)], citizen=[(2, start_s, "is goed hoor")])
    assert measure_silences(call)[0].is_announced is is_announced


def test_a_short_pause_needs_no_announcement():
    assert kinds_of(make_call(agent=[(0, 2, "momentje"), (2.5, 3)])) == [(Span(2, 2.5), "pause", False)]


def test_a_citizen_announces_nothing():
    call = make_call(agent=[(0, 2, "goed")], citizen=[(2, 3, "momentje"), (9, 10, "hier heb ik het")])
    assert not measure_silences(call)[0].is_announced


@pytest.mark.parametrize("is_announced", [True, False])
def test_silence_in_a_hold_is_hold(is_announced):
    call = replace(make_call(agent=[(0, 2), (30, 31)]), holds=(Hold(Span(3, 29), is_announced),))
    assert kinds_of(call) == [(Span(2, 30), "hold", is_announced)]


@pytest.mark.parametrize(
    ("hold_end_s", "kind"), [pytest.param(6.0, "hold", id="half of it"), pytest.param(5.9, "pause", id="less")]
)
def test_a_hold_must_be_half_of_the_silence(hold_end_s, kind):
    call = replace(make_call(agent=[(0, 2), (10, 11)]), holds=(Hold(Span(2, hold_end_s), is_announced=False),))
    assert kinds_of(call)[0][1] == kind


def test_silence_without_any_sound_is_technical():
    call = replace(make_call(agent=[(0, 2), (10, 11)]), technical=(Span(2.1, 4), Span(4, 9.9)))
    assert kinds_of(call) == [(Span(2, 10), "technical", False)]


def test_who_spoke_is_open_where_both_end_together():
    (silence,) = measure_silences(make_call(agent=[(0, 2), (4, 5)], citizen=[(1, 2)]))
    assert (silence.before_speaker, silence.after_speaker) == (None, "agent")


def test_the_longest_silence_leaves_out_hold_and_technical():
    call = make_call(agent=[(0, 2), (3, 4), (30, 31), (50, 51)])
    call = replace(call, holds=(Hold(Span(4, 30), is_announced=True),), technical=(Span(31, 50),))
    assert longest_silence_s(measure_silences(call)) == 3 - 2


def test_without_silence_there_is_no_longest():
    assert longest_silence_s(()) is None


def manners_of(call):
    return [(s.is_asked, s.has_reason, s.has_duration, s.is_thanked) for s in measure_silences(call)]


def test_a_search_tells_how_it_was_asked_and_thanked_for():
    agent = [(0, 3, "heeft u een momentje dan kijk ik het even na"), (9, 11, "bedankt voor het wachten")]
    assert manners_of(make_call(agent=agent)) == [(True, True, False, True)]


def test_a_silence_inside_a_hold_shares_the_manners_of_the_hold():
    agent = [(0, 2, "mag ik u een minuutje in de wacht zetten"), (60, 62, "daar ben ik weer")]
    call = make_call(agent=agent, citizen=[(30, 31, "ja"), (62.1, 63, "fijn")])
    held = replace(call, holds=(Hold(Span(2, 60), is_announced=True),))
    assert manners_of(held) == [(True, False, True, False)] * 2


def test_what_nobody_announced_was_not_asked_for():
    # The words are there, but more than 10 s before the silence.
    agent = [(0, 2, "heeft u een momentje"), (2.1, 13, "een twee drie vier vijf zes zeven acht"), (20, 22, "gevonden")]
    assert manners_of(make_call(agent=agent, citizen=[(13, 14, "ja en toen ging ik")])) == [(False,) * 4]


def test_a_pause_has_no_manners():
    call = make_call(agent=[(0, 1, "heeft u een momentje"), (2, 3, "bedankt voor het wachten")])
    assert manners_of(call) == [(False,) * 4]
