"""Two results beside each other: what stands differently, cues by today's rule whatever the layout."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from pipeline.errors import SettingsError
from tests.bench.scores import Ratio, verdict_ratios
from tests.bench.summary import CUE_TABLES, GREETINGS, LAYOUT, Json, rounded

KINDS: Final = {
    "sets": "calls against the truth",
    "variants": "calls over other lines",
    "peers": "the program beside others",
}
"""What a result is of, by the key that only its kind has."""
_COUNTED_ANEW: Final = "its figures of cues are counted anew from its verdicts, by today's rule"
_MEANT: Final = {
    2: {
        "sets": f"{_COUNTED_ANEW}; its music, tones and prompts of no party lie on the citizen's channel only",
        "variants": _COUNTED_ANEW,
        "peers": "its faster-whisper had as many threads as there were cores, four at most",
    }
}
"""What figures of an older layout, where they mean something else, are compared as, by layout and kind."""

Value = float | None


def kind_of(result: object) -> str:
    """Return the key in `KINDS` of a result; empty for what is none."""
    return next((kind for kind in KINDS if isinstance(result, dict) and kind in result), "")


def differences(before: Json, after: Json) -> list[tuple[str, Value, Value]]:
    """Return what stands differently in two results: name, before and after; in the order of `after`.

    Compared are the values of ratios, of each cue too, the work, the comparison with plain faster-whisper, invented
    words and asked greetings; of peers, their errors and work; a value that only one of them has is None in the other.

    Raises:
        SettingsError: they are not of one kind, or hold no figure that both have.
    """
    kinds = [KINDS.get(kind_of(result), "something else") for result in (before, after)]
    if kinds[0] != kinds[1]:
        raise SettingsError(f"results of two kinds cannot be compared: {kinds[0]}, and {kinds[1]}")
    old, new = ({name: value for name, value in _figures(one) if value is not None} for one in (before, after))
    if not old.keys() & new.keys():
        raise SettingsError(f"these results ({kinds[0]}) hold no figure that both have, so nothing can be compared")
    names = [*new, *(name for name in old if name not in new)]
    return [(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)]


def remarks(before: Json, after: Json) -> list[str]:
    """Return a sentence for each result whose figures did not mean all that they mean now."""
    sentences = []
    for label, result in (("before", before), ("after", after)):
        if (layout := result.get("layout", 0)) != LAYOUT:
            told = _MEANT.get(layout, dict.fromkeys(KINDS, "its figures may mean something else")).get(kind_of(result))
            sentences.append(f"{label}: layout {layout}, now {LAYOUT}" + (f"; {told}" if told else ""))
    return sentences


def item_ratios(table: Json) -> dict[str, Ratio]:
    """Return the ratios of one cue from its stored table."""
    return verdict_ratios(_counts(table))


def _counts(table: Json) -> Counter[tuple[str, str]]:
    return Counter({(true, found): count for true, row in table.items() for found, count in row.items()})


def _figures(result: Json) -> Iterator[tuple[str, Value]]:
    if "threads" in result:
        yield "threads", result["threads"]
    if "peers" in result:
        yield from _of_peers(result)
    sets = dict(result.get("sets", {}))
    for variant, one in result.get("variants", {}).items():
        sets |= {f"{variant} {name}": figures for name, figures in one["sets"].items()}
    for set_name, figures in sets.items():
        yield from ((f"{set_name} {name}", value) for name, value in set_values(figures))
    for name in GREETINGS:
        asked = result.get(name) or {}
        yield from _numbers(f"{name} named", asked.get("named"))
        yield from _numbers(f"{name} nameless", asked.get("nameless"))
    for part in ("work", "plain", "invention"):
        yield from _numbers(part, result.get(part))


def set_values(figures: Json) -> Iterator[tuple[str, Value]]:
    """Return the values of a set; those of cues from their counts, which no change of the rule touches."""
    yield "calls", figures["call_count"]
    of_cues = dict(_of_cues(figures["tables"]))
    for name, ratio in figures["ratios"].items():
        yield name, of_cues.pop(name, ratio["value"])
    yield from of_cues.items()


def _of_cues(tables: Mapping[str, Json]) -> Iterator[tuple[str, Value]]:
    for prefix in CUE_TABLES.values():
        items = {name: table for name, table in tables.items() if name.startswith(f"{prefix}:")}
        together = sum(map(_counts, items.values()), start=Counter[tuple[str, str]]())
        if items:
            yield from ((f"{prefix}_{name}", rounded(one.value)) for name, one in verdict_ratios(together).items())
        for item, table in items.items():
            yield from ((f"{item} {name}", rounded(one.value)) for name, one in item_ratios(table).items())


def _of_peers(result: Json) -> Iterator[tuple[str, Value]]:
    yield "calls", result["call_count"]
    for row in result["peers"]:
        name = f"{row['name']}, {row['sound']}:"
        yield from ((f"{name} {figure}", ratio["value"]) for figure, ratio in row.get("ratios", {}).items())
        yield from _numbers(name, {"time_ratio": row.get("time_ratio")} | row.get("work", {}))
    yield from _numbers("chain", result["chain"])
    for program, figures in result["interruptions"].items():
        yield from _numbers(f"interruptions, {program}:", figures)


def _numbers(part: str, figures: Json | None) -> Iterator[tuple[str, Value]]:
    yield from ((f"{part} {name}", one) for name, one in (figures or {}).items() if isinstance(one, int | float))
