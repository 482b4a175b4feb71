import pytest

from pipeline.redaction.name_triggers import Promise, asks_for_name, trigger_at
from pipeline.redaction.tokens import tokens_of
from tests.pipeline.redaction.tuning import talk


def trigger(*turns, at: int = 0):
    return trigger_at(tokens_of(talk(*turns)), at)


@pytest.mark.parametrize(
    ("text", "kind", "end"),
    [
        ("mijn naam is", "self", 3),
        ("Myn namme is", "self", 3),
        ("u spreekt met", "self", 3),
        ("mevrouw", "title", 1),
        ("op namme fan", "named", 3),
        ("mijn collega", "colleague", 2),
        ("dochter", "relation", 1),
        ("mei", "met", 1),
    ],
)
def test_finds_the_longest_announcement(text, kind, end):
    found = trigger(("citizen", f"{text} Kattestaart"))

    assert found is not None
    assert (found.kind, found.end) == (kind, end)


@pytest.mark.parametrize("text", ["mijn paspoort", "naam", "een man", "u kunt"])
def test_other_words_announce_nothing(text):
    assert trigger(("citizen", text)) is None


def test_an_announcement_does_not_run_over_turns():
    assert trigger(("citizen", "de"), ("agent", "heer")) is None


def test_promises_are_ordered():
    assert Promise.KNOWN_ONLY < Promise.CAPITAL < Promise.ANY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wat is uw naam?", True),
        ("Hoe heet uw dochter?", True),
        ("Achternaam?", True),
        ("Mei wa sprek ik?", True),
        ("met wie", True),
        ("Wat is uw adres?", False),
        ("De naam van de straat weet ik niet meer precies", False),
        ("", False),
    ],
)
def test_knows_a_question_for_a_name(text, expected):
    tokens = tokens_of(talk(("agent", text)))

    assert asks_for_name(tokens, 0, len(tokens)) is expected
