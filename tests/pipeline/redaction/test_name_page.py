from pipeline.redaction.name_page import page_of
from pipeline.redaction.people import KnownPeople, roster_of
from pipeline.redaction.tokens import tokens_of
from tests.pipeline.redaction.tuning import talk


def page(*turns, people: KnownPeople | None = None):
    return page_of(tokens_of(talk(*turns)), frozenset({0}), roster_of(people or KnownPeople()))


def test_turns_without_words_are_left_out():
    assert page(("agent", "a b"), ("citizen", ""), ("agent", "c")).turns == ((0, 2), (2, 3))


def test_an_empty_call_has_no_turns():
    assert page().turns == ()


def test_capitals_are_told_per_turn():
    assert page(("agent", "ja Jan"), ("citizen", "ja")).has_capitals == (True, False)


def test_from_six_turns_in_ten_on_capitals_are_relied_on_everywhere():
    turns = [("agent", "Ja")] * 3 + [("citizen", "ja")] * 2  # 3 / 5 = 0.6

    assert page(*turns).has_capitals == (True,) * 5


def test_a_roster_name_on_no_list_counts_as_known():
    words = page(("agent", "djurrenka wil"), people=KnownPeople(("Djurrenka Wil",))).words

    assert words[0].is_given
    assert not words[1].is_family
    assert words[1].maybe_family


def test_blocked_and_foreign_turns_are_closed():
    read = page(("agent", "a b"))

    assert [read.is_open(index, turn) for index, turn in ((0, 0), (1, 0), (1, 1), (2, 0), (-1, 0))] == [
        False,
        True,
        False,
        False,
        False,
    ]
