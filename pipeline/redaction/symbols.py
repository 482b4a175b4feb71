"""What is dictated, word by word: figures, number words and letters."""

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from pipeline.redaction.letters import Symbol, digits_at, folded_at, letters_at, may_be_letters
from pipeline.redaction.number_words import digits_of, magnitude_of, number_of, slip_of
from pipeline.redaction.tokens import CACHE_SIZE, Token, shape_of

_MIXED = re.compile(r"^(?=.*\d)(?=.*[a-z])(?:[a-z]{1,4}|\d+)(?:[-.]?(?:[a-z]{1,4}|\d+))+$")
_COUNTED = re.compile(r"^\d+[-.]?(?:e|de|ste|en|er|ers|x|u|uur|uurs|km|cm|mm|m|kg|m2|m3|plus|jier|kb|mb|gb|cc|kw)$")
_DOUBLE = frozenset(("dubbel", "dubbele", "dubbelen", "dubel", "dobbel", "dobbele"))
_ZEROS = frozenset(("nullen", "nulen", "nulles"))
_SURE_RUN = 3
"""Figures in a row behind which a word that sounds like a number is one."""
_TIMES = frozenset(("keer", "maal", "kear", "kearen"))


def symbols_of(tokens: Sequence[Token], barred: Container[int]) -> tuple[Symbol, ...]:
    """Read all digits and letters that could be dictated, outside the `barred` indices and earlier masks."""
    found: list[Symbol] = []
    places = [index for index, token in enumerate(tokens) if _is_dictable(token.text) and not token.is_masked]
    for place in places:
        index = place
        while symbol := _symbol_at(tokens, index, found, barred):
            _add(found, symbol, tokens)
            index = symbol.end
    return tuple(found)


def _symbol_at(tokens: Sequence[Token], index: int, found: Sequence[Symbol], barred: Container[int]) -> Symbol | None:
    """Read the symbol at `index`, None where none begins there or it was read before."""
    if index >= len(tokens) or tokens[index].is_masked or index in barred or (found and index < found[-1].end):
        return None
    symbol = _read(tokens, index, found) if _is_dictable(tokens[index].text) else None
    return symbol or (_slip(tokens, index, found) if found and found[-1].end == index else None)


def _add(found: list[Symbol], symbol: Symbol, tokens: Sequence[Token]) -> None:
    """Put a symbol behind the others, or into the last where the two are one number."""
    if magnitude_of(tokens[symbol.start].shape.folded) and found and _multiplies(found[-1], symbol):
        found[-1] = _multiplied(found[-1], symbol)
    elif found and _adds(found[-1], symbol, tokens):
        found[-1] = replace(found[-1], end=symbol.end, chars=str(int(found[-1].chars) + int(symbol.chars)))
    else:
        found.append(symbol)


@lru_cache(maxsize=CACHE_SIZE)
def _is_dictable(text: str) -> bool:
    """Say whether a word can be part of a dictation at all; most words cannot."""
    shape = shape_of(text)
    if digits_of(shape.plain) or shape.folded in _DOUBLE or magnitude_of(shape.folded):
        return True
    return _MIXED.match(shape.plain) is not None or may_be_letters(shape)


def _read(tokens: Sequence[Token], index: int, before: Sequence[Symbol]) -> Symbol | None:
    shape = tokens[index].shape
    if not shape.plain:
        return None
    digits = digits_of(shape.plain)
    if digits or shape.folded in _DOUBLE:
        return _number(tokens, index, digits)
    great = magnitude_of(shape.folded)
    if great:
        return Symbol(index, index + 1, str(great), "number_word")
    is_counted = _COUNTED.match(shape.plain) and tokens[index].text != tokens[index].text.upper()
    if _MIXED.match(shape.plain) and not is_counted:
        return Symbol(index, index + 1, "".join(filter(str.isalnum, shape.folded)), "mixed")
    return letters_at(tokens, index, before)


def _slip(tokens: Sequence[Token], index: int, before: Sequence[Symbol]) -> Symbol | None:
    """Read a word that was misheard amid figures: between two, or behind three or more."""
    if not (before[-1].has_digits and tokens[before[-1].start].turn == tokens[index].turn):
        return None
    digit = slip_of(tokens[index].shape.folded)
    is_between = bool(digit) and bool(digits_at(tokens, index + 1)) and tokens[index + 1].turn == tokens[index].turn
    run = before[-_SURE_RUN:]
    is_behind = len(run) == _SURE_RUN and all(a.end == b.start and a.has_digits for a, b in pairwise(run))
    return Symbol(index, index + 1, digit, "number_word") if digit and (is_between or is_behind) else None


def _number(tokens: Sequence[Token], index: int, digits: str) -> Symbol | None:
    """Read a number with what belongs to it: `dubbel nul`, `drie keer nul`, `vijf en zestig`."""
    if not digits:
        after = digits_at(tokens, index + 1)
        if after:
            return Symbol(index, index + 2, after * 2, "number_word")
        letter = folded_at(tokens, index + 1)
        is_letter = len(letter) == 1 and letter.isalpha()
        return Symbol(index, index + 2, letter * 2, "spelled") if is_letter else None
    folded = tokens[index].shape.folded
    if folded_at(tokens, index + 1) in _ZEROS and digits in "23456789":
        return Symbol(index, index + 2, "0" * int(digits), "number_word")
    if folded_at(tokens, index + 1) in _TIMES and digits in "2345":
        is_article = folded_at(tokens, index + 2) in ("een", "in", "de") and not tokens[index + 2].shape.ends_phrase
        last = index + 3 if is_article and digits_at(tokens, index + 3) else index + 2
        repeated = digits_at(tokens, last)
        if 0 < len(repeated) <= 2:
            return Symbol(index, last + 1, repeated * int(digits), "number_word")
    unit, ten = number_of(folded), number_of(folded_at(tokens, index + 2))
    if unit and ten and unit < 10 and 20 <= ten < 100 and ten % 10 == 0 and folded_at(tokens, index + 1) == "en":
        return Symbol(index, index + 3, str(unit + ten), "number_word")
    is_word = folded[0].isalpha()
    return Symbol(index, index + 1, digits, "number_word" if is_word else "figures", tokens[index].shape.plain == "een")


def _multiplies(number: Symbol, great: Symbol) -> bool:
    return number.end == great.start and number.chars.isdigit() and number.chars[0] != "0" and len(number.chars) <= 3


def _multiplied(number: Symbol, great: Symbol) -> Symbol:
    return replace(number, end=great.end, chars=str(int(number.chars) * int(great.chars)), is_article=False)


def _adds(number: Symbol, symbol: Symbol, tokens: Sequence[Token]) -> bool:
    """Say whether `symbol` completes a round number said before it, as in `negentienhonderd vijfenzestig`."""
    if number.kind != "number_word" or symbol.kind != "number_word" or not symbol.chars.isdigit():
        return False
    is_next = symbol.start == number.end or (symbol.start == number.end + 1 and folded_at(tokens, number.end) == "en")
    zeros = len(number.chars) - len(number.chars.rstrip("0"))
    return is_next and zeros >= 2 and number.chars[0] != "0" and len(symbol.chars) <= zeros and symbol.chars[0] != "0"
