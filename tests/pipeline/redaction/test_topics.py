import pytest

from pipeline.redaction.contexts import contexts_of
from pipeline.redaction.tokens import tokens_of
from pipeline.redaction.topics import Announcement, announcements, asking_turns
from tests.pipeline.redaction.tuning import talk


def asked(text: str, *, speaker: str = "agent", before: str | None = None) -> list[Announcement]:
    tokens = tokens_of(talk((speaker, text)))
    return list(announcements(tokens, contexts_of(tokens), 0, len(tokens), before=before))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("wat is uw bsn", [Announcement("bsn", 3)], id="named"),
        pytest.param("en het huisnummer", [Announcement("postcode", 2)], id="house, named"),
        pytest.param("op welk nummer woont u", [Announcement("telefoon", 1), Announcement("postcode", 3)], id="house"),
        pytest.param("van welk jaar is uw zoon", [Announcement("geboortedatum", 2)], id="year of a child"),
        pytest.param("van welk jaar is hij", [Announcement("geboortedatum", 2)], id="year of a person"),
        pytest.param("voor welk jaar is de aanslag", [], id="year of a paper"),
        pytest.param("u bent van", [Announcement("geboortedatum", 2)], id="you are of"),
        pytest.param("ik ben al drie keer gebeld", [], id="telling of calls asks nothing"),
        pytest.param("de laatste drie cijfers", [Announcement("nummer", 3)], id="the end of some number"),
        pytest.param("wat is uw mail adres", [], id="not that address"),
        pytest.param("hokker bertedatum", [Announcement("geboortedatum", 1)], id="Frisian"),
    ],
)
def test_a_turn_asks_for(text, expected):
    assert asked(text) == expected


def test_letters_go_on_with_what_was_asked_for():
    assert asked("en de letters", before="kenteken") == [Announcement("kenteken", 2)]
    assert asked("en de letters") == [Announcement("postcode", 2)]


def test_a_bare_question_for_the_number_is_the_agents_only():
    assert asked("en het nummer", before="postcode") == [Announcement("postcode", 2)]
    assert asked("en het nummer", speaker="citizen") == []


def test_turns_that_ask_for_nothing_are_passed_over():
    tokens = tokens_of(talk(("agent", "goedemorgen"), ("citizen", "de postcode"), ("agent", "van harte")))

    assert asking_turns(tokens, contexts_of(tokens)) == {1}
