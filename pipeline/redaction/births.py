"""Which dates are dates of birth, and which must stay."""

from collections.abc import Iterator, Sequence

from pipeline.redaction.contexts import Contexts, context_of
from pipeline.redaction.dates import SpokenDate, ordinal_of
from pipeline.redaction.harmless import LAST_BIRTH_YEAR
from pipeline.redaction.number_words import digits_of
from pipeline.redaction.tokens import MASKED, Mark, Token

PERSONS = frozenset(
    """
    ik zoon zoontje dochter dochtertje kind kindje kleinzoon kleindochter baby kleine kleintje jongste oudste tweeling
    man vrouw vader moeder broer zus hij zij ze u soan soantsje dochterke bern bernsbern jonge famke lytse frou heit
    mem suster hy hja sy jo kinderen dochters zonen partner echtgenoot echtgenote vriend vriendin opa oma pake beppe
    middelste neef neefje nicht nichtje tante oom omke muoike schoonmoeder schoonvader poppe
    """.split()
)
"""Of whom a date can be told; `het huis is van 12 mei 1965` has none."""
RELATIVES = PERSONS - frozenset("ik u hij zij ze jo hy hja sy".split())
"""Of whom a date may follow at once: `mijn dochter, 2 mei 2014`."""
IS_OF = frozenset(
    (("is", "van"), ("is", "fan"), ("ben", "van"), ("bin", "fan"), ("ik", "van"), ("ik", "fan"), ("zijn", "van"),
     ("binne", "fan"), ("bent", "van"), ("u", "van"), ("jo", "fan"), ("eentje", "van"), ("kind", "van"),
     ("bern", "fan"))
)  # fmt: skip

_SINCE = frozenset(
    """
    sinds sont vanaf per tot oant ingaande ingang verloopt verlopen verloop geldig ferrint afgegeven getrouwd
    """.split()
)
_ENDED = frozenset(("overleden", "ferstoarn", "troud", "getrouwd"))
_BEFORE = 3
_ONE_BREATH = 4
_TURNS_OF_ECHO = 2
"""Turns within which a date of birth is checked and corrected."""
_HESITATION = frozenset("eh uh euh ehm uhm nee ne sorry of".split())


def find_births(dates: Sequence[SpokenDate], tokens: Sequence[Token], contexts: Contexts) -> Iterator[Mark]:
    """Mark the dates of birth: announced as such, full and old, told of a person, or a repetition of one."""
    announced = _announced(dates, tokens, contexts)
    births = [
        date
        for date in dates
        if date in announced or any(is_birth(date, tokens) for is_birth in (_is_old, _is_of_person, _is_birthday))
    ]
    births += [date for date in dates if any(_is_told_with(date, birth, tokens) for birth in births)]
    known = {(date.day, date.month) for date in births}
    for date in dates:
        if (date.day, date.month) in known:
            yield Mark(_first_word(date, tokens), date.end, "geboortedatum")


def _is_told_with(date: SpokenDate, birth: SpokenDate, tokens: Sequence[Token]) -> bool:
    """Say whether a date is another child's, or that date of birth as one of the two heard it wrongly."""
    if date.start >= birth.end and tokens[date.start].turn == tokens[birth.start].turn:
        return date.year is not None and _is_in_one_breath(tokens, birth.end, date.start)
    is_near = abs(tokens[date.start].turn - tokens[birth.start].turn) <= _TURNS_OF_ECHO
    is_like = (date.day == birth.day) != (date.month == birth.month)
    return is_near and is_like and date.year in (None, birth.year)


def _first_word(date: SpokenDate, tokens: Sequence[Token]) -> int:
    """Take along the article of `de derde van de zesde`, and a day that was said twice: `negen eh negen mei`."""
    turn, start = tokens[date.start].turn, date.start
    before = [token for token in tokens[max(start - 2, 0) : start] if token.turn == turn and not token.is_masked]
    if before and before[-1].shape.folded == "de" and ordinal_of(tokens[start]):
        return start - 1
    is_repeated = len(before) > 1 and before[-1].shape.folded in _HESITATION
    return start - 2 if is_repeated and digits_of(before[0].shape.plain) else start


def _announced(dates: Sequence[SpokenDate], tokens: Sequence[Token], contexts: Contexts) -> set[SpokenDate]:
    """Find the first date after each mention of birth, and dates told in one breath with it (those of children)."""
    found: set[SpokenDate] = set()
    last: dict[int, int] = {}
    for date in dates:
        context = context_of(contexts, date.start, date.end)
        if context is None or context[0] != "geboortedatum" or _is_since(date, tokens):
            continue
        asked_at = date.start - context[1]
        if asked_at not in last or _is_in_one_breath(tokens, last[asked_at], date.start):
            found.add(date)
            last[asked_at] = date.end
    return found


def _is_in_one_breath(tokens: Sequence[Token], end: int, start: int) -> bool:
    between = [token.shape.folded for token in tokens[end:start]]
    return not between or (between[0] in ("en", "of") and len(between) <= _ONE_BREATH)


def _is_of_person(date: SpokenDate, tokens: Sequence[Token]) -> bool:
    """Say whether somebody `is van` a date: a child's date of birth is as young as any paper's."""
    turn, first = tokens[date.start].turn, max(date.start - _BEFORE - 2, 0)
    said = [token.shape.folded for token in tokens[first : date.start] if token.turn == turn]
    if PERSONS.isdisjoint(said):
        return False
    if date.year is None:
        return tuple(said[-2:]) in IS_OF
    if said[-1] == MASKED:
        said.pop()
    is_named = said[-1] in RELATIVES or (said[-1] in ("van", "fan") and not RELATIVES.isdisjoint(said[-2:-1]))
    return is_named or tuple(said[-2:]) in IS_OF


def _is_birthday(date: SpokenDate, tokens: Sequence[Token]) -> bool:
    """Say whether somebody `wordt op` a date so many years old: `mijn dochter wordt op 8 november achttien`."""
    turn, first = tokens[date.start].turn, max(date.start - _BEFORE - 2, 0)
    said = {token.shape.folded for token in tokens[first : date.start] if token.turn == turn}
    is_age = date.end < len(tokens) and tokens[date.end].turn == turn and bool(digits_of(tokens[date.end].shape.plain))
    return is_age and not said.isdisjoint(("word", "wordt", "wurd", "wurdt")) and not PERSONS.isdisjoint(said)


def _is_old(date: SpokenDate, tokens: Sequence[Token]) -> bool:
    if date.year is None or date.year > LAST_BIRTH_YEAR:
        return False
    return not _is_since(date, tokens)


def _is_since(date: SpokenDate, tokens: Sequence[Token]) -> bool:
    """Say whether it is the date of something else: `sinds 1 april 1998`, `overleden op twee mei`."""
    said = [token.shape.folded for token in tokens[max(date.start - _BEFORE, 0) : date.start]]
    return not _SINCE.isdisjoint(said) or not _ENDED.isdisjoint(said[-2:])
