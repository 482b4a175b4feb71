"""Finds a phrase by its sound as a whole, where the recogniser cut or chose the words otherwise.

*waar mag ik een uur helpen* holds no word of *waarmee kan ik u helpen* but the last; spelled by sound and without
spaces they are nearly one. rapidfuzz aligns the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.soundalike import sound_key

MIN_KEY_LETTERS = 10
"""A shorter phrase sounds like too much else."""
MIN_RATIO = 80.0
"""Least likeness of phrase and alignment, in hundredths."""
ALIGNED_DISCOUNT = 0.95
"""Found by its sound alone, a phrase is a little less sure than found word by word."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """Words run together by their sound.

    Attributes:
        key: sound keys of all words, without spaces.
        starts: where each word begins in `key`; one more than words, the last is the length.
    """

    key: str
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Words that sound like a phrase.

    Attributes:
        first: index of the first word.
        end: index after the last.
        likeness: 0 to 1.
    """

    first: int
    end: int
    likeness: float


def sounds_of(words: Sequence[str]) -> Sounds:
    """Spell words by sound and run them together."""
    keys = [sound_key(word) for word in words]
    starts = [0]
    for key in keys:
        starts.append(starts[-1] + len(key))
    return Sounds("".join(keys), tuple(starts))


def align(phrase_key: str, turn: Sounds) -> Aligned | None:
    """Return the words of a turn that sound most like a phrase, None where none do well enough.

    The alignment is widened or narrowed to whole words, and judged again on those.
    """
    if len(phrase_key) < MIN_KEY_LETTERS or len(turn.key) < MIN_KEY_LETTERS - 2:
        return None
    found = fuzz.partial_ratio_alignment(phrase_key, turn.key, score_cutoff=MIN_RATIO)
    if found is None:
        return None
    # partial_ratio slides the shorter over the longer: a short turn lies inside the phrase.
    start, end = (found.dest_start, found.dest_end) if len(phrase_key) <= len(turn.key) else (0, len(turn.key))
    first, last = _nearest_border(turn.starts, start), _nearest_border(turn.starts, end)
    if first >= last:
        return None
    ratio = fuzz.ratio(phrase_key, turn.key[turn.starts[first] : turn.starts[last]])
    return Aligned(first, last, ratio / 100 * ALIGNED_DISCOUNT) if ratio >= MIN_RATIO else None


def _nearest_border(starts: Sequence[int], position: int) -> int:
    return min(range(len(starts)), key=lambda index: (abs(starts[index] - position), index))
