"""What belongs to a mask beside it: `plus` before 31, a month behind its year, `punt n l`, `van` before `der Wal`."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.redaction.dates import MONTHS
from pipeline.redaction.letters import letter_said
from pipeline.redaction.tokens import Mark, Token

_TOPS = frozenset("nl com net org eu frl fri kom nel enel".split())
_SPELLED_TOPS = tuple(map(tuple, ("nl", "com", "frl", ("en", "el"), ("n", "el"), ("en", "l"))))
_DOTS = frozenset("punt puntje puntsje dot".split())
_OPENERS = frozenset("ja nee ne en dus dan oke".split())
_MOST_OPENERS = 2
_TURNS_OF_ADDRESS = 2
_COUNTRY = (("n", "l"), ("en", "el"), ("nl",))
_FIRST_OF_COUNTRY, _LAST_OF_COUNTRY = frozenset(("n", "en", "enne")), frozenset(("l", "el"))
_OF = frozenset(("van", "fan"))
_OF_NAME = _OF | {"von"}
_INNER_PARTICLES = frozenset("der den".split())
_IN_MONTH = frozenset("in yn van fan de".split())
_MOST_IN_MONTH = 2
_NO_PREFIX = frozenset("u o".split())
"""Letters that are words."""


def find_completions(tokens: Sequence[Token], kinds: Mapping[int, str]) -> Iterator[Mark]:
    """Mark what completes a mask in its turn, or an address in the turns after it.

    Args:
        tokens: of the whole conversation.
        kinds: per token masked until here the kind of its mask.
    """
    for index, kind in sorted(kinds.items()):
        for find in _FINDERS.get(kind, ()):
            yield from find(tokens, index, kinds)


def _free(tokens: Sequence[Token], index: int, beside: int, kinds: Mapping[int, str]) -> str:
    """Return the folded word at `index` if it is in the turn of `beside` and not masked, else an empty one."""
    if not 0 <= index < len(tokens) or index in kinds or tokens[index].is_masked:
        return ""
    return tokens[index].shape.folded if tokens[index].turn == tokens[beside].turn else ""


def _plus_before(tokens: Sequence[Token], index: int, kinds: Mapping[int, str]) -> Iterator[Mark]:
    if _free(tokens, index - 1, index, kinds) == "plus":
        yield Mark(index - 1, index, kinds[index])


def _letter_before(tokens: Sequence[Token], index: int, kinds: Mapping[int, str]) -> Iterator[Mark]:
    letter = _free(tokens, index - 1, index, kinds)
    if len(letter) == 1 and letter.isalpha() and letter not in _NO_PREFIX:
        yield Mark(index - 1, index, kinds[index])


def _of_before(tokens: Sequence[Token], index: int, kinds: Mapping[int, str]) -> Iterator[Mark]:
    is_inner = tokens[index].shape.folded in _INNER_PARTICLES
    if is_inner and _free(tokens, index - 1, index, kinds) in _OF_NAME:
        yield Mark(index - 1, index, kinds[index])


def _spelling_around(tokens: Sequence[Token], index: int, kinds: Mapping[int, str]) -> Iterator[Mark]:
    """Mark what is left of `p van puin` where the letter or the word is masked."""
    said = tokens[index].shape.folded
    if _free(tokens, index + 1, index, kinds) in _OF:
        letter, word = letter_said(said), _free(tokens, index + 2, index, kinds)
        if letter and len(word) > 1 and word.startswith(letter):
            yield Mark(index + 1, index + 3, kinds[index])
    if kinds[index] != "naam" and _free(tokens, index - 1, index, kinds) in _OF:
        letter = letter_said(_free(tokens, index - 2, index, kinds))
        if letter and len(said) > 1 and said.startswith(letter):
            yield Mark(index - 2, index, kinds[index])


def _country_before(tokens: Sequence[Token], index: int, kinds: Mapping[int, str]) -> Iterator[Mark]:
    if tokens[index].shape.folded in _LAST_OF_COUNTRY and _free(tokens, index - 1, index, kinds) in _FIRST_OF_COUNTRY:
        yield Mark(index - 1, index, "iban")
    for letters in _COUNTRY:
        start = index - len(letters)
        if tuple(_free(tokens, at, index, kinds) for at in range(start, index)) == letters:
            yield Mark(start, index, "iban")


def _month_beside(tokens: Sequence[Token], index: int, kinds: Mapping[int, str]) -> Iterator[Mark]:
    """Mark `in juli` behind a day or year, and `juli` right before a year."""
    end = index + 1
    while end <= index + _MOST_IN_MONTH and _free(tokens, end, index, kinds) in _IN_MONTH:
        end += 1
    if _free(tokens, end, index, kinds) in MONTHS:
        yield Mark(index + 1, end + 1, "geboortedatum")
    if _free(tokens, index - 1, index, kinds) in MONTHS:
        yield Mark(index - 1, index, "geboortedatum")


def _top_behind(tokens: Sequence[Token], index: int, kinds: Mapping[int, str]) -> Iterator[Mark]:
    """Mark a top-level domain right behind a part of an address, or behind a dot that opens one of the next turns."""
    end = _top_end(tokens, index + 1, index, kinds, needs_dot=tokens[index].shape.folded not in _DOTS)
    if end:
        yield Mark(index + 1, end, "email")
    at, turn = index + 1, tokens[index].turn
    while at < len(tokens) and tokens[at].turn <= turn + _TURNS_OF_ADDRESS and at not in kinds:
        is_opening = tokens[at].turn > turn and tokens[at - 1].turn != tokens[at].turn
        first = at
        while is_opening and first < at + _MOST_OPENERS and _free(tokens, first, at, kinds) in _OPENERS:
            first += 1
        end = _top_end(tokens, first, at, kinds, needs_dot=True) if is_opening else None
        if end:
            yield Mark(first, end, "email")
        at += 1


def _top_end(
    tokens: Sequence[Token], start: int, beside: int, kinds: Mapping[int, str], *, needs_dot: bool
) -> int | None:
    """Return where `punt n l` ends that begins at `start`; None where it does not begin there."""
    first = start + (_free(tokens, start, beside, kinds) in _DOTS)
    if needs_dot and first == start:
        return None
    if _free(tokens, first, beside, kinds) in _TOPS:
        return first + 1
    for letters in _SPELLED_TOPS:
        end = first + len(letters)
        if tuple(_free(tokens, at, beside, kinds) for at in range(first, end)) == letters:
            return end
    return None


_FINDERS: Mapping[str, Sequence[Callable[[Sequence[Token], int, Mapping[int, str]], Iterator[Mark]]]] = {
    "telefoon": (_plus_before,),
    "iban": (_country_before, _spelling_around),
    "postcode": (_spelling_around,),
    "kenteken": (_spelling_around,),
    "nummer": (_letter_before, _spelling_around),
    "geboortedatum": (_month_beside,),
    "email": (_top_behind, _spelling_around),
    "naam": (_of_before, _spelling_around),
}
"""Per kind what may complete it."""
