"""Masks that were learned: what the rules left of numbers, and names."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from pipeline.redaction.learned import Tagger
from pipeline.redaction.rows import rows_of
from pipeline.redaction.runs import LINKS
from pipeline.redaction.tokens import Mark, Token
from pipeline.redaction.traits import traits_of

LEAST_NUMBER, LEAST_NAME = 0.25, 0.4
"""How likely a word must be part of one to be masked, chosen by leaving authors out; names err more in talk."""
LEAST_THING = 0.8
"""The same for a name of one word behind a determiner that no list knows and no capital tells: mostly a rare thing."""
LEAST_TAIL = 0.1
"""The same for the last word of a turn, right behind a part of a number."""
_NAMES = frozenset(("naam", "medewerker"))
_DETERMINERS = frozenset("de het een it in ien die dat deze dit dizze dy myn mijn ons onze uw jo jou".split())
_KNOWN_NAMES = frozenset(("is_given", "is_family"))
_JOINS = (LINKS | frozenset("van fan in yn op met mei nummer numer toevoeging derde of te".split())) - frozenset(
    "een ien nul twee dubbel n 'n".split()
)
"""Words that stand between parts of a number and begin or end none."""


def find_learned(tokens: Sequence[Token], kinds: Mapping[int, str], tagger: Tagger) -> Iterator[Mark]:
    """Mark words that are likely to be part of a number or a name.

    Args:
        tokens: of the whole conversation.
        kinds: masks that the rules are about to give.
        tagger: what was learned.
    """
    if not tagger.classes:
        return
    rows = rows_of(tokens, kinds)
    chances = tagger.probabilities(rows)
    best = chances[:, 1:].argmax(axis=1) + 1
    hidden = 1 - chances[:, 0]
    found, sure = dict(kinds), dict[int, float]()
    for at in np.flatnonzero(hidden >= LEAST_TAIL).tolist():
        kind = tagger.classes[best[at]]
        index = int(np.searchsorted(rows.tokens, rows.doubtful[at]))
        if hidden[at] >= (LEAST_NAME if kind in _NAMES else LEAST_NUMBER):
            found[index], sure[index] = kind, float(hidden[at])
        elif _is_tail(tokens, index, found):
            found[index] = found[index - 1]
    for at, kind in found.items():
        is_thing = sure.get(at, 1.0) < LEAST_THING and kind in _NAMES and _may_be_thing(tokens, at, found)
        if at not in kinds and not is_thing and not _is_edge(tokens, at, found):
            yield Mark(at, at + 1, kind)


def _may_be_thing(tokens: Sequence[Token], index: int, kinds: Mapping[int, str]) -> bool:
    """Say whether a word stands behind a determiner and nothing but the network takes it for a name."""
    token = tokens[index]
    if index == 0 or tokens[index - 1].shape.folded not in _DETERMINERS:
        return False
    beside = [at for at in (index - 1, index + 1) if kinds.get(at) in _NAMES and tokens[at].turn == token.turn]
    known = _KNOWN_NAMES & set(traits_of(token.text).names)
    return not (beside or known or token.shape.is_capital)


def _is_edge(tokens: Sequence[Token], index: int, kinds: Mapping[int, str]) -> bool:
    """Say whether a word that only joins lies before or behind a number: it belongs to one between two of its parts."""
    if kinds[index] in _NAMES or not _joins(tokens[index]):
        return False
    return not all(_reaches_part(tokens, index, kinds, step) for step in (-1, 1))


def _reaches_part(tokens: Sequence[Token], index: int, kinds: Mapping[int, str], step: int) -> bool:
    """Say whether over words that join, all to be masked, a part of a number is reached in the turn."""
    at = index + step
    while 0 <= at < len(tokens) and tokens[at].turn == tokens[index].turn and at in kinds:
        if not _joins(tokens[at]):
            return True
        at += step
    return False


def _joins(token: Token) -> bool:
    return token.shape.folded in _JOINS or not token.shape.folded


def _is_tail(tokens: Sequence[Token], index: int, kinds: Mapping[int, str]) -> bool:
    """Say whether a word closes its turn right behind a part of a number: it is likelier misheard than talk."""
    turn = tokens[index].turn
    is_last = index + 1 == len(tokens) or tokens[index + 1].turn != turn
    is_behind = index > 0 and tokens[index - 1].turn == turn and kinds.get(index - 1, "naam") not in _NAMES
    return is_last and is_behind
