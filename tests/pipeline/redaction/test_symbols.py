import pytest

from pipeline.redaction.symbols import symbols_of
from pipeline.redaction.tokens import tokens_of
from tests.pipeline.redaction.tuning import talk


def chars(text: str, barred: frozenset[int] = frozenset()) -> list[str]:
    return [symbol.chars for symbol in symbols_of(tokens_of(talk(("citizen", text))), barred)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("een twee drie", ["1", "2", "3"]),
        ("dubbel nul zes", ["00", "6"]),
        ("drie keer nul", ["000"]),
        ("twee keer een, drie", ["11", "3"]),
        ("twee keer een drie", ["33"]),
        ("vijf en zestig", ["65"]),
        ("fiif en sechstich", ["65"]),
        ("honderd drieëntwintig vier", ["123", "4"]),
        ("negentienhonderd vijfenzestig", ["1965"]),
        ("325 duizend", ["325000"]),
        ("dubbel", []),
        ("ik wil graag", []),
    ],
)
def test_reads_numbers_as_they_are_said(text, expected):
    assert chars(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8911 AB", ["8911", "ab"]),
        ("8911AB", ["8911ab"]),
        ("8911 a b", ["8911", "a", "b"]),
        ("8911 ab", ["8911", "ab"]),
        ("A van Anton B fan Bernard", ["a", "b"]),
        ("bee van Bernard", ["b"]),
        ("89 Anton Bernard", ["89", "a", "b"]),
        ("9001 zet ka", ["9001", "z", "k"]),
        ("NL91 Rabo 03", ["nl91", "rabo", "03"]),
        ("b u n q", ["b", "u", "n", "q"]),
        ("S-I-M", ["sim"]),
    ],
)
def test_reads_letters_as_they_are_dictated(text, expected):
    assert chars(text) == expected


@pytest.mark.parametrize(
    "text", ["kunt u dat doen", "'s avonds", "de WOZ", "mijn bsn is", "in 't dorp", "de 3e keer", "24-uurs"]
)
def test_words_that_look_like_letters_are_words(text):
    assert chars(text) == []


@pytest.mark.parametrize("text", ["in 2019 is het", "binnen 5 km", "van 1500 en er"])
def test_short_words_behind_a_number_are_no_letters(text):
    assert all(one.isdigit() for one in chars(text))


def test_barred_tokens_are_left_out():
    assert chars("12 mei 2026", frozenset({0, 1, 2})) == []


def test_a_symbol_covers_all_words_that_say_it():
    symbol = symbols_of(tokens_of(talk(("citizen", "de B van Bernard"))), frozenset())[0]

    assert (symbol.start, symbol.end) == (1, 4)
