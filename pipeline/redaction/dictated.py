"""What a part of a turn dictates, once it is known what was asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.redaction.births import PERSONS
from pipeline.redaction.dates import month_of, ordinal_of
from pipeline.redaction.letters import BANK_WORDS, LETTER_SOUNDS, Symbol
from pipeline.redaction.runs import LINKS
from pipeline.redaction.tokens import Token
from pipeline.redaction.topics import WITH_LETTERS, TopicKind

COMPLETE: dict[TopicKind, int] = {
    "bsn": 9, "iban": 14, "telefoon": 10, "postcode": 5, "kenteken": 6, "geboortedatum": 5, "nummer": 7,
}  # fmt: skip
"""Characters from which a number is taken to be given."""
_SMALL_TALK = LINKS | frozenset(
    """
    toch zegt graag geloof denk komt staat daar he begin eind einde eindigt begint op met uit ut yn in van fan jaar
    jier maand moanne dag dei toevoeging nummer numer letters letter hoofdletter kleine grote daarachter erachter zelf
    sels volgens mij mij natuurlijk zeker jazeker tuurlijk hoor weer opnieuw alstublieft geboren berne u jo mijn myn
    uw hij zij ze hy sy wij streep momentje bis hs okay alleen of gewoon
    """.split()
)
"""Words around a dictation that do not make it anything else."""
_UNITS = frozenset(
    """
    uur oere oeren euro euro's euros eur cent sint procent persent jaar jier jaren jierren weken wiken dagen deagen
    minuten maanden moannen keer kear maal personen kinderen bern meter kilo liter graden werkdagen cijfers sifers
    letters stuks
    """.split()
)
"""Behind a number these make it an amount."""
_GLUE = frozenset("de van fan".split())
_BESIDE_LETTERS = LETTER_SOUNDS | {"dubbel", "dubele"}
_ARTICLES = frozenset(("een", "ien", "in"))


@dataclass(frozen=True, slots=True)
class Talk:
    """The tokens of a conversation, and per token the symbol it belongs to."""

    tokens: Sequence[Token]
    said: Mapping[int, Symbol]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Dictated items of one turn, and for how many characters they stand."""

    kind: TopicKind
    items: tuple[int, ...]
    char_count: int


def read_stretch(
    talk: Talk,
    part: tuple[int, int],
    kind: TopicKind,
    *,
    lead: int,
    gap: int,
    named: frozenset[int] = frozenset(),
) -> Stretch:
    """Collect the items of a part of a turn, until more than `gap` other words stand between two of them.

    Args:
        talk: the whole conversation.
        part: tokens [start, end) of one turn.
        kind: what is dictated.
        lead: other words that may stand before the first item.
        gap: other words that may stand between two items; none once the number is complete.
        named: tokens that announce the number.
    """
    tokens, said = talk.tokens, talk.said
    items: list[int] = []
    char_count, left = 0, lead
    for at in range(*part):
        size = _size(tokens, said, at, kind)
        if tokens[at].is_masked:
            left = 0
        elif size:
            items.append(at)
            char_count += size
            left = gap if char_count < COMPLETE[kind] else 0
        elif is_other(tokens[at]) and at not in said and at not in named:
            left -= 1
            if left < 0:
                break
    return Stretch(kind, _with_glue(tokens, _without_articles(tokens, items), kind), char_count)


def _size(tokens: Sequence[Token], said: Mapping[int, Symbol], at: int, kind: TopicKind) -> int:
    """Return how many characters a token dictates as part of such a number; 0 for a word that is none of it."""
    token, symbol = tokens[at], said.get(at)
    if token.is_masked or not token.shape.plain or token.shape.folded in PERSONS:
        return 0
    if symbol and symbol.has_digits:
        return 0 if _is_amount(tokens, symbol) else max(len(symbol.chars) // (symbol.end - symbol.start), 1)
    if kind == "geboortedatum":
        return 2 if month_of(token.shape.folded) or ordinal_of(token) else 0
    return _letter_count(tokens, said, at, kind) if kind in WITH_LETTERS else 0


def _letter_count(tokens: Sequence[Token], said: Mapping[int, Symbol], at: int, kind: TopicKind) -> int:
    """Return how many letters a token dictates; 0 for a word."""
    folded = tokens[at].shape.folded
    if kind == "iban" and folded in BANK_WORDS:
        return 4
    if kind == "postcode" and _is_pair_behind_figures(tokens, said, at):
        return 2
    is_letter = at in said or (folded in LETTER_SOUNDS and _has_sound_beside(tokens, said, at))
    return int(is_letter and folded not in _SMALL_TALK)


def _is_pair_behind_figures(tokens: Sequence[Token], said: Mapping[int, Symbol], at: int) -> bool:
    """Say whether a word of two letters follows figures, as the letters of a postcode do: `9053 le`."""
    before, folded = said.get(at - 1), tokens[at].shape.folded
    return before is not None and before.has_digits and len(folded) == 2 and folded.isalpha() and folded not in LINKS


def _has_sound_beside(tokens: Sequence[Token], said: Mapping[int, Symbol], at: int) -> bool:
    """Say whether a word that may be a letter (`es`, `er`) stands beside another or beside a figure in its turn."""
    beside = [one for one in (at - 1, at + 1) if 0 <= one < len(tokens) and tokens[one].turn == tokens[at].turn]
    return any(one in said or tokens[one].shape.folded in _BESIDE_LETTERS for one in beside)


def _is_amount(tokens: Sequence[Token], symbol: Symbol) -> bool:
    after = tokens[symbol.end].shape.folded if symbol.end < len(tokens) else ""
    return after in _UNITS or tokens[symbol.start].text.startswith("€")


def _without_articles(tokens: Sequence[Token], items: Sequence[int]) -> list[int]:
    """Drop the `een` of `een vier`, unless it is counted with other items."""
    if len(items) == 1:
        return list(items)
    places = set(items)
    return [
        at
        for at in items
        if tokens[at].shape.plain not in _ARTICLES or (len(items) > 2 and not places.isdisjoint((at - 1, at + 1)))
    ]


def _with_glue(tokens: Sequence[Token], items: Sequence[int], kind: TopicKind) -> tuple[int, ...]:
    """Take along `de` and `van de` of `de zesde van de negende`."""
    if kind != "geboortedatum" or not items:
        return tuple(items)
    glued = set(items)
    for first, second in pairwise(items):
        if 1 < second - first <= 3 and all(tokens[at].shape.folded in _GLUE for at in range(first + 1, second)):
            glued.update(range(first + 1, second))
    for at in items:
        before = tokens[at - 1] if at else None
        if before and before.shape.folded == "de" and before.turn == tokens[at].turn and ordinal_of(tokens[at]):
            glued.add(at - 1)
    return tuple(sorted(glued))


def is_other(token: Token) -> bool:
    """Say whether a word says something besides the dictation."""
    folded = token.shape.folded
    return bool(folded) and not token.is_masked and folded not in _SMALL_TALK
