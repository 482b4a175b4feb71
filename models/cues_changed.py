"""Scores again only those items of a leidraad that changed, in calls that were scored by the one before.

What is found in a call depends on the other items in two ways only, and both are looked at: a word of a phrase that
came or went may draw other words to it, so that speech is heard otherwise; and some items' phrases are questions.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from models.cues_spacy import without_torch
from pipeline.findings import Question
from pipeline.leidraad.asked import find_questions
from pipeline.leidraad.changes import changes_between, items_resting_on, learned_by, phrases_for
from pipeline.leidraad.learned_places import learned_places
from pipeline.leidraad.places import Places, Trigger, gather
from pipeline.leidraad.reading import Reading, read
from pipeline.leidraad.schema import Item, Leidraad
from pipeline.leidraad.score import prepare, score_changed, story_of
from pipeline.ports import CueResult
from pipeline.records import Conversation

if TYPE_CHECKING:
    from models.ear_spacy import Ear
    from models.hearing_spacy import Hearing

QUESTION = "question."
CACHED_WORDS = 200_000
"""Written words of which is remembered whether they are heard otherwise."""


class SpacyChangeFinder:
    """Brings verdicts up to a leidraad from those by the earlier items; all but the items is taken to be the same."""

    def __init__(self, leidraad: Leidraad, earlier_items: Collection[Item]) -> None:
        self._leidraad = leidraad
        self._prepared = prepare(leidraad)
        self._changes = changes_between(leidraad, earlier_items)
        self._ears = _EarsOnDemand(leidraad, self._changes.now)
        self._ears_before = _EarsOnDemand(leidraad, self._changes.earlier)
        self._items = {item.id: item for item in leidraad.items}
        self._on_questions = frozenset(item.id for item in leidraad.items if item.question or item.contact)
        self._same: dict[tuple[str, str], bool] = {}

    def find_changed(self, conversation: Conversation, earlier: CueResult) -> CueResult | None:
        """Return what scoring all would find; None where only scoring all can tell."""
        reading = read(conversation)
        keys = self._keys_otherwise(reading) if not self._changes.is_heard_alike else frozenset()
        asked = frozenset(key for key in keys if key.startswith(QUESTION))
        questions = self._questions(reading) if asked else earlier.questions
        touched = items_resting_on(keys - asked, self._leidraad.items)
        if touched is None:
            return None
        if questions != earlier.questions:
            touched |= self._on_questions
        return score_changed(
            self._prepared,
            reading,
            self._places(reading, touched - self._changes.items),
            replace(earlier, questions=questions),
            self._changes.items | touched,
        )

    def _questions(self, reading: Reading) -> tuple[Question, ...]:
        own = self._ears.named(
            QUESTION, lambda: tuple(one for one in self._changes.now if one.key.startswith(QUESTION))
        )
        places = gather(place for ear in own for place in ear.places(reading))
        return find_questions(story_of(self._prepared, reading), places, self._leidraad.learned.kinds)

    def _places(self, reading: Reading, touched: Collection[str]) -> Places:
        """Return the places of what is judged; of items touched in this call only each has ears of its own."""
        groups: list[tuple[Item, ...]] = [(self._items[one],) for one in sorted(touched)]
        if self._changes.items:
            groups.append(tuple(self._items[one] for one in sorted(self._changes.items)))
        found = (place for group in groups for ear in self._ears_for(group) for place in ear.places(reading))
        learned = learned_places(reading, self._leidraad.learned.said, learned_by(tuple(chain.from_iterable(groups))))
        return gather(chain(found, learned))

    def _ears_for(self, items: tuple[Item, ...]) -> "tuple[Ear, ...]":
        return self._ears.named(",".join(item.id for item in items), lambda: phrases_for(items, self._changes.now))

    def _asks_otherwise(self, reading: Reading) -> Iterator[str]:
        """Yield the keys of questions that are found elsewhere, for their phrases are other ones."""
        if self._changes.question_keys:
            now, before = (self._asked(ears, reading) for ears in (self._ears, self._ears_before))
            yield from (key for key in self._changes.question_keys if now.of(key) != before.of(key))

    def _asked(self, ears: "_EarsOnDemand", reading: Reading) -> Places:
        own = ears.named("asked", lambda: self._changes.of_questions(ears.known))
        return gather(place for ear in own for place in ear.places(reading))

    def _keys_otherwise(self, reading: Reading) -> frozenset[str]:
        """Return the keys of questions, and of what stays, that are found elsewhere: for words are heard otherwise."""
        keys = set(self._asks_otherwise(reading))
        pairs = (ears.named("kept", lambda: self._changes.kept) for ears in (self._ears, self._ears_before))
        for now, before in zip(*pairs, strict=True):
            if turns := self._heard_otherwise(now, before, reading):
                differing = set(now.places(reading, turns)) ^ set(before.places(reading, turns))
                keys.update(place.key for place in differing)
        return frozenset(keys)

    def _heard_otherwise(self, now: "Ear", before: "Ear", reading: Reading) -> frozenset[int]:
        texts = {word.text for word in reading.words}
        other = {text for text in texts if not self._is_heard_alike(now, before, text)}
        if not other:
            return frozenset()
        return frozenset(turn for turn, word in zip(reading.turn_of, reading.words, strict=True) if word.text in other)

    def _is_heard_alike(self, now: "Ear", before: "Ear", text: str) -> bool:
        key = (now.hearing.language, text)
        if key not in self._same:
            if len(self._same) >= CACHED_WORDS:
                self._same.clear()
            self._same[key] = now.hearing.word(text) == before.hearing.word(text)
        return self._same[key]


class _EarsOnDemand:
    """Ears that know the words of one leidraad, each pair for some of its phrases, made when they are needed."""

    def __init__(self, leidraad: Leidraad, known: tuple[Trigger, ...]) -> None:
        self.known = known
        self._words = leidraad.words
        self._made: dict[str, tuple[Ear, ...]] = {}

    def named(self, name: str, phrases: Callable[[], tuple[Trigger, ...]]) -> "tuple[Ear, ...]":
        """Return a Dutch ear and a Frisian one for the phrases that go by a name."""
        if name not in self._made:
            with without_torch():
                from models.ear_spacy import Ear  # noqa: PLC0415 - a second to import
            self._made[name] = tuple(Ear(hearing, phrases(), self._words) for hearing in self._hearings)
        return self._made[name]

    @cached_property
    def _hearings(self) -> "tuple[Hearing, ...]":
        with without_torch():
            from models.hearing_spacy import Hearing  # noqa: PLC0415 - a second to import
        return Hearing("nl", self.known, self._words), Hearing("fy", self.known, self._words)
