"""The words a leidraad rests on: what sounds the same to it, lists, questions and topics. Checked when loaded."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from pipeline.findings import QuestionKind
from pipeline.leidraad.rules import Names, Part, Slug, Spoken, Text

Words = Annotated[tuple[Text, ...], Field(min_length=1)]


class Vocabulary(Part):
    """Single words in both languages."""

    nl: Words
    fy: Words


class Synonyms(Part):
    """Groups of words that phrases need not tell apart; the first of a group stands for all."""

    nl: tuple[Words, ...]
    fy: tuple[Words, ...]

    @model_validator(mode="after")
    def _each_word_is_in_one_group(self) -> Self:
        for language in ("nl", "fy"):
            words = [word for group in getattr(self, language) for word in group]
            if twice := sorted({word for word in words if words.count(word) > 1}):
                raise ValueError(f"{language}: {', '.join(twice)} stands in two groups; keep it in one")
        return self


class WordFile(Part):
    """Words that belong to no single item.

    Attributes:
        fillers: skipped wherever they stand, in phrases and in speech.
        same: synonyms and inflections.
        denials: a phrase found by its sound alone must not run over one of these.
        function_words: carry no content, so that they are no echo of the other.
        lists: phrases that items and phases refer to by name.
    """

    id: Slug
    version: int = Field(ge=1)
    fillers: Vocabulary
    same: Synonyms
    denials: Vocabulary
    function_words: Vocabulary
    lists: dict[Slug, Spoken]


class Grammar(Part):
    """The closed word classes by which a question is known, without its question mark.

    Attributes:
        asking: question words.
        before_asking: prepositions that may stand before them: `in welke straat`.
        verbs: finite verbs that can open a question.
        subjects: pronouns that follow such a verb.
        telling: verbs that invite to tell: `kunt u vertellen` is open although it opens with its verb.
        reasons: question words that never ask for one fact.
        facts: question words and what goes with them that ask for one fact.
        data: nouns for what stands in a register; a question for them is factual, whatever was told.
        compounds: ends of nouns for what stands in a register: `nummer` of *aanslagnummer*.
        degrees: the question word of degree: *hoe dik is*.
        manners: what may stand between it and its verb without a degree: *hoe precies is*.
        own: what the asker has or does oneself; a question about it does not go into what was told.
        going_on: words by which a question goes on from what was told: *al*, *eerder*, *sindsdien*.
        back: pronouns that point back at what was told.
        choosing: the `or` between two choices.
        starters: words before which a clause may begin anew.
        fronted: words at the head of a statement that put its verb before its subject: *dan kunt u*.
    """

    asking: Vocabulary
    before_asking: Vocabulary
    verbs: Vocabulary
    subjects: Vocabulary
    telling: Vocabulary
    reasons: Vocabulary
    facts: Vocabulary
    data: Vocabulary
    compounds: Vocabulary
    degrees: Vocabulary
    manners: Vocabulary
    own: Vocabulary
    going_on: Vocabulary
    back: Vocabulary
    choosing: Vocabulary
    starters: Vocabulary
    fronted: Vocabulary


class QuestionFile(Part):
    """How questions of each kind are worded; what no phrase knows is judged by grammar."""

    id: Slug
    version: int = Field(ge=1)
    grammar: Grammar
    kinds: dict[QuestionKind, Spoken]
    not_questions: Spoken


class Topic(Part):
    """A product of the contact centre and how callers name it.

    Attributes:
        weight: of one mention; less than 1 for what comes with many products, as an appointment does.
    """

    id: Slug
    name: Names
    words: Spoken
    weight: float = Field(default=1.0, gt=0, le=1)
    should_match: Words


class TopicFile(Part):
    """The products a call can be about.

    Attributes:
        min_mentions: weighted mentions from which on a call is about one.
    """

    id: Slug
    version: int = Field(ge=1)
    topics: tuple[Topic, ...]
    min_mentions: float = Field(gt=0)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids = [topic.id for topic in self.topics]
        if twice := sorted({one for one in ids if ids.count(one) > 1}):
            raise ValueError(f"topics have the same id: {', '.join(twice)}; rename or join them")
        return self
