"""A municipality's own file, laid over the basic guide: add, switch off, reword, forbid, focus."""

from collections.abc import Iterable
from typing import Any, Self

from pydantic import Field, model_validator

from pipeline.findings import Polarity
from pipeline.leidraad.faults import no_such
from pipeline.leidraad.lexicon import Topic, TopicFile
from pipeline.leidraad.rules import CallKind, Names, NotApplicable, Part, Phrases, Slug, Spoken, Text, Window
from pipeline.leidraad.schema import Guide, Item, Sentence


class Extra(Part):
    """Phrases to add in either language."""

    nl: Phrases | None = None
    fy: Phrases | None = None


class Change(Part):
    """What becomes different in one item; a field left out stays as it is.

    Attributes:
        triggers: in place of those of the basic guide.
        add_triggers: beside them; likewise `add_hints` and `add_negations`.
        add_match: further sentences in which the item is said; likewise `add_no_match`.
    """

    name: Names | None = None
    coach: Text | None = None
    polarity: Polarity | None = None
    window: Window | None = None
    not_applicable: NotApplicable | None = None
    triggers: Spoken | None = None
    add_triggers: Extra | None = None
    add_hints: Extra | None = None
    add_negations: Extra | None = None
    add_match: tuple[Sentence, ...] = ()
    add_no_match: tuple[Sentence, ...] = ()


class Exempt(Part):
    """Items that are switched off for some calls only."""

    calls: CallKind
    off: tuple[Slug, ...] = Field(min_length=1)


class Overlay(Part):
    """A municipality's own file.

    Attributes:
        over: id and version of the guide it is laid over.
        off: items nobody looks at here.
        forbid: items that are not to be done here: doing them is a `goal`.
        exempt: items switched off per queue and direction.
        focus: the item this year is about.
        add_topics: products of this municipality, beside the basic ones.
        off_topics: basic ones it does not have.
    """

    id: Slug
    version: int = Field(ge=1)
    over: Slug
    off: tuple[Slug, ...] = ()
    forbid: tuple[Slug, ...] = ()
    exempt: tuple[Exempt, ...] = ()
    change: dict[Slug, Change] = Field(default_factory=dict)
    add: tuple[Item, ...] = ()
    focus: Slug | None = None
    add_topics: tuple[Topic, ...] = ()
    off_topics: tuple[Slug, ...] = ()

    @model_validator(mode="after")
    def _does_not_contradict_itself(self) -> Self:
        used = {
            "forbid": self.forbid,
            "change": tuple(self.change),
            "add": tuple(item.id for item in self.add),
            "exempt": tuple(one for exempt in self.exempt for one in exempt.off),
            "focus": (self.focus,) if self.focus else (),
        }
        for where, ids in used.items():
            if both := sorted(set(ids) & set(self.off)):
                raise ValueError(f"{', '.join(both)} stands in off and in {where}; take it out of one")
        if self.focus in self.forbid:
            raise ValueError(f"{self.focus} stands in forbid and in focus; take it out of one")
        return self


def faults_of(overlay: Overlay, guide: Guide, topics: TopicFile) -> tuple[str, ...]:
    """Return what makes an overlay unfit for a guide: the path of the field, what is wrong and how to mend it."""
    if overlay.over != f"{guide.id}_v{guide.version}":
        return (
            f"over: {overlay.over} is not {guide.id}_v{guide.version}, the guide in use; correct it or the setting",
        )
    known = {item.id for item in guide.items}
    added = [item.id for item in overlay.add]
    faults = [f"add: {one} is an item of the guide already; use change" for one in added if one in known]
    faults += [f"add: {one} is added twice; keep one" for one in sorted({one for one in added if added.count(one) > 1})]
    for where, ids in _references(overlay, added):
        faults += [f"{where}: {no_such('item', one, known)}" for one in ids if one not in known]
    if known <= set(overlay.off) and not overlay.add:
        faults.append("off: no item is left to look at; keep one or add one")
    goals = {item.id for item in guide.items if item.polarity == "goal"}
    faults += _topic_faults(overlay, topics)
    faults += [f"forbid: {one} is something to unlearn already; take it out" for one in overlay.forbid if one in goals]
    return tuple(faults)


def _topic_faults(overlay: Overlay, topics: TopicFile) -> list[str]:
    known = {topic.id for topic in topics.topics}
    faults = [
        f"add_topics: {topic.id} is a topic already; give it another id"
        for topic in overlay.add_topics
        if topic.id in known
    ]
    return faults + [f"off_topics: {no_such('topic', one, known)}" for one in overlay.off_topics if one not in known]


def lay_over_topics(overlay: Overlay, topics: TopicFile) -> TopicFile:
    """Return the topics that stay, with the added ones last."""
    kept = [topic for topic in topics.topics if topic.id not in overlay.off_topics]
    return topics.model_copy(update={"topics": (*kept, *overlay.add_topics)})


def _references(overlay: Overlay, added: list[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    focus = (overlay.focus,) if overlay.focus and overlay.focus not in added else ()
    exempt = tuple(one for part in overlay.exempt for one in part.off if one not in added)
    return (
        ("off", overlay.off),
        ("forbid", overlay.forbid),
        ("change", tuple(overlay.change)),
        ("exempt", exempt),
        ("focus", focus),
    )


def lay_over(overlay: Overlay, items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the items that stay, some calls exempted, with the added ones last."""
    kept = [item for item in items if item.id not in overlay.off]
    return tuple(_exempted(item, overlay) for item in (*kept, *overlay.add))


def change_item(item: Item, overlay: Overlay) -> Item:
    """Return an item as the overlay wants it, checked anew.

    Raises:
        pydantic.ValidationError: where the changed item is no longer valid.
    """
    fields = item.model_dump(exclude_unset=True)
    change = overlay.change.get(item.id)
    if change is not None:
        fields |= _replacements(change)
        if change.triggers or change.add_triggers or change.window:
            fields["weighed"] = None  # evidence was weighed as it is found by the guide's own phrases
        for name in ("triggers", "hints", "negations"):
            fields[name] = _joined(fields.get(name), getattr(change, f"add_{name}"))
        fields["should_match"] = (*item.should_match, *change.add_match)
        fields["should_not_match"] = (*item.should_not_match, *change.add_no_match)
    if item.id in overlay.forbid:
        fields["polarity"] = "goal"
    return Item.model_validate(fields)


def _replacements(change: Change) -> dict[str, Any]:
    names = ("name", "coach", "polarity", "window", "not_applicable", "triggers")
    given = change.model_dump(include=set(names))
    return {name: given[name] for name in names if given[name] is not None}


def _joined(own: dict[str, Any] | None, extra: Extra | None) -> dict[str, Any] | None:
    if extra is None:
        return own
    both = {language: (*(own or {}).get(language, ()), *(getattr(extra, language) or ())) for language in ("nl", "fy")}
    return {language: phrases for language, phrases in both.items() if phrases}


def _exempted(item: Item, overlay: Overlay) -> Item:
    calls = tuple(part.calls for part in overlay.exempt if item.id in part.off)
    if not calls:
        return item
    rule = item.not_applicable.model_copy(update={"calls": (*item.not_applicable.calls, *calls)})
    return item.model_copy(update={"not_applicable": rule})
