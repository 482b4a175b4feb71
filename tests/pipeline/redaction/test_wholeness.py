import pytest

from pipeline.redaction.tokens import tokens_of
from pipeline.redaction.wholeness import is_amid, parts_of
from tests.pipeline.redaction.tuning import talk


def read(text, kind):
    """Return the tokens of one turn and the parts of words that stand between braces."""
    kinds, words, is_in = {}, [], False
    for word in text.split():
        is_in = is_in or word.startswith("{")
        if is_in:
            kinds[len(words)] = kind
        is_in = is_in and not word.endswith("}")
        words.append(word.strip("{}"))
    tokens = tokens_of(talk(("citizen", " ".join(words))))
    return tokens, list(parts_of(tokens, kinds))


def parts(text, kind):
    return read(text, kind)[1]


@pytest.mark.parametrize(
    ("text", "kind", "relation"),
    [
        ("{twee zeven} ja ik lees het {een vier zes}", "bsn", "goes_on"),
        ("{nul een drie} twee {06 12 34 56 78}", "telefoon", "another"),
        ("{0031 6 12} eh {34 56 78}", "telefoon", "goes_on"),
        ("{nul zes twaalf} nee wacht {nul zes dertien}", "telefoon", "again"),
        ("{111222333} en van mijn man {222333444}", "bsn", "whole"),
        ("{nul vijf een acht drie twee} of {negen acht 76 54 32 10}", "telefoon", "another"),
        ("{n l twee drie} dat weet ik {r a b o nul}", "iban", "goes_on"),
        ("{achttien elf} en dan {x h}", "postcode", "goes_on"),
        ("{1811 x h} en wij zitten op {nummer 43}", "postcode", "house"),
        ("{43} en de postcode is {1811 xh}", "postcode", "another"),
        ("{negen} en dan de maand {juni}", "geboortedatum", "goes_on"),
        ("{negen juni 1976} en van hem {acht mei}", "geboortedatum", "whole"),
        ("{jan punt nl} en ook {piet}", "email", "whole"),
        ("{Jan} en {Piet}", "naam", "another"),
    ],
)
def test_a_part_is_the_rest_of_what_was_said_before_it_or_not(text, kind, relation):
    first, second = parts(text, kind)

    assert first.relation is None
    assert second.relation == relation


def test_what_goes_on_is_counted_together():
    found = parts("{een twee drie} eh {vier vijf zes} eh {zeven acht negen}", "bsn")

    assert [part.said for part in found] == ["", "123", "123456"]
    # a citizen service number has 8 or 9 figures
    assert [part.is_whole for part in found] == [False, False, True]


def test_figures_count_as_many_as_are_said():
    (part,) = parts("{dubbel nul vierentachtig}", "bsn")

    assert len(part.chars) == 4


def test_parts_of_other_kinds_or_turns_have_nothing_to_do_with_each_other():
    tokens = tokens_of(talk(("citizen", "een eh twee eh drie"), ("agent", "vier")))
    found = list(parts_of(tokens, {0: "bsn", 2: "iban", 4: "bsn", 5: "bsn"}))

    assert [(part.start, part.end, part.relation) for part in found] == [
        (0, 1, None), (2, 3, None), (4, 5, None), (5, 6, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "is_interruption"),
    [
        ("{twee zeven nul} wacht de hond wil eruit {negen een vier}", "bsn", True),
        ("{twee zeven nul} of van mijn man {negen een vier}", "bsn", False),
        ("{twee zeven nul} een twee drie vier vijf zes zeven acht negen tien {negen een vier}", "bsn", False),
        ("{1811 xh} en wij zitten op {43}", "postcode", True),
        ("{mei} zei ik en toen {1976}", "geboortedatum", False),
        ("{111222333} dat is alles {222}", "bsn", False),
    ],
)
def test_an_interruption_is_what_lies_between_a_number_and_its_rest(text, kind, is_interruption):
    tokens, (before, after) = read(text, kind)

    assert is_amid(tokens, before, after) is is_interruption
