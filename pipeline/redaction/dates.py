"""Dates in words and figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from pipeline.redaction.number_words import digits_of, magnitude_of, number_of
from pipeline.redaction.tokens import CACHE_SIZE, Token, shape_of

MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "januari jannewaris jan janewaris jannewarje january", "februari febrewaris feb febrewarje february",
            "maart mrt maert", "april apr aprel", "mei maaie maeye maeie may meij maaije",
            "juni juny joeni", "juli july joeli", "augustus aug",
            "september septimber sept", "oktober okt october", "november novimber nov",
            "december desimber dec desember",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ORDINALS = {
    word: day
    for day, words in enumerate(
        (
            "eerste earste", "tweede twadde", "derde tredde", "vierde fjirde", "vijfde fyfde", "zesde sechsde",
            "zevende sande", "achtste achtste", "negende njoggende", "tiende tsiende", "elfde alfde", "twaalfde tolfde",
            "dertiende trettjinde", "veertiende fjirtjinde", "vijftiende fyftjinde", "zestiende sechstjinde",
            "zeventiende santjinde", "achttiende achttjinde", "negentiende njoggentjinde", "twintigste tweintichste",
            "eenentwintigste ienentweintichste", "tweeentwintigste twaentweintichste",
            "drieentwintigste trijeentweintichste", "vierentwintigste fjouwerentweintichste",
            "vijfentwintigste fiifentweintichste", "zesentwintigste seisentweintichste",
            "zevenentwintigste sanentweintichste", "achtentwintigste achtentweintichste",
            "negenentwintigste njoggenentweintichste", "dertigste tritichste", "eenendertigste ienentritichste",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_LONG_MONTH = 6
"""Letters from which a month's name is known by its sound alone; shorter ones are like too many words."""
_FIGURE_DATE = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$")
_ISO_DATE = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_ORDINAL_FIGURE = re.compile(r"^(\d{1,2})(?:e|de|ste)$")
_OF = frozenset(("van", "fan", "de", "'e"))
_OUT_OF = frozenset(("uit", "ut", "van", "fan"))
LAST_YEAR = 2099
"""Of what can be a year; later numbers are none."""
_NO_YEAR_BEFORE = frozenset("uur oere oeren om personen jaar jier euro minuten kinderen bern".split())
_YEARLESS = 27
"""Two figures above this are taken for a year of the last century even without an announcement."""


@dataclass(frozen=True, slots=True)
class SpokenDate:
    """A date over tokens [start, end).

    Attributes:
        day: 1 to 31.
        month: 1 to 12.
        year: None where only day and month were said.
    """

    start: int
    end: int
    day: int
    month: int
    year: int | None


@lru_cache(maxsize=CACHE_SIZE)
def month_of(word: str) -> int | None:
    """Return the month a folded word names, a slip of the recogniser (`nofember`) included; None for none."""
    exact = MONTHS.get(word)
    if exact or len(word) < _LONG_MONTH:
        return exact
    close = (month for name, month in MONTHS.items() if _is_slip_of(name, word))
    return next(close, None)


def _is_slip_of(name: str, word: str) -> bool:
    return len(name) >= _LONG_MONTH and name[0] == word[0] and Levenshtein.distance(name, word, score_cutoff=2) <= 2


def find_dates(tokens: Sequence[Token]) -> tuple[SpokenDate, ...]:
    """Find all dates with a month's name or in figures, in order; the year belongs to it if it follows."""
    places = (index for index, token in enumerate(tokens) if _is_dated(token.text) and not token.is_masked)
    dates = (_date_at(tokens, index) for index in places)
    return tuple(date for date in dates if date)


@lru_cache(maxsize=CACHE_SIZE)
def _is_dated(text: str) -> bool:
    """Say whether a date can turn on this word at all; most words cannot."""
    shape = shape_of(text)
    is_part = shape.folded in _OF or shape.folded in _ORDINALS
    return is_part or shape.plain[:1].isdigit() or month_of(shape.folded) is not None


def appointments(dates: Sequence[SpokenDate], tokens: Sequence[Token]) -> frozenset[int]:
    """Return the tokens of dates, so that nobody takes their figures for dictation.

    A date amid figures is none: Frisian `mei` is also the word for "with", as in `seis acht njoggen mei ik`.
    """
    loose = (date for date in dates if not _is_amid_figures(date, tokens))
    return frozenset(index for date in loose for index in range(date.start, date.end))


def _is_amid_figures(date: SpokenDate, tokens: Sequence[Token]) -> bool:
    if date.start and digits_of(tokens[date.start - 1].shape.plain):
        return True
    has_figure_after = date.end < len(tokens) and bool(digits_of(tokens[date.end].shape.plain))
    is_clock = date.end + 1 < len(tokens) and tokens[date.end + 1].shape.folded in _NO_YEAR_BEFORE
    return has_figure_after and not is_clock


def _date_at(tokens: Sequence[Token], index: int) -> SpokenDate | None:
    shape = tokens[index].shape
    if shape.plain[:1].isdigit():
        return _figure_date(shape.plain, index)
    month = month_of(shape.folded)
    if month:
        return _named_month(tokens, index, month)
    return _numbered_month(tokens, index) if shape.folded in _OF else _two_ordinals(tokens, index)


def _figure_date(text: str, index: int) -> SpokenDate | None:
    if found := _FIGURE_DATE.match(text):
        day, month, year = map(int, found.groups())
    elif found := _ISO_DATE.match(text):
        year, month, day = map(int, found.groups())
    else:
        return None
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return SpokenDate(index, index + 1, day, month, year if year > 99 else _century(year))


