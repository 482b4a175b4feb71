"""Masks that were learned: what the rules left of numbers, and names."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from pipeline.redaction.learned import Tagger
from pipeline.redaction.rows import rows_of
from pipeline.redaction.tokens import Mark, Token

LEAST_NUMBER, LEAST_NAME = 0.33, 0.5
"""How likely a word must be part of one to be masked, chosen by leaving authors out, and the first (0.3) then raised so
that 98 % of what is masked of our own utterances must be; names err more in talk."""
LEAST_TAIL = 0.1
"""The same for the last word of a turn, right behind a part of a number."""
_NAMES = frozenset(("naam", "medewerker"))


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
    found = dict(kinds)
    for at in np.flatnonzero(hidden >= LEAST_TAIL).tolist():
        kind = tagger.classes[best[at]]
        index = int(np.searchsorted(rows.tokens, rows.doubtful[at]))
        if hidden[at] >= (LEAST_NAME if kind in _NAMES else LEAST_NUMBER):
            found[index] = kind
        elif _is_tail(tokens, index, found):
            found[index] = found[index - 1]
        else:
            continue
        yield Mark(index, index + 1, found[index])


def _is_tail(tokens: Sequence[Token], index: int, kinds: Mapping[int, str]) -> bool:
    """Say whether a word closes its turn right behind a part of a number: it is likelier misheard than talk."""
    turn = tokens[index].turn
    is_last = index + 1 == len(tokens) or tokens[index + 1].turn != turn
    is_behind = index > 0 and tokens[index - 1].turn == turn and kinds.get(index - 1, "naam") not in _NAMES
    return is_last and is_behind
