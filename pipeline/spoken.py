"""Write a text out as it is said: digits, times, dates, amounts, telephone numbers, abbreviations and letters.

Recognisers write `€ 12,50`, `10.30` and `BSN`; a speaker says words. What follows a number (`10.30 uur`) keeps its
place, so that a phrase has as many syllables as its words one by one.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from re import Match

from pipeline.abbreviations import (
    ONLY_WITH_DOT,
    SAID_AS_WORD,
    SHORT_FY,
    SHORT_NL,
    SPELLED,
    SYMBOLS_FY,
    SYMBOLS_NL,
    VOWELLESS,
)
from pipeline.numerals import DUTCH, FRISIAN, LARGEST, Numerals
from pipeline.records import Language

_Rule = tuple[re.Pattern[str], Callable[[Match[str]], str]]

_PLAIN = re.compile(r"[^\W\d_A-Z½¼¾]+")
_MIXED = re.compile(r"(?<!\w)(?:[A-Z][a-z]{1,2}[A-Z]|W(?:mo|lz|aj|oz)|Bbz|Awb)(?!\w)")
"""Abbreviations with small letters among the capitals: KvK, PvdA, Wmo."""
_ENDING = r"(?=(?:'(?:s|ers?|en|t?jes?|de?))?(?![\w']))"
"""Letters may have an ending behind an apostrophe: zzp'er, tv's."""
_LETTERS = re.compile(rf"(?<![\w'])(?:[A-Z]{{2,5}}|[b-df-hj-np-tv-xz]{{2,5}}){_ENDING}")
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_SPECIAL = SPELLED | SHORT_NL.keys() | SHORT_FY.keys()


def write_out(text: str, language: Language) -> str:
    """Return the text in the words in which it is said; a text of plain words comes back unchanged.

    Telephone numbers are said digit by digit behind their area code, four digits in a row as a year or in two pairs.

    Args:
        text: as written by a recogniser or a person.
        language: `fy` for Frisian number words, Dutch ones otherwise.
    """
    if _PLAIN.fullmatch(text) and text not in _SPECIAL and not _LETTERS.fullmatch(text):
        return text
    said = text.replace("\u2019", "'")
    for pattern, replace in (_FRISIAN if language == "fy" else _DUTCH).rules:
        said = pattern.sub(replace, said)
    return " ".join(said.split())


@dataclass(frozen=True, slots=True)
class _Rules:
    rules: tuple[_Rule, ...]


def _rules_of(numerals: Numerals, short: dict[str, str], symbols: dict[str, str], point: str) -> _Rules:
    number = _number_sayer(numerals)
    return _Rules(
        (
            (_short_pattern(short), lambda found: f" {short.get(found['short']) or short[found['short'].lower()]} "),
            (re.compile(r"€\s?(\d+),(\d)(?!\d)"), lambda found: f" {found[1]} komma {found[2]} euro "),
            (re.compile(r"€\s?(\d[\d.]*)(?:,(\d\d)(?!\d)|,-+)?"), lambda found: _amount(found, numerals)),
            (re.compile(r"\b([0-3]?\d)[-/]([01]?\d)[-/](\d{4}|\d\d)\b"), lambda found: _date(found, numerals)),
            (
                re.compile(r"(?<![\d.,])([01]?\d|2[0-4])[.:]([0-5]\d)(?![\d.:]|,\d)(\s*(?:uur|oere)\b)?"),
                lambda found: _time(found, numerals),
            ),
            (re.compile(r"(?<=\d)\s?[x\u00d7](?![a-z])\s?"), lambda _: f" {numerals.times} "),
            (re.compile(r"\b112\b"), lambda _: f" {numerals.digits('112')} "),
            (re.compile(r"(?<=\d)\.(?=\d(?!\d))"), lambda _: f" {point} "),
            (re.compile(r"\b14[ ]?(0\d{2,3})\b"), lambda found: f" {number('14')} {numerals.area_code(found[1])} "),
            (
                re.compile(r"\b([1-9]\d{3})[ ]?([A-Z]{2})\b"),
                lambda found: f" {number(found[1][:2])} {numerals.pair(int(found[1][2:]))} {' '.join(found[2])} ",
            ),
            (
                re.compile(r"\b([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d\d))?(?!\d)"),
                lambda found: _amount(found, numerals).replace(" euro", ""),
            ),
            (re.compile(r"\b(\d+)(?:e|ste|de)\b"), lambda found: f" {numerals.ordinal(int(found[1]))} "),
            (re.compile(r"(\d+),(\d\d)(?!\d)"), lambda found: f" {number(found[1])} {numerals.pair(int(found[2]))} "),
            (
                re.compile(r"(\d+),(\d+)"),
                lambda found: f" {number(found[1])} komma {numerals.digits(found[2])} ",
            ),
            (re.compile(r"\d+"), lambda found: f" {number(found[0])} "),
            (re.compile("[" + re.escape("".join(symbols)) + "]"), lambda found: f" {symbols[found[0]]} "),
            (_INITIALS, lambda found: " ".join(found[0].replace(".", " "))),
            (re.compile(r"(?<=[^\W\d])\.(?=[^\W\d])"), lambda _: f" {point} "),
            (re.compile(r"[-/_\u2013]+"), lambda _: " "),
            (_MIXED, lambda found: " ".join(found[0])),
            (_LETTERS, _spell),
            (re.compile(r"\b(?:" + "|".join(sorted(SPELLED)) + r")\b"), lambda found: " ".join(found[0])),
        )
    )


def _short_pattern(short: dict[str, str]) -> re.Pattern[str]:
    """Match abbreviations, with a capital at most: `ING.` is a bank behind which a sentence ends."""
    dotted, bare = _either(short), _either(short.keys() - ONLY_WITH_DOT)
    return re.compile(rf"(?<![\w.'])(?P<short>(?:{dotted})(?=\.)|(?:{bare})(?![\w'.]))\.?")


def _either(keys: Iterable[str]) -> str:
    spellings = {spelling for key in keys for spelling in (key, key.capitalize())}
    return "|".join(re.escape(spelling) for spelling in sorted(spellings, key=len, reverse=True))


def _number_sayer(numerals: Numerals) -> Callable[[str], str]:
    def say(digits: str) -> str:
        digits = digits.replace(".", "")
        if digits.startswith("0") and 3 <= len(digits) <= 4:
            return numerals.area_code(digits)
        if (digits.startswith("0") and len(digits) > 1) or len(digits) >= 7:
            round_number = digits.endswith("000") and not digits.startswith("0") and int(digits) <= LARGEST
            return numerals.cardinal(int(digits)) if round_number else numerals.digits(digits)
        number = int(digits)
        return numerals.year_or_code(number) if len(digits) == 4 else numerals.cardinal(number)

    return say


def _amount(found: Match[str], numerals: Numerals) -> str:
    cents = f" {numerals.cardinal(int(found[2]))}" if found[2] and found[2] != "00" else ""
    return f" {numerals.cardinal(int(found[1].replace('.', '')))} euro{cents} "


def _time(found: Match[str], numerals: Numerals) -> str:
    minutes = f" {numerals.cardinal(int(found[2]))}" if found[2] != "00" else ""
    return f" {numerals.cardinal(int(found[1]))}{found[3] or ''}{minutes} "


def _date(found: Match[str], numerals: Numerals) -> str:
    day, month, year = int(found[1]), int(found[2]), found[3]
    if not 1 <= month <= len(numerals.months):
        return found[0]
    said_year = numerals.year_or_code(int(year)) if len(year) == 4 else numerals.pair(int(year))
    return f" {numerals.cardinal(day)} {numerals.months[month - 1]} {said_year} "


def _spell(found: Match[str]) -> str:
    letters: str = found[0]
    if letters in SAID_AS_WORD or letters.lower() in VOWELLESS:
        return letters.lower()
    has_ending = found.string[found.end() : found.end() + 1] == "'"  # tv's: a word of its own, not of the last letter
    return " ".join(letters) + " " * has_ending


_DUTCH = _rules_of(DUTCH, SHORT_NL, SYMBOLS_NL, "punt")
_FRISIAN = _rules_of(FRISIAN, SHORT_NL | SHORT_FY, SYMBOLS_FY, "punt")
