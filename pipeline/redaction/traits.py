"""What one word is to the learned tagger, wherever it stands: its writing, its sound, its value and its lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.redaction.contexts import kind_announced
from pipeline.redaction.dates import month_of
from pipeline.redaction.letters import ACRONYMS, BANK_WORDS, LETTER_SOUNDS, SPELLING_WORDS
from pipeline.redaction.name_words import NameWord, name_word
from pipeline.redaction.number_words import digits_of, magnitude_of, sounds_like_number
from pipeline.redaction.people import PARTICLES
from pipeline.redaction.tokens import Shape, shape_of
from pipeline.soundalike import sound_key

_PIECE = 3
"""Letters of the pieces of a word."""
_LONGEST = 12
_FIGURES = re.compile(r"\d")
_LETTERS = re.compile(r"[a-z]")
_LAST_YOUNG, _LAST_DAY = 12, 31
_TELLING = frozenset(
    """
    is_given is_family maybe_given maybe_family is_after_de is_after_van is_unknown_name month ordinal slip great
    spelling bank
    """.split()
)
_NAME_TRAITS = tuple(NameWord.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a word by itself.

    Attributes:
        names: the traits that have weights.
        topic: what number it announces, empty for most words.
        digit_count: how many digits it stands for.
        is_dictable: a number, a letter or a mask.
        may_be_name: it can be one, or part of a date or a spelling.
    """

    names: tuple[str, ...]
    topic: str
    digit_count: int
    is_dictable: bool
    may_be_name: bool


def traits_of(text: str) -> Traits:
    """Describe a word as recognised, a mask (`[naam]`) or the opening of a turn (`<agent>`)."""
    if text.startswith(("[", "<")):
        return Traits((f"w={text}",), "", 0, is_dictable=text.startswith("["), may_be_name=False)
    shape = shape_of(text)
    digits = digits_of(shape.plain)
    is_letter = len(shape.folded) == 1 and shape.folded.isalpha()
    names = tuple(dict.fromkeys((*_written(shape), *_numeric(shape, digits), *_lettered(shape), *_named(shape))))
    topic = kind_announced(shape.folded) or ""
    return Traits(names, topic, len(digits), bool(digits) or is_letter, not _TELLING.isdisjoint(names))


def _written(shape: Shape) -> Iterator[str]:
    pattern = _LETTERS.sub("a", _FIGURES.sub("9", shape.folded))
    if "9" in pattern:
        yield f"w={pattern[:_LONGEST]}"
    else:
        yield f"w={shape.folded}"
        yield f"s={sound_key(shape.folded)}"
        whole = f"<{shape.folded}>"
        yield from (f"p={whole[at : at + _PIECE]}" for at in range(len(whole) - _PIECE + 1))
    yield f"length={min(len(shape.folded), _LONGEST)}"
    for name in ("is_capital", "is_all_capitals", "is_initials", "ends_sentence", "ends_phrase"):
        if getattr(shape, name):
            yield name


def _numeric(shape: Shape, digits: str) -> Iterator[str]:
    if digits:
        yield f"digits={min(len(digits), _LONGEST)}"
        yield "in_figures" if shape.plain[:1].isdigit() else "in_words"
        if len(digits) <= 2:
            value = int(digits)
            yield "month_or_day" if value <= _LAST_YOUNG else "day" if value <= _LAST_DAY else "no_day"
        if digits.startswith("0"):
            yield "zero_first"
        if len(digits) == 4:
            yield f"year={digits[:2]}" if digits[:2] in ("19", "20") else "no_year"
    elif sounds_like_number(shape.folded):
        yield "slip"
    if magnitude_of(shape.folded):
        yield "great"
    if month_of(shape.folded):
        yield "month"
    if shape.folded.endswith(("ste", "de", "e")) and digits_of(
        shape.folded.removesuffix("e").removesuffix("st").removesuffix("d")
    ):
        yield "ordinal"


def _lettered(shape: Shape) -> Iterator[str]:
    if len(shape.folded) == 1 and shape.folded.isalpha():
        yield "letter"
    if len(shape.folded) == 2 and shape.folded.isalpha():
        yield "two_letters"
    if shape.folded.isalpha() and set(shape.folded).isdisjoint("aeiouy"):
        yield "no_vowel"
    for name, words in (
        ("sound", LETTER_SOUNDS),
        ("spelling", SPELLING_WORDS),
        ("bank", BANK_WORDS),
        ("acronym", ACRONYMS),
    ):
        if shape.folded in words:
            yield name


def _named(shape: Shape) -> Iterator[str]:
    word = name_word(shape.folded)
    yield from (name for name in _NAME_TRAITS if getattr(word, name))
    if word.is_unknown:
        yield "is_unknown" if word.is_ordinary else "is_unknown_name"
    if shape.folded in PARTICLES:
        yield "particle"
    if topic := kind_announced(shape.folded):
        yield f"topic={topic}"
