"""A conversation as one row of tokens, ready to be searched for what must be masked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipeline.records import Conversation, Speaker

CACHE_SIZE = 8192
"""Distinct words whose shape is remembered, in memory only."""

_FOLD = str.maketrans("àáâäãåçèéêëìíîïñòóôöõøùúûüýÿšžłńćęąśźżğış", "aaaaaaceeeeiiiinoooooouuuuyyszlnceaszzgis")
_QUOTES = str.maketrans("\u2018\u2019\u00b4`\u201c\u201d\u201e", "''''\"\"\"")
_OUTER = "\"\u00ab\u00bb()[]{}.,;:!?\u2026*_~'-\u2013\u2014/"
_CLITIC = re.compile(r"^['](?:[tsnekmr]|er|m'n)$")
_ENDS_SENTENCE = re.compile(r"[.?!\u2026][\"')]*$")
_ENDS_PHRASE = re.compile(r"[.,;:?!\u2026][\"')]*$")
_INITIALS = re.compile(r"^(?:[A-Z]\.?|(?:[A-Z]\.-?){1,6}[A-Z]?\.?|(?:Th|Tj|Sj|Chr|Ph|IJ|St)\.)$")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the writing of one word says, whoever says it and wherever.

    Attributes:
        plain: lower case, without punctuation around it.
        folded: `plain` without accents.
        is_capital: begins with a capital.
        is_all_capitals: two or more letters, all capitals.
        is_initials: looks like the initials of a name.
        ends_sentence: closed by a full stop, question or exclamation mark.
        ends_phrase: closed by any mark.
    """

    plain: str
    folded: str
    is_capital: bool
    is_all_capitals: bool
    is_initials: bool
    ends_sentence: bool
    ends_phrase: bool


class Token(NamedTuple):
    """One word of the conversation in its place; a tuple, for thousands are made of each call.

    Attributes:
        text: as recognised.
        shape: what its writing says.
        turn: index of its turn.
        speaker: who says it.
        is_proper: written with a capital where grammar does not ask for one; never first in its turn, after a closing
            mark or after a mask.
        is_masked: masked before, so it must be left alone and nothing may be read across it.
    """

    text: str
    shape: Shape
    turn: int
    speaker: Speaker
    is_proper: bool
    is_masked: bool


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Tokens [start, end) to be masked as `kind`."""

    start: int
    end: int
    kind: str


def fold(text: str) -> str:
    """Write in lower case and without accents, so that `Sjoukje` and `SJOÛKJE` are one."""
    return text.lower().translate(_FOLD)


MASKED = "[]"
"""What a mask is folded to."""
_MASK = Shape(
    MASKED, MASKED, is_capital=False, is_all_capitals=False, is_initials=False, ends_sentence=False, ends_phrase=False
)
"""Of every mask, so that `[naam]` is not taken for a question for a name."""


@lru_cache(maxsize=CACHE_SIZE)
def shape_of(text: str) -> Shape:
    """Read the shape of a word from its writing."""
    straight = text.translate(_QUOTES)
    bare = straight.strip(_OUTER)
    low = straight.lower()
    plain = low if _CLITIC.match(low) else bare.lower()
    return Shape(
        plain=plain,
        folded=plain.translate(_FOLD),
        is_capital=bare[:1].isupper(),
        is_all_capitals=len(bare) > 1 and bare.isalpha() and bare.isupper(),
        is_initials=_INITIALS.match(straight.strip("\"'(),;:?!")) is not None,
        ends_sentence=_ENDS_SENTENCE.search(straight) is not None and not _is_letter(bare),
        ends_phrase=_ENDS_PHRASE.search(straight) is not None,
    )


def _is_letter(bare: str) -> bool:
    """Say whether it is one letter, whose dot shortens a name and ends no sentence."""
    return len(bare) == 1 and bare.isalpha()


def tokens_of(conversation: Conversation) -> tuple[Token, ...]:
    """Lay the words of all turns in one row, in the order in which words are counted."""
    return tuple(_tokens(conversation))


def _tokens(conversation: Conversation) -> Iterator[Token]:
    for index, turn in enumerate(conversation.turns):
        opens = True
        for word in turn.words:
            is_masked = word.redaction is not None
            shape = _MASK if is_masked else shape_of(word.text)
            yield Token(word.text, shape, index, turn.speaker, shape.is_capital and not opens, is_masked)
            opens = is_masked or (shape.ends_sentence and not shape.is_initials)
