import pytest

from pipeline.redaction.contexts import REACH, context_of, contexts_of
from pipeline.redaction.tokens import tokens_of
from tests.pipeline.redaction.tuning import talk


def context(*turns, start: int, end: int):
    return context_of(contexts_of(tokens_of(talk(*turns))), start, end)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("BSN", "bsn"),
        ("boargerservicenûmer", "bsn"),
        ("rekkennûmer", "iban"),
        ("tillefoannûmer", "telefoon"),
        ("postkoade", "postcode"),
        ("kenteken", "kenteken"),
        ("bertedatum", "geboortedatum"),
        ("zaaknummer", "nummer"),
        ("mailadres", "email"),
    ],
)
def test_announcing_words_of_both_languages(word, kind):
    assert context(("citizen", f"{word} is 1"), start=2, end=3) == (kind, 1)


def test_two_words_may_announce_together():
    assert context(("citizen", "burger service nummer 1"), start=3, end=4) == ("bsn", 1)


def test_a_question_holds_over_the_turn():
    assert context(("agent", "wat is uw postcode"), ("citizen", "ja 1"), start=5, end=6) == ("postcode", 1)


def test_the_nearest_word_counts():
    assert context(("citizen", "bsn of telefoon 1"), start=3, end=4) == ("telefoon", 0)


@pytest.mark.parametrize(("words", "expected"), [(REACH - 1, ("bsn", REACH - 1)), (REACH, None)])
def test_an_announcement_fades(words, expected):
    start = words + 1

    assert context(("citizen", "bsn " + "ja " * words + "1"), start=start, end=start + 1) == expected


def test_what_was_not_announced_may_be_named_afterwards():
    assert context(("citizen", "1 is mijn telefoon"), start=0, end=1) == ("telefoon", 2)


def test_nothing_is_announced_in_an_empty_call():
    assert contexts_of(()) == ()
