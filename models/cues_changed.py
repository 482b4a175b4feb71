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
from pipeline.leidraad.changes import (
    LISTS_OF_PHASES,
    changes_between,
    items_resting_on,
    learned_by,
    phrases_for,
    turns_resting_on,
)
from pipeline.leidraad.learned_places import learned_places
from pipeline.leidraad.phases import leg_views
from pipeline.leidraad.places import Places, Trigger, gather
from pipeline.leidraad.reading import Reading, read
from pipeline.leidraad.schema import Item, Leidraad
from pipeline.leidraad.score import prepare, score_changed, story_of
from pipeline.leidraad.topics import topic_of
from pipeline.ports import CueResult
from pipeline.records import Conversation

if TYPE_CHECKING:
    from models.ear_spacy import Ear
    from models.hearing_spacy import Hearing

QUESTION = "question."
TOPIC = "topic."
CACHED_WORDS = 200_000
"""Written words of which is remembered that they are heard alike."""


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
        self._words = {"nl": _WordsHeard(), "fy": _WordsHeard()}

    def find_changed(self, conversation: Conversation, earlier: CueResult) -> CueResult | None:
        """Return what scoring all would find; None where only scoring all can tell."""
        reading = read(conversation)
        keys = self._keys_otherwise(reading) if not self._changes.is_heard_alike else frozenset()
        if not keys.isdisjoint(LISTS_OF_PHASES) and not self._has_same_phases(reading):
            return None
        topics, asked = (frozenset(key for key in keys if key.startswith(kind)) for kind in (TOPIC, QUESTION))
        topic = self._topic(reading) if topics else earlier.topic
        questions = self._questions(reading) if asked else earlier.questions
        touched = items_resting_on(keys - topics - asked, self._leidraad.items)
        if questions != earlier.questions:
            touched |= self._on_questions
        return score_changed(
            self._prepared,
            reading,
            self._places(reading, touched - self._changes.items),
            replace(earlier, questions=questions, topic=topic),
            self._changes.items | touched,
        )

    def _has_same_phases(self, reading: Reading) -> bool:
        now, before = (
            gather(place for ear in ears.phrases(LISTS_OF_PHASES) for place in ear.places(reading))
            for ears in (self._ears, self._ears_before)
        )
        return leg_views(reading, now) == leg_views(reading, before)

    def _topic(self, reading: Reading) -> str:
        keys = frozenset(f"{TOPIC}{topic.id}" for topic in self._leidraad.topics.topics)
        places = gather(place for ear in self._ears.phrases(keys) for place in ear.places(reading))
        return topic_of(reading, places, self._leidraad.topics)

    def _questions(self, reading: Reading) -> tuple[Question, ...]:
        keys = frozenset(one.key for one in self._changes.now if one.key.startswith(QUESTION))
        places = gather(place for ear in self._ears.phrases(keys) for place in ear.places(reading))
        return find_questions(story_of(self._prepared, reading), places, self._leidraad.learned.kinds)

    def _places(self, reading: Reading, touched: Collection[str]) -> Places:
        """Return the places of what is judged; of items touched in this call only each has ears of its own."""
        groups: list[tuple[Item, ...]] = [(self._items[one],) for one in sorted(touched)]
        if self._changes.items:
            groups.append(tuple(self._items[one] for one in sorted(self._changes.items)))
        items = tuple(chain.from_iterable(groups))
        turns = turns_resting_on(items, reading)
        found = (place for group in groups for ear in self._ears_for(group) for place in ear.places(reading, turns))
        learned = learned_places(reading, self._leidraad.learned.said, learned_by(items), turns)
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
        texts = frozenset(word.text for word in reading.words)
        pairs = (ears.named("kept", lambda: self._changes.kept) for ears in (self._ears, self._ears_before))
        for now, before in zip(*pairs, strict=True):
            if other := self._words[now.hearing.language].heard_otherwise(texts, now.hearing, before.hearing):
                turns = frozenset(
                    turn for turn, word in zip(reading.turn_of, reading.words, strict=True) if word.text in other
                )
                differing = set(now.places(reading, turns)) ^ set(before.places(reading, turns))
                keys.update(place.key for place in differing)
        return frozenset(keys)


class _WordsHeard:
    """Remembers of written words whether two leidraden hear them alike."""

    def __init__(self) -> None:
        self._alike: set[str] = set()
        self._other: set[str] = set()

    def heard_otherwise(self, texts: frozenset[str], now: "Hearing", before: "Hearing") -> frozenset[str]:
        """Return those of the words that are heard otherwise."""
        new = texts - self._alike - self._other
        if len(self._alike) + len(new) > CACHED_WORDS:
            self._alike.clear()
        for text in new:
            (self._alike if now.word(text) == before.word(text) else self._other).add(text)
        return texts & self._other


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

    def phrases(self, keys: frozenset[str]) -> "tuple[Ear, ...]":
        """Return the ears for the phrases of some keys."""
        return self.named(",".join(sorted(keys)), lambda: tuple(one for one in self.known if one.key in keys))

    @cached_property
    def _hearings(self) -> "tuple[Hearing, ...]":
        with without_torch():
            from models.hearing_spacy import Hearing  # noqa: PLC0415 - a second to import
        return Hearing("nl", self.known, self._words), Hearing("fy", self.known, self._words)
