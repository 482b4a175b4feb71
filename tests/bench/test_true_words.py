import pytest

from tests.bench.given import make_truth
from tests.bench.true_words import all_words, words_on_channel
from tests.bench.truth import Mention, TrueTurn


def labelled(words, label):
    return [word.text for word in words if label in word.labels]


def test_words_of_a_party_stand_in_the_order_of_their_turns():
    turns = [TrueTurn("agent", 5.0, 6.0, "Dag."), TrueTurn("agent", 1.0, 2.0, "Hallo.")]
    assert [word.text for word in words_on_channel(make_truth(turns=turns), "agent")] == ["hallo", "dag"]


def test_a_colleague_is_heard_on_the_channel_of_the_citizen():
    turns = [TrueTurn("other", 1.0, 2.0, "Elzinga.")]
    assert [word.text for word in words_on_channel(make_truth(turns=turns), "citizen")] == ["elzinga"]


def test_on_one_channel_the_words_of_all_are_heard():
    assert [word.text for word in all_words(make_truth())][5:9] == ["ik", "ha", "in", "fraach"]


def test_a_word_knows_the_language_of_its_turn():
    assert labelled(all_words(make_truth()), "fy") == ["ik", "ha", "in", "fraach"]


def test_a_name_is_known_where_the_truth_mentions_it():
    turns = [TrueTurn("agent", 1.0, 3.0, "Met Rixt Bouma, Rixt is mijn naam.")]
    true = make_truth(turns=turns, names_said=[Mention(0, "Rixt Bouma")])
    assert labelled(words_on_channel(true, "agent"), "names") == ["rixt", "bouma"]


def test_numbers_are_known_in_their_parts_and_an_article_is_none():
    turns = [TrueTurn("agent", 1.0, 3.0, "Een brief van 21 mei.")]
    assert labelled(words_on_channel(make_truth(turns=turns), "agent"), "numbers") == ["twintig"]


@pytest.mark.parametrize(
    ("start_s", "end_s", "overlapped"),
    [
        # four words of four letters in 1-5: a second each, in their middle at 1.5, 2.5, 3.5 and 4.5
        (0.0, 2.0, ["waar"]),
        (2.4, 3.6, ["moet", "mijn"]),
        (6.0, 7.0, []),
    ],
)
def test_words_in_overlap_are_those_whose_middle_lies_in_it(start_s, end_s, overlapped):
    turns = [TrueTurn("agent", 1.0, 5.0, "waar moet mijn zoon")]
    speech = {"agent": [(1.0, 5.0)], "citizen": [(start_s, end_s)]}
    words = words_on_channel(make_truth(turns=turns, speech=speech), "agent")
    assert labelled(words, "overlapped") == overlapped


def test_a_pause_moves_the_words_behind_it():
    # two words of four letters over 1-2 and 4-5: the second has its middle at 4.5
    turns = [TrueTurn("agent", 1.0, 5.0, "waar heen")]
    speech = {"agent": [(1.0, 2.0), (4.0, 5.0)], "citizen": [(4.4, 4.6)]}
    words = words_on_channel(make_truth(turns=turns, speech=speech), "agent")
    assert labelled(words, "overlapped") == ["heen"]
