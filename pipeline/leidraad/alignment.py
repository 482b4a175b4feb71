"""Finds a phrase that was not written word for word, by what is left of its words or by its sound as a whole.

Two ways, both on rapidfuzz. By words: *kan ik verder nog wat u doen* has all that matters of *kan ik verder nog iets
voor u doen*. By sound: *gemeente noord oost* and *gemeente Noardeast* differ in where words were cut, and spelled by
sound without spaces they are nearly one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from pipeline.leidraad.notation import GAP, MAX_GAP_WORDS
from pipeline.soundalike import sound_key

MIN_KEY_LETTERS = 10
"""A shorter phrase sounds like too much else."""
MIN_RATIO = 82.0
"""Least likeness of a long phrase and its alignment, in hundredths."""
SHORT_RATIO = 95.0
"""Least likeness of the shortest phrase: a few letters by chance are much of it."""
LONG_KEY_LETTERS = 22
ALIGNED_DISCOUNT = 0.95
"""Found by its sound alone, a phrase is a little less sure than found word by word."""
MIN_WORDS = 4
"""A phrase of fewer words has none to spare."""
LONG_WORDS = 7
"""From here on a phrase may lack two words, before only one."""
MIN_PHRASE_LETTERS = 16
"""A phrase of small words only is met by chance once one of them may lack."""
MIN_LETTER_SHARE = 0.72
"""The words that are there hold at least so much of the phrase's letters."""


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
    """Words that stand for a phrase.

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


def align_sound(phrase_key: str, turn: Sounds) -> Aligned | None:
    """Return the words of a turn that sound most like a phrase, None where none do well enough.

    The alignment is widened or narrowed to whole words, and judged again on those.
    """
    if len(phrase_key) < MIN_KEY_LETTERS or len(turn.key) < MIN_KEY_LETTERS - 2:
        return None
    needed = needed_ratio(len(phrase_key))
    found = fuzz.partial_ratio_alignment(phrase_key, turn.key, score_cutoff=needed - 4)
    if found is None:
        return None
    # partial_ratio slides the shorter over the longer: a short turn lies inside the phrase.
    start, end = (found.dest_start, found.dest_end) if len(phrase_key) <= len(turn.key) else (0, len(turn.key))
    first, last = _nearest_border(turn.starts, start), _nearest_border(turn.starts, end)
    if first >= last:
        return None
    ratio = fuzz.ratio(phrase_key, turn.key[turn.starts[first] : turn.starts[last]])
    return Aligned(first, last, ratio / 100 * ALIGNED_DISCOUNT) if ratio >= needed else None


def needed_ratio(letters: int) -> float:
    """Return how alike a phrase of so many letters must be: a straight line between the shortest and the long ones."""
    share = (letters - MIN_KEY_LETTERS) / (LONG_KEY_LETTERS - MIN_KEY_LETTERS)
    return SHORT_RATIO - (SHORT_RATIO - MIN_RATIO) * min(1.0, max(0.0, share))


def _nearest_border(starts: Sequence[int], position: int) -> int:
    return min(range(len(starts)), key=lambda index: (abs(starts[index] - position), index))


def align_words(phrase: Sequence[str], turn: Sequence[str]) -> Aligned | None:
    """Return the words of a turn that hold a phrase but for a word or two, None where none do.

    A word may be lacking or be another; between the words there may be one more.

    Args:
        phrase: words as an ear takes them, or one symbol for each.
        turn: likewise.
    """
    spare = 1 if len(phrase) < LONG_WORDS else 2
    cutoff = 100 * (len(phrase) - spare) / len(phrase) - 1
    total = sum(map(len, phrase))
    if len(phrase) < MIN_WORDS or total < MIN_PHRASE_LETTERS or len(turn) < len(phrase) - spare:
        return None
    found = fuzz.partial_ratio_alignment(phrase, turn, score_cutoff=cutoff)
    if found is None:
        return None
    start = max(0, found.dest_start - 1) if len(phrase) <= len(turn) else 0
    pairs = [
        (block.a + offset, start + block.b + offset)
        for block in LCSseq.editops(phrase, turn[start : found.dest_end + 1]).as_matching_blocks()
        for offset in range(block.size)
    ]
    if len(pairs) < len(phrase) - spare or pairs[-1][1] - pairs[0][1] > len(phrase):
        return None
    letters = sum(len(phrase[own]) for own, _ in pairs) / total
    if letters < MIN_LETTER_SHARE:
        return None
    return Aligned(pairs[0][1], pairs[-1][1] + 1, round(letters * ALIGNED_DISCOUNT, 3))


def is_in_reach(sequence: Sequence[str], places: Mapping[str, Sequence[int]]) -> bool:
    """Tell whether the words of a sequence with gaps come in its order and near enough; a matcher takes far longer.

    Args:
        sequence: words, and gaps between them.
        places: positions of each word in a turn.
    """
    reach, furthest = set(places[sequence[0]]), 1
    for piece in sequence[1:]:
        if piece == GAP:
            furthest += MAX_GAP_WORDS
            continue
        reach = {place for place in places[piece] if any(place - far in reach for far in range(1, furthest + 1))}
        if not reach:
            return False
        furthest = 1
    return True
