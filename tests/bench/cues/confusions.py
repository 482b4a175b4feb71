"""What a recogniser writes for what was said: learnt from transcripts with their truth, and played back on text."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import msgspec
import numpy as np
from rapidfuzz.distance import Levenshtein

from pipeline.normalise import tokens_of
from pipeline.soundalike import likeness

MOST_WORDS = 3
"""A longer stretch of errors says little about other calls."""
SMOOTHING = 3.0
"""So many words at the mean rate of errors are added to what was seen of a word."""
ALIKE = 0.4
"""Words less alike are not one heard as the other; their letters teach nothing."""
GAP = ""
GAP_COST = 0.7
Stretch = tuple[int, tuple[str, ...], tuple[str, ...]]
CHANGE_COST = 1.6
"""Two words in no way alike cost more as one changed than as one lost and one added."""


class Confusions(msgspec.Struct, frozen=True):
    """Counts for one language; words are folded, a stretch is its words with blanks between.

    Attributes:
        said: how often each word was said.
        wrong: how often it was not written as said.
        written: for a stretch of words, what was written instead and how often; empty: nothing.
        added: what was written where nothing was said.
        letters: for a letter, what was written instead; under the empty one what was added.
        edits: how many letters changed in a word that was heard as another.
    """

    said: dict[str, int]
    wrong: dict[str, int]
    written: dict[str, dict[str, int]]
    added: dict[str, int]
    letters: dict[str, dict[str, int]]
    edits: dict[str, int]


def learn(channels: Iterable[tuple[Sequence[tuple[str, str]], str]]) -> dict[str, Confusions]:
    """Count, for each language, what was written for what was said.

    Args:
        channels: of one party in one call each: the words said, with their language, and the text written.
    """
    tables: defaultdict[str, _Counts] = defaultdict(_Counts)
    for words, heard in channels:
        reference = [(token, language) for word, language in words for token in tokens_of(word)]
        for token, language in reference:
            tables[language].said[token] += 1
        for at, was, became in stretches([token for token, _ in reference], tokens_of(heard)):
            tables[reference[min(at, len(reference) - 1)][1]].count(was, became)
    return {language: counts.table() for language, counts in sorted(tables.items())}


@dataclass(slots=True)
class _Counts:
    said: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    written: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    added: Counter[str] = field(default_factory=Counter)
    letters: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    edits: Counter[str] = field(default_factory=Counter)

    def count(self, was: Sequence[str], became: Sequence[str]) -> None:
        self.wrong.update(was)
        if not was:
            self.added.update(became)
        elif len(was) <= MOST_WORDS and len(became) <= MOST_WORDS + 1:
            self.written[" ".join(was)][" ".join(became)] += 1
        for left, right in zip(was, became, strict=False):
            if Levenshtein.normalized_similarity(left, right) >= ALIKE:
                self.edits[str(self._count_letters(left, right))] += 1

    def _count_letters(self, left: str, right: str) -> int:
        edits = Levenshtein.editops(left, right).as_list()
        for edit, at, to in edits:
            if edit == "insert":
                self.letters[GAP][right[to]] += 1
            else:
                self.letters[left[at]][right[to] if edit == "replace" else GAP] += 1
        return len(edits)

    def table(self) -> Confusions:
        written, letters = ({key: dict(counts) for key, counts in one.items()} for one in (self.written, self.letters))
        return Confusions(dict(self.said), dict(self.wrong), written, dict(self.added), letters, dict(self.edits))


def stretches(said: Sequence[str], heard: Sequence[str]) -> Iterator[Stretch]:
    """Yield where what was heard is not what was said: the position, what was said and what was heard.

    Words are paired so that they sound most alike, not so that the fewest are wrong; a word lost or added goes with
    the word beside it where the two together sound more like what was heard.
    """
    joined: list[Stretch] = []
    for piece in _paired(said, heard):
        if joined and _sound_better_together(joined[-1], piece):
            at, was, became = joined.pop()
            joined.append((at, was + piece[1], became + piece[2]))
        else:
            joined.append(piece)
    yield from (one for one in joined if one[1] != one[2])


def _sound_better_together(left: Stretch, right: Stretch) -> bool:
    if left[1] == left[2] or right[1] == right[2] or (left[1] and left[2] and right[1] and right[2]):
        return False
    together = _alike("".join(left[1] + right[1]), "".join(left[2] + right[2]))
    return together > max(_alike("".join(left[1]), "".join(left[2])), _alike("".join(right[1]), "".join(right[2])))


def _alike(left: str, right: str) -> float:
    return likeness(left, right) if left and right else 0.0


def _paired(said: Sequence[str], heard: Sequence[str]) -> Iterator[Stretch]:
    """Yield words said with the word heard for each, or none; and words added with no word said."""
    costs = np.zeros((len(said) + 1, len(heard) + 1))
    costs[:, 0], costs[0, :] = np.arange(len(said) + 1) * GAP_COST, np.arange(len(heard) + 1) * GAP_COST
    changed = [[CHANGE_COST * (1 - _alike(left, right)) for right in heard] for left in said]
    for i, j in product(range(1, len(said) + 1), range(1, len(heard) + 1)):
        gap = min(costs[i - 1, j], costs[i, j - 1]) + GAP_COST
        costs[i, j] = min(costs[i - 1, j - 1] + changed[i - 1][j - 1], gap)
    i, j = len(said), len(heard)
    steps: list[Stretch] = []
    while i or j:
        if i and j and costs[i, j] == costs[i - 1, j - 1] + changed[i - 1][j - 1]:
            i, j = i - 1, j - 1
            steps.append((i, (said[i],), (heard[j],)))
        elif i and costs[i, j] == costs[i - 1, j] + GAP_COST:
            i -= 1
            steps.append((i, (said[i],), ()))
        else:
            j -= 1
            steps.append((i, (), (heard[j],)))
    yield from reversed(steps)


def read_confusions(file: Path) -> dict[str, Confusions]:
    """Read the table of each language."""
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Confusions])


class Noise:
    """Writes text as a recogniser might have: at a rate of errors, the same on every run."""

    def __init__(self, confusions: Mapping[str, Confusions], seed: str) -> None:
        self._confusions = confusions
        self._random = random.Random(seed)  # noqa: S311 - no secret

    def spoil(self, text: str, language: str, rate: float) -> str:
        """Return text with errors.

        Args:
            text: what was said.
            language: whose confusions to take.
            rate: of places where an error begins, over words, on average.
        """
        table, words, out, at = self._confusions[language], text.split(), [], 0
        while at < len(words):
            tokens = [" ".join(tokens_of(word)) for word in words[at : at + MOST_WORDS]]
            if self._random.random() >= rate * _weakness(table, tokens[0]):
                out.append(words[at])
                at += 1
                continue
            taken, became = self._error(table, tokens)
            at += taken
            out.extend(became)
        return " ".join(out)

    def _error(self, table: Confusions, tokens: Sequence[str]) -> tuple[int, list[str]]:
        """Return how many words are lost and what stands in their place."""
        known = {n: table.written.get(" ".join(tokens[:n]), {}) for n in range(1, len(tokens) + 1)}
        seen = [(n, became, count) for n, counts in known.items() for became, count in counts.items()]
        if seen:
            n, became, _ = self._random.choices(seen, [count for *_, count in seen])[0]
            return n, became.split()
        return 1, self._misheard(table, tokens[0]).split()

    def _misheard(self, table: Confusions, word: str) -> str:
        """Change letters as they were changed in other words; a word is lost as often as others were."""
        lost = sum(counts.get("", 0) for counts in table.written.values())
        if self._random.random() < lost / max(1, sum(table.wrong.values())) or not word:
            return ""
        edits = int(self._pick(table.edits))
        for _ in range(max(1, min(edits, (len(word) + 1) // 2))):
            at = self._random.randrange(len(word) + 1) if len(word) > 1 else 0
            letter = word[at] if at < len(word) else GAP
            changes = table.letters.get(letter)
            if changes:
                word = word[:at] + self._pick(changes) + word[at + 1 :]
        return word

    def _pick(self, counts: Mapping[str, int]) -> str:
        return self._random.choices(list(counts), list(counts.values()))[0]


def _weakness(table: Confusions, word: str) -> float:
    """Return how much oftener than others a word goes wrong; 1 for a word never met."""
    mean = sum(table.wrong.values()) / max(1, sum(table.said.values()))
    if not mean:
        return 1.0
    said, wrong = table.said.get(word, 0), table.wrong.get(word, 0)
    return (wrong + SMOOTHING * mean) / (said + SMOOTHING) / mean


def rate_for(errors: float, texts: Sequence[tuple[str, str]], confusions: Mapping[str, Confusions]) -> float:
    """Return the rate at which texts come out with a share of word errors: found by trying, six times.

    Args:
        errors: word errors over words, 0 to 1.
        texts: with their language.
        confusions: by language.
    """
    rate = errors
    for number in range(6):
        noise = Noise(confusions, f"try-{number}")
        measured = word_error_share([(text, noise.spoil(text, language, rate)) for text, language in texts])
        rate *= errors / measured if measured else 1.0
    return rate


def word_error_share(pairs: Iterable[tuple[str, str]]) -> float:
    """Return word errors over words said, pooled over pairs of said and written."""
    wrong = said = 0
    for true, heard in pairs:
        reference, hypothesis = tokens_of(true), tokens_of(heard)
        said += len(reference)
        wrong += Levenshtein.distance(reference, hypothesis)
    return wrong / said if said else 0.0
