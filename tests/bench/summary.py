"""From scores to one result: figures by set of calls, with their intervals; no word of a call."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from tests.bench.assess import CallScores
from tests.bench.scores import Ratio, interval, pool, verdict_ratios

Json = dict[str, Any]
LAYOUT = 3
"""Of a result: raised where a figure no longer means what it did, which `comparing` then says."""
CUE_TABLES: Final = {"heard": "cue", "text": "text_cue"}
"""Which tables hold the verdicts on cues as heard, and which those on the true words."""
GREETINGS: Final = {"greetings": "ours", "greetings_by_others": "another author's"}
"""The sets of greetings by the name they have in a result, and whose they are."""


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
    return {name: rounded(value) for name, value in figures.items()}


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


def rounded(value: float | None) -> float | None:
    """Return a figure as a result holds it."""
    return None if value is None else round(value, 4)
