"""Labelled utterances: what must be masked stands as `[kind:text]` in the text."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import SettingsError

BLIND = Path(__file__).parents[1] / "corpus" / "blind" / "redaction" / "utterances.yaml"
EMPLOYEE = "employee"
NAME = "name"

_ALSO_CALLED = {"birth": "birth_date", "plate": "licence_plate"}
"""What the writer of the third set calls two of the kinds."""
_MARK = re.compile(r"\[(\w+):([^\[\]]*)\]")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class TurnText:
    """What one speaker says; `kinds` has per word what it must be masked as, None for a word that must stay."""

    speaker: str
    text: str
    kinds: tuple[str | None, ...]

    @property
    def words(self) -> tuple[tuple[int, int], ...]:
        """Where each word stands in the text, [start, end)."""
        return tuple(found.span() for found in _WORD.finditer(self.text))


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled conversation.

    Attributes:
        marks: per mark its kind and its words, counted through all turns.
    """

    id: str
    language: str
    employee_name: str
    turns: tuple[TurnText, ...]
    marks: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def kinds(self) -> tuple[str | None, ...]:
        """Per word of all turns what it must be masked as."""
        return tuple(kind for turn in self.turns for kind in turn.kinds)


def read_items(file: Path) -> list[Item]:
    """Read a set of labelled utterances.

    Raises:
        SettingsError: the file is missing or not such a set.
    """
    try:
        return [_item(value) for value in yaml.safe_load(file.read_text(encoding="utf-8"))]
    except (OSError, yaml.YAMLError, TypeError, KeyError) as error:
        raise SettingsError(f"{file}: no set of labelled utterances ({error.__class__.__name__})") from error


def _item(value: dict[str, Any]) -> Item:
    turns: list[TurnText] = []
    marks: list[tuple[str, tuple[int, ...]]] = []
    first = 0
    for said in value["turns"]:
        turn, own = _turn(said["speaker"], said["text"])
        turns.append(turn)
        marks += [(kind, tuple(first + index for index in words)) for kind, words in own]
        first += len(turn.kinds)
    return Item(value["id"], value["language"], value.get("employee_name", ""), tuple(turns), tuple(marks))


def _turn(speaker: str, marked: str) -> tuple[TurnText, list[tuple[str, tuple[int, ...]]]]:
    text, spans, last = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[last : found.start()]
        kind = _ALSO_CALLED.get(found.group(1), found.group(1))
        spans.append((kind, len(text), len(text) + len(found.group(2))))
        text += found.group(2)
        last = found.end()
    text += marked[last:]
    places = [found.span() for found in _WORD.finditer(text)]
    marks = [
        (kind, tuple(i for i, (word_start, word_end) in enumerate(places) if word_start < end and start < word_end))
        for kind, start, end in spans
    ]
    kinds: list[str | None] = [None] * len(places)
    for kind, words in marks:
        for index in words:
            kinds[index] = kind
    return TurnText(speaker, text, tuple(kinds)), marks
