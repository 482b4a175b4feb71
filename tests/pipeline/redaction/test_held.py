from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intervals import overlap_s
from pipeline.records import Conversation, Facts, Heard, Hold, Span
from pipeline.redaction import drop_held_words
from tests.pipeline.redaction.strategies import conversations
from tests.pipeline.redaction.tuning import talk, texts_of


# word_s    0.0-0.4  0.5-0.9  1.0-1.4  1.5-1.9  2.0-2.4
# agent     moment   graag
# citizen                     wat      een      gedoe
# hold                       [1.0 ------------ 2.0)
def call(*spans: Span) -> Conversation:
    holds = tuple(Hold(span, is_announced=True) for span in spans)
    return replace(talk(("agent", "moment graag"), ("citizen", "wat een gedoe")), holds=holds)


@pytest.mark.parametrize(
    ("span", "kept"),
    [
        pytest.param(Span(1.0, 2.0), ["moment", "graag", "gedoe"], id="words inside go"),
        pytest.param(Span(1.2, 1.3), ["moment", "graag", "een", "gedoe"], id="a word that touches the hold goes"),
        pytest.param(Span(1.4, 1.5), ["moment", "graag", "wat", "een", "gedoe"], id="words at its edges stay"),
        pytest.param(Span(0.0, 2.5), ["moment", "graag"], id="the agent's words stay"),
    ],
)
def test_drops_the_citizens_words_on_hold(span, kept):
    assert texts_of(drop_held_words(call(span))) == kept


def test_drops_both_parties_words_when_roles_are_unsure():
    assert texts_of(drop_held_words(call(Span(0.5, 2.0)), both_parties=True)) == ["moment", "gedoe"]


def test_who_speaks_beside_the_citizen_is_not_listened_to_either():
    conversation = replace(talk(("other", "dag schat")), holds=(Hold(Span(0.0, 1.0), is_announced=False),))

    assert texts_of(drop_held_words(conversation)) == []


def test_turns_and_speech_keep_their_times():
    conversation = call(Span(1.0, 2.5))
    after = drop_held_words(conversation)

    assert [(turn.span, turn.speaker) for turn in after.turns] == [(t.span, t.speaker) for t in conversation.turns]
    assert after.speech == conversation.speech


def test_a_call_without_hold_is_the_same_call():
    conversation = call()

    assert drop_held_words(conversation) is conversation


def test_the_confidence_of_a_turn_is_that_of_the_words_left():
    conversation = call(Span(1.0, 1.4))
    turn = conversation.turns[1]
    words = tuple(replace(word, probability=p) for word, p in zip(turn.words, (0.1, 0.6, 0.8), strict=True))
    conversation = replace(conversation, turns=(replace(turn, words=words, confidence=0.5),))

    assert drop_held_words(conversation).turns[0].confidence == 0.7  # (0.6 + 0.8) / 2


def test_a_turn_without_words_left_has_no_confidence():
    conversation = call(Span(1.0, 2.5))
    conversation = replace(conversation, turns=(replace(conversation.turns[1], confidence=0.5),))

    assert drop_held_words(conversation).turns[0].confidence is None


def test_facts_move_along_and_go_with_their_words():
    heard = (Heard("colleague_name", 2, 3, 1.0), Heard("organisation", 4, 5, 1.0))
    conversation = replace(call(Span(1.0, 1.9)), facts=Facts(heard, "1"))

    assert drop_held_words(conversation).facts == Facts((Heard("organisation", 2, 3, 1.0),), "1")


@given(conversations(), st.integers(0, 20), st.integers(1, 20))
def test_no_word_of_a_citizen_touches_a_hold_afterwards(conversation, start_s, length_s):
    hold = Hold(Span(start_s, start_s + length_s), is_announced=False)
    after = drop_held_words(replace(conversation, holds=(hold,)))

    words = [word for turn in after.turns if turn.speaker != "agent" for word in turn.words]
    assert all(overlap_s(word.span, hold.span) == 0 for word in words)
