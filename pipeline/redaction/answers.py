"""Answers to a question for a number, and their repetitions: whatever is dictated there is masked, however short."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.redaction.contexts import Contexts
from pipeline.redaction.dictated import COMPLETE, Stretch, Talk, is_other, read_stretch
from pipeline.redaction.letters import Symbol
from pipeline.redaction.tokens import Mark, Token
from pipeline.redaction.topics import Announcement, TopicKind, announcements, asking_turns

_IDLE_TURNS = 3
"""Turns without a figure after which nothing is being dictated any more."""
_REMARK = 14
"""Words of a turn without a figure that leave a dictation open which is not complete."""
_LONE = 2
"""Characters up to which a number means something only where nothing else is said."""
_STREET = 3
"""Words of a street before the number that closes an answer."""
_NEW_SUBJECT = 2
"""Words, besides small talk, with which a turn without a figure changes the subject once a number is complete."""


@dataclass(slots=True)
class _Dictation:
    """What is being dictated now."""

    kind: TopicKind
    idle_turns: int = 0
    char_count: int = 0
    has_mask: bool = False

    @property
    def is_complete(self) -> bool:
        return self.has_mask or self.char_count >= COMPLETE[self.kind]


def find_answers(
    tokens: Sequence[Token], read_symbols: Callable[[], Sequence[Symbol]], contexts: Contexts
) -> Iterator[Mark]:
    """Mark what is dictated in answer to a question, in the turn that announces it, and in the echo of the other.

    Rules that know how a number looks come first; this one knows only that one was asked for, so it also masks parts,
    corrections and numbers that were heard wrongly.

    Args:
        tokens: of the whole conversation.
        read_symbols: gives all that can be dictated; not called where nothing is asked for.
        contexts: per token what number was announced.
    """
    announcing = asking_turns(tokens, contexts)
    if not announcing:
        return
    talk = Talk(tokens, {at: symbol for symbol in read_symbols() for at in range(symbol.start, symbol.end)})
    now: _Dictation | None = None
    for turn in _turns_of(tokens):
        if now is None and tokens[turn[0]].turn not in announcing:
            continue
        before = now.kind if now else None
        asked = list(announcements(tokens, contexts, *turn, before=before))
        if asked:
            now = _Dictation(asked[-1].kind)
        elif now is None:
            continue
        found = _announced(talk, asked, turn) if asked else [_answer(talk, turn, now)]
        yield from (Mark(at, at + 1, stretch.kind) for stretch in found for at in stretch.items)
        asks_else = bool(asked) and _asks_something_else(tokens, asked[-1].at, turn[1])
        now = None if asks_else else _after(tokens, turn, now, found, is_asked=bool(asked))


def _asks_something_else(tokens: Sequence[Token], asked: int, end: int) -> bool:
    """Say whether another sentence with a question follows: `uw bsn heb ik. Hoeveel personen zijn het?`."""
    is_closed = any(token.shape.ends_sentence for token in tokens[asked : end - 1])
    return is_closed and tokens[end - 1].text.endswith("?")


def _turns_of(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give the first and last-plus-one token of each turn that has words."""
    starts = [index for index, token in enumerate(tokens) if not index or token.turn != tokens[index - 1].turn]
    yield from pairwise([*starts, len(tokens)])


def _after(
    tokens: Sequence[Token], turn: tuple[int, int], now: _Dictation, found: Sequence[Stretch], *, is_asked: bool
) -> _Dictation | None:
    """Return what is being dictated after a turn: the same, or nothing where the subject changed."""
    now.char_count += sum(stretch.char_count for stretch in found)
    now.has_mask = now.has_mask or any(token.is_masked for token in tokens[slice(*turn)])
    if is_asked or any(stretch.items for stretch in found):
        return now
    others = sum(is_other(token) for token in tokens[slice(*turn)])
    now.idle_turns += 1
    is_over = now.idle_turns > _IDLE_TURNS or others > _REMARK or (now.is_complete and others >= _NEW_SUBJECT)
    return None if is_over else now


def _announced(talk: Talk, asked: Sequence[Announcement], turn: tuple[int, int]) -> list[Stretch]:
    """Read the turn that announces: all of it where it says little else, or what follows the announcement closely."""
    kind = asked[-1].kind
    named = frozenset(one.at for one in asked)
    whole = read_stretch(talk, turn, kind, lead=2, gap=2, named=named)
    others = sum(is_other(talk.tokens[at]) for at in range(*turn) if at not in named and at not in whole.items)
    is_one = len({one.kind for one in asked}) == 1 and kind != "geboortedatum"
    if is_one and others <= max(1, whole.char_count // 2) and whole.char_count > 2:
        return [whole]
    stretches = (
        read_stretch(talk, (one.at + 1, end), one.kind, lead=2, gap=0)
        for one, end in zip(asked, [*(other.at for other in asked[1:]), turn[1]], strict=True)
    )
    return [stretch for stretch in stretches if stretch.char_count > 1]


def _answer(talk: Talk, turn: tuple[int, int], now: _Dictation) -> Stretch:
    """Read a turn that may answer; a lone short number, or one more when all is given, only with little else said."""
    stretch = read_stretch(talk, turn, now.kind, lead=2, gap=1)
    others = sum(is_other(talk.tokens[at]) for at in range(*turn) if at not in stretch.items)
    allowed = 1 + stretch.char_count // 4 if now.is_complete else _REMARK
    if stretch.char_count <= _LONE:
        closes_address = now.kind == "postcode" and stretch.items[-1:] == (turn[1] - 1,)
        allowed = _STREET if closes_address else 0
    is_spelled = len(stretch.items) > 1 and all(len(talk.tokens[at].shape.folded) == 1 for at in stretch.items)
    return stretch if others <= allowed or is_spelled else Stretch(now.kind, (), 0)
