"""Finds where something is said by the words of a stretch as a whole, as learned from labelled calls."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from pipeline.leidraad.learned import TextModel, stretches_of
from pipeline.leidraad.places import Place
from pipeline.leidraad.reading import Reading, spoken_words
from pipeline.records import Speaker

LEAST = 0.05
"""What is less likely is not looked at any further."""

Stretch = tuple[int, int]
"""[first, end), in tokens or in words."""


def learned_places(
    reading: Reading,
    model: TextModel,
    speakers: Mapping[str, Collection[Speaker]],
    turns: Collection[int] | None = None,
) -> Iterator[Place]:
    """Yield the likeliest stretches of each turn for some things the model knows, under `learned.<its name>`.

    The likeness of a place is how likely it is said there, 0 to 1. Stretches of one name do not overlap.

    Args:
        reading: the conversation.
        model: tells what a stretch says.
        speakers: whose turns are looked at, by name of what is said.
        turns: that are looked at; None for all.
    """
    tokens: list[str] = []
    stretches: list[Stretch] = []
    words: list[Stretch] = []
    rows_of: dict[int, range] = {}
    wanted = _wanted(model.classes, speakers)
    for turn_index, turn in enumerate(reading.turns):
        if turn.speaker in wanted and (turns is None or turn_index in turns):
            own_tokens, own_stretches, own_words = stretches_in(reading, turn_index)
            rows_of[turn_index] = range(len(stretches), len(stretches) + len(own_stretches))
            stretches += [(first + len(tokens), end + len(tokens)) for first, end in own_stretches]
            tokens += own_tokens
            words += own_words
    if not stretches:
        return
    chances = model.probabilities(tokens, stretches)
    is_likely = chances >= LEAST
    for turn_index, rows in rows_of.items():
        likely = np.flatnonzero(is_likely[rows.start : rows.stop].any(axis=0)).tolist()
        for number in wanted[reading.turns[turn_index].speaker].intersection(likely):
            of_turn = chances[rows.start : rows.stop, number].tolist()
            for first, end, chance in _likeliest(of_turn, words[rows.start : rows.stop]):
                yield Place(f"learned.{model.classes[number]}", first, end, turn_index, round(chance, 3))


def _wanted(classes: Sequence[str], speakers: Mapping[str, Collection[Speaker]]) -> dict[Speaker, set[int]]:
    """Return the numbers of the classes that are looked for in the turns of each speaker."""
    wanted: dict[Speaker, set[int]] = {}
    for number, name in enumerate(classes):
        for speaker in speakers.get(name, ()):
            wanted.setdefault(speaker, set()).add(number)
    return wanted


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
