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
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import SettingsError
from pipeline.leidraad.weighing_model import WeighingModel, nothing_weighed
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
    """Logistic regressions, one for each class against all others, and beside them networks with one hidden layer.

    The odds of the regressions are shared out; the mean of these shares and of the networks' mean is told.

    Attributes:
        classes: what it tells apart.
        bias: shape=(n_classes + n_networks * n_hidden,), float32: logarithms of odds, then of the hidden layers.
        names: row of each feature in `weights`.
        weights: shape=(n_features, len(bias)), float32.
        outer: shape=(n_networks, n_hidden + 1, n_classes), float32: from each hidden layer to the classes, its bias
            last; without networks the regressions tell alone.
    """

    classes: tuple[str, ...]
    bias: NDArray[np.float32]
    names: Mapping[str, int]
    weights: NDArray[np.float32]
    outer: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0, 0), dtype=np.float32))

    def probabilities(self, described: Sequence[Iterable[str]]) -> NDArray[np.float32]:
        """Return how likely each class is for each of some things, by the names of their features.

        Returns:
            shape=(n_things, n_classes), float32, 0 to 1; the sum of each row is 1.
        """
        known = [[row for name in names if (row := self.names.get(name)) is not None] for names in described]
        total = np.tile(self.bias, (len(known), 1))
        for number, rows in enumerate(known):
            total[number] += self.weights[rows].sum(axis=0)
        odds = _logistic(total[:, : len(self.classes)])
        shares = odds / odds.sum(axis=1, keepdims=True)
        if len(self.outer):
            hidden = np.maximum(total[:, len(self.classes) :], 0.0).reshape(len(known), len(self.outer), -1)
            told = np.einsum("qnh,nhc->qnc", hidden, self.outer[:, :-1]) + self.outer[:, -1]
            exponents = np.exp(told - told.max(axis=2, keepdims=True))
            told_shares = exponents / exponents.sum(axis=2, keepdims=True)
            shares = (shares + told_shares.mean(axis=1)) / 2
        return np.asarray(shares, dtype=np.float32)


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
        return _logistic(self.bias + total / np.sqrt(end - first)[:, None])

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


def _running(rows: Sequence[NDArray[np.float32]], width: int) -> NDArray[np.float64]:
    """Return the sums before each row and after the last.

    Weights are kept in 16 bits, so that these sums are exact: a stretch scores the same whatever stands before it.
    """
    sums = np.zeros((len(rows) + 1, width), dtype=np.float64)
    if rows:
        np.cumsum(np.concatenate(rows).reshape(len(rows), width), axis=0, out=sums[1:])
    return sums


def _logistic(total: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
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
        weighing: tells the verdict on an item from all that was found for it.
    """

    said: TextModel
    kinds: KindModel
    weighing: WeighingModel = field(default_factory=nothing_weighed)


def nothing_learned() -> Learned:
    """Return weights that hear nothing and leave every question the kind its rules tell."""
    none = np.zeros(0, dtype=np.float32)
    return Learned(TextModel((), none, {}), KindModel((), none, {}, none.reshape(0, 0)))


def read_learned(file: Path) -> Learned:
    """Read an `.npz` with `classes`, `bias`, `names` and `weights` of both models under `said_` and `kinds_`.

    `kinds_outer` is the last layer of the network, `weighing_…` what verdicts are weighed by.

    Raises:
        SettingsError: the file is missing or is none.
    """
    try:
        with np.load(file, allow_pickle=False) as kept:
            said = _part_of(kept, "said")
            kinds = _part_of(kept, "kinds")
            outer = kept["kinds_outer"].astype(np.float32)
            items, features = kept["weighing_items"].tolist(), kept["weighing_features"].tolist()
            weighing = WeighingModel(tuple(items), tuple(features), kept["weighing_weights"].astype(np.float32))
    except (OSError, ValueError, KeyError) as error:
        raise SettingsError(f"{file}: not readable as learned weights: {error}") from error
    return Learned(
        TextModel(said.classes, said.bias, dict(zip(said.names, said.weights, strict=True))),
        KindModel(kinds.classes, kinds.bias, {name: row for row, name in enumerate(kinds.names)}, kinds.weights, outer),
        weighing,
    )


class _Part(NamedTuple):
    classes: tuple[str, ...]
    bias: NDArray[np.float32]
    names: list[str]
    weights: NDArray[np.float32]


def _part_of(kept: Mapping[str, NDArray[Any]], part: str) -> _Part:
    return _Part(
        classes=tuple(kept[f"{part}_classes"].tolist()),
        bias=kept[f"{part}_bias"].astype(np.float32),
        names=kept[f"{part}_names"].tolist(),
        weights=kept[f"{part}_weights"].astype(np.float32),
    )


def _parts_of(learned: Learned) -> dict[str, _Part]:
    said, kinds = learned.said, learned.kinds
    spoken = sorted(said.weights)
    asked = sorted(kinds.names)
    rows = np.array([said.weights[name] for name in spoken], dtype=np.float32)
    return {
        "said": _Part(said.classes, said.bias, spoken, rows),
        "kinds": _Part(kinds.classes, kinds.bias, asked, kinds.weights[[kinds.names[name] for name in asked]]),
    }


def checksum_of(learned: Learned) -> str:
    """Return what stands for all weights: others give other verdicts."""
    digest = hashlib.sha256()
    for part in _parts_of(learned).values():
        digest.update("\n".join((*part.classes, "", *part.names, "")).encode())
        digest.update(part.bias.tobytes() + part.weights.tobytes())
    digest.update(learned.kinds.outer.tobytes())
    digest.update("\n".join((*learned.weighing.items, "", *learned.weighing.features)).encode())
    digest.update(learned.weighing.weights.tobytes())
    return digest.hexdigest()


def write_learned(learned: Learned, file: Path) -> None:
    """Write both models so that the same weights give the same file."""
    arrays: dict[str, NDArray[Any]] = {
        "kinds_outer": learned.kinds.outer.astype(np.float16),
        "weighing_items": np.array(learned.weighing.items, dtype=np.str_),
        "weighing_features": np.array(learned.weighing.features, dtype=np.str_),
        "weighing_weights": learned.weighing.weights,
    }
    for name, part in _parts_of(learned).items():
        arrays[f"{name}_classes"] = np.array(part.classes)
        arrays[f"{name}_bias"] = part.bias
        arrays[f"{name}_names"] = np.array(part.names)
        arrays[f"{name}_weights"] = part.weights.astype(np.float16)
    np.savez_compressed(file, allow_pickle=False, **arrays)
