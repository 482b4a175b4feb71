"""Small models over words and their sound, read from a file of weights; how they were trained stands in the README.

A word is described by itself, by its sound and by pieces of its sound, so that a word written wrongly, or in the other
language's spelling, keeps most of what it means.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import SettingsError
from pipeline.soundalike import sound_key

PIECES = (3, 4)
"""Lengths of the pieces of a word's sound, its borders included."""

CACHED_WORDS = 100_000
"""Words and pairs whose sums are remembered, some 20 MB."""
WINDOW_WORDS = 10
WINDOW_STEP = 4

Features = Mapping[str, float]


def word_features(tokens: Sequence[str]) -> dict[str, float]:
    """Describe words: each, its sound in pieces, and each with the next; folded tokens in, weights out."""
    found: dict[str, float] = {}
    for token in tokens:
        for name in _of_word(token):
            found[name] = 1.0
    for left, right in pairwise(tokens):
        found[_of_pair(left, right)] = 1.0
    return found


def word_counts(tokens: Sequence[str]) -> dict[str, float]:
    """Describe a stretch as `TextModel` scores it: counts over the square root of its number of words."""
    counts = Counter(name for token in tokens for name in _of_word(token))
    counts.update(_of_pair(*pair) for pair in pairwise(tokens))
    return {name: count / len(tokens) ** 0.5 for name, count in counts.items()}


@lru_cache(maxsize=65_536)
def _of_word(token: str) -> tuple[str, ...]:
    key = f"<{sound_key(token)}>"
    pieces = {key[at : at + size] for size in PIECES for at in range(len(key) - size + 1)}
    return (f"w={token}", f"s={key}", *(f"p={piece}" for piece in sorted(pieces)))


@lru_cache(maxsize=65_536)
def _of_pair(left: str, right: str) -> str:
    return f"b={sound_key(left)} {sound_key(right)}"


