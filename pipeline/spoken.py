"""Write a text out as it is said: digits, times, dates, amounts, telephone numbers, abbreviations and letters.

Recognisers write `€ 12,50`, `10.30` and `BSN`; a speaker says words. What follows a number (`10.30 uur`) keeps its
place, so that a phrase has as many syllables as its words one by one.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from re import Match

from pipeline.numerals import DUTCH, FRISIAN, LARGEST, Numerals
from pipeline.records import Language

_Rule = tuple[re.Pattern[str], Callable[[Match[str]], str]]

_PLAIN = re.compile(r"[^\W\d_A-Z]+")
_LETTERS = re.compile(r"(?<![\w'])(?:[A-Z]{2,5}|[b-df-hj-np-tv-xz]{2,5})(?![\w'])")
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_SAID_AS_WORD = frozenset("WOZ NAVO DUO BIBOB IBAN PIN PUK HAVO MAVO SEPA WIA OKE OK".split())
_SPELLED = frozenset("wmo aow uwv avg vog apk ov ict cao mbo hbo vmbo ozb id".split())
_VOWELLESS = frozenset("hm hmm mm mmm mhm hmhm pf pff sst st brr psst tsja".split())

_SYMBOLS_NL = {"€": "euro", "%": "procent", "&": "en", "@": "apenstaartje", "+": "plus", "=": "is", "°": "graden"}
_SYMBOLS_FY = {"€": "euro", "%": "prosint", "&": "en", "@": "apesturtsje", "+": "plus", "=": "is", "°": "graden"}

_SHORT_NL = {
    "a.u.b": "alstublieft",
    "bijv": "bijvoorbeeld",
    "bv": "bijvoorbeeld",
    "blz": "bladzijde",
    "ca": "circa",
    "cm": "centimeter",
    "dhr": "de heer",
    "dr": "dokter",
    "drs": "doctorandus",
    "d.w.z": "dat wil zeggen",
    "enz": "enzovoort",
    "etc": "et cetera",
    "evt": "eventueel",
    "excl": "exclusief",
    "gld": "gulden",
    "i.p.v": "in plaats van",
    "i.v.m": "in verband met",
    "incl": "inclusief",
    "ing": "ingenieur",
    "kg": "kilogram",
    "km": "kilometer",
    "m.b.t": "met betrekking tot",
    "m.i.v": "met ingang van",
    "m²": "vierkante meter",
    "m2": "vierkante meter",
    "m3": "kubieke meter",
    "max": "maximaal",
    "mevr": "mevrouw",
    "mr": "meester",
    "mw": "mevrouw",
    "n.v.t": "niet van toepassing",
    "nr": "nummer",
    "o.a": "onder andere",
    "p.m": "per maand",
    "pag": "pagina",
    "resp": "respectievelijk",
    "svp": "alstublieft",
    "t.a.v": "ter attentie van",
    "t/m": "tot en met",
    "tel": "telefoon",
    "z.s.m": "zo snel mogelijk",
}
_SHORT_FY = {
    "bgl": "bygelyks",
    "dhr": "de hear",
    "ensfh": "ensafuorthinne",
    "frou": "frou",
    "kg": "kilogram",
    "km": "kilometer",
    "m2": "fjouwerkante meter",
    "mfr": "mefrou",
    "nr": "nûmer",
    "o.o": "ûnder oaren",
    "t/m": "oant en mei",
    "tel": "telefoan",
}
_SPECIAL = _SPELLED | _SHORT_NL.keys() | _SHORT_FY.keys()
_ONLY_WITH_DOT = frozenset({"bv", "ca", "dr", "frou", "ing", "max", "mr", "resp", "tel"})
"""Also words or letters of their own: a *max*, a *BV*."""


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
            (_short_pattern(short), lambda found: f" {short[found['short'].lower()]} "),
            (re.compile(r"€\s?(\d[\d.]*)(?:,(\d\d)(?!\d)|,-+)?"), lambda found: _amount(found, numerals)),
            (re.compile(r"\b([0-3]?\d)[-/]([01]?\d)[-/](\d{4}|\d\d)\b"), lambda found: _date(found, numerals)),
            (
                re.compile(r"(?<![\d.,])([01]?\d|2[0-4])[.:]([0-5]\d)(?![\d.:]|,\d)(\s*(?:uur|oere)\b)?"),
                lambda found: _time(found, numerals),
            ),
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
            (_LETTERS, _spell),
            (re.compile(r"\b(?:" + "|".join(sorted(_SPELLED)) + r")\b"), lambda found: " ".join(found[0])),
        )
    )


def _short_pattern(short: dict[str, str]) -> re.Pattern[str]:
    """Match abbreviations, with a capital at most: `ING.` is a bank behind which a sentence ends."""
    dotted, bare = _either(short), _either(short.keys() - _ONLY_WITH_DOT)
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
    if letters in _SAID_AS_WORD or letters.lower() in _VOWELLESS:
        return letters.lower()
    return " ".join(letters)


_DUTCH = _rules_of(DUTCH, _SHORT_NL, _SYMBOLS_NL, "punt")
_FRISIAN = _rules_of(FRISIAN, _SHORT_NL | _SHORT_FY, _SYMBOLS_FY, "punt")
