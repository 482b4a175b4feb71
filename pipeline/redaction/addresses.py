"""House numbers: announced as such, behind a postcode, or behind a street."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.redaction.letters import Symbol
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
_ADDRESS_WORDS = frozenset(
    "adres adressen woon woont wonen woonde woonachtig wenje wennet wenne wenjen verhuis".split()
)
_REACH_OF_ADDRESS = 6
_MAX_FILLERS = 5
_REACH_AFTER_POSTCODE = 14
_NEAR = 3
_UNITS = frozenset("uur oere euro jaar jier keer kear minuten dagen personen procent meter weken mei".split())


def find_house_numbers(tokens: Sequence[Token], symbols: Sequence[Symbol], postcodes: Sequence[Mark]) -> Iterator[Mark]:
    """Mark house numbers; a street is masked with its number, and stays without one."""
    houses = {symbol.start: symbol for symbol in symbols if _may_be_house(tokens, symbol)}
    for symbol in houses.values():
        named = _named_at(tokens, symbol.start)
        if named is None:
            continue
        if tokens[named].shape.folded not in _ANNOUNCED:
            yield Mark(_street_start(tokens, named), named + 1, "postcode")
        yield _with_addition(tokens, symbol)
    for postcode in postcodes:
        yield from _after_postcode(tokens, houses, postcode.end)


def _may_be_house(tokens: Sequence[Token], symbol: Symbol) -> bool:
    if symbol.is_article or not symbol.has_digits or not _NUMBER.match(symbol.chars):
        return False
    return symbol.end >= len(tokens) or tokens[symbol.end].shape.folded not in _UNITS


def _named_at(tokens: Sequence[Token], number: int) -> int | None:
    """Return the street or the word `huisnummer` that a number belongs to, None where it has none."""
    index = number - 1
    while index >= max(number - _MAX_FILLERS, 0):
        token = tokens[index]
        if token.is_masked:
            return None
        if token.shape.folded in _ANNOUNCED:
            return index
        if (_is_street(token) or _is_told_as_address(tokens, index)) and _reaches(tokens, index, number):
            return index
        if token.shape.folded not in _FILLERS:
            return None
        index -= 1
    return None


def _is_street(token: Token) -> bool:
    folded = token.shape.folded
    return len(folded) > 4 and folded.endswith(STREET_ENDINGS) and folded not in _NO_STREETS


def _is_told_as_address(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a name with a capital follows `ik woon op` or `adres`: then a number behind it is of a house."""
    if not tokens[index].is_proper or tokens[index].shape.ends_phrase:
        return False
    before = {token.shape.folded for token in tokens[max(index - _REACH_OF_ADDRESS, 0) : index]}
    return not before.isdisjoint(_ADDRESS_WORDS)


def _reaches(tokens: Sequence[Token], street: int, number: int) -> bool:
    """Say whether a number stands right behind a street, or with `nummer` between them."""
    is_near = number - street == 1 or (number - street == 2 and tokens[street + 1].shape.folded in _NUMBER_WORDS)
    return is_near and not tokens[street].shape.ends_sentence and tokens[street].turn == tokens[number].turn


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


def _with_addition(tokens: Sequence[Token], symbol: Symbol) -> Mark:
    """Take along the `a` of `12 a`."""
    end = symbol.end
    is_open = end < len(tokens) and not tokens[end].is_masked and tokens[end].turn == tokens[symbol.start].turn
    has_addition = is_open and _ADDITION.match(tokens[end].shape.folded) is not None
    return Mark(symbol.start, end + has_addition, "postcode")


def _after_postcode(tokens: Sequence[Token], houses: Mapping[int, Symbol], end: int) -> Iterator[Mark]:
    """Mark `... nummer twaalf` that follows a postcode, perhaps in the other's turn."""
    is_announced = False
    for at in range(end, min(end + _REACH_AFTER_POSTCODE, len(tokens))):
        if tokens[at].is_masked:
            return
        if at in houses and (is_announced or at - end <= _NEAR):
            yield _with_addition(tokens, houses[at])
            return
        is_announced = is_announced or tokens[at].shape.folded in _NUMBER_WORDS
