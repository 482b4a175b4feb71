"""The employee's name, asked of the sound: a name the recogniser misspelt is still there, one not said is not.

The opening is asked for the name and, in the same place, for names that nobody in the call has. What the own name
stands out above those is evidence; whatever the sound, some stand out a little, so a small margin says nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from pipeline.records import Facts, Heard

LEAD_IN = "u spreekt met"
OTHERS = ("Jelle Dijkstra", "Sanne Visser", "Karin Bakker", "Peter Jansen")
"""Invented; common enough that the model knows how to spell them. One that shares a part with the name asked for is
left out: it would be heard where the name is."""

SUPPORTING_MARGIN = 2.0
"""Nats per token by which a name must stand out in the sound above names that nobody said, to count as heard there."""
FORMS_OF_OTHER = 3
PARTICLES = frozenset("van de der den ten ter te 't op in la el".split())

_INITIALS = re.compile(r"[A-Za-z]\.?|(?:[A-Za-z]\.)+")


def name_probes(name: str) -> tuple[str, ...]:
    """Return the phrases to ask an opening for: each form of the name, then the same forms of the other names.

    Args:
        name: `Anneke de Vries` or `Vries, Anneke de`; empty where it is not known, which asks nothing.
    """
    if not _forms(name):
        return ()
    return tuple(f"{LEAD_IN}|{form}" for one in (name, *_others(name)) for form in _forms(one))


def name_margin(name: str, evidence: Sequence[float]) -> float | None:
    """Return what the name stands out above the others, in nats per token, in the form that does so most.

    Args:
        name: as given to `name_probes`.
        evidence: per probe, in its order; empty where the sound was not asked.
    """
    if not evidence:
        return None
    count = len(_forms(name))
    own, rest = evidence[:count], evidence[count:]
    each = [rest[at : at + FORMS_OF_OTHER] for at in range(0, len(rest), FORMS_OF_OTHER)]
    full = median(one[0] for one in each)
    single = median(max(one[1:]) for one in each)
    standards = (single,) if count == 1 else (full, single, single)
    return round(max(value - standard for value, standard in zip(own, standards, strict=True)), 3)


def with_margin(facts: Facts, margin: float | None, opening_end: int) -> Facts:
    """Add the margin to the own names found in the opening.

    Args:
        facts: names found in the words.
        margin: of the sound of the opening; None where it was not asked.
        opening_end: position after the last word of the sound that was asked.
    """
    return replace(facts, heard=tuple(_judged(one, margin, opening_end) for one in facts.heard))


def _judged(heard: Heard, margin: float | None, opening_end: int) -> Heard:
    is_asked = heard.kind == "employee_name" and heard.end_word <= opening_end
    return replace(heard, sound_margin=margin) if is_asked else heard


def _others(name: str) -> tuple[str, ...]:
    own = set(" ".join(_forms(name)).lower().split())
    return tuple(other for other in OTHERS if own.isdisjoint(other.lower().split())) or OTHERS


def _forms(name: str) -> tuple[str, ...]:
    """Return the whole name, the first name and the surname; one form where there is no first name, none for no name.

    Initials are left out: nobody says them.
    """
    surname, _, given = name.partition(",")  # without a comma all of it is before it
    words = [word for word in f"{given} {surname}".split() if not _INITIALS.fullmatch(word)]
    if not words:
        return ()
    if len(words) == 1 or words[0].lower() in PARTICLES:
        return (" ".join(words),)
    rest = words[1:]
    while len(rest) > 1 and rest[0].lower() in PARTICLES:
        rest = rest[1:]
    return (" ".join(words), words[0], " ".join(rest))
