"""How far a name goes: initials, first names, particles, family names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.redaction.addresses import STREET_ENDINGS
from pipeline.redaction.name_triggers import Promise
from pipeline.redaction.name_words import SAFE_AFTER_DE, SAFE_AFTER_VAN, NameWord
from pipeline.redaction.people import PARTICLES
from pipeline.redaction.tokens import Token

MAX_WORDS = 8
"""Words a name may have, particles and initials included."""

_VAN = frozenset(("van", "fan", "v.d", "vd", "von"))
_VAN_DER = frozenset((("van", "der"), ("van", "den"), ("van", "'t"), ("fan", "der"), ("fan", "den")))

_ORDINARY_PARTICLES = frozenset(("bij", "y", "in", "op", "het", "aan"))
_FOREIGN_PARTICLES = frozenset(("al", "la", "le", "da", "bin", "di", "do", "dos", "del", "von"))
_THING_ENDINGS = (*STREET_ENDINGS, "school", "kerk", "huis", "tsjerke", "skoalle", "hal", "stichting")


@dataclass(frozen=True, slots=True)
class Page:
    """The tokens with what a name search needs to know of each.

    Attributes:
        tokens: of the whole conversation.
        words: per token its worth as a part of a name.
        has_capitals: per turn whether the recogniser writes capitals there.
        blocked: tokens that are no part of a citizen's name: organisations, and what is marked already.
    """

    tokens: Sequence[Token]
    words: Sequence[NameWord]
    has_capitals: Sequence[bool]
    blocked: frozenset[int]

    def is_open(self, index: int, turn: int) -> bool:
        """Say whether the token can be read as part of a name in this turn."""
        if index >= len(self.tokens) or index in self.blocked:
            return False
        token = self.tokens[index]
        return not token.is_masked and token.turn == turn


@dataclass(frozen=True, slots=True)
class _State:
    """What of a name was read so far."""

    promise: Promise
    is_title: bool = False
    is_first: bool = True
    has_given: bool = False
    has_family: bool = False
    particles: tuple[str, ...] = ()


def name_end(page: Page, start: int, promise: Promise, *, is_title: bool = False) -> int | None:
    """Return where the name ends that begins at `start`; None where none does.

    Args:
        page: the talk.
        start: index of the first token that may belong to the name.
        promise: what the words before make of it.
        is_title: `mevrouw` or its like stands before, so a family name follows.
    """
    state, end, index = _State(promise, is_title), None, start
    while index < start + MAX_WORDS and page.is_open(index, page.tokens[start].turn):
        token = page.tokens[index]
        if _is_particle(page, index, state):
            state = replace(state, particles=(*state.particles, token.shape.folded))
        elif _is_initials(token, state):
            end = index + 1 if promise is Promise.ANY else end
        else:
            after = _accept(page, index, state)
            if after is None:
                break
            state, end = after, index + 1
        index += 1
        if token.shape.ends_phrase and not token.shape.is_initials:
            break
    return end if end and not _is_thing(page, end) else None


def _is_initials(token: Token, state: _State) -> bool:
    return token.shape.is_initials and not state.has_family and token.shape.plain != "u"


def _is_particle(page: Page, index: int, state: _State) -> bool:
    """Say whether a small word leads to a family name; those that are ordinary words need more behind them."""
    folded = page.tokens[index].shape.folded
    if folded not in PARTICLES or (state.has_family and state.promise is not Promise.ANY):
        return False
    after = page.tokens[index + 1] if index + 1 < len(page.tokens) else None
    if after is None:
        return False
    if folded in _ORDINARY_PARTICLES:
        return after.shape.folded in ("'t", "den", "de", "der") or (bool(state.particles) and after.is_proper)
    return folded not in _FOREIGN_PARTICLES or after.is_proper or page.words[index + 1].is_known


def _accept(page: Page, index: int, state: _State) -> _State | None:
    """Return the state after taking the word at `index` into the name, None where it is no part of it."""
    word, token = page.words[index], page.tokens[index]
    has_capitals = page.has_capitals[token.turn]
    is_written_as_name = token.is_proper or not has_capitals
    if token.shape.is_all_capitals and has_capitals and not word.is_known:
        return None
    if word.is_given and not (state.has_family and not token.is_proper) and not state.particles:
        return replace(state, is_first=False, has_given=True)
    if word.is_family or _is_family_here(token, word, state, is_written_as_name=is_written_as_name):
        return replace(state, is_first=False, has_family=True, particles=())
    if (
        word.maybe_given
        and not state.particles
        and _is_given_here(page, index, state, is_written_as_name=is_written_as_name)
    ):
        return replace(state, is_first=False, has_given=True)
    if _is_unknown_name(token, word, state, has_capitals=has_capitals):
        is_second = state.has_given or bool(state.particles) or state.is_title
        return replace(state, is_first=False, has_given=True, has_family=is_second, particles=())
    return None


def _is_family_here(token: Token, word: NameWord, state: _State, *, is_written_as_name: bool) -> bool:
    """Say whether a word that may be a family name is one in this place."""
    folded, particles = token.shape.folded, state.particles
    if particles:
        is_safe = (particles[-1] == "de" and folded in SAFE_AFTER_DE) or (
            particles[-1] in _VAN and folded in SAFE_AFTER_VAN
        )
        is_listed = word.is_after_de or word.is_after_van or word.maybe_family or word.maybe_given
        is_telling = state.promise is Promise.ANY or state.has_given or token.is_proper
        if is_safe or (is_telling and (is_listed or particles[-2:] in _VAN_DER)):
            return True
        return token.is_proper and (state.has_given or state.promise > Promise.KNOWN_ONLY or particles[-2:] in _VAN_DER)
    if state.has_family or not (word.maybe_family or word.is_place):
        return False
    if word.is_place and not word.maybe_family:
        return token.is_proper and state.is_title
    if state.has_given and state.promise is Promise.ANY:
        return True
    if state.has_given or state.promise is Promise.ANY:
        return is_written_as_name
    return token.is_proper and state.promise is Promise.CAPITAL


def _is_given_here(page: Page, index: int, state: _State, *, is_written_as_name: bool) -> bool:
    """Say whether a word that may be a first name is one: by its capital, its place, or a family name behind it."""
    if state.has_family or state.is_title:
        return False
    if page.tokens[index].is_proper:
        return True
    is_promised = state.promise > Promise.KNOWN_ONLY or state.has_given
    after = page.words[index + 1] if index + 1 < len(page.words) else None
    has_family_after = after is not None and (after.is_family or after.maybe_family)
    return is_promised and (is_written_as_name or has_family_after)


def _is_unknown_name(token: Token, word: NameWord, state: _State, *, has_capitals: bool) -> bool:
    """Say whether a word on no list is a name in this place."""
    if not word.is_unknown or state.has_family:
        return False
    if has_capitals:
        is_promised = state.promise > Promise.KNOWN_ONLY or state.has_given or bool(state.particles)
        return token.is_proper and is_promised
    if word.is_ordinary:
        return False
    is_slot = state.is_first or state.has_given or bool(state.particles)
    return is_slot and state.promise is Promise.ANY


def _is_thing(page: Page, end: int) -> bool:
    """Say whether what was read is the beginning of a street, a school or a church."""
    if _names_thing(page, end - 1):
        return True
    is_inside = end < len(page.tokens) and not page.tokens[end - 1].shape.ends_phrase and page.tokens[end].is_proper
    return is_inside and _names_thing(page, end)


def _names_thing(page: Page, index: int) -> bool:
    word, folded = page.words[index], page.tokens[index].shape.folded
    return len(folded) > 5 and not word.is_family and not word.maybe_family and folded.endswith(_THING_ENDINGS)
