"""What is said of a number after it was given, and dates of birth in bare figures."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.redaction.letters import Symbol, digits_at
from pipeline.redaction.numbers import LAST_BIRTH_YEAR
from pipeline.redaction.runs import LINKS
from pipeline.redaction.tokens import Mark, Token

_CORRECTED = frozenset(("bsn", "telefoon", "iban", "nummer", "kenteken"))
_MAX_TURNS = 2
"""Turns after a number in which it is corrected."""
_ABOUT_IT = LINKS | frozenset(
    "eindigt einde eind begint begin rest op yn in eindiget begjint cijfer sifer zei sei".split()
)
_YOUNGEST_SHORT_YEAR = 28
"""Two figures from here on are a year of the last century."""
_IS_OF = frozenset((("is", "van"), ("is", "fan"), ("ben", "van"), ("bin", "fan"), ("ik", "van"), ("ik", "fan")))
_BORN_IN = frozenset((("geboren", "in"), ("berne", "yn"), ("geboren", "van"), ("bouwjaar", "is")))
_PERSONS = frozenset(
    "ik man vrouw vader moeder frou heit mem hij zij ze hy hja sy zoon dochter soan broer zus u jo".split()
)
_COUNTED = frozenset("jaar jier euro uur oere oeren procent persent personen kinderen bern meter kilo dagen".split())
_LOOK_BACK = 4


def find_remainders(tokens: Sequence[Token], symbols: Sequence[Symbol], kinds: Mapping[int, str]) -> Iterator[Mark]:
    """Mark figures that only say something of a number masked shortly before.

    Args:
        tokens: of the whole conversation.
        symbols: all that is dictated.
        kinds: per token masked until here the kind of its mask.
    """
    for symbol in symbols:
        if not symbol.has_digits or symbol.is_article or symbol.start in kinds:
            continue
        kind = _kind_before(tokens, symbol.start, kinds)
        is_part = kind in _CORRECTED or (kind == "geboortedatum" and _is_year(symbol))
        if is_part and _only_about_it(tokens, symbol, kinds):
            yield Mark(symbol.start, symbol.end, kind)


def find_birth_years(tokens: Sequence[Token], symbols: Sequence[Symbol]) -> Iterator[Mark]:
    """Mark `geboren in zesenvijftig` and `ik ben van 12 05 65`; `ik ben van 65` is but an age, and stays."""
    for position, symbol in enumerate(symbols):
        before = [token.shape.folded for token in tokens[max(symbol.start - _LOOK_BACK, 0) : symbol.start]]
        pair = tuple(before[-2:])
        date = _date_from(symbols[position : position + 3])
        if pair in _BORN_IN and _is_year(symbol) and _word(tokens, symbol.end) not in _COUNTED:
            yield Mark(symbol.start, symbol.end, "geboortedatum")
        elif pair in _BORN_IN or (pair in _IS_OF and not _PERSONS.isdisjoint(before)):
            yield from (Mark(one.start, one.end, "geboortedatum") for one in date)


def _kind_before(tokens: Sequence[Token], index: int, kinds: Mapping[int, str]) -> str:
    """Return the kind of the latest mask before a token, `_MAX_TURNS` turns back at most; empty where there is none."""
    at = index - 1
    while at >= 0 and tokens[index].turn - tokens[at].turn <= _MAX_TURNS:
        if at in kinds:
            return kinds[at]
        at -= 1
    return ""


def _only_about_it(tokens: Sequence[Token], symbol: Symbol, kinds: Mapping[int, str]) -> bool:
    """Say whether the turn has nothing but figures, masks, and small talk of them."""
    turn = tokens[symbol.start].turn
    first = symbol.start
    while first and tokens[first - 1].turn == turn:
        first -= 1
    last = symbol.end
    while last < len(tokens) and tokens[last].turn == turn:
        last += 1
    return all(
        at in kinds
        or not tokens[at].shape.folded
        or tokens[at].shape.folded in _ABOUT_IT
        or bool(digits_at(tokens, at))
        for at in range(first, last)
    )


def _is_year(symbol: Symbol) -> bool:
    if not symbol.chars.isdigit() or len(symbol.chars) not in (2, 4):
        return False
    value = int(symbol.chars)
    return value >= _YOUNGEST_SHORT_YEAR if len(symbol.chars) == 2 else 1900 <= value <= LAST_BIRTH_YEAR


def _date_from(symbols: Sequence[Symbol]) -> Sequence[Symbol]:
    """Return day, month and year said as figures one after the other; empty where they are none."""
    if len(symbols) < 3 or any(b.start != a.end for a, b in pairwise(symbols)):
        return ()
    if not all(symbol.chars.isdigit() and len(symbol.chars) <= 2 for symbol in symbols[:2]) or not _is_year(symbols[2]):
        return ()
    day, month = int(symbols[0].chars), int(symbols[1].chars)
    return symbols if 1 <= day <= 31 and 1 <= month <= 12 else ()


def _word(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].shape.folded if index < len(tokens) else ""
