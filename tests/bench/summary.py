"""From scores to one result: figures by set of calls, with their intervals; no word of a call."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from tests.bench.assess import CallScores
from tests.bench.scores import Ratio, interval, pool, verdict_ratios

Json = dict[str, Any]
LAYOUT = 2
CUE_TABLES: Final = {"heard": "cue", "text": "text_cue"}
"""Which tables hold the verdicts on cues as heard, and which those on the true words."""


def set_figures(scores: Sequence[CallScores]) -> Json:
    """Pool the scores of a set of calls."""
    return {
        "call_count": len(scores),
        "ratios": _pooled(score.ratios for score in scores),
        "cues": cue_figures(scores),
        "tables": {name: table_figures(counts) for name, counts in sorted(pool_tables(scores).items())},
    }


def ratio_figures(parts: Sequence[Ratio]) -> Json:
    """Return the pooled ratio with what it is made of, and its interval where there are calls enough to tell one."""
    total = sum(parts, start=Ratio())
    low, high = interval(parts) or (None, None)
    figures: Json = {"value": total.value, "part": total.part, "whole": total.whole, "low": low, "high": high}
    return {name: _rounded(value) for name, value in figures.items()}


def cue_figures(scores: Iterable[CallScores]) -> Json:
    """Return the figures of each item that was judged: those of `verdict_ratios`, as heard and on the true words."""
    calls: dict[str, dict[str, list[Mapping[str, Ratio]]]] = {}
    for score in scores:
        for name, counts in score.tables.items():
            prefix, _, item = name.partition(":")
            if item:
                calls.setdefault(item, defaultdict(list))[prefix].append(verdict_ratios(counts))
    return {
        item: {words: _pooled(own[table]) for words, table in CUE_TABLES.items()} for item, own in sorted(calls.items())
    }


def _pooled(calls: Iterable[Mapping[str, Ratio]]) -> Json:
    return {name: ratio_figures(parts) for name, parts in sorted(pool(calls).items())}


def pool_tables(scores: Iterable[CallScores]) -> dict[str, Counter[tuple[str, str]]]:
    """Add up tables of counts by their name."""
    tables: dict[str, Counter[tuple[str, str]]] = {}
    for score in scores:
        for name, counts in score.tables.items():
            tables[name] = tables.get(name, Counter()) + counts
    return tables


def table_figures(counts: Mapping[tuple[str, str], int]) -> Json:
    """Return counts as nested objects: what is true, then what was found."""
    rows: Json = {}
    for (true, found), count in sorted(counts.items()):
        rows.setdefault(true, {})[found] = count
    return rows


def item_ratios(table: Json) -> dict[str, Ratio]:
    """Return the ratios of one cue from its stored table."""
    return verdict_ratios({(true, found): count for true, row in table.items() for found, count in row.items()})


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def differences(before: Json, after: Json) -> list[tuple[str, float | None, float | None]]:
    """Return what stands differently in two results: name, before and after; in the order of `after`.

    Compared are the values of ratios, the work, the comparison with plain faster-whisper and invented words; a value
    that only one of them has is None in the other.
    """
    old, new = dict(_comparable(before)), dict(_comparable(after))
    names = [*new, *(name for name in old if name not in new)]
    return [(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)]


def _comparable(result: Json) -> Iterable[tuple[str, float | None]]:
    sets = dict(result.get("sets", {}))
    for variant, one in result.get("variants", {}).items():
        sets |= {f"{variant} {name}": figures for name, figures in one["sets"].items()}
    for set_name, figures in sets.items():
        for name, ratio in figures["ratios"].items():
            yield f"{set_name} {name}", ratio["value"]
    parts = {part: result.get(part) or {} for part in ("work", "plain", "invention")}
    for name in ("greetings", "greetings_by_others"):
        asked = result.get(name) or {}
        parts |= {f"{name} {kind}": asked[kind] for kind in ("named", "nameless") if kind in asked}
    for part, figures in parts.items():
        for name, value in figures.items():
            if isinstance(value, int | float):
                yield f"{part} {name}", value
