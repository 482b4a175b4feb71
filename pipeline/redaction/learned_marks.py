"""Masks that were learned: what the rules left of numbers, and names."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from pipeline.redaction.learned import Tagger
from pipeline.redaction.rows import rows_of
from pipeline.redaction.tokens import Mark, Token

LEAST_NUMBER, LEAST_NAME = 0.3, 0.5
"""How likely a word must be part of one to be masked, chosen by leaving authors out; names err more in talk."""
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
    for at in np.flatnonzero(hidden >= min(LEAST_NUMBER, LEAST_NAME)).tolist():
        kind = tagger.classes[best[at]]
        if hidden[at] >= (LEAST_NAME if kind in _NAMES else LEAST_NUMBER):
            index = int(np.searchsorted(rows.tokens, rows.doubtful[at]))
            yield Mark(index, index + 1, kind)
