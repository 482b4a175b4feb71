from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.placing import Line, SpokenCount, WordCount, count_spoken, leg_at, middle_s, turn_lines
from pipeline.records import Conversation, Leg, Span, Speech
from tests.factories import make_conversation, make_turn

# time_s   0    1    2    3    4    5    6    7
# line          |----|         |----|
#               place 0        place 2
LINE = Line.of([(2, Span(4, 5)), (0, Span(1, 2))])


@pytest.mark.parametrize(
    ("time_s", "at", "nearest"),
    [
        pytest.param(0.0, None, 0, id="before all"),
        pytest.param(1.0, 0, 0, id="exactly at a start"),
        pytest.param(2.0, None, 0, id="exactly at an end, which is outside"),
        pytest.param(3.0, None, 0, id="half-way: the earlier"),
        pytest.param(3.1, None, 2, id="nearer to the later"),
        pytest.param(4.5, 2, 2, id="inside"),
        pytest.param(9.0, None, 2, id="after all"),
    ],
)
def test_a_time_is_placed_in_or_nearest_to_a_span(time_s, at, nearest):
    assert (LINE.at(time_s), LINE.nearest(time_s)) == (at, nearest)


def test_an_empty_line_has_no_places():
    assert (Line.of([]).at(1.0), Line.of([]).nearest(1.0)) == (None, None)


# time_s   0    10   20   30   40
# main     |--------------------|
# consult       |----|
LEGS = (Leg(Span(0, 40), "ma"), Leg(Span(10, 20), "mb", "consult"))


@pytest.mark.parametrize(
    ("legs", "time_s", "expected"),
    [
        pytest.param((), 5.0, 0, id="one leg over the whole call"),
        pytest.param(LEGS, 5.0, 0, id="before the consult"),
        pytest.param(LEGS, 10.0, 1, id="from its start on"),
        pytest.param(LEGS, 20.0, 0, id="back with the first when it ends"),
        pytest.param(LEGS, 50.0, 1, id="after all: the latest begun"),
        pytest.param((Leg(Span(5, 9), "ma"),), 1.0, 0, id="before all"),
    ],
)
def test_a_time_lies_in_the_latest_begun_leg_that_runs(legs, time_s, expected):
    assert leg_at(legs, time_s) == expected


def test_words_are_counted_where_they_are_spoken():
    # middles 1.2, 1.7, 2.2, 2.7 lie in [1, 3), and 3.2 is nearer to it than to [3.5, 4.9)
    counts = count_spoken(make_conversation())
    assert counts == [SpokenCount(5, 10), SpokenCount(3, 6), SpokenCount(8, 16), SpokenCount(4, 8)]


def test_words_of_a_speaker_without_speech_are_not_counted():
    conversation = replace(make_conversation(), speech=(Speech(Span(6.0, 9.9), "citizen"),))
    assert count_spoken(conversation) == [SpokenCount(8, 16)]


def test_nothing_is_counted_in_an_empty_call():
    assert count_spoken(Conversation("call-1", 20.0)) == []


@given(st.lists(st.tuples(st.sampled_from(["agent", "citizen"]), st.integers(0, 15)), max_size=6))
def test_each_word_of_a_speaker_who_speaks_is_counted_once(said):
    turns = tuple(make_turn(speaker, start_s, "ja no " * (start_s % 3)) for speaker, start_s in said)
    conversation = replace(make_conversation(), turns=turns)
    assert sum(count.word_count for count in count_spoken(conversation)) == sum(len(turn.words) for turn in turns)


def test_words_are_numbered_through_the_turns():
    counted = WordCount.of(make_conversation().turns)
    assert counted.firsts == (0, 8, 16, 20)
    assert [counted.turn_of(word) for word in (-1, 0, 7, 8, 15, 16, 19, 20)] == [None, 0, 0, 1, 1, 2, 2, None]


def test_a_turn_without_words_holds_none():
    counted = WordCount.of(
        (make_turn("agent", 1.0, "ja"), make_turn("citizen", 2.0, ""), make_turn("agent", 4.0, "no"))
    )
    assert [counted.turn_of(word) for word in (0, 1, 2)] == [0, 2, None]
    assert WordCount.of(()).turn_of(0) is None


def test_turns_are_found_by_their_speaker():
    lines = turn_lines(make_conversation().turns)
    assert set(lines) == {"agent", "citizen"}
    assert [lines["agent"].at(time_s) for time_s in (2.0, 7.0, 16.0)] == [0, None, 2]


def test_the_middle_of_a_span():
    assert middle_s(Span(1.0, 4.0)) == 2.5
