"""What is masked elsewhere in a call: a name said again, a part of a number read back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.redaction.number_words import digits_of
from pipeline.redaction.tokens import CACHE_SIZE, Token, shape_of
from pipeline.soundalike import sound_key

MOST_REPEATED = 4
"""Characters from which more of a number tell no more."""
_LEAST_SOUND = 4
"""Letters from which a word is known again by its sound."""
_MOST_TOGETHER = 3
"""Letters of a word that can be dictated: `xb`, `zkl`."""
_VOWELS = frozenset("aeiou")

Ints = NDArray[np.int64]


def repeated_words(tokens: Sequence[Token], masks: Mapping[int, int], kind_count: int) -> Ints:
    """Return per token how its word is masked elsewhere.

    Args:
        tokens: of the whole conversation.
        masks: per masked token the number of its kind.
        kind_count: how many kinds there are.

    Returns:
        shape=(n_tokens,); 0: nowhere, or masked itself; 1 + kind: the same word; `kind_count` more: the same sound.
    """
    found = np.zeros(len(tokens), dtype=np.int64)
    if not masks:
        return found
    folded = [token.shape.folded for token in tokens]
    known = {folded[index]: 1 + kind for index, kind in masks.items()}
    sounds: dict[str, int] = {}
    for index, kind in masks.items():
        if len(folded[index]) >= _LEAST_SOUND:
            sounds.setdefault(sound_key(folded[index]), 1 + kind + kind_count)
    same = {
        word: known.get(word) or (sounds.get(sound_key(word), 0) if len(word) >= _LEAST_SOUND else 0)
        for word in set(folded)
    }
    found[:] = [same[word] for word in folded]
    found[list(masks)] = 0
    return found


def repeated_numbers(tokens: Sequence[Token], masks: Mapping[int, int], dictable: Iterable[int]) -> Ints:
    """Return per token how many characters it has part in that are said in one go and stand in a masked number.

    Args:
        tokens: of the whole conversation.
        masks: per masked token the number of its kind.
        dictable: tokens that `chars_of` has characters of.

    Returns:
        shape=(n_tokens,), at most `MOST_REPEATED`.
    """
    found = np.zeros(len(tokens), dtype=np.int64)
    if not masks:
        return found
    numbers = " ".join(chars for chars, _ in _dictated(tokens, sorted(masks)))
    for chars, where in _dictated(tokens, [index for index in dictable if index not in masks]):
        if chars in numbers:
            found[where] = min(len(chars), MOST_REPEATED)
    return found


def _dictated(tokens: Sequence[Token], where: Iterable[int]) -> Iterator[tuple[str, list[int]]]:
    """Yield what of these tokens is dictated in one go within a turn, as characters, and by which of them."""
    chars, at = "", list[int]()
    for index in where:
        said = chars_of(tokens[index].text)
        is_next = at and index == at[-1] + 1 and tokens[index].turn == tokens[at[-1]].turn
        if at and not (is_next and said):
            yield chars, at
            chars, at = "", []
        if said:
            chars += said
            at.append(index)
    if at:
        yield chars, at


@lru_cache(maxsize=CACHE_SIZE)
def chars_of(text: str) -> str:
    """Return the digits or letters that a word is dictated as, empty for other words."""
    shape = shape_of(text)
    if digits := digits_of(shape.plain):
        return digits
    is_letters = shape.folded.isalpha() and (
        len(shape.folded) == 1 or (len(shape.folded) <= _MOST_TOGETHER and _VOWELS.isdisjoint(shape.folded))
    )
    return shape.folded if is_letters else ""
