"""What an item of a leidraad may ask for: windows, parts, occasions, slots; checked when it is loaded."""

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from pipeline.findings import OverlapKind, QuestionKind
from pipeline.leidraad.notation import unfold
from pipeline.records import Direction

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, Field(min_length=1)]
Party = Literal["agent", "citizen"]
Phase = Literal["opening", "clarification", "body", "closing", "whole"]


def _written_well(phrase: str) -> str:
    unfold(phrase)
    return phrase


Phrase = Annotated[str, AfterValidator(_written_well)]
Phrases = Annotated[tuple[Phrase, ...], Field(min_length=1)]


class Part(BaseModel):
    """Part of a file: no unknown fields, never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Names(Part):
    """A name in both languages of the province."""

    nl: Text
    fy: Text


class Spoken(Part):
    """Phrases in both languages; an item that only speaks Dutch would be blind to every Frisian call."""

    nl: Phrases
    fy: Phrases

    def items(self) -> Iterable[tuple[Literal["nl", "fy"], Phrases]]:
        """Return the phrases of each language."""
        return (("nl", self.nl), ("fy", self.fy))


class Window(Part):
    """Where in a leg to look: a phase, or times.

    Attributes:
        from_s: seconds from the leg's first speech; negative counts back from its end.
        to_s: likewise; null is the end.
    """

    phase: Phase | None = None
    from_s: float | None = None
    to_s: float | None = None

    @model_validator(mode="after")
    def _is_one_window(self) -> Self:
        if (self.phase is None) == (self.from_s is None):
            raise ValueError("give either a phase or from_s (with to_s)")
        if self.phase is not None and self.to_s is not None:
            raise ValueError("to_s goes with from_s, not with a phase")
        if self.from_s is not None and self.to_s is not None and not _in_order(self.from_s, self.to_s):
            mend = "make to_s later" if self.from_s == self.to_s else "swap them"
            raise ValueError(f"from_s {self.from_s:g} is not before to_s {self.to_s:g}; {mend}")
        return self


def _in_order(from_s: float, to_s: float) -> bool:
    same_side = (from_s < 0) == (to_s < 0)
    return from_s < to_s if same_side else from_s >= 0


class CallKind(Part):
    """Calls of these directions that came in on these queues; what is left empty leaves open.

    Attributes:
        directions: of the call.
        queues: names of queues.
    """

    directions: tuple[Direction, ...] = ()
    queues: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _tells_something(self) -> Self:
        if not self.directions and not self.queues:
            raise ValueError("holds for every call; give directions or queues, or switch the item off")
        return self


class LearnedRule(Part):
    """A stretch of speech that does it by its words as a whole, as learned from labelled calls.

    Attributes:
        name: of what the learned weights tell.
        least: how likely it must be to count.
        doubt: a phrase in a stretch less likely than this is less sure.
        words: a shorter stretch does not count: *mevrouw* is no goodbye, and phrases know *doei*.
    """

    name: Slug
    least: float = Field(ge=0.1, le=0.95)
    doubt: float = Field(default=0.0, ge=0, le=0.5)
    words: int = Field(default=1, ge=1)


class NotApplicable(Part):
    """When an item says nothing of a leg.

    Attributes:
        calls: kinds of calls it is not meant for.
        transferred: the caller was put through at the end, so nobody closed this leg; what was said counts.
        below_words: the other party said fewer words than this.
        put_through: name of what is learned to say that the caller is put through; weighed with all else.
    """

    calls: tuple[CallKind, ...] = ()
    transferred: bool = False
    put_through: Slug | None = None
    below_words: int = Field(default=0, ge=0)


class SlotRule(Part):
    """What a slot does when the words before it were heard but the slot itself was not recognised.

    Attributes:
        lead_ins: words after which the slot must come.
        unmatched: the verdict then: a name the recogniser garbled is not a name left out.
        other: words that show the speaker went on to something else (an organisation instead of a name).
    """

    lead_ins: Spoken
    unmatched: Literal["said", "uncertain", "not_said"]
    other: Spoken


class Echo(Part):
    """Content words of the other party that must come back.

    That the other confirms it in the next turn counts as one word more.

    Attributes:
        words: so many different ones make it certain; fewer, but at least one, leave it uncertain.
        weak_words: so many are needed where only a hint was heard.
        confirmations: list of words that confirm.
    """

    words: int = Field(ge=1)
    weak_words: int = Field(ge=1)
    confirmations: Slug


class PartRule(Part):
    """A part an item must have beside its trigger: phrases of its own, or a list of the words file.

    Attributes:
        lacking: the verdict where the trigger was heard and this part was not.
    """

    name: Names
    triggers: Spoken | None = None
    list: Slug | None = None
    lacking: Literal["not_said", "uncertain"]

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        if (self.triggers is None) == (self.list is None):
            raise ValueError("give either triggers or the name of a list")
        return self


class Parts(Part):
    """Parts of an item.

    Attributes:
        within_s: how far from the trigger, in seconds; the same turn always counts.
    """

    within_s: float = Field(ge=0)
    of: dict[Slug, PartRule] = Field(min_length=1)


class Occasion(Part):
    """What must happen before an item can be done or left out.

    Attributes:
        event: a wait of the citizen, with its start and end.
        min_s: a joint silence of so many seconds that the item's speaker ends is such a wait too.
        list: a list of the words file said by `speaker`.
        triggers: phrases said by `speaker`.
        before_s: how long before the occasion the item may come.
        after_s: how long after it.
        turns: or in so many next turns of the item's speaker.
        alone: the item counts where it is heard without an occasion.
        soft_s: a shorter silence: an occasion if the item is done, none if it is not.
        soft: phrases that are likewise.
        learned: what is learned to say the same as the list or the triggers.
    """

    speaker: Party = "citizen"
    event: Literal["wait"] | None = None
    min_s: float | None = Field(default=None, gt=0)
    list: Slug | None = None
    triggers: Spoken | None = None
    negations: Spoken | None = None
    before_s: float = Field(default=0, ge=0)
    after_s: float = Field(default=0, ge=0)
    turns: int = Field(default=0, ge=0)
    alone: bool = False
    soft_s: float | None = Field(default=None, gt=0)
    soft: Spoken | None = None
    learned: LearnedRule | None = None

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        if sum(source is not None for source in (self.event, self.list, self.triggers)) != 1:
            raise ValueError("give one of event, list and triggers")
        if (self.event is None) != (self.min_s is None):
            raise ValueError("min_s goes with event, and event with min_s")
        if self.soft_s is not None and (self.min_s is None or self.soft_s >= self.min_s):
            raise ValueError("soft_s goes with event and is below min_s")
        if not (self.before_s or self.after_s or self.turns):
            raise ValueError("give before_s, after_s or turns: where the item is to be looked for")
        return self


class QuestionRule(Part):
    """The item is a question of one of these kinds, answered at some length.

    Attributes:
        kinds: any of them counts.
        open_kinds: these count where their form leaves open what is answered: *wat bedoelt u* does, *stond hij* not.
        back_kinds: these count where they take up what the other told: *hangt hij los of zit hij vast*.
        answer_words: fewer words in answer make it less sure that the question was open in effect.
        certain: how sure one answered at length is: less where its kind is told by its function.
    """

    kinds: tuple[QuestionKind, ...] = Field(min_length=1)
    open_kinds: tuple[QuestionKind, ...] = ()
    back_kinds: tuple[QuestionKind, ...] = ()
    answer_words: int = Field(ge=0)
    certain: float = Field(default=0.9, ge=0.5, le=0.97)


class Listening(Part):
    """The other is let finish: a story, and what the occasion says.

    Letting finish is done only where there is something to let finish: an emotion vented in a turn of `words`, or a
    story. Cutting off is done in any turn of `words`.

    Attributes:
        words: a turn of the other this long tells something.
        sure_words: a phrase of emotion in fewer, borne out by nothing learned, leaves it uncertain.
        story_s: told without the other taking the floor, so many seconds are a story.
        story_words: or so many words, where times are estimates or the other speaks fast.
        fast_s: which take at least so many seconds: a recogniser may write more words than were said.
        overlaps: kinds of overlap by the item's speaker that cut it off.
    """

    words: int = Field(ge=1)
    sure_words: int = Field(default=1, ge=1)
    story_words: int = Field(ge=1)
    story_s: float = Field(gt=0)
    fast_s: float = Field(default=0, ge=0)
    overlaps: tuple[OverlapKind, ...] = Field(min_length=1)


class LanguageRule(Part):
    """The item's speaker answers in the language the other spoke last.

    Attributes:
        words: so many words in a known language are needed of either party.
        usual: where no turn of the other's has so many words in another language there is none to follow.
    """

    words: int = Field(ge=1)
    usual: Literal["nl", "fy"] | None = None


class Contact(Part):
    """Something for the caller comes before the first question of these kinds.

    Attributes:
        kinds: questions that go straight to content.
        turns: looked for in so many turns after the caller's first words of substance.
    """

    kinds: tuple[QuestionKind, ...] = Field(min_length=1)
    turns: int = Field(ge=1)
