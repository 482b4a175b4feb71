import pytest

from pipeline.records import Facts, Heard
from pipeline.redaction.people import KnownPeople, find_full_names, find_heard, organisation_words, roster_of
from pipeline.redaction.tokens import Mark, tokens_of
from tests.pipeline.redaction.tuning import talk


def test_a_roster_leaves_particles_out():
    roster = roster_of(KnownPeople(employees=("Ânneke de Boer", "J. van der Wal", "")))

    assert roster.people == (("anneke", "boer"), ("j", "wal"))
    assert (roster.given, roster.family) == ({"anneke", "j"}, {"boer", "wal"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("met Anneke de Boer hier", [Mark(1, 4, "medewerker")]),
        ("met anneke boer", [Mark(1, 3, "medewerker")]),
        ("met Anneke", []),
        ("met Anneke de Wit", []),
        ("de boer", []),
    ],
)
def test_finds_full_names_with_or_without_particles(text, expected):
    tokens = tokens_of(talk(("citizen", text)))

    assert list(find_full_names(tokens, roster_of(KnownPeople(employees=("Anneke de Boer",))))) == expected


def with_facts(*heard: Heard):
    conversation = talk(("agent", "gemeente Sneek met Wytse Bot"))
    return type(conversation)(**{**_fields(conversation), "facts": Facts(heard)})


def _fields(conversation):
    return {name: getattr(conversation, name) for name in conversation.__dataclass_fields__}


def test_marks_the_employees_heard_and_not_the_organisation():
    conversation = with_facts(Heard("organisation", 0, 2, 1.0), Heard("employee_name", 3, 5, 0.9))

    assert list(find_heard(conversation)) == [Mark(3, 5, "medewerker")]


def test_organisations_are_those_heard_and_those_known():
    conversation = with_facts(Heard("organisation", 0, 1, 1.0))
    roster = roster_of(KnownPeople(organisations=("Sneek",)))

    assert organisation_words(tokens_of(conversation), conversation, roster) == {0, 1}
