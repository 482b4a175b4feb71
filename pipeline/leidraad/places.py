"""What a leidraad listens for, unfolded; and where in a conversation it was found."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import attrgetter
from typing import Literal, NamedTuple

from pipeline.leidraad.lexicon import QuestionFile
from pipeline.leidraad.notation import Sequence, unfold
from pipeline.leidraad.rules import Party, Phase, Spoken
from pipeline.leidraad.schema import Item, Leidraad

SURE_LIKENESS = 0.84
"""A phrase less like what was written leaves a verdict uncertain."""
SLOT_OF_HEARD = {"employee_name": "{name}", "colleague_name": "{colleague}", "organisation": "{organisation}"}
"""Words heard as a name stand as their slot; no rule sees the name itself, masked or not."""
_first_word = attrgetter("first_word")


@dataclass(frozen=True, slots=True)
class Trigger:
    """One plain sequence to listen for.

    Attributes:
        key: whose it is, `<item>.triggers`, `list.<name>`, `question.<kind>`, `topic.<id>`, ...
        language: of the phrase.
        sequence: folded words, slots, gaps and turn borders.
        speaker: who must say it to be looked for further than word by word; None: word by word only.
        phase: where its item is looked for, None for a window of times.
    """

    key: str
    language: Literal["nl", "fy"]
    sequence: Sequence
    speaker: Party | None = None
    phase: Phase | None = None


class Place(NamedTuple):
    """Where a trigger was found.

    Attributes:
        first_word: position in the conversation.
        end_word: position after the last word, > first_word.
        turn_index: it lies in one turn.
        likeness: of what was written to what is listened for, 0 to 1.
    """

    key: str
    first_word: int
    end_word: int
    turn_index: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Places:
    """All places found in a conversation, by key, in word order."""

    by_key: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)

    def of(self, key: str) -> tuple[Place, ...]:
        """Return the places of one key."""
        return self.by_key.get(key, ())


def gather(places: Iterable[Place]) -> Places:
    """Sort places by key; of those of one key that overlap a sure, long and like one stays."""
    by_key: dict[str, list[Place]] = {}
    for place in places:
        by_key.setdefault(place.key, []).append(place)
    return Places({key: _best(found) for key, found in by_key.items()})


def _best(found: list[Place]) -> tuple[Place, ...]:
    in_order = sorted(found, key=_first_word)
    if all(left.end_word <= right.first_word for left, right in pairwise(in_order)):
        return tuple(in_order)
    kept: list[Place] = []
    taken: set[int] = set()
    for place in sorted(found, key=_rank):
        words = range(place.first_word, place.end_word)
        if taken.isdisjoint(words):
            kept.append(place)
            taken.update(words)
    return tuple(sorted(kept, key=_first_word))


def _rank(place: Place) -> tuple[bool, int, float, int]:
    return (place.likeness < SURE_LIKENESS, place.first_word - place.end_word, -place.likeness, place.first_word)


def overlap(left: Place, right: Place) -> bool:
    """Tell whether two places share a word."""
    return left.first_word < right.end_word and right.first_word < left.end_word


def triggers_of(leidraad: Leidraad) -> tuple[Trigger, ...]:
    """Return all that a leidraad listens for, each sequence of a key and language once."""
    found = dict.fromkeys(_all_triggers(leidraad))
    return tuple(found)


def _all_triggers(leidraad: Leidraad) -> Iterator[Trigger]:
    for item in leidraad.items:
        yield from _item_triggers(item)
    for name, spoken in leidraad.words.lists.items():
        yield from _unfolded(f"list.{name}", spoken)
    yield from _question_triggers(leidraad.questions)
    for topic in leidraad.topics.topics:
        yield from _unfolded(f"topic.{topic.id}", topic.words)


def _item_triggers(item: Item) -> Iterator[Trigger]:
    for trigger in _unfolded(f"{item.id}.triggers", item.triggers):
        yield replace(trigger, speaker=item.speaker, phase=item.window.phase)
        if item.asks is not None:
            yield replace(trigger, key=f"question.{item.asks}")
    yield from _unfolded(f"{item.id}.hints", item.hints)
    yield from _unfolded(f"{item.id}.negations", item.negations)
    for slot, rule in item.slots.items():
        yield from _unfolded(f"{item.id}.slots.{slot}.other", rule.other)
        yield from _unfolded(f"{item.id}.slots.{slot}", rule.lead_ins)
    for name, part in item.parts.of.items() if item.parts else ():
        yield from _unfolded(f"{item.id}.parts.{name}", part.triggers)
    if item.occasion is not None:
        yield from _unfolded(f"{item.id}.occasion", item.occasion.triggers)
        yield from _unfolded(f"{item.id}.occasion.negations", item.occasion.negations)
        yield from _unfolded(f"{item.id}.occasion.soft", item.occasion.soft)


def _question_triggers(questions: QuestionFile) -> Iterator[Trigger]:
    for kind, spoken in questions.kinds.items():
        yield from _unfolded(f"question.{kind}", spoken)
    yield from _unfolded("question.none", questions.not_questions)


def _unfolded(key: str, spoken: Spoken | None) -> Iterator[Trigger]:
    for language, phrases in spoken.items() if spoken is not None else ():
        for phrase in phrases:
            for sequence in unfold(phrase):
                yield Trigger(key, language, sequence)
