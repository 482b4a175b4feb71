"""Learns the weights of the tagger: torch computes them, numpy reads them."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from pipeline.redaction.learned import INNER, OUTER, STARTS, Tagger, together
from pipeline.redaction.name_words import name_word
from pipeline.redaction.rows import KINDS, PLACES, SPEAKERS, rows_of
from pipeline.redaction.tokens import shape_of, tokens_of
from pipeline.redaction.traits import traits_of
from tests.bench.cues.confusions import Confusions
from tests.redaction_bench.examples import Example, Said
from tests.redaction_bench.rewriting import interposed, interrupted, other_talk, rewritten

CLASSES = ("", *KINDS)
WIDTH, HIDDEN = 64, 64
SEEDS = (0, 1)
"""Where the learning of each network begins."""
ROUNDS = 18
VERSIONS = 7
"""How often each example is written anew; each version is read in two rounds or three."""
RATE, DECAY, DROPPED = 4e-3, 1e-2, 0.25
TRAITS_DROPPED = 0.12
"""Share of a word's traits that are hidden in a round, so that none is relied on alone."""
BATCH = 48
ORDINARY_SHARE = 3
"""One in so many pieces of ordinary calls is read in a round."""
RARE = 4
"""A trait in fewer words is left out."""
UNMASKED, AS_RULED = 0.35, 0.8
"""Up to the first draw nothing is masked yet, up to the second what the rules mask, else some of what must be."""
_COUNTED = 2
"""Versions in which traits are counted."""
_APART = max(INNER) + max(OUTER)
_IGNORED = -100

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Version:
    """An example as it is read once.

    Attributes:
        traits: of all rows, one behind the other, as numbers of a `Drawer`.
        counts: traits per row.
        places: as in `Rows`.
        wanted: class per row, `_IGNORED` where it teaches nothing.
    """

    traits: Ints
    counts: Ints
    places: NDArray[np.int16]
    wanted: NDArray[np.int8]


class Drawer:
    """Writes examples anew, several times each, and numbers their traits."""

    def __init__(self, confusions: Mapping[str, Confusions], seed: int = 0) -> None:
        self._confusions = confusions
        self._chance = random.Random(seed)  # noqa: S311 - no secret
        self._known: dict[str, Ints] = {}
        self.columns: dict[str, int] = {}

    def versions(self, examples: Sequence[Example]) -> list[list[Version]]:
        """Return `VERSIONS` of each example."""
        ordinary, talk = _ordinary_words(examples), other_talk(examples)
        return [[self._version(example, ordinary, talk) for _ in range(VERSIONS)] for example in examples]

    def _version(self, example: Example, ordinary: Sequence[str], talk: Sequence[str]) -> Version:
        example = interrupted(example, self._chance, talk)
        example = rewritten(example, self._chance, self._confusions)
        example = interposed(example, self._chance, ordinary)
        words = example.words
        hidden = self._hidden(words)
        rows = rows_of(tokens_of(example.conversation), hidden)
        wanted = np.full(len(rows.texts), _IGNORED, dtype=np.int8)
        counted = [at for at, word in enumerate(words) if word.counts and at not in hidden]
        wanted[rows.tokens[counted]] = [CLASSES.index(words[at].kind or "") for at in counted]
        traits = [self._traits(text) for text in rows.texts]
        counts = np.array([len(one) for one in traits], dtype=np.int32)
        flat = np.concatenate(traits) if traits else np.zeros(0, dtype=np.int32)
        return Version(flat, counts, rows.places.astype(np.int16), wanted)

    def _traits(self, text: str) -> Ints:
        known = self._known.get(text)
        if known is None:
            names = traits_of(text).names
            known = np.array([self.columns.setdefault(name, len(self.columns)) for name in names], dtype=np.int32)
            self._known[text] = known
        return known

    def _hidden(self, words: Sequence[Said]) -> dict[int, str]:
        """Draw what is masked already."""
        draw, share = self._chance.random(), self._chance.random()
        if draw < UNMASKED:
            return {}
        is_ruled = draw < AS_RULED
        kinds = [word.ruled if is_ruled else word.kind for word in words]
        share = share + 0.5 if is_ruled else share
        return {at: kind for at, kind in enumerate(kinds) if kind and self._chance.random() < share}


def _ordinary_words(examples: Sequence[Example]) -> list[str]:
    """Return words that are no name and that no list knows, each as often as it is said."""
    said = (word for example in examples for word in example.words if word.kind is None and word.counts)
    return [word.text for word in said if name_word(shape_of(word.text).folded).is_unknown]


class Network(nn.Module):
    """The network of `Tagger`, as it is trained."""

    def __init__(self, trait_count: int) -> None:
        super().__init__()
        self.traits = nn.EmbeddingBag(trait_count, WIDTH, mode="sum", padding_idx=trait_count - 1)
        self.places = nn.Embedding(sum(PLACES), WIDTH)
        for table in (self.traits, self.places):
            nn.init.normal_(table.weight, std=0.1)
        self.inner = nn.Linear(WIDTH * len(INNER), HIDDEN)
        self.outer = nn.Linear(HIDDEN * len(OUTER), HIDDEN)
        self.last = nn.Linear(HIDDEN, len(CLASSES))
        self.direct = nn.Linear(WIDTH, len(CLASSES), bias=False)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, traits: Tensor, bounds: Tensor, places: Tensor) -> Tensor:
        """Return the odds of each class per row."""
        word = self.drop(torch.relu(self.traits(traits, bounds) + self.places(places).sum(1)))
        inner = self.drop(torch.relu(self.inner(_around(word, INNER))))
        outer = inner + torch.relu(self.outer(_around(inner, OUTER)))
        odds: Tensor = self.last(self.drop(outer)) + self.direct(word)
        return odds


