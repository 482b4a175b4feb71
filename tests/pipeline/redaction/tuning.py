"""Reads the own tuning utterances and counts what masking gets right."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.records import Conversation, Span, Speaker, Turn, Word
from pipeline.redaction import KnownPeople, redact
from pipeline.redaction.learned import nothing_learned

FOLDER = Path(__file__).parents[2] / "corpus" / "own_redaction"
NAME_KINDS = frozenset(("naam", "medewerker"))

_PIECE = re.compile(r"\{(\w+)\|([^}]*)\}|([^{}\s]+)")


@dataclass(frozen=True, slots=True)
class Utterance:
    """A conversation with the kind of mask that each word should get.

    Attributes:
        line: as written in the file.
        expected: per word the kind, None for a word that must stay.
        secrets: stretches of words [start, end) that were marked together.
    """

    line: str
    conversation: Conversation
    expected: tuple[str | None, ...]
    secrets: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of words; recall and precision are their ratios."""

    wanted: int
    found: int
    masked: int
    right: int

    @property
    def recall(self) -> float:
        return self.found / self.wanted

    @property
    def precision(self) -> float:
        return self.right / self.masked


def talk(*turns: tuple[Speaker, str], call_id: str = "c1") -> Conversation:
    """Make a conversation of turns that follow each other, half a second a word."""
    made: list[Turn] = []
    at_s = 0.0
    for speaker, text in turns:
        texts = text.split()
        words = tuple(Word(Span(at_s + 0.5 * i, at_s + 0.5 * i + 0.4), one) for i, one in enumerate(texts))
        made.append(Turn(Span(at_s, at_s + 0.5 * max(len(texts), 1)), speaker, words=words))
        at_s += 0.5 * max(len(texts), 1)
    return Conversation(call_id=call_id, duration_s=max(at_s, 1.0), turns=tuple(made))


def texts_of(conversation: Conversation) -> list[str]:
    return [word.text for turn in conversation.turns for word in turn.words]


def masked_text(text: str, speaker: Speaker = "citizen", people: KnownPeople | None = None) -> str:
    """Mask one turn by the rules alone and give its text; what was learned is tested by itself and on whole sets."""
    return " ".join(texts_of(redact(talk((speaker, text)), people or KnownPeople(), nothing_learned())))


def read(name: str) -> list[Utterance]:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [_utterance(line) for line in lines if line.strip() and not line.startswith("#")]


def _utterance(line: str) -> Utterance:
    turns: list[tuple[Speaker, str]] = []
    expected: list[str | None] = []
    secrets: list[tuple[int, int]] = []
    for turn in line.split(" / "):
        who, _, said = turn.partition(": ")
        words: list[str] = []
        for kind, secret, word in _PIECE.findall(said):
            texts = secret.split() if kind else [word]
            if kind:
                secrets.append((len(expected), len(expected) + len(texts)))
            words += texts
            expected += [kind or None] * len(texts)
        turns.append(("agent" if who == "A" else "citizen", " ".join(words)))
    return Utterance(line, talk(*turns), tuple(expected), tuple(secrets))


def score(utterances: Iterable[Utterance], *, names: bool | None = None) -> Score:
    """Count words over all utterances; `names` limits the wanted ones to names or to numbers."""
    counts = [_counts(utterance, names) for utterance in utterances]
    return Score(*(sum(column) for column in zip(*counts, strict=True)))


def _counts(utterance: Utterance, names: bool | None) -> tuple[int, int, int, int]:
    masked = [text.startswith("[") for text in texts_of(redact(utterance.conversation, KnownPeople()))]
    wanted = [kind is not None and names in (None, kind in NAME_KINDS) for kind in utterance.expected]
    right = [is_masked and kind is not None for is_masked, kind in zip(masked, utterance.expected, strict=True)]
    found = [is_masked and want for is_masked, want in zip(masked, wanted, strict=True)]
    return sum(wanted), sum(found), sum(masked), sum(right)


def kinds_right(utterances: Iterable[Utterance]) -> float:
    """Return the share of rightly masked words whose kind is the expected one."""
    pairs = list(_kind_pairs(utterances))
    return sum(said == wanted for said, wanted in pairs) / len(pairs)


def _kind_pairs(utterances: Iterable[Utterance]) -> Iterator[tuple[str, str]]:
    for utterance in utterances:
        for text, kind in zip(texts_of(redact(utterance.conversation, KnownPeople())), utterance.expected, strict=True):
            if kind and text.startswith("["):
                yield text.strip("[]"), kind
