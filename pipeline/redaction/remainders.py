"""What is said of a number after it was given."""

from collections.abc import Container, Iterator, Mapping, Sequence

from pipeline.redaction.birth_parts import is_year
from pipeline.redaction.letters import Symbol
from pipeline.redaction.runs import LINKS
from pipeline.redaction.tokens import Mark, Token

_CORRECTED = frozenset(("bsn", "telefoon", "iban", "nummer", "kenteken"))
_MOST_OTHERS = 1
"""Other words of a turn that says something of a number: `de laatste twee zijn omgedraaid, 9 8`."""
_IN_LETTERS = frozenset(("iban", "kenteken", "postcode"))
_MAX_TURNS = 2
"""Turns after a number in which it is corrected."""
_ABOUT_IT = LINKS | frozenset(
    "eindigt einde eind begint begin rest op yn in eindiget begjint cijfer sifer zei sei van fan uit ut met mei".split()
)


def find_remainders(tokens: Sequence[Token], symbols: Sequence[Symbol], kinds: Mapping[int, str]) -> Iterator[Mark]:
    """Mark figures and letters that only say something of a number masked shortly before.

    Args:
        tokens: of the whole conversation.
        symbols: all that is dictated.
        kinds: per token masked until here the kind of its mask.
    """
    dictated = {at for symbol in symbols for at in range(symbol.start, symbol.end)}
    for symbol in symbols:
        if symbol.is_article or symbol.start in kinds:
            continue
        kind = _kind_before(tokens, symbol.start, kinds)
        is_part = kind in _CORRECTED if symbol.has_digits else kind in _IN_LETTERS
        is_part = is_part or (kind == "geboortedatum" and is_year(symbol))
        if is_part and _only_about_it(tokens, symbol, kinds, dictated):
            yield Mark(symbol.start, symbol.end, kind)


def _kind_before(tokens: Sequence[Token], index: int, kinds: Mapping[int, str]) -> str:
    """Return the kind of the latest mask before a token, `_MAX_TURNS` turns back at most; empty where there is none."""
    at = index - 1
    while at >= 0 and tokens[index].turn - tokens[at].turn <= _MAX_TURNS:
        if at in kinds or tokens[at].is_masked:
            return kinds.get(at) or tokens[at].text.strip("[]")
        at -= 1
    return ""


def _only_about_it(tokens: Sequence[Token], symbol: Symbol, kinds: Mapping[int, str], dictated: Container[int]) -> bool:
    """Say whether the turn has hardly anything but figures, masks, and small talk of them."""
    turn = tokens[symbol.start].turn
    first = symbol.start
    while first and tokens[first - 1].turn == turn:
        first -= 1
    last = symbol.end
    while last < len(tokens) and tokens[last].turn == turn:
        last += 1
    is_part = (
        at in kinds or at in dictated or tokens[at].is_masked or tokens[at].shape.folded in _ABOUT_IT
        for at in range(first, last)
        if tokens[at].shape.folded
    )
    return sum(not part for part in is_part) <= _MOST_OTHERS