def _around(rows: Tensor, offsets: Sequence[int]) -> Tensor:
    reach = max(offsets)
    padded = nn.functional.pad(rows, (0, 0, reach, reach))
    return torch.cat([padded[reach + at : reach + at + len(rows)] for at in offsets], dim=1)


def learn(
    examples: Sequence[Sequence[Version]],
    ordinary: Sequence[Sequence[Version]],
    columns: Mapping[str, int],
    *,
    rounds: int = ROUNDS,
) -> Tagger:
    """Learn a tagger of as many networks as there are `SEEDS`; the same examples give the same weights.

    Args:
        examples: versions of what is labelled by its authors.
        ordinary: versions of what is labelled by the rules.
        columns: number of each trait.
        rounds: how often all examples are read.
    """
    return together([_learn(examples, ordinary, columns, rounds, seed) for seed in SEEDS])


def _learn(
    examples: Sequence[Sequence[Version]],
    ordinary: Sequence[Sequence[Version]],
    columns: Mapping[str, int],
    rounds: int,
    seed: int,
) -> Tagger:
    """Learn one network."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance = random.Random(seed)  # noqa: S311 - no secret
    kept = _kept_columns([*examples, *ordinary], columns)
    network = Network(len(kept) + 1)
    renumbered = np.full(len(columns), len(kept), dtype=np.int64)
    renumbered[kept] = np.arange(len(kept))
    share = len(ordinary) // ORDINARY_SHARE
    optimiser = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    steps = rounds * -(-(len(examples) + share) // BATCH)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1, pct_start=0.15)
    for turn in range(rounds):
        order = [*examples, *chance.sample(ordinary, share)]
        chance.shuffle(order)
        for first in range(0, len(order), BATCH):
            versions = [versions[turn % len(versions)] for versions in order[first : first + BATCH]]
            batch = _batch(versions, renumbered, len(kept))
            optimiser.zero_grad()
            odds = network(batch[0], batch[1], batch[2])
            nn.functional.cross_entropy(odds, batch[3], ignore_index=_IGNORED).backward()
            optimiser.step()
            plan.step()
    names = {column: name for name, column in columns.items()}
    return _tagger(network, [names[column] for column in kept.tolist()])


def _kept_columns(examples: Sequence[Sequence[Version]], columns: Mapping[str, int]) -> NDArray[np.int64]:
    """Return the traits that are frequent enough, and those of masks and of the openings of turns."""
    counts = np.zeros(len(columns), dtype=np.int64)
    for versions in examples:
        for version in versions[:_COUNTED]:
            np.add.at(counts, version.traits, 1)
    always = {f"w=[{kind}]" for kind in KINDS} | {f"w={opening}" for opening in SPEAKERS}
    counts[[columns[name] for name in always if name in columns]] = RARE
    return np.flatnonzero(counts >= RARE)


def _batch(
    versions: Sequence[Version], renumbered: NDArray[np.int64], none: int
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return traits, where those of each row begin, places and classes; between examples lie empty rows."""
    apart = np.zeros(_APART, dtype=np.int64)
    nowhere = np.zeros((_APART, len(PLACES)), dtype=np.int64)
    ignored = np.full(_APART, _IGNORED, dtype=np.int64)
    traits = renumbered[np.concatenate([version.traits for version in versions])]
    counts = np.concatenate([part for version in versions for part in (version.counts, apart)])
    is_lone = np.repeat(counts == 1, counts)
    is_hidden = torch.rand(len(traits)).numpy() < TRAITS_DROPPED
    traits[is_hidden & ~is_lone] = none
    places = np.concatenate([part for version in versions for part in (version.places, nowhere)]) + STARTS
    wanted = np.concatenate([part for version in versions for part in (version.wanted, ignored)])
    bounds = np.cumsum(counts) - counts
    found = (torch.from_numpy(one.astype(np.int64)) for one in (traits, bounds, places, wanted))
    traits_in, bounds_in, places_in, wanted_in = found
    return traits_in, bounds_in, places_in, wanted_in


def _tagger(network: Network, names: Sequence[str]) -> Tagger:
    layers = {
        "inner": _kept(network.inner.weight.T),
        "inner_bias": _kept(network.inner.bias),
        "outer": _kept(network.outer.weight.T),
        "outer_bias": _kept(network.outer.bias),
        "last": _kept(network.last.weight.T),
        "bias": _kept(network.last.bias),
        "direct": _kept(network.direct.weight.T),
    }
    traits = dict(zip(names, _kept(network.traits.weight[:-1]), strict=True))
    return Tagger(CLASSES, traits, _kept(network.places.weight), {name: layer[None] for name, layer in layers.items()})


def _kept(weights: Tensor) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Round weights as the file does."""
    return np.asarray(weights.detach().numpy(), dtype=np.float16).astype(np.float32)
