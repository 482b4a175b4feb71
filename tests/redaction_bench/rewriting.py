"""Writes a labelled example anew: with other numbers and names, without marks, with a recogniser's errors."""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from pipeline.redaction.lexicon_family import FAMILY
from pipeline.redaction.lexicon_given import GIVEN
from pipeline.redaction.tokens import fold
from tests.bench.cues.confusions import Confusions, Noise
from tests.redaction_bench.examples import Example, Said

_OTHER_CONTENT, _BARE, _WITH_ERRORS = 0.7, 0.35, 0.35
"""How often an example gets other numbers and names, loses its marks and capitals, and is misheard."""
_ERRORS = 0.08
_OTHER_NUMBER, _OTHER_NAME, _SLIP = 0.8, 0.4, 0.3
_INVENTED = 0.3
"""How often a name becomes one that nobody has, so that what is said around it must tell."""
_SYLLABLE = (
    "b d f g h j k l m n p r s t v w z ch sh kh dj br kr st tr th y".split(),
    "a a a e e e i i o o u oe aa ie ou ei".split(),
    ["", "", "", "n", "r", "l", "s", "m", "t", "k", "d", "ng"],
)
_UNITS = (
    "nul een twee drie vier vijf zes zeven acht negen".split(),
    "nul ien twa trije fjouwer fiif seis sân acht njoggen".split(),
)
_DICTATED = frozenset(("bsn", "iban", "telefoon", "nummer", "postcode", "kenteken"))
_LETTERED = frozenset(("postcode", "kenteken"))
_NAMES = frozenset(("naam", "medewerker"))
_FIGURE = re.compile(r"\d")
_MARKS = re.compile(r"[.,?!;:]+$")
_LEAST_NAME = 3


def rewritten(example: Example, chance: random.Random, confusions: Mapping[str, Confusions]) -> Example:
    """Write an example anew; words keep their labels."""
    if chance.random() < _OTHER_CONTENT:
        example = _each(example, lambda word: [_another(word, chance)])
    if chance.random() < _BARE:
        example = _each(example, lambda word: [replace(word, text=_MARKS.sub("", word.text).lower() or word.text)])
    if chance.random() < _WITH_ERRORS:
        noise = Noise(confusions, str(chance.random()))
        example = _each(example, lambda word: _misheard(word, noise, example.language))
    return example


def _misheard(word: Said, noise: Noise, language: str) -> list[Said]:
    return [replace(word, text=text) for text in noise.spoil(word.text, language, _ERRORS).split()]


def _each(example: Example, change: Callable[[Said], list[Said]]) -> Example:
    turns = ((speaker, tuple(_changed(words, change))) for speaker, words in example.turns)
    return replace(example, turns=tuple(turns))


def _changed(words: tuple[Said, ...], change: Callable[[Said], list[Said]]) -> Iterator[Said]:
    for word in words:
        yield from change(word)


def _another(word: Said, chance: random.Random) -> Said:
    if word.kind in _DICTATED and chance.random() < _OTHER_NUMBER:
        return replace(word, text=_other_number(word.text, chance, has_letters=word.kind in _LETTERED))
    if word.kind in _NAMES and chance.random() < _OTHER_NAME:
        return replace(word, text=_other_name(word.text, chance))
    return word


def _other_number(text: str, chance: random.Random, *, has_letters: bool) -> str:
    """Draw other figures, another digit in words, or another letter; what a number begins with stays."""
    if _FIGURE.search(text):
        kept = 2 if text.startswith("06") else int(text.startswith(("0", "+")))
        return text[:kept] + _FIGURE.sub(lambda _: str(chance.randrange(10)), text[kept:])
    bare = _MARKS.sub("", text)
    for units in _UNITS:
        if bare.lower() in units:
            return chance.choice(units) + text[len(bare) :]
    if has_letters and len(bare) == 1 and bare.isalpha():
        letter = chance.choice("abcdefghjklmnprstvwxz")
        return (letter.upper() if bare.isupper() else letter) + text[1:]
    return text


@cache
def _names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted(GIVEN)), tuple(sorted(FAMILY))


def _other_name(text: str, chance: random.Random) -> str:
    """Draw another first or family name, or change a letter, so that no list has it."""
    bare = _MARKS.sub("", text)
    folded = fold(bare)
    if len(folded) < _LEAST_NAME:
        return text
    given, family = _names()
    if chance.random() < _INVENTED:
        other = "".join(chance.choice(part) for _ in range(chance.randrange(1, 4)) for part in _SYLLABLE)
        return (other.capitalize() if bare[:1].isupper() else other) + text[len(bare) :]
    other = chance.choice(given) if folded in GIVEN else chance.choice(family) if folded in FAMILY else bare.lower()
    if chance.random() < _SLIP:
        at = chance.randrange(len(other))
        other = other[:at] + chance.choice("abdefgijklmnorstuvwz") + other[at + chance.randrange(2) :]
    return (other.capitalize() if bare[:1].isupper() else other) + text[len(bare) :]
