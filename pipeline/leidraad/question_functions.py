"""Tells a question that goes into what the other told from one that does not, whatever its form."""

from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.findings import QuestionKind
from pipeline.leidraad.reading import Reading, content_words, echoed
from pipeline.normalise import tokens_of

BACK_TURNS = 2
"""A follow-up takes up a word of the other's last turns."""
BACK_REACH = 5
"""A pronoun that points back stands so near the beginning: *stond hij buiten*, *hoe lang is dat al*."""
OWN_REACH = 3
"""*zal ik*, *en mag ik*: the asker stands in the first words."""
TOLD_WORDS = 4
"""The other has told something in so many words."""
FIXED: tuple[QuestionKind, ...] = ("repair", "offer", "procedural", "check", "leading")


@dataclass(frozen=True, slots=True)
class Forms:
    """The word classes of both languages, folded, as sets."""

    asking: frozenset[str]
    before_asking: frozenset[str]
    verbs: frozenset[str]
    subjects: frozenset[str]
    telling: frozenset[str]
    reasons: frozenset[str]
    facts: frozenset[str]
    data: frozenset[str]
    compounds: tuple[str, ...]
    degrees: frozenset[str]
    manners: frozenset[str]
    own: frozenset[str]
    going_on: frozenset[str]
    back: frozenset[str]
    choosing: frozenset[str]
    starters: frozenset[str]
    fronted: frozenset[str]


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """A question and where it stands."""

    kind: QuestionKind
    turn_index: int
    first_word: int
    end_word: int


@dataclass(frozen=True, slots=True)
class Story:
    """What the other told before a question."""

    reading: Reading
    forms: Forms
    function_words: frozenset[str]
    _content: dict[int, frozenset[str]] = field(default_factory=dict)
    _between: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)

    def content_of(self, *turn_indices: int) -> frozenset[str]:
        """Return the content words of some turns, each turn's told once."""
        return frozenset().union(*map(self._content_of, turn_indices))

    def _content_of(self, turn_index: int) -> frozenset[str]:
        if turn_index not in self._content:
            words = self.reading.turns[turn_index].words
            self._content[turn_index] = frozenset(content_words(words, self.function_words))
        return self._content[turn_index]

    def content_between(self, first_word: int, end_word: int) -> tuple[str, ...]:
        """Return the content words of a stretch of one turn, each stretch's told once."""
        key = (first_word, end_word)
        if key not in self._between:
            self._between[key] = content_words(self.reading.words[first_word:end_word], self.function_words)
        return self._between[key]

    def is_told(self, found: FoundQuestion) -> bool:
        """Tell whether the other told something just before."""
        return sum(len(self.reading.turns[index].words) for index in self._others(found)) >= TOLD_WORDS

    def is_taken_up(self, found: FoundQuestion) -> bool:
        """Tell whether the question holds a content word of the other's last turns."""
        heard = self.content_of(*self._others(found))
        said = content_words(self.reading.words[found.first_word : found.end_word], self.function_words)
        return bool(echoed(said, heard))

    def points_back(self, found: FoundQuestion) -> bool:
        """Tell whether its first words hold a pronoun for what was told, or any word goes on from it."""
        tokens = self._tokens(found)
        return not self.forms.back.isdisjoint(tokens[1:BACK_REACH]) or not self.forms.going_on.isdisjoint(tokens)

    def goes_into(self, found: FoundQuestion) -> bool:
        """Tell whether it takes up what the other told just before, by a word or by pointing at it."""
        return self.is_told(found) and (self.is_taken_up(found) or self.points_back(found))

    def asks_for_data(self, found: FoundQuestion) -> bool:
        """Tell whether it names something that stands in a register."""
        tokens = self._tokens(found)
        return any(token in self.forms.data or token.endswith(self.forms.compounds) for token in tokens)

    def is_own_step(self, found: FoundQuestion) -> bool:
        """Tell whether it asks about what the asker is going to do: a verb with the asker behind it."""
        tokens = self._tokens(found)[: OWN_REACH + 1]
        pairs = pairwise(tokens)
        return any(verb in self.forms.verbs and own in self.forms.own for verb, own in pairs)

    def _tokens(self, found: FoundQuestion) -> list[str]:
        words = self.reading.words[found.first_word : found.end_word]
        return [token for word in words for token in tokens_of(word.text)]

    def _others(self, found: FoundQuestion) -> list[int]:
        turns = self.reading.turns
        speaker = turns[found.turn_index].speaker
        return [index for index in range(found.turn_index) if turns[index].speaker != speaker][-BACK_TURNS:]


def by_function(found: FoundQuestion, story: Story) -> FoundQuestion:
    """Tell the kind of a question by what it does, in the order of the annotation guide: the first that fits is taken.

    What rules take for a repair, an offer, a step of the call, a check or a leading question stays one. Naming the
    alternatives makes a choice; the asker's own doing a step of the call; what stands in a register is factual; and
    what takes up the other's words is a follow-up, in any form.
    """
    if found.kind in FIXED:
        return found
    return FoundQuestion(_function(found, story), found.turn_index, found.first_word, found.end_word)


def _function(found: FoundQuestion, story: Story) -> QuestionKind:
    if found.kind == "choice":
        return "choice"
    if story.asks_for_data(found):
        return "factual"
    if story.is_own_step(found):
        return "procedural"
    if story.goes_into(found):
        return "follow_up"
    return found.kind if found.kind != "follow_up" or story.is_told(found) else "open"
