"""What the learned tagger learns from: labelled pieces of talk, and calls in which the rules are taken to be right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from pipeline.records import Conversation, Speaker
from pipeline.redaction import KnownPeople, redact
from pipeline.redaction.joining import BETWEEN
from pipeline.redaction.learned import nothing_learned
from pipeline.redaction.tokens import fold
from pipeline.redaction.traits import traits_of
from tests.bench.cues.corpora import conversation_of, corpus
from tests.pipeline.redaction.tuning import FOLDER, read, talk
from tests.redaction_bench.items import Item, read_items
from tests.redaction_bench.maskers import ours
from tests.redaction_bench.scores import OUR_KINDS

CORPUS = Path(__file__).parents[1] / "corpus"
SPENT = ("blind", "blind2", "blind3", "blind5", "blind6", "blind7", "blind8", "blind9")
"""Sets of others for final figures, each measured before anything was learned from it."""
PENS = ("pen_b", "pen_c", "pen_d", "pen_e")
"""Sets of others written to be learned from, in `own_redaction`."""
ORDINARY = ("own_guided",)
"""Labelled calls of ordinary talk."""
LOOSE = frozenset(("blind", "blind2", "pen_c", "own"))
"""Sets that leave words between two parts of a number unmarked which others mark; there they teach nothing."""
_MOST_BETWEEN = 5
_TURNS_OF_PIECE = 6
_REACH = 25
"""Words behind an announcement or a mask in which the rules may have missed a number."""
_MAY_BE_MISSED = frozenset(("is_unknown_name", "is_given", "is_family", "month"))
_OUTER_MARKS = ".,?!;:"


@dataclass(frozen=True, slots=True)
class Said:
    """One word.

    Attributes:
        text: as recognised.
        kind: of the mask it must get, None where it must stay.
        ruled: of the mask that the rules alone give it.
        counts: it is learned from; what authors mark differently, and what rules may have missed, is not.
    """

    text: str
    kind: str | None
    ruled: str | None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled piece of talk: per turn who speaks and what is said."""

    language: str
    turns: tuple[tuple[Speaker, tuple[Said, ...]], ...]

    @property
    def words(self) -> tuple[Said, ...]:
        """The words of all turns."""
        return tuple(word for _, words in self.turns for word in words)

    @property
    def conversation(self) -> Conversation:
        """The talk without its labels."""
        return talk(*((speaker, " ".join(word.text for word in words)) for speaker, words in self.turns))


def set_file(name: str) -> Path:
    """Return where a set of others lies."""
    return FOLDER / f"{name}.yaml" if name in PENS else CORPUS / name / "redaction" / "utterances.yaml"


def examples_of(name: str) -> list[Example]:
    """Read a set by name; `own` are our own tuning utterances."""
    if name == "own":
        return list(_own())
    return [_of_item(item, is_loose=name in LOOSE) for item in read_items(set_file(name))]


def ordinary_examples() -> list[Example]:
    """Cut calls in pieces of a few turns; the rules' masks are their labels."""
    return [piece for name in ORDINARY for call in corpus(name) for piece in _pieces(call.language, call.given)]


def _own() -> Iterator[Example]:
    for file in sorted(FOLDER.glob("*.txt")):
        language = "fy" if file.stem.endswith("_fy") else "nl"
        for utterance in read(file.stem):
            turns = [(turn.speaker, [word.text for word in turn.words]) for turn in utterance.conversation.turns]
            ruled = _ruled(utterance.conversation)
            yield _example(language, turns, list(zip(utterance.expected, ruled, strict=True)), is_loose=True)


def _ruled(conversation: Conversation) -> list[str | None]:
    masked = redact(conversation, KnownPeople(), nothing_learned())
    return [word.redaction for turn in masked.turns for word in turn.words]


def _of_item(item: Item, *, is_loose: bool) -> Example:
    kinds = [OUR_KINDS[kind] if kind else None for kind in item.kinds]
    ruled = partial(ours, tagger=nothing_learned())(item)
    turns: list[tuple[Speaker, list[str]]] = [
        ("agent" if turn.speaker == "agent" else "citizen", [turn.text[start:end] for start, end in turn.words])
        for turn in item.turns
    ]
    return _example(item.language, turns, list(zip(kinds, ruled, strict=True)), is_loose=is_loose)


def _example(
    language: str,
    turns: Sequence[tuple[Speaker, Sequence[str]]],
    labels: Sequence[tuple[str | None, str | None]],
    *,
    is_loose: bool,
) -> Example:
    made: list[tuple[Speaker, tuple[Said, ...]]] = []
    first = 0
    for speaker, texts in turns:
        own = labels[first : first + len(texts)]
        between = _between(texts, [kind for kind, _ in own]) if is_loose else frozenset()
        said = (
            Said(text, kind, ruled, at not in between)
            for at, (text, (kind, ruled)) in enumerate(zip(texts, own, strict=True))
        )
        made.append((speaker, tuple(said)))
        first += len(texts)
    return Example(language, tuple(made))


def _between(texts: Sequence[str], kinds: Sequence[str | None]) -> frozenset[int]:
    """Return the unmarked words between two parts of one number."""
    found: set[int] = set()
    for before, after in pairwise(at for at, kind in enumerate(kinds) if kind):
        words = range(before + 1, after)
        is_link = all(fold(texts[at]).rstrip(_OUTER_MARKS) in BETWEEN for at in words)
        if kinds[before] == kinds[after] and len(words) <= _MOST_BETWEEN and is_link:
            found.update(words)
    return frozenset(found)


def _pieces(language: str, given: object) -> Iterator[Example]:
    conversation = conversation_of(given)
    ruled = iter(_ruled(conversation))
    since = _REACH
    made: list[tuple[Speaker, tuple[Said, ...]]] = []
    for turn in conversation.turns:
        said: list[Said] = []
        for word in turn.words:
            kind, traits = next(ruled), traits_of(word.text)
            since = 0 if traits.topic or kind else since + 1
            may_be = (traits.is_dictable and since < _REACH) or not _MAY_BE_MISSED.isdisjoint(traits.names)
            said.append(Said(word.text, kind, kind, kind is not None or not may_be))
        made.append((turn.speaker, tuple(said)))
    for first in range(0, len(made), _TURNS_OF_PIECE):
        yield Example(language, tuple(made[first : first + _TURNS_OF_PIECE]))
