"""The words that were said, each with what it is: its language, a name, a number, said in overlap."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.intervals import intersect
from pipeline.records import Span, Speaker
from tests.bench.truth import TrueCall, TrueTurn
from tests.bench.wording import NUMBER_WORDS, comparable_words

NAME, NUMBER, OVERLAPPED = "names", "numbers", "overlapped"


@dataclass(frozen=True, slots=True)
class TrueWord:
    """A word said.

    Attributes:
        labels: its language, and those of `names`, `numbers`, `overlapped` that hold.
    """

    text: str
    labels: frozenset[str]


def words_on_channel(true: TrueCall, role: Speaker) -> list[TrueWord]:
    """Return the words on a party's channel, in order of their turns; a colleague is on the citizen's."""
    return _words(true, [role] if role == "agent" else ["citizen", "other"])


def all_words(true: TrueCall) -> list[TrueWord]:
    """Return the words of all, in order of their turns: what is heard where all share one channel."""
    return _words(true, ["agent", "citizen", "other"])


def _words(true: TrueCall, roles: Sequence[Speaker]) -> list[TrueWord]:
    named: dict[int, list[str]] = {}
    for mention in true.names_said:
        named.setdefault(mention.turn, []).append(mention.text)
    turns = [(turn, named.get(number, [])) for number, turn in enumerate(true.turns)]
    turns += [(turn, []) for turn in true.held]
    own = sorted((pair for pair in turns if pair[0].role in roles), key=lambda pair: pair[0].start_s)
    return [word for turn, names in own for word in _labelled(true, turn, names)]


def _labelled(true: TrueCall, turn: TrueTurn, names: Sequence[str]) -> list[TrueWord]:
    words = comparable_words(turn.text)
    in_names = {at for name in names for at in _places(words, comparable_words(name))}
    in_overlap = _overlapped(true, turn, words)
    return [
        TrueWord(
            word,
            frozenset(
                label
                for label, holds in (
                    (turn.language, True),
                    (NAME, at in in_names),
                    (NUMBER, word in NUMBER_WORDS),
                    (OVERLAPPED, at in in_overlap),
                )
                if holds
            ),
        )
        for at, word in enumerate(words)
    ]


def _places(words: Sequence[str], wanted: Sequence[str]) -> set[int]:
    """Return the positions of a sequence of words, wherever it occurs."""
    starts = [at for at in range(len(words) - len(wanted) + 1) if list(words[at : at + len(wanted)]) == list(wanted)]
    return {start + offset for start in starts for offset in range(len(wanted))}


def _overlapped(true: TrueCall, turn: TrueTurn, words: Sequence[str]) -> set[int]:
    """Return which words are said while another speaks.

    The truth times turns and stretches of speech, not words; so words are laid evenly over the speech of their turn,
    by their letters.
    """
    mine = intersect(true.speech_of(turn.role), [Span(turn.start_s, turn.end_s)])
    rest = [span for role in true.speech if role != turn.role for span in true.speech_of(role)]
    crowded = intersect(mine, rest)
    if not crowded:
        return set()
    spoken_s, letters = sum(span.duration_s for span in mine), sum(map(len, words))
    found: set[int] = set()
    before = 0
    for at, word in enumerate(words):
        middle_s = _at((before + len(word) / 2) / letters * spoken_s, mine)
        before += len(word)
        if any(span.start_s <= middle_s < span.end_s for span in crowded):
            found.add(at)
    return found


def _at(spoken_s: float, stretches: Sequence[Span]) -> float:
    """Return the time in the call after so many seconds of speech."""
    for span in stretches:
        if spoken_s < span.duration_s:
            return span.start_s + spoken_s
        spoken_s -= span.duration_s
    return stretches[-1].end_s
