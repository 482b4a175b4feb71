import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.leidraad.word_index import TurnWords, WordIndex

PHRASES = [
    "kan ik verder nog iets voor u doen".split(),  # counted letters: 3 + 6 + 3 + 4 + 4 + 4 = 24
    "wat kan ik voor u doen".split(),  # 3 + 3 + 4 + 4 = 14
    "heeft u een momentje".split(),  # 5 + 3 + 8 = 16
]
INDEX = WordIndex(PHRASES, ["closing", "opening", "whole"])


def near(text, *phases):
    return INDEX.near([TurnWords(text.split(), phases)])[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("kan ik verder nog wat voor u doen", [0], id="a long word and most letters in common"),
        pytest.param("momentje", [2], id="8 of 16 letters are half"),
        pytest.param("heeft dat nut", [], id="5 of 16 are too few"),
        pytest.param("verder nog", [], id="9 of 24 are just too few"),
        pytest.param("verder nog kan", [0], id="12 of 24 are enough"),
        pytest.param("wat kan ik voor u doen", [], id="no long word"),
        pytest.param("", [], id="nothing said"),
        pytest.param("paspoort", [], id="no word in common"),
    ],
)
def test_a_phrase_is_near_that_shares_a_long_word_and_enough_letters(text, expected):
    assert near(text) == expected


def test_where_a_phrase_belongs_it_needs_no_long_word():
    assert near("wat kan ik voor u doen", "opening") == [1]
    assert near("wat kan ik voor u doen", "closing") == [0]  # kan voor doen: 11 of 24 letters
    assert near("wat kan ik voor u doen", "elsewhere") == []


def test_every_turn_has_its_own_answer():
    turns = [TurnWords(["momentje"]), TurnWords([]), TurnWords(["verder", "iets"])]
    assert INDEX.near(turns) == [[2], [], [0]]  # 6 + 4 of 24 letters are 0.42


def test_no_turns_and_no_phrases_have_none():
    assert INDEX.near([]) == []
    assert WordIndex([], []).near([TurnWords(["dag"])]) == [[]]


@given(
    st.lists(st.lists(st.sampled_from(sorted({word for phrase in PHRASES for word in phrase})), max_size=8), max_size=4)
)
def test_turns_together_have_the_answers_they_have_alone(turns):
    together = INDEX.near([TurnWords(words) for words in turns])
    assert together == [INDEX.near([TurnWords(words)])[0] for words in turns]
