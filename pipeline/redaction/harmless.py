"""Dictated runs that tell nobody apart: years, amounts, times and public numbers."""

import re
from collections.abc import Sequence

from pipeline.redaction.letters import Symbol
from pipeline.redaction.runs import Run
from pipeline.redaction.tokens import Token

LAST_BIRTH_YEAR = 2010
"""A full date up to this year is taken for a date of birth; appointments and papers are younger."""
YEAR = re.compile(r"^(?:19|20)\d\d$")
MONEY = frozenset(("euro", "euro's", "euros", "eur", "cent", "sint", "€"))
_AMOUNT = re.compile(r"^€?\d{1,3}(?:\.\d{3})*(?:,(?:\d\d|-+))?$|^€?\d+,\d\d$")
_CLOCK = re.compile(r"^(?:[01]?\d|2[0-4])[.:][0-5]\d(?:[-\u2013](?:[01]?\d|2[0-4])[.:][0-5]\d)?$")
_PUBLIC = re.compile(r"^140\d{2,3}$")
_CLOCK_WORDS = frozenset("uur oere oeren om tot oant oan van fan vanaf tussen tusken rond voor foar na nei en".split())


def is_years(tokens: Sequence[Token], run: Run, *, is_asked: bool) -> bool:
    """Say whether a run is nothing but years, and none of them a year of birth that was asked for (`is_asked`)."""
    if not all(YEAR.match(symbol.chars) for symbol in run.symbols):
        return False
    is_answer = run.start == 0 or tokens[run.start - 1].turn != tokens[run.start].turn
    is_of_birth = is_answer or int(run.symbols[0].chars) <= LAST_BIRTH_YEAR
    return not (is_of_birth and is_asked)


def is_harmless(tokens: Sequence[Token], run: Run) -> bool:
    """Say whether a run is an amount, a time or a short public number (14 058)."""
    symbols = run.symbols
    if _PUBLIC.match(run.chars) or _is_amount_of_year(symbols):
        return True
    texts = [tokens[symbol.start].shape.plain for symbol in symbols]
    around = {tokens[i].shape.folded for i in (run.start - 1, run.end) if 0 <= i < len(tokens)}
    if len(symbols) == 1 and _AMOUNT.match(texts[0]) and ("." in texts[0] or "," in texts[0]):
        return bool(around & MONEY) or tokens[run.start].text.startswith("€")
    if not all(_CLOCK.match(text) for text in texts):
        return False
    is_quarters = len(texts) > 1 and all(text.endswith(("00", "15", "30", "45")) for text in texts)
    return is_quarters or bool(around & _CLOCK_WORDS) or any(":" in text for text in texts)


def telling_nobody(tokens: Sequence[Token], runs: Sequence[Run]) -> frozenset[int]:
    """Return the tokens of amounts, times and public numbers, and of years in a row; a year alone may be of birth."""
    harmless = (
        run
        for run in runs
        if is_harmless(tokens, run) or (len(run.symbols) > 1 and is_years(tokens, run, is_asked=False))
    )
    return frozenset(at for run in harmless for at in range(run.start, run.end))


def _is_amount_of_year(symbols: Sequence[Symbol]) -> bool:
    """Say whether a year and its amount were said: `die van 2025 was 930`."""
    is_apart = len(symbols) == 2 and symbols[1].start > symbols[0].end
    return is_apart and YEAR.match(symbols[0].chars) is not None and len(symbols[1].chars) <= 3
