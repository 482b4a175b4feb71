"""The talk as a name search sees it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.redaction.name_words import NameWord, name_word
from pipeline.redaction.people import Roster
from pipeline.redaction.tokens import Token

CASED_SHARE = 0.6
"""Share of the turns of a call with a capital from which the recogniser is taken to write them everywhere."""


@dataclass(frozen=True, slots=True)
class Page:
    """The tokens with what a name search needs to know of each.

    Attributes:
        tokens: of the whole conversation.
        words: per token its worth as a part of a name.
        turns: first and last-plus-one token of each turn that has words.
        has_capitals: per turn whether the recogniser writes capitals there.
        blocked: tokens that are no part of a citizen's name: organisations, and what is marked already.
    """

    tokens: Sequence[Token]
    words: Sequence[NameWord]
    turns: Sequence[tuple[int, int]]
    has_capitals: Sequence[bool]
    blocked: frozenset[int]

    def is_open(self, index: int, turn: int) -> bool:
        """Say whether the token can be read as part of a name in this turn."""
        if not 0 <= index < len(self.tokens) or index in self.blocked:
            return False
        token = self.tokens[index]
        return not token.is_masked and token.turn == turn


def page_of(tokens: Sequence[Token], blocked: frozenset[int], roster: Roster) -> Page:
    """Judge each token as a part of a name; the roster's names count as known."""
    judged = {folded: _judged(folded, roster) for folded in {token.shape.folded for token in tokens}}
    words = tuple(judged[token.shape.folded] for token in tokens)
    turns = _turns(tokens)
    return Page(tokens, words, turns, _capitals(tokens, turns), blocked)


def _judged(folded: str, roster: Roster) -> NameWord:
    word = name_word(folded)
    if folded in roster.given and not word.is_given:
        return replace(word, maybe_given=True, is_given=word.is_unknown)
    if folded in roster.family and not word.is_family:
        return replace(word, maybe_family=True, is_family=word.is_unknown)
    return word


def _turns(tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    starts = [index for index, token in enumerate(tokens) if not index or token.turn != tokens[index - 1].turn]
    return tuple(pairwise([*starts, len(tokens)]))


def _capitals(tokens: Sequence[Token], turns: Sequence[tuple[int, int]]) -> tuple[bool, ...]:
    """Say per turn whether capitals can be relied on: some are there, or most turns of the call have them.

    A mask counts as one: masking must not make the rest of the turn look as if it were written without.
    """
    turn_count = tokens[-1].turn + 1 if tokens else 0
    has_capital = [False] * turn_count
    for token in tokens:
        if token.is_masked or token.shape.is_capital:
            has_capital[token.turn] = True
    is_cased = len(turns) > 1 and sum(has_capital) >= CASED_SHARE * len(turns)
    return (True,) * turn_count if is_cased else tuple(has_capital)
