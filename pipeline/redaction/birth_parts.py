"""Dates of birth said in part or in bare figures: a year, a month with its year, the day as an answer."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.redaction.births import IS_OF, PERSONS, RELATIVES
from pipeline.redaction.contexts import Contexts, context_of
from pipeline.redaction.dates import MONTHS, ordinal_of, year_at
from pipeline.redaction.harmless import LAST_BIRTH_YEAR
from pipeline.redaction.letters import Symbol
from pipeline.redaction.tokens import Mark, Token

KIND = "geboortedatum"
_YOUNGEST_SHORT_YEAR = 28
"""Two figures from here on are a year of the last century."""
_BORN_IN = frozenset(
    (("geboren", "in"), ("berne", "yn"), ("geboren", "van"), ("vader", "in"), ("moeder", "in"), ("bouwjaar", "is"))
)
_FIRST_YEAR = 1900
_PARTS_OF_MONTH = frozenset("eind begin half ein healwei".split())
_THE_YEAR = frozenset((("het", "jaar"), ("it", "jier")))
_I_AM = frozenset((("ik", "ben"), ("ik", "bin")))
_BORN = frozenset(("geboren", "berne"))
_COUNTED = frozenset("jaar jier euro uur oere oeren procent persent personen kinderen bern meter kilo dagen".split())
_WHICH_YEAR = frozenset((("welk", "jaar"), ("hokker", "jier"), ("wat", "jaar"), ("wat", "jier")))
_LOOK_BACK = 4
_NEAR_WORDS = 12
_SHORT_TURN = 4


def find_birth_years(tokens: Sequence[Token], symbols: Sequence[Symbol]) -> Iterator[Mark]:
    """Mark `geboren in zesenvijftig` and `ik ben van 12 05 65`; `ik ben van 65` is but an age, and stays."""
    for position, symbol in enumerate(symbols):
        before = [token.shape.folded for token in tokens[max(symbol.start - _LOOK_BACK - 2, 0) : symbol.start]]
        before = before[:-2] if tuple(before[-2:]) in _THE_YEAR else before[-_LOOK_BACK:]
        pair = tuple(before[-2:])
        is_of_person = pair in IS_OF and not PERSONS.isdisjoint(before)
        if (
            is_year(symbol)
            and _word(tokens, symbol.end) not in _COUNTED
            and (pair in _BORN_IN or (is_of_person and len(symbol.chars) == 4) or _answers(tokens, symbol))
        ):
            yield Mark(symbol.start, symbol.end, KIND)
        elif (is_of_person or _is_of_relative(pair)) and (end := _year_end(tokens, symbol.start)):
            yield Mark(symbol.start, end, KIND)
        elif is_year(symbol) and before[-1:] in (["in"], ["yn"]) and _word(tokens, symbol.end) in _BORN:
            yield Mark(symbol.start, symbol.end, KIND)
        elif pair in _BORN_IN or pair in _I_AM or is_of_person:
            yield from (Mark(one.start, one.end, KIND) for one in _date_from(symbols[position : position + 3]))


def find_birth_months(tokens: Sequence[Token], contexts: Contexts) -> Iterator[Mark]:
    """Mark a month with its year where a birth is told of: `in oktober 1963 geboren`, `hij is van mei 1958`."""
    for index, token in enumerate(tokens):
        if token.shape.folded not in MONTHS or token.is_masked:
            continue
        year, end = year_at(tokens, index + 1)
        is_born = year is not None and year <= LAST_BIRTH_YEAR and _is_announced(contexts, index, end)
        if is_born or (year and _is_of(tokens, index)):
            yield Mark(index, end, KIND)


def find_birth_days(tokens: Sequence[Token], contexts: Contexts) -> Iterator[Mark]:
    """Mark a day of the month that answers alone, such as `de twintigste`."""
    if not any(named and named[1] == KIND for named in contexts):
        return
    for index, token in enumerate(tokens):
        if token.is_masked or not ordinal_of(token):
            continue
        start, end = _turn_around(tokens, index)
        if start and end - start <= _SHORT_TURN and _is_announced(contexts, start, start):
            yield Mark(index - (_word(tokens, index - 1) == "de" and index > start), index + 1, KIND)


def is_year(symbol: Symbol) -> bool:
    """Say whether what was said can be the year in which somebody was born."""
    if not symbol.chars.isdigit() or len(symbol.chars) not in (2, 4):
        return False
    value = int(symbol.chars)
    return value >= _YOUNGEST_SHORT_YEAR if len(symbol.chars) == 2 else 1900 <= value <= LAST_BIRTH_YEAR


def _answers(tokens: Sequence[Token], symbol: Symbol) -> bool:
    """Say whether a short turn answers a question for somebody's year: `uit zesenzestig`."""
    start, end = _turn_around(tokens, symbol.start)
    if not start or end - start > _SHORT_TURN:
        return False
    asked = [token.shape.folded for token in tokens[slice(*_turn_around(tokens, start - 1))]]
    return not PERSONS.isdisjoint(asked) and any(pair in _WHICH_YEAR for pair in pairwise(asked))


def _is_announced(contexts: Contexts, start: int, end: int) -> bool:
    context = context_of(contexts, start, end)
    return context is not None and context[0] == KIND and context[1] <= _NEAR_WORDS


def _is_of(tokens: Sequence[Token], index: int) -> bool:
    if index and tokens[index - 1].shape.folded in _PARTS_OF_MONTH:
        index -= 1
    before = [token.shape.folded for token in tokens[max(index - _LOOK_BACK, 0) : index]]
    return tuple(before[-2:]) in IS_OF and not PERSONS.isdisjoint(before)


def _turn_around(tokens: Sequence[Token], index: int) -> tuple[int, int]:
    """Return the first and last-plus-one token of the turn that a token stands in."""
    start, end, turn = index, index + 1, tokens[index].turn
    while start and tokens[start - 1].turn == turn:
        start -= 1
    while end < len(tokens) and tokens[end].turn == turn:
        end += 1
    return start, end


def _date_from(symbols: Sequence[Symbol]) -> Sequence[Symbol]:
    """Return day, month and year said as figures one after the other; empty where they are none."""
    if len(symbols) < 3 or any(b.start != a.end for a, b in pairwise(symbols)):
        return ()
    if not all(symbol.chars.isdigit() and len(symbol.chars) <= 2 for symbol in symbols[:2]) or not is_year(symbols[2]):
        return ()
    day, month = int(symbols[0].chars), int(symbols[1].chars)
    return symbols if 1 <= day <= 31 and 1 <= month <= 12 else ()


def _is_of_relative(pair: Sequence[str]) -> bool:
    """Say whether `zoon van` stands before, as in `mijn zoon van tweeduizend elf`."""
    return len(pair) > 1 and pair[0] in RELATIVES and pair[1] in ("van", "fan")


def _year_end(tokens: Sequence[Token], index: int) -> int | None:
    """Return where a year in full ends that begins here: `negentien eenendertig`, `twatuzen en njoggen`."""
    year, end = year_at(tokens, index)
    return end if year and year >= _FIRST_YEAR and end - index > 1 else None


def _word(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].shape.folded if 0 <= index < len(tokens) else ""
