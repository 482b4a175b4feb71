"""Small networks over the words around a word, read from a file of weights: how likely it is to be of each kind.

The networks differ in how their learning began, and their mean errs less. In each, a row is the sum of the vectors of
its traits and of its place; two layers look at the rows around it, seven on either side. `python -m
tests.redaction_bench train` learns the weights.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import SettingsError
from pipeline.redaction.rows import PLACES, Ints, Rows
from pipeline.redaction.traits import traits_of

WEIGHTS = Path(__file__).parent / "learned_v5.npz"
CACHED_WORDS = 50_000
"""Words whose vectors are remembered, some 25 MB."""
INNER, OUTER = (-3, -2, -1, 0, 1, 2, 3), (-4, -2, -1, 0, 1, 2, 4)
"""Rows around a row that each layer looks at."""

STARTS = np.cumsum((0, *PLACES[:-1]))
"""Where the table of each thing known of a place begins."""
_MARGIN = max(INNER) + max(OUTER)
_MULTIPLIED = 1 << 18
"""Numbers multiplied at a time: for more, the library behind numpy starts threads, which cost more than they save."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tagger:
    """The networks.

    Attributes:
        classes: kinds of mask; the first is none.
        traits: vector of each trait, shape=(n_networks * width,), float32.
        places: vectors of each value of each thing known of a place, one table behind the other, as wide.
        layers: matrices and offsets, by the names in `LAYERS`, shape=(n_networks, …).
    """

    classes: tuple[str, ...]
    traits: Mapping[str, Floats]
    places: Floats
    layers: Mapping[str, Floats]
    _known: dict[str, Floats] = field(default_factory=dict)

    def probabilities(self, rows: Rows) -> Floats:
        """Return how likely each doubtful row is of each class.

        Returns:
            shape=(n_doubtful, n_classes), float32, 0 to 1.
        """
        if not len(rows.doubtful):
            return np.zeros((0, len(self.classes)), dtype=np.float32)
        wanted = rows.doubtful + _MARGIN
        count = len(rows.texts) + 2 * _MARGIN
        seen = _spread(wanted, OUTER, count)
        read = _spread(seen, INNER, count)
        word = np.zeros((count, self.places.shape[1]), dtype=np.float32)
        own = read[(read >= _MARGIN) & (read < count - _MARGIN)] - _MARGIN
        word[own + _MARGIN] = [self._vector(rows.texts[at]) for at in own.tolist()]
        word[own + _MARGIN] += self.places[rows.places[own] + STARTS].sum(axis=1)
        np.maximum(word, 0, out=word)
        words = [np.ascontiguousarray(own) for own in np.split(word, len(self.layers["bias"]), axis=1)]
        found = [
            _probabilities(own_word, seen, wanted, {name: layer[at] for name, layer in self.layers.items()})
            for at, own_word in enumerate(words)
        ]
        return np.asarray(np.mean(found, axis=0), dtype=np.float32)

    def _vector(self, text: str) -> Floats:
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= CACHED_WORDS:
                self._known.clear()
            known = np.zeros(self.places.shape[1], dtype=np.float32)
            for name in traits_of(text).names:
                if name in self.traits:
                    known += self.traits[name]
            self._known[text] = known
        return known


def _probabilities(word: Floats, seen: Ints, wanted: Ints, layers: Mapping[str, Floats]) -> Floats:
    """Return what one network says of the wanted rows.

    Args:
        word: of each row and the margins, what it is by itself.
        seen: rows that the second layer looks at.
        wanted: rows to be judged.
        layers: of this network.
    """
    inner = np.zeros((len(word), len(layers["inner_bias"])), dtype=np.float32)
    inner[seen] = _rectified(_product(_beside(word, seen, INNER), layers["inner"]), layers["inner_bias"])
    outer = _rectified(_product(_beside(inner, wanted, OUTER), layers["outer"]), layers["outer_bias"])
    outer += inner[wanted]
    odds = _product(outer, layers["last"]) + _product(word[wanted], layers["direct"]) + layers["bias"]
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float32)


def together(taggers: Sequence[Tagger]) -> Tagger:
    """Put networks that know the same classes and traits beside each other."""
    first = taggers[0]
    return Tagger(
        first.classes,
        {name: np.concatenate([tagger.traits[name] for tagger in taggers]) for name in first.traits},
        np.concatenate([tagger.places for tagger in taggers], axis=1),
        {name: np.concatenate([tagger.layers[name] for tagger in taggers]) for name in first.layers},
    )


def _spread(rows: Ints, offsets: Sequence[int], count: int) -> Ints:
    """Return all rows at some offsets from these, each once and in order."""
    is_near = np.zeros(count, dtype=bool)
    for offset in offsets:
        is_near[rows + offset] = True
    return np.flatnonzero(is_near)


def _beside(rows: Floats, at: Ints, offsets: Sequence[int]) -> Floats:
    """Put the rows at some offsets from each wanted row one behind the other."""
    beside: Floats = rows[at[:, None] + np.array(offsets)].reshape(len(at), -1)
    return beside


def _rectified(rows: Floats, bias: Floats) -> Floats:
    """Add the bias and cut what is below 0, in place."""
    rows += bias
    np.maximum(rows, 0, out=rows)
    return rows


def _product(rows: Floats, matrix: Floats) -> Floats:
    """Return rows @ matrix, some rows at a time."""
    step = max(1, _MULTIPLIED // matrix.size)
    return np.concatenate([rows[first : first + step] @ matrix for first in range(0, len(rows), step)])


LAYERS = ("inner", "outer", "last", "direct", "inner_bias", "outer_bias", "bias")


def read_tagger(file: Path) -> Tagger:
    """Read an `.npz` with `classes`, `names`, `traits`, `places` and the layers.

    Raises:
        SettingsError: the file is missing or is none.
    """
    try:
        with np.load(file, allow_pickle=False) as kept:
            layers = {name: kept[name].astype(np.float32) for name in LAYERS}
            traits = dict(zip(kept["names"].tolist(), kept["traits"].astype(np.float32), strict=True))
            return Tagger(tuple(kept["classes"].tolist()), traits, kept["places"].astype(np.float32), layers)
    except (OSError, ValueError, KeyError) as error:
        raise SettingsError(f"{file}: not readable as learned weights: {error}") from error


@cache
def bundled() -> Tagger:
    """Return the networks that come with the program."""
    return read_tagger(WEIGHTS)


def nothing_learned() -> Tagger:
    """Return networks that mask nothing: none."""
    return Tagger((), {}, np.zeros((0, 0), dtype=np.float32), {})


def write_tagger(tagger: Tagger, file: Path) -> None:
    """Write it so that the same weights give the same file."""
    names = sorted(tagger.traits)
    arrays: dict[str, NDArray[Any]] = {
        "classes": np.array(tagger.classes),
        "names": np.array(names),
        "traits": np.stack([tagger.traits[name] for name in names]).astype(np.float16),
        "places": tagger.places.astype(np.float16),
        **{name: tagger.layers[name].astype(np.float16) for name in LAYERS},
    }
    np.savez_compressed(file, allow_pickle=False, **arrays)
