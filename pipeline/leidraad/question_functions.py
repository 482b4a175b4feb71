"""Tells a question that goes into what the other told from one that does not, whatever its form."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.findings import QuestionKind
from pipeline.leidraad.reading import Reading, content_words, echoed
from pipeline.normalise import tokens_of

BACK_TURNS = 2
"""A follow-up takes up a word of the other's last turns."""
BACK_REACH = 3
"""A pronoun that points back stands so near the beginning: *stond hij buiten*, *hoe lang is dat al*."""
OWN_REACH = 3
"""*zal ik*, *en mag ik*: the asker stands in the first words."""
TOLD_WORDS = 8
"""The other has told something in so many words."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The word classes of both languages, folded, as sets."""

    asking: frozenset[str]
    before_asking: frozenset[str]
    verbs: frozenset[str]
    subjects: frozenset[str]
    telling: frozenset[str]
    inviting: frozenset[str]
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

    def is_told(self, found: FoundQuestion) -> bool:
        """Tell whether the other told something just before."""
        return sum(len(self.reading.turns[index].words) for index in self._others(found)) >= TOLD_WORDS

    def is_taken_up(self, found: FoundQuestion) -> bool:
        """Tell whether the question holds a content word of the other's last turns."""
        heard = (word for index in self._others(found) for word in self.reading.turns[index].words)
        said = content_words(self.reading.words[found.first_word : found.end_word], self.function_words)
        return bool(echoed(said, content_words(heard, self.function_words)))

    def points_back(self, found: FoundQuestion) -> bool:
        """Tell whether its first words hold a pronoun for what was told, or any word goes on from it."""
        tokens = self._tokens(found)
        return not self.forms.back.isdisjoint(tokens[1:BACK_REACH]) or not self.forms.going_on.isdisjoint(tokens)

    def asks_for_data(self, found: FoundQuestion) -> bool:
        """Tell whether it names something that stands in a register."""
        tokens = self._tokens(found)
        return any(token in self.forms.data or token.endswith(self.forms.compounds) for token in tokens)

    def is_about_other(self, found: FoundQuestion) -> bool:
        """Tell whether what it asks is neither the asker's doing nor whether the other has some thing at hand."""
        return self.forms.own.isdisjoint(self._tokens(found)[:OWN_REACH])

    def _tokens(self, found: FoundQuestion) -> list[str]:
        words = self.reading.words[found.first_word : found.end_word]
        return [token for word in words for token in tokens_of(word.text)]

    def _others(self, found: FoundQuestion) -> list[int]:
        turns = self.reading.turns
        speaker = turns[found.turn_index].speaker
        return [index for index in range(found.turn_index) if turns[index].speaker != speaker][-BACK_TURNS:]


def by_function(found: FoundQuestion, earlier: Sequence[FoundQuestion], story: Story) -> FoundQuestion:
    """Turn a question that goes into what the other told into a follow-up, whatever its form.

    An open one does so where it takes up the other's words and is not the asker's first; a closed one where something
    was told, unless it asks for what stands in a register or is about the asker; an either/or question never does.
    """
    follow_up = FoundQuestion("follow_up", found.turn_index, found.first_word, found.end_word)
    if found.kind == "open":
        return follow_up if _has_asked(found, earlier, story.reading) and story.is_taken_up(found) else found
    if found.kind != "closed" or story.asks_for_data(found) or not story.is_told(found):
        return found
    is_back = story.is_taken_up(found) or story.points_back(found)
    return follow_up if story.is_about_other(found) and is_back else found


def _has_asked(found: FoundQuestion, earlier: Sequence[FoundQuestion], reading: Reading) -> bool:
    speaker = reading.turns[found.turn_index].speaker
    return any(
        one.kind != "offer" and one.turn_index < found.turn_index and reading.turns[one.turn_index].speaker == speaker
        for one in earlier
    )
