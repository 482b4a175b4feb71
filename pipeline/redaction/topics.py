"""Which number is being asked for, turn by turn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.redaction.births import PERSONS
from pipeline.redaction.contexts import Contexts
from pipeline.redaction.tokens import Token

TopicKind = Literal["bsn", "iban", "telefoon", "postcode", "kenteken", "geboortedatum", "nummer"]

WITH_LETTERS: frozenset[TopicKind] = frozenset(("iban", "postcode", "kenteken", "nummer"))
"""What is dictated in letters too."""

_TOPICS: frozenset[TopicKind] = frozenset(("bsn", "iban", "telefoon", "postcode", "kenteken", "geboortedatum"))
"""What is masked however little of it is said; numbers of papers only by their length."""
_TOLD_OF = frozenset(
    """
    bel bellen belt gebeld bereiken bereikt bereikbaar berikke berikt terugbellen teruggebeld telefonisch vaste skilje
    skille weromskilje weromskille weromskilljen belle belje mobiel mobiele telefoon mobile giro kenmerk
    """.split()
)
"""Words that only tell of telephones and papers, and ask for nothing."""
_HOUSES = frozenset("huisnummer huisnummers husnumer husnummer huizenummer".split())
_LIVES = frozenset("woont woon wonen wenne wenje wennet zit zitten woonachtig".split())
_ADDRESS = frozenset(("adres", "adresgegevens"))
_ARE_YOU = (("bent", "u"), ("u", "bent"), ("ben", "je"), ("je", "bent"), ("binne", "jo"), ("jo", "binne"))
_BRIEF_QUESTION = 4
_SHORT_QUESTION = 8
_PARTS = frozenset("letters letter".split())
_DIGITS = frozenset("cijfers cijfer sifers sifer nummers getallen".split())
_ENDS = frozenset("laatste eerste leste lest earste middelste volgende twee drie vier trije fjouwer".split())
_OF_BIRTH = frozenset("maand moanne dag dei jaar jier".split())
_WHICH = frozenset("welk welke hokker wat hoeveelste hoefolste".split())


_NUMBERS = frozenset(("nummer", "numer"))
_OF = frozenset(("van", "fan"))
_ASKING = _HOUSES | _ADDRESS | _LIVES | _PARTS | _DIGITS | _OF_BIRTH | _NUMBERS | _OF


@dataclass(frozen=True, slots=True)
class Announcement:
    """A word that asks for a number or announces one: what, and at which token."""

    kind: TopicKind
    at: int


def asking_turns(tokens: Sequence[Token], contexts: Contexts) -> set[int]:
    """Return the turns that can ask for a number at all: a quick look before `announcements`."""
    named = {one[0] for one in set(contexts) if one}
    asking = (index for index, token in enumerate(tokens) if token.shape.folded in _ASKING)
    is_you = (index for index in asking if tokens[index].shape.folded not in _OF or _follows_you(tokens, index))
    return {tokens[index].turn for index in (*named, *is_you)}


def _follows_you(tokens: Sequence[Token], index: int) -> bool:
    return tuple(token.shape.folded for token in tokens[max(index - 2, 0) : index]) in _ARE_YOU


def announcements(
    tokens: Sequence[Token], contexts: Contexts, start: int, end: int, *, before: TopicKind | None
) -> Iterator[Announcement]:
    """Find what tokens [start, end), one turn, ask for or announce.

    Args:
        tokens: of the whole conversation.
        contexts: per token what was announced there.
        start: first token of the turn.
        end: after its last token.
        before: what was asked for until now: `en de letters?` goes on with it.
    """
    said = [token.shape.folded for token in tokens[start:end]]
    for place, word in enumerate(said):
        named = contexts[start + place]
        is_named = named is not None and named[0] == start + place
        if is_named and named and named[1] in _TOPICS and word not in _TOLD_OF:
            kind: TopicKind | None = named[1]
        elif word in _ASKING:
            kind = _asked_with(tokens[start], said, place, before)
        else:
            kind = None
        if kind:
            before = kind
            yield Announcement(kind, start + place)


def _asked_with(opening: Token, said: Sequence[str], place: int, before: TopicKind | None) -> TopicKind | None:
    """Return what a word asks for in its turn, None where it asks for nothing.

    Args:
        opening: the first token of the turn.
        said: all its words.
        place: of the word in it.
        before: what was asked for until now.
    """
    word = said[place]
    is_agent = opening.speaker == "agent"
    is_brief = is_agent and len(said) <= _BRIEF_QUESTION
    is_house = word in _HOUSES or (word in _LIVES and (before == "postcode" or not _NUMBERS.isdisjoint(said)))
    if is_house or (word in _ADDRESS and is_agent and _asks_for_address(said)):
        return "postcode"
    if word in _NUMBERS:
        return before or "postcode" if is_brief else None
    if word in _PARTS:
        return before if before in WITH_LETTERS else "postcode" if before or is_brief else None
    if word in _DIGITS:
        return None if _ENDS.isdisjoint(said) else before or "nummer"
    is_birth = word in _OF_BIRTH and _asks_for_birth(said, before)
    is_birth = is_birth or (word in _OF and tuple(said[max(place - 2, 0) : place]) in _ARE_YOU)
    return "geboortedatum" if is_birth else None


def _asks_for_address(said: Sequence[str]) -> bool:
    return len(said) <= _SHORT_QUESTION and "mail" not in said and "e-mail" not in said


def _asks_for_birth(said: Sequence[str], before: TopicKind | None) -> bool:
    """Say whether it is of a person's birth: `van welk jaar is hij`, or `en het jaar?` after more of it."""
    if before == "geboortedatum" and len(said) <= _BRIEF_QUESTION + 1:
        return True
    is_which = any(which in _WHICH and part in _OF_BIRTH for which, part in pairwise(said))
    return is_which and not PERSONS.isdisjoint(said) and len(said) <= _SHORT_QUESTION and "voor" not in said
