"""What differs between two leidraden that differ in items only, and what a verdict on an item follows from."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from pipeline.leidraad.phases import leg_views, turns_telling_phases, window_of
from pipeline.leidraad.places import Places, Trigger, triggers_of
from pipeline.leidraad.reading import Reading
from pipeline.leidraad.rules import Party
from pipeline.leidraad.schema import Item, Leidraad
from pipeline.records import Span, Turn

_TOLD = frozenset({"name", "coach", "polarity", "should_match", "should_not_match"})
"""Fields of an item that coaches or tests read; no verdict follows from them."""
LISTS_OF_PHASES = frozenset({"list.greeting", "list.transfer"})
"""Lists by which legs and phases are told, which all windows follow from."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What became different.

    Attributes:
        items: ids of those to be judged again in every call.
        question_keys: of places by which questions are found, whose phrases are other ones.
        now: all phrases of the leidraad: the words in them are those that speech is heard as.
        earlier: all phrases of the earlier one.
        kept: phrases of what stays as it was; they are found elsewhere only where words are heard otherwise.
        is_heard_alike: both listen for the same phrases, so that no word can be heard otherwise.
    """

    items: frozenset[str]
    question_keys: frozenset[str]
    now: tuple[Trigger, ...]
    earlier: tuple[Trigger, ...]
    kept: tuple[Trigger, ...]
    is_heard_alike: bool

    def of_questions(self, triggers: Collection[Trigger]) -> tuple[Trigger, ...]:
        """Return those of the phrases by which questions are found that are other ones."""
        return tuple(one for one in triggers if one.key in self.question_keys)


def changes_between(leidraad: Leidraad, earlier_items: Collection[Item]) -> Changes:
    """Compare a leidraad with what its items were; all else is taken to be the same."""
    before = {item.id: _judged_by(item) for item in earlier_items}
    changed = [item for item in leidraad.items if before.get(item.id) != _judged_by(item)]
    earlier, now = triggers_of(replace(leidraad, items=tuple(earlier_items))), triggers_of(leidraad)
    differing = frozenset(earlier) ^ frozenset(now)
    questions = frozenset(one.key for one in differing if one.key.startswith("question."))
    own = tuple(f"{item.id}." for item in changed)
    return Changes(
        items=frozenset(item.id for item in changed),
        question_keys=questions,
        now=now,
        earlier=earlier,
        kept=tuple(one for one in now if not one.key.startswith(own) and one.key not in questions),
        is_heard_alike=not differing,
    )


def _judged_by(item: Item) -> Mapping[str, object]:
    return item.model_dump(exclude=set(_TOLD))


def phrases_for(items: Collection[Item], triggers: Collection[Trigger]) -> tuple[Trigger, ...]:
    """Return the phrases that verdicts on items rest on: their own, of their lists, and of what windows follow from."""
    own = tuple(f"{item.id}." for item in items)
    lists = LISTS_OF_PHASES.union(*(_list_keys(item) for item in items))
    return tuple(one for one in triggers if one.key.startswith(own) or one.key in lists)


def items_resting_on(keys: Collection[str], items: Collection[Item]) -> frozenset[str]:
    """Return the ids of the items that verdicts may change of, where the places of some keys are other ones.

    Windows, which follow from the lists of phases, are taken to stay.
    """
    return frozenset(
        item.id for item in items if any(key.startswith(f"{item.id}.") or key in _list_keys(item) for key in keys)
    )


def turns_resting_on(items: Collection[Item], reading: Reading) -> frozenset[int] | None:
    """Return the turns in which phrases decide on items, those that tell phases included; None where all may.

    Nothing outside its window decides on an item that stands by itself.
    """
    if any(not _stands_by_itself(item) for item in items):
        return None
    views = leg_views(reading, Places())
    found = set(turns_telling_phases(reading, views))
    for view in views:
        windows = [(item.speaker, window_of(item.window, view)) for item in items]
        for index in view.turn_indices:
            turn = reading.turns[index]
            if any(turn.speaker == who and window is not None and _begins_in(turn, window) for who, window in windows):
                found.add(index)
    return frozenset(found)


def _stands_by_itself(item: Item) -> bool:
    others = (item.occasion, item.listening, item.language, item.contact, item.question, item.parts, item.echo)
    return all(rule is None for rule in others)


def _begins_in(turn: Turn, window: Span) -> bool:
    """Tell whether a word begins in a window."""
    return any(window.start_s <= word.span.start_s < window.end_s for word in turn.words)


def _list_keys(item: Item) -> frozenset[str]:
    return frozenset(f"list.{name}" for name in lists_used(item).values())


def lists_used(item: Item) -> dict[str, str]:
    """Return the lists of the words file that an item names, by the path of the field."""
    return dict(_lists_of(item))


def _lists_of(item: Item) -> Iterator[tuple[str, str]]:
    if item.occasion is not None and item.occasion.list is not None:
        yield "occasion.list", item.occasion.list
    if item.echo is not None:
        yield "echo.confirmations", item.echo.confirmations
    for name, part in item.parts.of.items() if item.parts is not None else ():
        if part.list is not None:
            yield f"parts.of.{name}.list", part.list


def learned_by(items: Collection[Item]) -> Mapping[str, frozenset[Party]]:
    """Return the names of what items listen to that was learned, and by whom it must be said."""
    occasions = (item.occasion for item in items if item.occasion is not None)
    names = chain(
        ((item.learned.name, item.speaker) for item in items if item.learned is not None),
        ((item.not_applicable.put_through, item.speaker) for item in items),
        ((one.learned.name, one.speaker) for one in occasions if one.learned is not None),
    )
    speakers: dict[str, frozenset[Party]] = {}
    for name, speaker in names:
        if name is not None:
            speakers[name] = speakers.get(name, frozenset()) | {speaker}
    return speakers
