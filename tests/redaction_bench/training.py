"""Learns the weights of the tagger: torch computes them, numpy reads them."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from pipeline.redaction.learned import INNER, OUTER, STARTS, Tagger
from pipeline.redaction.rows import KINDS, PLACES, SPEAKERS, rows_of
from pipeline.redaction.tokens import tokens_of
from pipeline.redaction.traits import traits_of
from tests.bench.cues.confusions import Confusions
from tests.redaction_bench.examples import Example, Said
from tests.redaction_bench.rewriting import rewritten

CLASSES = ("", *KINDS)
WIDTH, HIDDEN = 40, 48
ROUNDS = 14
RATE, DECAY, DROPPED = 4e-3, 1e-2, 0.25
TRAITS_DROPPED = 0.12
"""Share of a word's traits that are hidden in a round, so that none is relied on alone."""
BATCH = 48
ORDINARY_SHARE = 3
"""One in so many pieces of ordinary calls is read in a round."""
RARE = 2
"""A trait in fewer words is left out."""
UNMASKED, AS_RULED = 0.35, 0.8
"""Up to the first draw nothing is masked yet, up to the second what the rules mask, else some of what must be."""
_APART = max(INNER) + max(OUTER)
_IGNORED = -100


class Network(nn.Module):
    """The network of `Tagger`, as it is trained."""

    def __init__(self, trait_count: int) -> None:
        super().__init__()
        self.traits = nn.EmbeddingBag(trait_count, WIDTH, mode="sum")
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
    examples: Sequence[Example],
    ordinary: Sequence[Example],
    confusions: Mapping[str, Confusions],
    *,
    rounds: int = ROUNDS,
) -> Tagger:
    """Learn a tagger; the same examples give the same weights.

    Args:
        examples: labelled by their authors.
        ordinary: labelled by the rules.
        confusions: of a recogniser, by language.
        rounds: how often all examples are read.
    """
    torch.manual_seed(0)
    torch.set_num_threads(1)
    chance = random.Random(0)  # noqa: S311 - no secret
    names = _names([*examples, *(rewritten(one, chance, confusions) for one in examples), *ordinary])
    reader = _Reader({name: column for column, name in enumerate(names)}, chance)
    network = Network(len(names))
    share = len(ordinary) // ORDINARY_SHARE
    optimiser = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    steps = rounds * -(-(len(examples) + share) // BATCH)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1, pct_start=0.15)
    for _ in range(rounds):
        order = [*examples, *chance.sample(ordinary, share)]
        chance.shuffle(order)
        for first in range(0, len(order), BATCH):
            batch = reader.batch([rewritten(one, chance, confusions) for one in order[first : first + BATCH]])
            optimiser.zero_grad()
            odds = network(batch[0], batch[1], batch[2])
            nn.functional.cross_entropy(odds, batch[3], ignore_index=_IGNORED).backward()
            optimiser.step()
            plan.step()
    return _tagger(network, names)


def _names(examples: Sequence[Example]) -> list[str]:
    """Return the traits that are frequent enough, and those of masks and of the openings of turns."""
    counts: Counter[str] = Counter()
    for text, count in Counter(word.text for one in examples for word in one.words).items():
        counts.update(dict.fromkeys(traits_of(text).names, count))
    always = {f"w=[{kind}]" for kind in KINDS} | {f"w={opening}" for opening in SPEAKERS}
    return sorted(always | {name for name, count in counts.items() if count >= RARE})


class _Reader:
    """Turns examples into tensors."""

    def __init__(self, columns: Mapping[str, int], chance: random.Random) -> None:
        self._columns = columns
        self._chance = chance
        self._known: dict[str, list[int]] = {}

    def batch(self, examples: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return traits, where those of each row begin, places and classes; between examples lie empty rows."""
        traits: list[int] = []
        bounds: list[int] = []
        wanted: list[Any] = []
        places: list[Any] = []
        for example in examples:
            words = example.words
            hidden = self._hidden(words)
            rows = rows_of(tokens_of(example.conversation), hidden)
            classes = np.full(len(rows.texts) + _APART, _IGNORED)
            counted = [at for at, word in enumerate(words) if word.counts and at not in hidden]
            classes[rows.tokens[counted]] = [CLASSES.index(words[at].kind or "") for at in counted]
            for text in rows.texts:
                bounds.append(len(traits))
                traits += self._traits(text)
            bounds += [len(traits)] * _APART
            wanted.append(classes)
            places.append(np.concatenate([rows.places, np.zeros((_APART, len(PLACES)), dtype=np.int64)]) + STARTS)
        found = (np.array(traits), np.array(bounds), np.concatenate(places), np.concatenate(wanted))
        traits_in, bounds_in, places_in, wanted_in = (torch.tensor(one) for one in found)
        return traits_in, bounds_in, places_in, wanted_in

    def _traits(self, text: str) -> list[int]:
        known = self._known.get(text)
        if known is None:
            known = [self._columns[name] for name in traits_of(text).names if name in self._columns]
            self._known[text] = known
        return [one for one in known if len(known) == 1 or self._chance.random() >= TRAITS_DROPPED]

    def _hidden(self, words: Sequence[Said]) -> dict[int, str]:
        """Draw what is masked already."""
        draw, share = self._chance.random(), self._chance.random()
        if draw < UNMASKED:
            return {}
        is_ruled = draw < AS_RULED
        kinds = [word.ruled if is_ruled else word.kind for word in words]
        share = share + 0.5 if is_ruled else share
        return {at: kind for at, kind in enumerate(kinds) if kind and self._chance.random() < share}


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
    traits = dict(zip(names, _kept(network.traits.weight), strict=True))
    return Tagger(CLASSES, traits, _kept(network.places.weight), layers)


def _kept(weights: Tensor) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Round weights as the file does."""
    return np.asarray(weights.detach().numpy(), dtype=np.float16).astype(np.float32)
