"""Finds, among thousands of phrases, the few that share enough with a turn to be compared letter by letter."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ANCHOR_LETTERS = 5
"""A word this long, shared by phrase and turn, is reason enough to compare the two."""
COUNTED_LETTERS = 3
"""*ik* and *u* stand in half of all phrases and tell nothing."""
MIN_SHARE = 0.4
"""Of a phrase's letters, small words left out, so many must stand in words of the turn."""


@dataclass(frozen=True, slots=True)
class TurnWords:
    """The words of a turn.

    Attributes:
        phases: of the call it may belong to; phrases of these need no long word in common with it.
    """

    words: Collection[str]
    phases: Collection[str] = ()


class WordIndex:
    """Which words stand in which phrase."""

    def __init__(self, phrases: Sequence[Sequence[str]], phases: Sequence[str]) -> None:
        """Index phrases.

        Args:
            phrases: words of each.
            phases: where in a call each belongs; one a phrase.
        """
        counted = [[word for word in phrase if len(word) >= COUNTED_LETTERS] for phrase in phrases]
        self._letters = np.array([sum(map(len, words)) for words in counted], dtype=np.float64)
        self._of_phase = {phase: np.array([one == phase for one in phases], dtype=bool) for phase in set(phases)}
        postings: dict[str, list[int]] = {}
        for number, words in enumerate(counted):
            for word in dict.fromkeys(words):
                postings.setdefault(word, []).append(number)
        self._postings = {word: np.array(numbers, dtype=np.intp) for word, numbers in postings.items()}

    def near(self, turns: Sequence[TurnWords]) -> list[list[int]]:
        """Return for each turn the numbers of the phrases that share enough letters with it, a long word among them."""
        shared = self._letters_shared(turns, COUNTED_LETTERS)
        is_wanted = self._letters_shared(turns, ANCHOR_LETTERS) > 0
        for row, turn in enumerate(turns):
            for phase in turn.phases:
                if phase in self._of_phase:
                    is_wanted[row] |= self._of_phase[phase]
        is_near = is_wanted & (shared >= MIN_SHARE * self._letters)
        return [np.flatnonzero(row).tolist() for row in is_near]

    def _letters_shared(self, turns: Sequence[TurnWords], min_letters: int) -> npt.NDArray[np.float64]:
        """Return the letters of words that turn and phrase share, shape=(n_turns, n_phrases)."""
        size = len(self._letters)
        cells: list[npt.NDArray[np.intp]] = [np.empty(0, dtype=np.intp)]
        letters: list[int] = [0]
        for row, turn in enumerate(turns):
            for word in dict.fromkeys(turn.words):
                if len(word) >= min_letters and word in self._postings:
                    cells.append(self._postings[word] + row * size)
                    letters.append(len(word))
        weights = np.repeat(np.array(letters, dtype=np.float64), [len(one) for one in cells])
        counts = np.bincount(np.concatenate(cells), weights=weights, minlength=len(turns) * size)
        return np.asarray(counts, dtype=np.float64).reshape(len(turns), size)
