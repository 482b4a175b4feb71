"""How far a name goes: initials, first names, particles, family names."""

from dataclasses import replace

from pipeline.redaction.addresses import STREET_ENDINGS
from pipeline.redaction.name_page import Page
from pipeline.redaction.name_parts import Part, Reading, Sighting, part_of_name
from pipeline.redaction.name_triggers import Promise
from pipeline.redaction.people import PARTICLES
from pipeline.redaction.tokens import Token

MAX_WORDS = 8
"""Words a name may have, particles and initials included."""

_ORDINARY_PARTICLES = frozenset(("bij", "y", "in", "op", "het", "aan"))
_FOREIGN_PARTICLES = frozenset(("al", "la", "le", "da", "bin", "di", "do", "dos", "del", "von"))
_PREFIXES = frozenset("oude groot groote klein kleine lutje lutke nieuwe grote".split())
"""Ordinary words that open a family name when both are written with capitals: `Oude Elferink`."""
_THING_ENDINGS = (*STREET_ENDINGS, "school", "kerk", "huis", "tsjerke", "skoalle", "hal", "stichting")


def name_end(page: Page, start: int, reading: Reading, *, trusts_first: bool = False) -> int | None:
    """Return where the name ends that begins at `start`; None where none does.

    Args:
        page: the talk.
        start: index of the first token that may belong to the name.
        reading: what is known before the first word.
        trusts_first: the capital of the first word counts although it opens a sentence, as in an answer.
    """
    end, index, promise = None, start, reading.promise
    while index < start + MAX_WORDS and page.is_open(index, page.tokens[start].turn):
        token = page.tokens[index]
        if _is_particle(page, index, reading):
            reading = replace(reading, particles=(*reading.particles, token.shape.folded))
        elif _is_initials(token, reading):
            end = index + 1 if promise is Promise.ANY else end
        else:
            part = part_of_name(_sighting(page, index, trusts=trusts_first and index == start), reading)
            if part is None:
                break
            reading, end = _after(reading, part, token.shape.folded), index + 1
        index += 1
        if token.shape.ends_phrase and not token.shape.is_initials:
            break
    return end if end and not _is_thing(page, end) else None


def _sighting(page: Page, index: int, *, trusts: bool) -> Sighting:
    token, word = page.tokens[index], page.words[index]
    return Sighting(
        folded=token.shape.folded,
        word=word,
        is_proper=token.is_proper or (trusts and token.shape.is_capital and not word.is_ordinary),
        has_capitals=page.has_capitals[token.turn],
        is_shouted=token.shape.is_all_capitals,
        has_family_after=_has_family_at(page, index + 1, token.turn),
    )


def _has_family_at(page: Page, index: int, turn: int) -> bool:
    """Say whether a family name stands at `index`, perhaps behind particles."""
    first = index
    while page.is_open(index, turn) and page.tokens[index].shape.folded in PARTICLES:
        index += 1
    if not page.is_open(index, turn) or page.tokens[first - 1].shape.ends_phrase:
        return False
    word, particles = page.words[index], index - first
    is_behind = particles > 1 or (particles == 1 and (word.is_after_de or word.is_after_van))
    return word.is_family or word.maybe_family or (is_behind and not word.is_common)


def _after(reading: Reading, part: Part, folded: str) -> Reading:
    """Return the reading with one more part; particles are used up by it, and `Beek-de` opens a second name."""
    opened = folded.rpartition("-")[2] if "-" in folded else ""
    is_open = opened in PARTICLES
    return replace(
        reading,
        is_first=False,
        has_given=reading.has_given or part in ("given", "either"),
        has_family=(reading.has_family or part == "family") and not is_open,
        particles=(opened,) if is_open else (),
    )


def _is_initials(token: Token, reading: Reading) -> bool:
    return token.shape.is_initials and not reading.has_family and token.shape.plain != "u"


def _is_particle(page: Page, index: int, reading: Reading) -> bool:
    """Say whether a small word leads to a family name; those that are ordinary words need more behind them."""
    folded, turn = page.tokens[index].shape.folded, page.tokens[index].turn
    if not page.is_open(index + 1, turn):
        return False
    if folded in _PREFIXES and not reading.has_family:
        return page.tokens[index].is_proper and page.tokens[index + 1].is_proper
    if folded not in PARTICLES:
        return False
    if reading.has_family and reading.promise is not Promise.ANY:
        return False
    after = page.tokens[index + 1]
    if folded in _ORDINARY_PARTICLES:
        return after.shape.folded in ("'t", "den", "de", "der") or (bool(reading.particles) and after.is_proper)
    return folded not in _FOREIGN_PARTICLES or after.is_proper or page.words[index + 1].is_known


def _is_thing(page: Page, end: int) -> bool:
    """Say whether what was read begins a street, school or church: `Prins Hendrikkade`, `Willem de Zwijgerlaan`."""
    if _names_thing(page, end - 1):
        return True
    turn, index = page.tokens[end - 1].turn, end
    if page.is_open(index, turn) and page.tokens[index].shape.folded == "de":
        index += 1
    is_inside = page.is_open(index, turn) and not page.tokens[end - 1].shape.ends_phrase
    is_written_on = index > end or (is_inside and page.tokens[index].is_proper)
    return is_inside and is_written_on and _names_thing(page, index)


def _names_thing(page: Page, index: int) -> bool:
    word, folded = page.words[index], page.tokens[index].shape.folded
    return len(folded) > 5 and not word.is_family and not word.maybe_family and folded.endswith(_THING_ENDINGS)
