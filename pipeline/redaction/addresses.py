"""House numbers: announced as such, behind a postcode, or behind a street."""

import re
from collections.abc import Iterator, Sequence

from pipeline.redaction.letters import Symbol
from pipeline.redaction.number_words import digits_of
from pipeline.redaction.tokens import Mark, Token

STREET_ENDINGS = (
    "straat", "straatweg", "laan", "weg", "plein", "dijk", "singel", "kade", "gracht", "hof", "pad", "steeg", "dwinger",
    "plantsoen", "dreef", "strjitte", "strjitwei", "leane", "loane", "wei", "dyk", "buorren", "buorre", "reed",
    "steech",
    "paad", "finne", "park", "markt", "strjitten", "tunen", "boulevard", "pleats",
)  # fmt: skip
"""How streets end in Dutch and Frisian."""

_NO_STREETS = frozenset(
    """
    weg onderweg vanwege halverwege snelweg rijksweg fietspad markt hof park ring hoek haven brug kanaal wal stee dijk
    pad reed wei straat laan plein omweg beweg kamp gea dyk burg poort strjitte rondweg strjittewei oanwei onderwei
    """.split()
)
_ANNOUNCED = frozenset(("huisnummer", "huisnummers", "husnumer", "husnummer", "huizenummer"))
_NUMBER_WORDS = frozenset(("nummer", "nr", "numer", "no"))
_FILLERS = frozenset("is dat was en eh uh ehm ja nummer dan het it dus u jo hebt heeft uw ha oké oke heb".split())
_ADDITION = re.compile(r"^(?:[a-h]|bis|zwart|rood|hs|i{1,3})$")
_NUMBER = re.compile(r"^\d{1,4}(?:[-/]?[a-z]|-\d{1,3})?$")
_MAX_FILLERS = 5
_REACH_AFTER_POSTCODE = 8
_UNITS = frozenset("uur oere euro jaar jier keer kear minuten dagen personen procent meter weken mei".split())


def find_house_numbers(tokens: Sequence[Token], symbols: Sequence[Symbol], postcodes: Sequence[Mark]) -> Iterator[Mark]:
    """Mark house numbers; a street is masked with its number, and stays without one."""
    by_start = {
        symbol.start: symbol
        for symbol in symbols
        if _NUMBER.match(symbol.chars) and symbol.has_digits and not symbol.is_article
    }
    for index, token in enumerate(tokens):
        if token.is_masked:
            continue
        if token.shape.folded in _ANNOUNCED:
            yield from _numbered(tokens, by_start, index + 1, _MAX_FILLERS)
        elif _is_street(token):
            found = list(_numbered(tokens, by_start, index + 1, 1))
            if found and _is_adjacent(tokens, index, found[0].start):
                yield from (Mark(_street_start(tokens, index), index + 1, "postcode"), *found)
    for postcode in postcodes:
        yield from _after_postcode(tokens, by_start, postcode.end)


def _is_street(token: Token) -> bool:
    folded = token.shape.folded
    return len(folded) > 4 and folded.endswith(STREET_ENDINGS) and folded not in _NO_STREETS


def _is_adjacent(tokens: Sequence[Token], street: int, number: int) -> bool:
    return not tokens[street].shape.ends_sentence and tokens[street].turn == tokens[number].turn


def _street_start(tokens: Sequence[Token], index: int) -> int:
    """Take along the capitals of `Prins Hendrikstraat` and the particles between them."""
    start = index
    while (
        start
        and tokens[start - 1].is_proper
        and not tokens[start - 1].is_masked
        and not tokens[start - 1].shape.ends_phrase
    ):
        start -= 1
    return start


def _numbered(tokens: Sequence[Token], by_start: dict[int, Symbol], index: int, fillers: int) -> Iterator[Mark]:
    """Mark the first house number within `fillers` words of no meaning, with its addition (`12 a`)."""
    for at in range(index, min(index + fillers + 1, len(tokens))):
        symbol = by_start.get(at)
        if symbol is not None and not _is_counted(tokens, symbol.end):
            yield Mark(at, _addition_end(tokens, symbol.end), "postcode")
            return
        if tokens[at].is_masked or tokens[at].shape.folded not in _FILLERS:
            return


def _is_counted(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].shape.folded in _UNITS


def _addition_end(tokens: Sequence[Token], index: int) -> int:
    if index < len(tokens) and _ADDITION.match(tokens[index].shape.folded) and not tokens[index].is_masked:
        return index + 1
    return index


def _after_postcode(tokens: Sequence[Token], by_start: dict[int, Symbol], end: int) -> Iterator[Mark]:
    """Mark `... nummer twaalf` that follows a postcode, perhaps in the other's turn."""
    for at in range(end, min(end + _REACH_AFTER_POSTCODE, len(tokens))):
        if tokens[at].is_masked:
            return
        if tokens[at].shape.folded in _NUMBER_WORDS or tokens[at].shape.folded == "op":
            yield from _numbered(tokens, by_start, at + 1, 2)
            return
        if at in by_start and digits_of(tokens[at].shape.plain):
            if at - end <= 3:
                yield from _numbered(tokens, by_start, at, 0)
            return
