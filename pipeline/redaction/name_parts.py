"""Whether a word, where it stands, is part of a name, and which part."""

from dataclasses import dataclass
from typing import Literal

from pipeline.redaction.name_triggers import Promise
from pipeline.redaction.name_words import SAFE_AFTER_DE, SAFE_AFTER_VAN, NameWord

Part = Literal["given", "family", "either"]

_VAN = frozenset(("van", "fan", "v.d", "vd", "von"))
_VAN_DER = frozenset((("van", "der"), ("van", "den"), ("van", "'t"), ("fan", "der"), ("fan", "den")))
_OPENING_PARTICLES = frozenset(("ter", "ten", "el"))


@dataclass(frozen=True, slots=True)
class Sighting:
    """One word in its place.

    Attributes:
        folded: as folded.
        word: its worth alone.
        is_proper: written with a capital that means something.
        has_capitals: the recogniser writes capitals in this turn.
        is_shouted: all capitals, as in WOZ.
        has_family_after: a family name follows, perhaps behind particles.
    """

    folded: str
    word: NameWord
    is_proper: bool
    has_capitals: bool
    is_shouted: bool
    has_family_after: bool

    @property
    def is_written_as_name(self) -> bool:
        """Its writing does not speak against a name."""
        return self.is_proper or not self.has_capitals


@dataclass(frozen=True, slots=True)
class Reading:
    """What of a name was read so far.

    Attributes:
        promise: what the words before the name make of it.
        is_title: `mevrouw` or its like stands before, so a family name follows.
        is_first: nothing was read yet.
        has_given: a first name, or an unlisted word that may be one, was read.
        has_family: a family name was read.
        particles: those read since.
    """

    promise: Promise
    is_title: bool = False
    is_first: bool = True
    has_given: bool = False
    has_family: bool = False
    particles: tuple[str, ...] = ()

    @property
    def is_promised(self) -> bool:
        """Something besides the lists says that a name stands here."""
        return self.promise > Promise.KNOWN_ONLY or self.has_given


def part_of_name(seen: Sighting, reading: Reading) -> Part | None:
    """Return which part of the name the word is, None where it is no part of it.

    `either` is a first word that may be a first name or the whole: names of the world stand on both lists.
    """
    if seen.is_shouted and seen.has_capitals and not seen.word.is_known:
        return None
    if _is_given(seen, reading):
        return "given"
    is_bare = reading.is_first and not reading.is_title and not reading.particles
    if _is_family(seen, reading):
        return "either" if is_bare and seen.is_proper else "family"
    return ("either" if is_bare else "family") if _is_unlisted(seen, reading) else None


def _is_given(seen: Sighting, reading: Reading) -> bool:
    """Say whether it is a first name: listed, or a word made one by its capital, its place or what follows."""
    if reading.particles or (reading.has_family and not seen.is_proper):
        return False
    if seen.word.is_given:
        return True
    if not seen.word.maybe_given or reading.has_family or reading.is_title:
        return False
    is_likely = seen.has_family_after or (seen.is_written_as_name and not seen.word.is_common)
    return seen.is_proper or (reading.is_promised and is_likely)


def _is_family(seen: Sighting, reading: Reading) -> bool:
    if seen.word.is_family:
        return True
    return _is_family_behind_particles(seen, reading) if reading.particles else _is_family_by_place(seen, reading)


def _is_family_behind_particles(seen: Sighting, reading: Reading) -> bool:
    """Judge the word behind `van der`, `de` or `ter`."""
    last, is_van_der = reading.particles[-1], reading.particles[-2:] in _VAN_DER
    if (last == "de" and seen.folded in SAFE_AFTER_DE) or (last in _VAN and seen.folded in SAFE_AFTER_VAN):
        return True
    word = seen.word
    if seen.is_proper and (last in _OPENING_PARTICLES or is_van_der):
        return True
    if seen.is_proper and reading.is_promised and not word.is_common:
        return not word.is_place or reading.promise is Promise.ANY
    is_listed = word.is_known or word.is_after_de or word.is_after_van or word.maybe_family or word.maybe_given
    if is_van_der and reading.is_promised:
        return True
    return is_listed and (reading.promise is Promise.ANY or reading.has_given or seen.is_proper)


def _is_family_by_place(seen: Sighting, reading: Reading) -> bool:
    """Judge a word that may be a family name, with no particle before it."""
    if reading.has_family:
        return False
    if not seen.word.maybe_family:
        return seen.word.is_place and seen.is_proper and reading.is_title
    if reading.promise is Promise.ANY:
        return reading.has_given or seen.is_written_as_name
    return seen.is_written_as_name if reading.has_given else seen.is_proper and reading.is_promised


def _is_unlisted(seen: Sighting, reading: Reading) -> bool:
    """Judge a word on no list: with a capital if the recogniser writes them, else only where a name must follow."""
    if not seen.word.is_unknown or reading.has_family:
        return False
    if seen.has_capitals:
        return seen.is_proper and (reading.is_promised or reading.particles[-2:] in _VAN_DER)
    if seen.word.is_ordinary or not reading.is_promised:
        return False
    if reading.promise is Promise.CAPITAL:
        return (reading.is_first and seen.has_family_after) or reading.has_given
    return reading.promise is Promise.ANY
