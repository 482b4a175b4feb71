"""Masks that were learned: what the rules left of numbers, and names."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.redaction.joining import BETWEEN
from pipeline.redaction.learned import Tagger
from pipeline.redaction.name_triggers import asks_for_name
from pipeline.redaction.rows import MOST_ENCLOSED, Rows, rows_of
from pipeline.redaction.tokens import Mark, Token
from pipeline.redaction.traits import traits_of
from pipeline.redaction.wholeness import NAMES, is_amid, parts_of

LEAST_NUMBER, LEAST_NAME = 0.3, 0.4
"""How likely a word must be part of one to be masked, chosen by leaving authors out; names err more in talk."""
LEAST_THING = 0.8
"""The same for a name of one word, behind a determiner or alone in a turn, that no list knows and no capital tells:
mostly a rare thing."""
LEAST_BETWEEN = 0.15
"""The same, on average, for the words between two parts of one number or name in a turn."""
LEAST_JOINING = 0.03
"""The same where all of them join the parts of a number."""
LEAST_TAIL = 0.1
"""The same for the last word of a turn, right behind a part of a number."""
_FARTHEST = 14
"""Rows from a new mask to what it bears on."""
_DETERMINERS = frozenset("de het een it in ien die dat deze dit dizze dy myn mijn ons onze uw jo jou".split())
_KNOWN_NAMES = frozenset(("is_given", "is_family"))


def find_learned(
    tokens: Sequence[Token], kinds: Mapping[int, str], tagger: Tagger, since: Set[int] | None = None
) -> Iterator[Mark]:
    """Mark words that are likely to be part of a number or a name.

    Args:
        tokens: of the whole conversation.
        kinds: masks that tokens are about to get.
        tagger: what was learned.
        since: tokens masked since this was asked before: only what they bear on is looked at. None: the first time.
    """
    if not tagger.classes:
        return
    rows = rows_of(tokens, kinds)
    if since is not None:
        rows = replace(rows, doubtful=rows.doubtful[_bears_on(rows, since)])
    chances = tagger.probabilities(rows)
    best = chances[:, 1:].argmax(axis=1) + 1
    hidden = 1 - chances[:, 0]
    doubtful = np.searchsorted(rows.tokens, rows.doubtful)
    found, sure = dict(kinds), dict[int, float]()
    for at in np.flatnonzero(hidden >= LEAST_TAIL).tolist():
        kind = tagger.classes[best[at]]
        index = int(doubtful[at])
        if hidden[at] >= (LEAST_NAME if kind in NAMES else LEAST_NUMBER):
            found[index], sure[index] = kind, float(hidden[at])
        elif _is_tail(tokens, index, found):
            found[index] = found[index - 1]
    _fill(found, tokens, dict(zip(doubtful.tolist(), hidden.tolist(), strict=True)))
    for at, kind in found.items():
        is_thing = sure.get(at, 1.0) < LEAST_THING and kind in NAMES and _may_be_thing(tokens, at, found)
        if at not in kinds and not is_thing and not _is_edge(tokens, at, found):
            yield Mark(at, at + 1, kind)


def _bears_on(rows: Rows, since: Set[int]) -> NDArray[np.bool_]:
    """Say per doubtful row whether it is near a new mask, or the same is masked elsewhere."""
    is_new = np.zeros(len(rows.texts), dtype=np.int64)
    is_new[rows.tokens[list(since)]] = 1
    sums = np.concatenate(([0], np.cumsum(is_new)))
    first = np.maximum(rows.doubtful - _FARTHEST, 0)
    end = np.minimum(rows.doubtful + _FARTHEST + 1, len(is_new))
    return (sums[end] > sums[first]) | (rows.places[rows.doubtful, -2:] > 0).any(axis=1)


def _fill(found: dict[int, str], tokens: Sequence[Token], hidden: Mapping[int, float]) -> None:
    """Add the words between two parts of one number or name in a turn that are likely enough a part together."""
    for before, after in pairwise(list(parts_of(tokens, found))):
        between = range(before.end, after.start)
        if after.relation is None or len(between) > MOST_ENCLOSED:
            continue
        mean = sum(hidden.get(at, 0.0) for at in between) / len(between)
        joins = before.kind not in NAMES and all(_joins(tokens[at]) for at in between)
        if is_amid(tokens, before, after) or mean >= (LEAST_JOINING if joins else LEAST_BETWEEN):
            found.update(dict.fromkeys(between, before.kind))


def _may_be_thing(tokens: Sequence[Token], index: int, kinds: Mapping[int, str]) -> bool:
    """Say whether nothing but the network takes for a name what is behind a determiner, or alone and no answer."""
    token = tokens[index]
    is_behind = index > 0 and tokens[index - 1].shape.folded in _DETERMINERS
    if not is_behind and not _is_alone(tokens, index):
        return False
    beside = [at for at in (index - 1, index + 1) if kinds.get(at) in NAMES and tokens[at].turn == token.turn]
    known = _KNOWN_NAMES & set(traits_of(token.text).names)
    return not (beside or known or token.shape.is_capital)


def _is_alone(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a word is all that is said in a turn, and the turn before does not ask for a name."""
    turn = tokens[index].turn
    if any(0 <= at < len(tokens) and tokens[at].turn == turn for at in (index - 1, index + 1)):
        return False
    start = index
    while start and tokens[start - 1].turn == tokens[index - 1].turn:
        start -= 1
    return not (index and asks_for_name(tokens, start, index))


def _is_edge(tokens: Sequence[Token], index: int, kinds: Mapping[int, str]) -> bool:
    """Say whether a word that only joins lies before or behind a number: it belongs to one between two of its parts."""
    if kinds[index] in NAMES or not _joins(tokens[index]):
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
    return token.shape.folded in BETWEEN or not token.shape.folded


def _is_tail(tokens: Sequence[Token], index: int, kinds: Mapping[int, str]) -> bool:
    """Say whether a word closes its turn right behind a part of a number: it is likelier misheard than talk."""
    turn = tokens[index].turn
    is_last = index + 1 == len(tokens) or tokens[index + 1].turn != turn
    is_behind = index > 0 and tokens[index - 1].turn == turn and kinds.get(index - 1, "naam") not in NAMES
    return is_last and is_behind
