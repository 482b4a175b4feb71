"""Citizens' and colleagues' names in the talk."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.redaction.name_finders import announced_names, answered_names, free_names, trailing_names
from pipeline.redaction.name_page import Page
from pipeline.redaction.people import EMPLOYEE, PARTICLES, Roster
from pipeline.redaction.tokens import Mark

_TITLES_AND_SELF = frozenset("mevrouw meneer mijnheer mefrou menear heer hear is heet hjit".split())
_MIN_REPEATED = 4


def find_names(page: Page, roster: Roster) -> list[Mark]:
    """Mark names after announcements, as answers, by the lists, and wherever a name once found is said again."""
    found = [*announced_names(page), *answered_names(page), *trailing_names(page)]
    taken = {index for mark in found for index in range(mark.start, mark.end)}
    found += free_names(page, taken)
    named = [_as_colleague(page, mark, roster) for mark in found]
    taken = {index for mark in named for index in range(mark.start, mark.end)}
    return [*named, *_repeated(page, named, taken)]


def _as_colleague(page: Page, mark: Mark, roster: Roster) -> Mark:
    """Turn a name into a colleague's where the roster knows it and nothing says that it is a citizen's."""
    words = [page.tokens[at].shape.folded for at in range(mark.start, mark.end)]
    said = {word for word in words if word not in PARTICLES}
    if mark.kind == EMPLOYEE or not any(said <= set(person) for person in roster.people):
        return mark
    before = page.tokens[mark.start - 1].shape.folded if mark.start else ""
    is_given_alone = len(said) == 1 and said <= roster.given
    is_citizen = before in _TITLES_AND_SELF
    if len(said) > 1 or (is_given_alone and not is_citizen):
        return replace(mark, kind=EMPLOYEE)
    return mark


def _repeated(page: Page, named: Sequence[Mark], taken: set[int]) -> Iterator[Mark]:
    """Mark each further mention of a name, wherever it stands and however it is written."""
    kinds: dict[str, str] = {}
    small: set[str] = set()
    for mark in named:
        for index in range(mark.start, mark.end):
            folded = page.tokens[index].shape.folded
            if folded in PARTICLES:
                small.add(folded)
            elif _is_telling(page, index):
                kinds.setdefault(folded, mark.kind)
    for index, token in enumerate(page.tokens):
        kind = kinds.get(token.shape.folded)
        if kind is None or index in taken or not page.is_open(index, token.turn):
            continue
        word = page.words[index]
        if token.is_proper or not (word.maybe_given or word.maybe_family):
            yield Mark(_with_particles(page, index, small), index + 1, kind)


def _is_telling(page: Page, index: int) -> bool:
    """Say whether a part of a name is rare enough to be masked wherever it is said."""
    word = page.words[index]
    return not word.is_common and not word.is_place and len(page.tokens[index].shape.folded) >= _MIN_REPEATED


def _with_particles(page: Page, index: int, small: set[str]) -> int:
    start = index
    while start and page.tokens[start - 1].shape.folded in small and page.is_open(start - 1, page.tokens[index].turn):
        start -= 1
    return start
