"""How alike two words sound to Dutch and Frisian ears, from their spelling.

A recogniser writes what it heard in the spelling it knows: *sprekke* as *spreken*, *mei* as *mij*, *Wietse* as
*Wietze*. The key below spells such pairs alike or nearly so; rapidfuzz measures what difference is left.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Indel, Levenshtein

from pipeline.normalise import fold

SOUND_DISCOUNT = 0.98
"""Two spellings of one sound are a little less than equal."""

_BEFORE_FOLDING = (("û", "oe"), ("ú", "u"), ("â", "o"), ("ô", "o"), ("ê", "e"))
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"isch(e?)$", r"is\1"),
        (r"tsj|tch|tj", "tj"),
        (r"sch|sk|sg", "sk"),
        (r"ch|gh", "g"),
        (r"ph|v", "f"),
        (r"^wr", "fr"),
        (r"^hj", "j"),
        (r"z", "s"),
        (r"c(?=[eiy])", "s"),
        (r"c|q|ck", "k"),
        (r"x", "ks"),
        (r"dt", "t"),
        (r"(?<=[a-z])d$", "t"),
        (r"(?<=[a-z])b$", "p"),
        (r"ouw|auw|ou|au|oa|oo", "o"),
        (r"eeuw|ieuw|iuw", "iw"),
        (r"(?<![aei])y", "i"),
        (r"ij|ei|ey|ai|ay|aai", "y"),
        (r"oe", "u"),
        (r"ie|ii", "i"),
        (r"ea|ee|ae", "e"),
        (r"aa", "a"),
        (r"uu", "u"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[a-z]{2}[a-z])en$", "e"),
    )
)
_VOWELS = re.compile(r"[aeiouy]+")


@lru_cache(maxsize=65_536)
def sound_key(text: str) -> str:
    """Spell a word, or words run together, by their sound.

    The rules are ours: final obstruents lose their voice, v and z theirs, final -en its n, long and short vowels
    are one, and Frisian spellings fall on the Dutch ones that a Dutch model writes for them.
    """
    sound = text.lower()
    for written, heard in _BEFORE_FOLDING:
        sound = sound.replace(written, heard)
    sound = fold(sound)
    for pattern, heard in _RULES:
        sound = pattern.sub(heard, sound)
    return sound


@lru_cache(maxsize=65_536)
def _skeleton(key: str) -> str:
    return _VOWELS.sub("a", key)


@lru_cache(maxsize=262_144)
def likeness(left: str, right: str) -> float:
    """Return how alike two words are, 0 to 1: the better of spelling and sound.

    A vowel counts half, for telephone sound and dialect move vowels more than consonants: the sound's part is the
    mean of the likeness of the keys and that of the keys with all vowels made one.
    """
    plain_left, plain_right = fold(left), fold(right)
    if plain_left == plain_right:
        return 1.0
    spelling = Indel.normalized_similarity(plain_left, plain_right)
    return max(spelling, sound_likeness(sound_key(left), sound_key(right)) * SOUND_DISCOUNT)


def sound_likeness(left_key: str, right_key: str) -> float:
    """Return how alike two sound keys are, 0 to 1."""
    if not left_key or not right_key:
        return 0.0
    full = Levenshtein.normalized_similarity(left_key, right_key)
    bare = Levenshtein.normalized_similarity(_skeleton(left_key), _skeleton(right_key))
    return (full + bare) / 2


@dataclass(frozen=True, slots=True)
class Near:
    """A known word that a written one may be.

    Attributes:
        word: the known word.
        likeness: 0 to 1; 1 for the word itself.
    """

    word: str
    likeness: float


class SoundIndex:
    """Finds the known word a written word most probably is."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._keys: dict[str, list[str]] = {}
        for word in sorted(self._known):
            self._keys.setdefault(sound_key(word), []).append(word)
        self._key_list = [key for key in self._keys if key]

    def nearest(self, word: str) -> Near | None:
        """Return the known word nearest to a folded one, None where none is near enough."""
        if word in self._known:
            return Near(word, 1.0)
        key = sound_key(word)
        if len(key) < 2:
            return None
        needed = _needed_likeness(key)
        found = process.extract(
            key, self._key_list, scorer=Levenshtein.normalized_similarity, score_cutoff=0.6, limit=4
        )
        near = [Near(known, likeness(word, known)) for heard, _, _ in found for known in self._keys[heard]]
        best = max(near, key=lambda one: (one.likeness, one.word), default=None)
        return best if best is not None and best.likeness >= needed else None


def _needed_likeness(key: str) -> float:
    """Short words have many neighbours: they must sound the same."""
    if len(key) <= 3:
        return SOUND_DISCOUNT
    return 0.8 if len(key) <= 5 else 0.75