def _named_month(tokens: Sequence[Token], index: int, month: int) -> SpokenDate | None:
    """Read the day before and the year after a month's name: `twaalf mei negentienvijfenzestig`."""
    end = index
    if index and tokens[index - 1].shape.folded in _OF and tokens[index - 1].turn == tokens[index].turn:
        end = index - 1
    day = _day_ending_at(tokens, end)
    if day is None:
        return None
    year, after = year_at(tokens, index + 1)
    return SpokenDate(day[1], after, day[0], month, year)


def _numbered_month(tokens: Sequence[Token], index: int) -> SpokenDate | None:
    """Read `de twaalfde van de vijfde vijfenzestig`, where the month is a number."""
    day = _day_ending_at(tokens, index)
    at = index + 1
    if at < len(tokens) and tokens[at].shape.folded in ("de", "'e"):
        at += 1
    if day is None or at >= len(tokens) or tokens[at].is_masked:
        return None
    month = ordinal_of(tokens[at]) or _small_number(tokens[at])
    if not month or month > 12 or not ordinal_of(tokens[day[1]]):
        return None
    is_linked = at + 1 < len(tokens) and tokens[at + 1].shape.folded in ("van", "fan")
    year, after = year_at(tokens, at + 1 + is_linked)
    if not year:
        return SpokenDate(day[1], at + 1, day[0], month, None) if ordinal_of(tokens[at]) else None
    return SpokenDate(day[1], after, day[0], month, year)


def _two_ordinals(tokens: Sequence[Token], index: int) -> SpokenDate | None:
    """Read `dertiende zesde zevenenvijftig`: day, month and, to be sure, a year."""
    if index + 2 >= len(tokens) or tokens[index + 1].is_masked:
        return None
    day, month = ordinal_of(tokens[index]), ordinal_of(tokens[index + 1])
    if not day or not month or month > 12:
        return None
    year, after = year_at(tokens, index + 2)
    return SpokenDate(index, after, day, month, year) if year else None


def _day_ending_at(tokens: Sequence[Token], end: int) -> tuple[int, int] | None:
    """Return the day of the month whose words end at `end`, and where they begin."""
    if end < 1 or tokens[end - 1].is_masked:
        return None
    number = ordinal_of(tokens[end - 1]) or _small_number(tokens[end - 1])
    if not number:
        return None
    unit = number_of(tokens[end - 3].shape.folded) if end >= 3 and tokens[end - 2].shape.folded == "en" else None
    if unit and unit < 10 and number in (20, 30) and number + unit <= 31:
        return number + unit, end - 3
    return (number, end - 1) if number <= 31 else None


def year_at(tokens: Sequence[Token], index: int) -> tuple[int | None, int]:
    """Return the year that begins at `index`, and where it ends; None and `index` where none does."""
    first = index + (index < len(tokens) and tokens[index].shape.folded in _OUT_OF)
    value, end = _number_at(tokens, first)
    if value is None or (first > index and not 1900 <= value <= LAST_YEAR):
        return None, index
    if value in (19, 20):
        rest, after = _number_at(tokens, end)
        if rest is not None and rest <= 99:
            return 100 * value + rest, after
    if 1900 <= value <= LAST_YEAR:
        return value, end
    follows = tokens[end].shape.folded if end < len(tokens) else ""
    is_short = tokens[index].text[:1] in ("'", "\u2019", "\u2018") or value > _YEARLESS
    if value <= 99 and is_short and follows not in _NO_YEAR_BEFORE:
        return _century(value), end
    return None, index


def _century(year: int) -> int:
    return 1900 + year if year > _YEARLESS else 2000 + year


def _number_at(tokens: Sequence[Token], index: int) -> tuple[int | None, int]:
    """Read one number phrase: `1965`, `vijf en zestig`, `negentienhonderd vijfenzestig`, `twee duizend vier`."""
    total: int | None = None
    while index < len(tokens) and not tokens[index].is_masked:
        folded = tokens[index].shape.folded
        digits = digits_of(tokens[index].shape.plain)
        great = magnitude_of(folded)
        if great and (total is None or total < great):
            total = (total or 1) * great
        elif digits and len(digits) <= 4 and (total is None or (total % 100 == 0 and total and int(digits) < 100)):
            total = (total or 0) + int(digits)
        elif _adds_rest(tokens, index, total):
            index += 1
            continue
        elif not _adds_tens(tokens, index, total):
            break
        else:
            total = (total or 0) + int(digits_of(tokens[index + 1].shape.plain))
            index += 1
        index += 1
    return total, index


def _adds_tens(tokens: Sequence[Token], index: int, total: int | None) -> bool:
    """Say whether `en zestig` follows a unit."""
    if tokens[index].shape.folded != "en" or index + 1 >= len(tokens) or total is None or not 0 < total % 100 < 10:
        return False
    ten = number_of(tokens[index + 1].shape.folded)
    return ten is not None and ten >= 20 and ten % 10 == 0


def _adds_rest(tokens: Sequence[Token], index: int, total: int | None) -> bool:
    """Say whether `en fjirtjin` follows hundreds or thousands: `twatûzen en fjirtjin`."""
    if tokens[index].shape.folded != "en" or index + 1 >= len(tokens) or not total or total % 100:
        return False
    rest = number_of(tokens[index + 1].shape.folded)
    return rest is not None and not tokens[index + 1].is_masked


def ordinal_of(token: Token) -> int | None:
    """Return the day that `twaalfde` or `12e` says, None for any other word."""
    found = _ORDINAL_FIGURE.match(token.shape.plain)
    return int(found.group(1)) if found else _ORDINALS.get(token.shape.folded)


def _small_number(token: Token) -> int | None:
    digits = digits_of(token.shape.plain)
    return int(digits) if 0 < len(digits) <= 2 else None
