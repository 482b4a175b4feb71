"""Finds where something is said by the words of a stretch as a whole, as learned from labelled calls."""

from collections.abc import Collection, Iterator

import numpy as np

from pipeline.leidraad.learned import TextModel, stretches_of
from pipeline.leidraad.places import Place
from pipeline.leidraad.reading import Reading, spoken_words

LEAST = 0.05
"""What is less likely is not looked at any further."""

Stretch = tuple[int, int]
"""[first, end), in tokens or in words."""


def learned_places(reading: Reading, model: TextModel, names: Collection[str]) -> Iterator[Place]:
    """Yield the likeliest stretches of each turn for some things the model knows, under `learned.<its name>`.

    The likeness of a place is how likely it is said there, 0 to 1. Stretches of one name do not overlap.
    """
    tokens: list[str] = []
    stretches: list[Stretch] = []
    words: list[Stretch] = []
    turns: list[range] = []
    wanted = [number for number, name in enumerate(model.classes) if name in names]
    for turn_index in range(len(reading.turns) if wanted else 0):
        own_tokens, own_stretches, own_words = stretches_in(reading, turn_index)
        turns.append(range(len(stretches), len(stretches) + len(own_stretches)))
        stretches += [(first + len(tokens), end + len(tokens)) for first, end in own_stretches]
        tokens += own_tokens
        words += own_words
    if not stretches:
        return
    chances = model.probabilities(tokens, stretches)
    for turn_index, rows in enumerate(turns):
        of_turn = chances[rows.start : rows.stop]
        is_likely = np.flatnonzero((of_turn >= LEAST).any(axis=0)).tolist()
        for number in (one for one in is_likely if one in wanted):
            for first, end, chance in _likeliest(of_turn[:, number].tolist(), words[rows.start : rows.stop]):
                yield Place(f"learned.{model.classes[number]}", first, end, turn_index, round(chance, 3))


def stretches_in(reading: Reading, turn_index: int) -> tuple[list[str], list[Stretch], list[Stretch]]:
    """Return the tokens of a turn, the stretches to score in tokens, and the same in words of the conversation."""
    tokens: list[str] = []
    positions: list[int] = []
    lengths = [0]
    for at, spoken, ends in spoken_words(reading, turn_index):
        tokens += spoken
        positions += [at] * len(spoken)
        lengths[-1] += len(spoken)
        if ends:
            lengths.append(0)
    stretches = list(stretches_of(lengths))
    return tokens, stretches, [(positions[first], positions[end - 1] + 1) for first, end in stretches]


def _likeliest(chances: list[float], words: list[Stretch]) -> Iterator[tuple[int, int, float]]:
    taken: list[Stretch] = []
    likely = [number for number, chance in enumerate(chances) if chance >= LEAST]
    for number in sorted(likely, key=lambda one: -chances[one]):
        first, end = words[number]
        if all(end <= other_first or other_end <= first for other_first, other_end in taken):
            taken.append((first, end))
            yield first, end, chances[number]
