"""The employee's name, asked of the sound: a name the recogniser misspelt is still there, one not said is not.

The opening is asked for the name and, in the same place, for names that nobody in the call has. What the own name
stands out above those is evidence; whatever the sound, some stand out a little, so a small margin says nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from pipeline.records import Facts, Heard

LEAD_IN = "u spreekt met"
OTHERS = ("Jelle Dijkstra", "Sanne Visser", "Karin Bakker", "Peter Jansen")
"""Invented; common enough that the model knows how to spell them."""

PARTICLES = frozenset("van de der den ten ter te 't op in la el".split())


def name_probes(name: str) -> tuple[str, ...]:
    """Return the phrases to ask an opening for: each form of the name, then the same forms of the other names.

    Args:
        name: first name first; empty where it is not known, which asks nothing.
    """
    if not name.strip():
        return ()
    return tuple(f"{LEAD_IN}|{form}" for one in (name, *OTHERS) for form in _forms(one))


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
    per_other = [len(_forms(other)) for other in OTHERS]
    full = median(_firsts(rest, per_other))
    last = median(_lasts(rest, per_other))
    standards = (full, *([last] * (count - 1)))
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


def _forms(name: str) -> tuple[str, ...]:
    """Return the whole name, the first name and the surname; one where the name is one word."""
    words = name.split()
    if len(words) < 2:
        return (name.strip(),)
    surname = words[1:]
    while len(surname) > 1 and surname[0].lower() in PARTICLES:
        surname = surname[1:]
    return (" ".join(words), words[0], " ".join(surname))


def _firsts(values: Sequence[float], counts: Sequence[int]) -> list[float]:
    return [values[sum(counts[:index])] for index in range(len(counts))]


def _lasts(values: Sequence[float], counts: Sequence[int]) -> list[float]:
    return [max(values[sum(counts[:index]) + 1 : sum(counts[: index + 1])]) for index in range(len(counts))]
