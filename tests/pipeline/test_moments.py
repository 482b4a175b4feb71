import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import Overlap, TempoSignal
from pipeline.moments import ItemText, find_moments
from pipeline.records import Span
from tests.factories import make_absent_cue, make_conversation, make_cue, make_silence

ITEMS = {
    "offer_help": ItemText("Hulp aanbieden", "", "top"),
    "anything_else": ItemText("Nog iets anders", "", "top"),
    "jargon": ItemText("Vaktaal", "", "goal"),
    "bsn": ItemText("BSN vragen", "", "top"),
}
CALL = make_conversation()  # 20 s
PLACE = make_cue(occurrence=1)  # from 3.0 to 4.9 s


def moments_of(*, cues=(), silences=(), overlaps=(), conversation=CALL):
    return find_moments(conversation, cues, silences, overlaps, ITEMS)


def interruption(*, tier="high", speaker="agent", kind="interruption"):
    return Overlap(span=Span(9.5, 9.9), onset_speaker=speaker, kind=kind, tier=tier)


def test_what_was_said_is_a_top_where_it_was_said():
    [moment] = moments_of(cues=[make_cue(), PLACE])

    assert (moment.kind, moment.cue_id, moment.polarity) == ("cue", "offer_help", "top")
    assert (moment.reason, moment.rule_version, moment.span) == ("Hulp aanbieden", "basis_v1", Span(3.0, 4.9))


@pytest.mark.parametrize(("confidence", "count"), [(0.8, 2), (0.79, 1)])  # the best of the item is 0.95 sure
def test_a_place_much_less_sure_than_the_best_is_no_moment(confidence, count):
    later = replace(PLACE, occurrence=2, span=Span(8.0, 9.0), confidence=confidence)

    assert len(moments_of(cues=[make_cue(), PLACE, later])) == count


def test_what_was_not_said_is_a_goal_over_the_window_searched():
    [moment] = moments_of(cues=[make_absent_cue()])

    assert (moment.polarity, moment.span) == ("goal", Span(10.0, 20.0))
    assert moment.reason == "Niet gehoord: nog iets anders"


@pytest.mark.parametrize(("confidence", "count"), [(0.69, 0), (0.7, 1)])
def test_what_was_perhaps_not_heard_is_no_goal(confidence, count):
    items = {"anything_else": ItemText("Nog iets anders", "", "top", goal_floor=0.7)}
    absent = replace(make_absent_cue(), confidence=confidence)
    assert len(find_moments(CALL, [absent], (), (), items)) == count


def test_what_had_better_not_be_said_is_a_goal_where_it_was_said():
    [moment] = moments_of(cues=[replace(PLACE, cue_id="jargon")])

    assert (moment.polarity, moment.reason) == ("goal", "Vaktaal")


def test_an_abbreviation_keeps_its_capitals():
    [moment] = moments_of(cues=[replace(make_absent_cue(), cue_id="bsn")])

    assert moment.reason == "Niet gehoord: BSN vragen"


@pytest.mark.parametrize(
    "cue",
    [
        pytest.param(make_cue("uncertain"), id="uncertain"),
        pytest.param(make_cue("uncertain", occurrence=1), id="an uncertain place"),
        pytest.param(make_cue("not_applicable"), id="not applicable"),
        pytest.param(replace(make_cue("not_said"), span=None), id="nowhere searched"),
        pytest.param(make_cue("said"), id="the verdict beside its places"),
        pytest.param(make_cue("not_said", occurrence=1), id="a place beside its verdict"),
    ],
)
def test_what_is_no_place_and_not_missing_is_no_moment(cue):
    assert moments_of(cues=[cue]) == ()


@pytest.mark.parametrize(("end_s", "count"), [(12.0, 1), (11.99, 0)])
def test_a_silence_nobody_announced_is_a_goal_from_ten_seconds_on(end_s, count):
    moments = moments_of(silences=[make_silence(2.0, end_s, "citizen", "agent")])

    assert [moment.reason for moment in moments] == ["Het is 10 seconden stil zonder dat dit is aangekondigd"] * count


@pytest.mark.parametrize("change", [{"is_announced": True}, {"kind": "technical"}])
def test_a_silence_with_a_reason_is_no_moment(change):
    assert moments_of(silences=[replace(make_silence(2.0, 18.0, "citizen", "agent"), **change)]) == ()


def test_an_agent_who_interrupts_is_a_goal():
    [moment] = moments_of(overlaps=[interruption()])

    assert (moment.kind, moment.polarity, moment.rule_version) == ("interruption", "goal", "interruption_v1")


@pytest.mark.parametrize(
    "overlap",
    [interruption(tier="low"), interruption(speaker="citizen"), interruption(kind="backchannel")],
    ids=["guessed from one channel", "the citizen's", "a backchannel"],
)
def test_other_overlaps_are_no_moment(overlap):
    assert moments_of(overlaps=[overlap]) == ()


@pytest.mark.parametrize(
    ("span", "clip"),
    [(Span(5, 6), Span(2, 7.5)), (Span(1, 2), Span(0, 3.5)), (Span(18, 19.5), Span(15, 20))],
    ids=["3 s before and 1.5 after", "at the start", "at the end"],
)
def test_what_is_played_is_wider_but_inside_the_call(span, clip):
    assert moments_of(cues=[replace(PLACE, span=span)])[0].clip == clip


def test_moments_stand_in_time_order():
    moments = moments_of(cues=[make_absent_cue(), PLACE], overlaps=[interruption()])

    assert [moment.span.start_s for moment in moments] == [3.0, 9.5, 10.0]


def id_of(cue, conversation=CALL):
    return moments_of(cues=[cue], conversation=conversation)[0].moment_id


def test_a_moment_keeps_its_id_over_versions_of_the_leidraad_and_small_shifts():
    assert id_of(make_cue(occurrence=1, leidraad_version=2)) == id_of(PLACE)
    assert id_of(replace(PLACE, span=Span(3.04, 4.8), occurrence=2)) == id_of(PLACE)


def test_a_missing_item_keeps_its_id_when_the_window_moves():
    assert id_of(replace(make_absent_cue(), span=Span(8.0, 20.0))) == id_of(make_absent_cue())


def test_other_calls_items_legs_and_places_have_other_ids():
    others = [replace(PLACE, cue_id="jargon"), replace(PLACE, leg_index=1), replace(PLACE, span=Span(4, 5))]
    ids = {id_of(PLACE), id_of(PLACE, make_conversation("call-2")), *map(id_of, others), id_of(make_cue("not_said"))}

    assert len(ids) == 6


@given(st.text(max_size=20))
def test_no_id_can_be_taken_for_a_telephone_number(call_id):
    assert re.fullmatch("[a-p]{20}", id_of(PLACE, replace(CALL, call_id=call_id)))


def test_an_empty_call_has_no_moments():
    assert moments_of() == ()


@pytest.mark.parametrize(("kind", "reason"), [("too_fast", "De inwoner zegt dat"), ("repeat", "De inwoner vraagt om")])
def test_a_sign_that_it_went_too_fast_is_heard_with_the_fast_stretch(kind, reason):
    signal = TempoSignal(span=Span(12, 13), kind=kind, fast=Span(5, 8), fast_rate=7.0)
    (moment,) = find_moments(make_conversation(), (), (), (), {}, [signal])
    assert (moment.kind, moment.span, moment.polarity) == ("tempo", Span(5, 13), "goal")
    assert moment.reason.startswith(reason)