@dataclass(frozen=True, slots=True)
class KindModel:
    """Logistic regressions, one for each class against all others, and beside them a network with one hidden layer.

    The odds of the regressions are shared out; the mean of these shares and of the network's is told.

    Attributes:
        classes: what it tells apart.
        bias: shape=(n_classes + n_hidden,), float32: natural logarithms of odds, then of the hidden layer.
        weights: of each feature, likewise.
        outer: shape=(n_hidden + 1, n_classes), float32: from the hidden layer to the classes, its bias last; without
            rows the regressions tell alone.
    """

    classes: tuple[str, ...]
    bias: NDArray[np.float32]
    weights: Mapping[str, NDArray[np.float32]]
    outer: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))

    def probabilities(self, features: Features) -> dict[str, float]:
        """Return how likely each class is; the sum is 1."""
        rows = [row for name in features if (row := self.weights.get(name)) is not None]
        total = self.bias + np.sum(rows, axis=0) if rows else self.bias
        odds = _logistic(total[: len(self.classes)])
        shares = odds / odds.sum()
        if len(self.outer):
            told = np.maximum(total[len(self.classes) :], 0.0) @ self.outer[:-1] + self.outer[-1]
            exponents = np.exp(told - told.max())
            shares = (shares + exponents / exponents.sum()) / 2
        return dict(zip(self.classes, shares.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class TextModel:
    """Independent logistic regressions over the words of a stretch, one for each thing that can be said.

    A stretch of n words scores the bias and the sum of its words' and pairs' weights over the square root of n, so that
    every stretch of a turn is had from running sums.

    Attributes:
        classes: what can be said.
        bias: shape=(n_classes,), float32, natural logarithm of odds.
        weights: of each feature, shape=(n_classes,), float32.
    """

    classes: tuple[str, ...]
    bias: NDArray[np.float32]
    weights: Mapping[str, NDArray[np.float32]]
    _known: dict[str | tuple[str, str], NDArray[np.float32]] = field(default_factory=dict)

    def probabilities(self, tokens: Sequence[str], stretches: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        """Return how likely each thing is said in each stretch.

        Args:
            tokens: folded.
            stretches: [first, end) in tokens, none empty.

        Returns:
            shape=(n_stretches, n_classes), float32, 0 to 1.
        """
        words = _running([self._of_word(token) for token in tokens], len(self.classes))
        pairs = _running([self._of_pair(pair) for pair in pairwise(tokens)], len(self.classes))
        first, end = np.array(stretches, dtype=np.intp).reshape(-1, 2).T
        total = words[end] - words[first] + pairs[end - 1] - pairs[first]
        return _logistic(self.bias + total / np.sqrt(end - first, dtype=np.float32)[:, None])

    def _of_word(self, token: str) -> NDArray[np.float32]:
        known = self._known.get(token)
        return known if known is not None else self._remember(token, _of_word(token))

    def _of_pair(self, pair: tuple[str, str]) -> NDArray[np.float32]:
        known = self._known.get(pair)
        return known if known is not None else self._remember(pair, (_of_pair(*pair),))

    def _remember(self, key: str | tuple[str, str], features: Sequence[str]) -> NDArray[np.float32]:
        if len(self._known) >= CACHED_WORDS:
            self._known.clear()
        rows = [row for name in features if (row := self.weights.get(name)) is not None]
        self._known[key] = np.sum(rows, axis=0) if rows else np.zeros(len(self.classes), dtype=np.float32)
        return self._known[key]


def _running(rows: Sequence[NDArray[np.float32]], width: int) -> NDArray[np.float32]:
    """Return the sums before each row and after the last."""
    sums = np.zeros((len(rows) + 1, width), dtype=np.float32)
    if rows:
        np.cumsum(np.concatenate(rows).reshape(len(rows), width), axis=0, out=sums[1:])
    return sums


def _logistic(total: NDArray[np.float32]) -> NDArray[np.float32]:
    odds = np.exp(-np.clip(total, -30.0, 30.0))
    return np.asarray(1.0 / (1.0 + odds), dtype=np.float32)


def stretches_of(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches to score, [first, end) in tokens, of sentences of these lengths that follow one another.

    A sentence is one; a longer one is also taken in overlapping windows, for without marks it may hold several.
    """
    first = 0
    for length in lengths:
        end = first + length
        if length:
            yield first, end
        if length > WINDOW_WORDS:
            yield from ((at, min(at + WINDOW_WORDS, end)) for at in range(first, end - WINDOW_STEP, WINDOW_STEP))
        first = end


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned from labelled calls.

    Attributes:
        said: tells what a stretch of a turn says.
        kinds: tells the kind of a question, `none` for what is no question.
    """

    said: TextModel
    kinds: KindModel


def nothing_learned() -> Learned:
    """Return weights that hear nothing and leave every question the kind its rules tell."""
    none = np.zeros(0, dtype=np.float32)
    return Learned(TextModel((), none, {}), KindModel((), none, {}))


def read_learned(file: Path) -> Learned:
    """Read an `.npz` with `classes`, `bias`, `names` and `weights` of both models under `said_` and `kinds_`.

    `kinds_outer` is the last layer of the network.

    Raises:
        SettingsError: the file is missing or is none.
    """
    try:
        with np.load(file, allow_pickle=False) as kept:
            said, kinds = (_model_of(kept, part) for part in ("said", "kinds"))
            outer = kept["kinds_outer"].astype(np.float32)
    except (OSError, ValueError, KeyError) as error:
        raise SettingsError(f"{file}: not readable as learned weights: {error}") from error
    return Learned(TextModel(*said), KindModel(*kinds, outer))


def _model_of(
    kept: Mapping[str, NDArray[Any]], part: str
) -> tuple[tuple[str, ...], NDArray[np.float32], dict[str, NDArray[np.float32]]]:
    rows = kept[f"{part}_weights"].astype(np.float32)
    names: Iterable[str] = kept[f"{part}_names"].tolist()
    classes = tuple(kept[f"{part}_classes"].tolist())
    return classes, kept[f"{part}_bias"].astype(np.float32), dict(zip(names, rows, strict=True))


def checksum_of(learned: Learned) -> str:
    """Return what stands for all weights: others give other verdicts."""
    digest = hashlib.sha256()
    models: tuple[TextModel | KindModel, ...] = (learned.said, learned.kinds)
    for model in models:
        digest.update("\n".join((*model.classes, "")).encode())
        digest.update(model.bias.tobytes())
        for name in sorted(model.weights):
            digest.update(name.encode() + model.weights[name].tobytes())
    digest.update(learned.kinds.outer.tobytes())
    return digest.hexdigest()


def write_learned(learned: Learned, file: Path) -> None:
    """Write both models so that the same weights give the same file."""
    parts: dict[str, TextModel | KindModel] = {"said": learned.said, "kinds": learned.kinds}
    arrays: dict[str, NDArray[Any]] = {"kinds_outer": learned.kinds.outer.astype(np.float16)}
    for part, model in parts.items():
        names = sorted(model.weights)
        arrays[f"{part}_classes"] = np.array(model.classes)
        arrays[f"{part}_bias"] = model.bias
        arrays[f"{part}_names"] = np.array(names)
        arrays[f"{part}_weights"] = np.stack([model.weights[name] for name in names]).astype(np.float16)
    np.savez_compressed(file, allow_pickle=False, **arrays)
