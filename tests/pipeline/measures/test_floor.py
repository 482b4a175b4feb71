import pytest

from pipeline.measures.floor import by_speaker, floor_units, units_of
from pipeline.records import Span, Speech
from tests.pipeline.measures.builders import make_call


def floor_of(call):
    return [(unit.speaker, unit.span.start_s) for unit in floor_units(units_of(call))]


def test_holes_under_a_fifth_of_a_second_are_bridged():
    speech = [Speech(Span(1.199, 2), "agent"), Speech(Span(0, 1), "agent"), Speech(Span(2.2, 3), "agent")]
    # 1.199 - 1 = 0.199 s is bridged, 2.2 - 2 = 0.200 s is not.
    assert by_speaker(speech)["agent"] == (Span(0, 2), Span(2.2, 3))


def test_words_go_to_the_unit_they_are_in():
    call = make_call(agent=[(0, 1, "goedemorgen"), (3, 4, "met wie")])
    assert [unit.texts for unit in units_of(call)] == [("goedemorgen",), ("met", "wie")]


# time_s    0    1    2    3    4    5
# agent     |-------------------------|
# citizen          |----| ja
def test_a_backchannel_in_talk_takes_no_floor():
    call = make_call(agent=[(0, 5, "dan moet u")], citizen=[(1.5, 2.5, "ja")])
    assert floor_of(call) == [("agent", 0)]


def test_a_backchannel_in_a_pause_takes_no_floor():
    call = make_call(agent=[(0, 2, "dan moet"), (3.5, 5, "u betalen")], citizen=[(2.3, 2.8, "ja")])
    assert floor_of(call) == [("agent", 0), ("agent", 3.5)]


def test_the_same_word_after_a_longer_pause_is_an_answer():
    # The agent is silent for 3.501 - 2 = 1.501 s.
    call = make_call(agent=[(0, 2, "dan moet"), (3.501, 5, "u betalen")], citizen=[(2.3, 2.8, "ja")])
    assert ("citizen", 2.3) in floor_of(call)


def test_the_same_word_after_a_question_is_an_answer():
    call = make_call(agent=[(0, 2, "klopt dat?"), (3, 5, "fijn dan")], citizen=[(2.3, 2.8, "ja")])
    assert ("citizen", 2.3) in floor_of(call)


@pytest.mark.parametrize(
    "citizen",
    [
        pytest.param((1.5, 2.701, "ja ja"), id="longer than 1.2 s"),
        pytest.param((1.5, 2.5, "ja maar"), id="says more"),
        pytest.param((6.0, 6.5, "ja"), id="after the talk"),
    ],
)
def test_what_does_more_than_listen_takes_the_floor(citizen):
    call = make_call(agent=[(0, 5, "dan moet u")], citizen=[citizen])
    assert ("citizen", citizen[0]) in floor_of(call)


def test_a_frisian_backchannel_listens_too():
    call = make_call(agent=[(0, 5, "dan moatte jo")], citizen=[(1.5, 2.0, "krekt")])
    assert floor_of(call) == [("agent", 0)]


def test_an_empty_call_has_no_units():
    assert units_of(make_call()) == ()
    assert floor_units(()) == ()
