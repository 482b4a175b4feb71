"""What one person dictates and the other repeats, put together: runs of symbols over neighbouring turns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pipeline.redaction.contexts import ContextKind, Contexts, context_of
from pipeline.redaction.joining import JOINING
from pipeline.redaction.letters import Symbol, is_bank
from pipeline.redaction.number_words import digits_of
from pipeline.redaction.tokens import Token

MAX_LINKS = 6
"""Words of assent, hesitation or correction that may stand between two dictated items of one turn."""
MAX_TURNS_APART = 3
"""Turns from one part of a dictation to the next: a part, its repetition, a remark, the next part."""
MAX_BETWEEN = 14
"""Words of the turns in between."""
MAX_ASIDE = 8
"""Words of any kind inside a dictation that was asked for and is not complete yet."""

_COMPLETE: dict[ContextKind, int] = {"bsn": 9, "telefoon": 10, "iban": 14}

LINKS = (JOINING | frozenset("een ien 'n n twee dubbel nul".split())) - frozenset(("nummer", "numer"))
"""With numerals that are said of a dictation (`een nul vergeten`, `twee keer`), without what announces one."""
_OF = frozenset("van fan de bij by it het".split())
_MOST_OF = 2
_CORRECTIONS = frozenset(
    ("nee", "ne", "niet", "net", "sorry", "pardon", "maar", "mar", "fout", "bedoel", "herhaal", "of")
)


@dataclass(frozen=True, slots=True)
class Run:
    """Symbols dictated in one go, over one or more turns."""

    symbols: tuple[Symbol, ...]

    @property
    def start(self) -> int:
        """Index of the first token."""
        return self.symbols[0].start

    @property
    def end(self) -> int:
        """Index after the last token."""
        return self.symbols[-1].end

    @property
    def chars(self) -> str:
        """All digits and letters, repetitions included."""
        return "".join(symbol.chars for symbol in self.symbols)

    @property
    def digits(self) -> str:
        """All digits, repetitions included."""
        return "".join(filter(str.isdigit, self.chars))


def runs_of(tokens: Sequence[Token], symbols: Sequence[Symbol], contexts: Contexts) -> tuple[Run, ...]:
    """Join dictated items into runs, and drop each `een` that is only an article."""
    groups: list[list[Symbol]] = []
    for symbol in symbols:
        if groups and _continues(tokens, groups[-1], symbol, contexts):
            groups[-1].append(symbol)
        else:
            groups.append([symbol])
    runs = (_without_articles(tokens, group) for group in groups)
    return tuple(Run(tuple(run)) for run in runs if run)


def _continues(tokens: Sequence[Token], group: Sequence[Symbol], symbol: Symbol, contexts: Contexts) -> bool:
    last = group[-1]
    between = tokens[last.end : symbol.start]
    if any(token.is_masked for token in between):
        return False
    turns_apart = tokens[symbol.start].turn - tokens[last.end - 1].turn
    if turns_apart > MAX_TURNS_APART or len(between) > MAX_BETWEEN + 2 * MAX_LINKS:
        return False
    is_near = _joins_turns(tokens, between, last, symbol) if turns_apart else _is_link(between)
    is_near = is_near or (not turns_apart and is_bank(symbol) and _is_of(between))
    if is_near and (turns_apart or between):
        return not _is_complete(tokens, group) or _comes_back(tokens, between, group, symbol)
    return is_near or (_is_asked_for(group, contexts) and len(between) <= MAX_ASIDE * (1 + turns_apart))


def _is_link(between: Sequence[Token]) -> bool:
    return len(between) <= MAX_LINKS and all(not token.shape.folded or token.shape.folded in LINKS for token in between)


def _is_of(between: Sequence[Token]) -> bool:
    """Say whether only `van de` stands before a bank: `NL 12 van de Rabobank 0366 1204 98`."""
    return len(between) <= _MOST_OF and all(token.shape.folded in _OF for token in between)


def _joins_turns(tokens: Sequence[Token], between: Sequence[Token], last: Symbol, symbol: Symbol) -> bool:
    """Say whether one turn ends and a later one begins with dictation, with little said in between."""
    first_turn, last_turn = tokens[last.end - 1].turn, tokens[symbol.start].turn
    tail = [token for token in between if token.turn == first_turn]
    head = [token for token in between if token.turn == last_turn]
    rest = len(between) - len(tail) - len(head)
    return _is_link(tail) and _is_link(head) and rest <= MAX_BETWEEN


def _is_complete(tokens: Sequence[Token], group: Sequence[Symbol]) -> bool:
    """Say whether who began has dictated a whole number, so that a following `en twee ...` is something else."""
    speaker = tokens[group[0].start].speaker
    own = "".join(symbol.chars for symbol in group if tokens[symbol.start].speaker == speaker)
    digits = "".join(filter(str.isdigit, own))
    return len(digits) >= 10 if digits.startswith("0") else passes_eleven_test(digits)


def _comes_back(tokens: Sequence[Token], between: Sequence[Token], group: Sequence[Symbol], symbol: Symbol) -> bool:
    """Say whether a complete number is corrected or repeated, or simply goes on: the next turn is dictation only."""
    said = "".join(one.chars for one in group)
    if (len(symbol.chars) > 1 and symbol.chars in said) or any(token.shape.folded in _CORRECTIONS for token in between):
        return True
    turn = tokens[symbol.start].turn
    rest = takewhile(lambda token: token.turn == turn, tokens[symbol.start :])
    return turn != tokens[group[-1].start].turn and all(
        token.shape.folded in LINKS or digits_of(token.shape.plain) for token in rest
    )


def _is_asked_for(group: Sequence[Symbol], contexts: Contexts) -> bool:
    context = context_of(contexts, group[0].start, group[0].end)
    if context is None or context[0] not in _COMPLETE:
        return False
    count = sum(char.isdigit() for symbol in group for char in symbol.chars)
    return 2 <= count < _COMPLETE[context[0]]


def _without_articles(tokens: Sequence[Token], group: Sequence[Symbol]) -> list[Symbol]:
    """Drop each `een` that has no number word beside it: `een 06-nummer`, not `een twee drie`."""
    kept: list[Symbol] = []
    for index, symbol in enumerate(group):
        before, after = group[max(index - 1, 0) : index], group[index + 1 : index + 2]
        is_number = not symbol.is_article or any(_is_counted_with(tokens, symbol, other) for other in after)
        is_number = is_number or any(_is_said_behind(tokens, symbol, other) for other in before)
        is_number = is_number or (bool(before) and symbol.start - before[0].end <= 2 and _closes(tokens, symbol))
        if is_number:
            kept.append(replace(symbol, is_article=False) if symbol.is_article else symbol)
    return kept


def _is_counted_with(tokens: Sequence[Token], article: Symbol, other: Symbol) -> bool:
    first, second = sorted((article, other), key=lambda symbol: symbol.start)
    near = second.start - first.end <= 1 or tokens[first.start].turn != tokens[second.start].turn
    return near and other.kind in ("number_word", "spelled", "letters")


def _is_said_behind(tokens: Sequence[Token], article: Symbol, other: Symbol) -> bool:
    """Say whether an `een` goes on with a number, rather than with the talk: `RS, een witte Toyota`."""
    is_next = other.end == article.start and not tokens[other.end - 1].shape.ends_phrase
    is_number = is_next and other.kind == "number_word"
    return _is_counted_with(tokens, article, other) and (is_number or _closes(tokens, article))


def _closes(tokens: Sequence[Token], symbol: Symbol) -> bool:
    """Say whether nothing that could be counted follows: the end of a turn or a closing mark."""
    is_last = symbol.end == len(tokens) or tokens[symbol.end].turn != tokens[symbol.start].turn
    return is_last or tokens[symbol.start].shape.ends_phrase


def passes_eleven_test(digits: str) -> bool:
    """Say whether nine digits can be a citizen service number.

    Args:
        digits: only the characters 0 to 9.

    Source:
        The eleven test ("elfproef") of the Dutch BSN: 9a + 8b + 7c + 6d + 5e + 4f + 3g + 2h - i is a multiple of 11
        and not 0. One random number in eleven passes too.
    """
    if len(digits) != 9:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total > 0 and total % 11 == 0
