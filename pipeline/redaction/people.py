"""Who is known by name before the call is heard: colleagues on the roster, and organisations that are no person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.records import Conversation
from pipeline.redaction.tokens import Mark, Token, fold

EMPLOYEE = "medewerker"
PARTICLES = frozenset(
    "van de der den ter ten te 't het fan el al da dos di del le la von bin ibn op in vd v.d d' aan o' y bij".split()
)
"""Small words inside a family name."""

NOBODY = ("Albert Heijn", "Albert Heyn", "Jan Rap", "Jan Modaal", "Jan en alleman", "Jan met de pet", "Sint Nicolaas")
"""Names of persons that mean no person."""


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """Names that are no citizen's.

    Attributes:
        employees: full names of the roster, first name first.
        organisations: names of the municipality and its services, as written; they stay.
    """

    employees: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """The names of colleagues, ready to be compared.

    Attributes:
        people: per colleague the folded words of the name, particles left out.
        given: all first names.
        family: all other words of names.
        organisations: per organisation its folded words.
    """

    people: tuple[tuple[str, ...], ...]
    given: frozenset[str]
    family: frozenset[str]
    organisations: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=64)
def roster_of(people: KnownPeople) -> Roster:
    """Prepare the known names for comparison."""
    names = tuple(name for name in (_name_words(full) for full in people.employees) if name)
    organisations = (tuple(fold(name).split()) for name in (*people.organisations, *NOBODY))
    return Roster(
        people=names,
        given=frozenset(name[0] for name in names),
        family=frozenset(word for name in names for word in name[1:]),
        organisations=tuple(sorted((name for name in organisations if name), key=len, reverse=True)),
    )


def _name_words(full: str) -> tuple[str, ...]:
    return tuple(word for word in fold(full).replace(".", " ").split() if word not in PARTICLES)


def find_heard(conversation: Conversation) -> Iterator[Mark]:
    """Mark the employees' names that were found before masking."""
    for heard in conversation.facts.heard:
        if heard.kind != "organisation":
            yield Mark(heard.first_word, heard.end_word, EMPLOYEE)


def find_full_names(tokens: Sequence[Token], roster: Roster) -> Iterator[Mark]:
    """Mark first and family name of a colleague said together, with the particles between them."""
    for index, token in enumerate(tokens):
        if token.shape.folded not in roster.given or token.is_masked:
            continue
        for name in roster.people:
            end = _matches(tokens, index, name) if name[0] == token.shape.folded and len(name) > 1 else None
            if end:
                yield Mark(index, end, EMPLOYEE)
                break


def _matches(tokens: Sequence[Token], start: int, name: Sequence[str]) -> int | None:
    """Return where the name ends that begins at `start`, None where it does not stand there."""
    index = start
    for word in name:
        while index < len(tokens) and index > start and tokens[index].shape.folded in PARTICLES:
            index += 1
        if index >= len(tokens) or tokens[index].is_masked or tokens[index].shape.folded != word:
            return None
        index += 1
    return index


def organisation_words(tokens: Sequence[Token], conversation: Conversation, roster: Roster) -> frozenset[int]:
    """Return the tokens that name an organisation: heard as such, or known by name."""
    heard = (
        index
        for found in conversation.facts.heard
        if found.kind == "organisation"
        for index in range(found.first_word, found.end_word)
    )
    return frozenset((*heard, *_known_organisations(tokens, roster)))


def _known_organisations(tokens: Sequence[Token], roster: Roster) -> Iterator[int]:
    firsts = {name[0] for name in roster.organisations}
    starts = [index for index, token in enumerate(tokens) if token.shape.folded in firsts]
    for name in roster.organisations:
        for start in starts:
            if tuple(token.shape.folded for token in tokens[start : start + len(name)]) == name:
                yield from range(start, start + len(name))
