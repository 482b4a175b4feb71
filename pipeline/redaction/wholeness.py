"""Whether a number is whole, and whether what is said next can be the rest of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from pipeline.redaction.dates import month_of
from pipeline.redaction.letters import BANK_WORDS, letter_said
from pipeline.redaction.number_words import digits_of
from pipeline.redaction.tokens import CACHE_SIZE, Token, shape_of

Relation = Literal["goes_on", "house", "again", "another", "whole"]
"""Of what is said of a kind to what was said of it before: its rest; the house number of a postcode; the same from its
beginning; too much to be its rest; whatever comes after all of it."""
RELATIONS: tuple[Relation, ...] = get_args(Relation)
RESTS: frozenset[Relation] = frozenset(("goes_on", "house"))

_LENGTHS = {"bsn": (8, 10), "telefoon": (10, 11), "iban": (16, 20), "kenteken": (6, 7), "nummer": (8, 14)}
"""Characters from which a number is whole, and the most that one has."""
_ABROAD, _MOST_ABROAD = ("00", "31"), 13
"""How a telephone number with its country begins, and the most that one has."""
_SAME_START = 2
"""Characters with which a number begins again."""
_FIGURES, _WITH_LETTERS = 4, 6
"""Characters of a postcode before its letters, and with them."""
_LAST_DAY = 31
_TWICE = frozenset("dubbel dubbele dubel".split())
_INTERRUPTED = frozenset(("bsn", "telefoon", "iban", "kenteken", "postcode"))
_MOST_AMID = 9
"""Words of an interruption."""
_ANOTHER = frozenset(
    """
    niet net of anders oars andere oare ander oar nieuwe nije nieuw nij oude alde maar mar man vrouw frou moeder mem
    vader heit zoon soan dochter euro werk wurk van fan
    """.split()
)
"""What leads to another number, or takes back the one before."""
_LETTERED = frozenset(("iban", "kenteken", "postcode", "nummer"))
NAMES = frozenset(("naam", "medewerker"))
"""Kinds of mask that are no numbers."""
_TOPS = frozenset("nl com net org eu frl".split())
_MONTH, _YEAR, _TOP, _ANY = "m", "y", "t", "?"


@dataclass(frozen=True, slots=True)
class Part:
    """Masked tokens of one kind that follow each other in a turn.

    Attributes:
        start: its first token.
        end: after its last.
        kind: of the mask.
        chars: the digits and letters it stands for; of a birth a sign for day, month and year.
        said: the same of what belongs to one number with it and was said before in the turn.
        relation: to that; None where nothing of the kind was said before in the turn.
    """

    start: int
    end: int
    kind: str
    chars: str
    said: str
    relation: Relation | None

    @property
    def is_whole(self) -> bool:
        """Nothing of the number is to come."""
        return _is_whole(self.kind, self.said + self.chars)


def parts_of(tokens: Sequence[Token], kinds: Mapping[int, str]) -> Iterator[Part]:
    """Yield all parts in order.

    Args:
        tokens: of the whole conversation.
        kinds: per masked token the kind of its mask.
    """
    before: Part | None = None
    for start, end in _spans(tokens, kinds):
        kind = kinds[start]
        chars = "".join(_chars(tokens[at].text, kind) for at in range(start, end))
        is_one = before is not None and before.kind == kind and tokens[before.start].turn == tokens[start].turn
        said = before.said + before.chars if before and is_one else ""
        relation = _relation(kind, said, chars) if is_one else None
        before = Part(start, end, kind, chars, said if relation in RESTS else "", relation)
        yield before


def is_amid(tokens: Sequence[Token], before: Part, after: Part) -> bool:
    """Say whether what is said between two parts only interrupts a number: nothing is whole without both.

    Args:
        tokens: of the whole conversation.
        before: a part.
        after: the next.
    """
    if after.relation not in RESTS or after.kind not in _INTERRUPTED or after.start - before.end > _MOST_AMID:
        return False
    return all(tokens[at].shape.folded not in _ANOTHER for at in range(before.end, after.start))


def _spans(tokens: Sequence[Token], kinds: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for at in sorted(kinds):
        if at != end or kinds[at] != kinds[start] or tokens[at].turn != tokens[start].turn:
            if end > start:
                yield start, end
            start = at
        end = at + 1
    if end > start:
        yield start, end


def _relation(kind: str, said: str, more: str) -> Relation:
    if kind in NAMES:
        return "another"
    if kind == "postcode":
        return _relation_of_postcode(said, more)
    if _is_whole(kind, said):
        return "whole"
    if kind not in _LENGTHS:
        return "goes_on"
    if said[:_SAME_START] == more[:_SAME_START]:
        return "again"
    is_abroad = kind == "telefoon" and said.startswith(_ABROAD)
    most = _MOST_ABROAD if is_abroad else _LENGTHS[kind][1]
    return "goes_on" if len(said) + len(more) <= most else "another"


def _relation_of_postcode(said: str, more: str) -> Relation:
    if len(said) == _FIGURES and said.isdigit() and more.isalpha():
        return "goes_on"
    is_code = len(said) == _WITH_LETTERS and said[:_FIGURES].isdigit() and said[_FIGURES:].isalpha()
    return "house" if is_code and more[:1].isdigit() and len(more) < _FIGURES else "another"


def _is_whole(kind: str, chars: str) -> bool:
    if kind in _LENGTHS:
        return len(chars) >= _LENGTHS[kind][0]
    if kind == "postcode":
        return len(chars) > _WITH_LETTERS
    return (_YEAR if kind == "geboortedatum" else _TOP) in chars


@lru_cache(maxsize=CACHE_SIZE)
def _chars(text: str, kind: str) -> str:
    """Return what a word adds to a number of a kind; of one that was misheard nothing."""
    shape = shape_of(text)
    digits = digits_of(shape.plain)
    if kind == "geboortedatum":
        if month_of(shape.folded):
            return _MONTH
        return (_YEAR if len(digits) > 2 or int(digits) > _LAST_DAY else _ANY) if digits else ""
    if kind == "email":
        return _TOP if shape.folded.rsplit(".", 1)[-1] in _TOPS else ""
    if digits or shape.folded in _TWICE:
        return digits or _ANY
    if kind not in _LETTERED:
        return ""
    return shape.folded if shape.folded in BANK_WORDS or len(shape.folded) == 2 else letter_said(shape.folded)
