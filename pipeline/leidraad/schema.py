"""A leidraad: the conversation guide as data, checked when it is loaded.

Nothing here or below names an item. An item says which of a few kinds of evidence it rests on: phrases, questions,
letting the other finish, following a language, or contact before content.
"""

from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from pipeline.findings import Polarity, QuestionKind
from pipeline.leidraad.learned import Learned
from pipeline.leidraad.lexicon import QuestionFile, TopicFile, WordFile
from pipeline.leidraad.notation import unfold
from pipeline.leidraad.rules import (
    Contact,
    Echo,
    LanguageRule,
    LearnedRule,
    Listening,
    Names,
    NotApplicable,
    Occasion,
    Part,
    Parts,
    Party,
    QuestionRule,
    SlotRule,
    Slug,
    Spoken,
    Text,
    Window,
)


class Example(Part):
    """One turn of an example, or a wait; `{name}` and `{organisation}` stand for names that were recognised."""

    agent: Text | None = None
    citizen: Text | None = None
    wait_s: float | None = Field(default=None, gt=0)
    language: Literal["nl", "fy"] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if sum(part is not None for part in (self.agent, self.citizen, self.wait_s)) != 1:
            raise ValueError("give one of agent, citizen and wait_s")
        return self


Slot = Literal["name", "organisation"]
"""What a phrase may be followed by, taken from what was heard."""

Dialogue = Annotated[tuple[Example, ...], Field(min_length=1)]
Sentence = Text | Dialogue


class Item(Part):
    """One item of the guide.

    Attributes:
        coach: what a coach is told, one Dutch sentence.
        polarity: what doing it is: a `top`, or a `goal` (something to unlearn).
        triggers: phrases that do it.
        hints: phrases that may do it; alone they leave it uncertain.
        learned: what is learned to do it, beside the phrases.
        weighed: so likely, all evidence weighed as learned, it is said; null where phrases and stretches decide alone.
        negations: phrases inside which a trigger does not count.
        asks: its triggers are questions of this kind.
        absent: the verdict where nothing was found; `not_applicable` where only a part can be left out.
        absence: how often nothing found, in words the recogniser was sure of, means that nothing was done: the share
            on the tuning calls with a quarter of the words wrong (`python -m tests.bench.cues calibrate`).
        should_match: sentences or short dialogues in which it is said.
        should_not_match: those in which it is not.
    """

    id: Slug
    name: Names
    coach: Text
    speaker: Party
    polarity: Polarity
    window: Window
    not_applicable: NotApplicable = NotApplicable()
    triggers: Spoken | None = None
    hints: Spoken | None = None
    learned: LearnedRule | None = None
    weighed: float | None = Field(default=None, ge=0.3, le=0.95)
    negations: Spoken | None = None
    absent: Literal["not_said", "not_applicable"] = "not_said"
    absence: float = Field(default=0.8, ge=0.5, le=0.97)
    slots: dict[Slot, SlotRule] = Field(default_factory=dict)
    echo: Echo | None = None
    parts: Parts | None = None
    occasion: Occasion | None = None
    asks: QuestionKind | None = None
    question: QuestionRule | None = None
    listening: Listening | None = None
    language: LanguageRule | None = None
    contact: Contact | None = None
    should_match: tuple[Sentence, ...] = Field(min_length=1)
    should_not_match: tuple[Sentence, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if not any((self.triggers, self.question, self.listening, self.language)):
            raise ValueError("rests on nothing; give triggers, question, listening or language")
        return self

    @model_validator(mode="after")
    def _weighs_what_was_learned(self) -> Self:
        if self.weighed is not None and self.learned is None:
            raise ValueError("weighed goes with learned; give both, or leave weighed out")
        return self

    @model_validator(mode="after")
    def _triggers_can_count(self) -> Self:
        if self.triggers is None or self.negations is None:
            return self
        for language, phrases in self.triggers.items():
            denied = [variant for phrase in getattr(self.negations, language) for variant in unfold(phrase)]
            for phrase in phrases:
                inside = [[inner for inner in denied if _contains(one, inner)] for one in unfold(phrase)]
                if all(inside):
                    negation = " ".join(inside[0][0])
                    raise ValueError(
                        f"triggers.{language}: {phrase!r} can never match: the negation {negation!r} lies inside it; "
                        "narrow the negation, or take the phrase out"
                    )
        return self


def _contains(outer: tuple[str, ...], inner: tuple[str, ...]) -> bool:
    return any(outer[start : start + len(inner)] == inner for start in range(len(outer) - len(inner) + 1))


class Uses(Part):
    """Files of the same folder that the guide rests on, by name and version."""

    words: Slug
    questions: Slug
    topics: Slug
    learned: Slug | None = None


class Guide(Part):
    """A guide as written in its file."""

    id: Slug
    version: int = Field(ge=1)
    name: Names
    uses: Uses
    items: tuple[Item, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids = [item.id for item in self.items]
        if twice := sorted({one for one in ids if ids.count(one) > 1}):
            raise ValueError(f"items have the same id: {', '.join(twice)}; rename or join them")
        return self


@dataclass(frozen=True, slots=True)
class Leidraad:
    """A guide ready to score with: the basic one, or a municipality's own laid over it.

    Attributes:
        id: of the guide, with that of the overlay behind a `+`.
        version: of the overlay where there is one, else of the guide.
        focus: the item that this year is about, None without.
    """

    id: str
    version: int
    name: Names
    items: tuple[Item, ...]
    words: WordFile
    questions: QuestionFile
    topics: TopicFile
    learned: Learned
    focus: str | None = None
