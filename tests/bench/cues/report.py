"""The figures as tables for the terminal."""

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table

Json = Any


def show(result: Json) -> RenderableType:
    """Return all tables of a result."""
    parts: list[RenderableType] = [
        table for name, corpus in result["corpora"].items() for table in _tables(name, corpus)
    ]
    parts.append(_flat("Texts of others", result["texts"]))
    parts.append(_flat("Rescoring", {"speed": result["speed"]}))
    return Group(*parts)


def show_authors(authors: Json, together: str) -> RenderableType:
    """Return the levels of each author, and all tables of them together."""
    each = (_levels(name, figures) for name, figures in authors.items() if name != together)
    return Group(*each, *_tables(together, authors[together]))


def _tables(name: str, corpus: Json) -> list[Table]:
    return [_levels(name, corpus), _items(name, corpus), _confidence(name, corpus), _kinds(name, corpus)]


def _levels(name: str, corpus: Json) -> Table:
    table = _table(f"{name}: {corpus['calls']} calls, {corpus['with_frisian']} with Frisian", "")
    rows = {
        "word errors": lambda figures: figures["word_errors"],
        "F1, mean of items": lambda figures: figures["macro_f1"]["all"],
        "  Dutch agents": lambda figures: figures["macro_f1"]["nl"],
        "  Frisian agents": lambda figures: figures["macro_f1"]["fy"],
        "F1, pooled": lambda figures: figures["pooled"]["f1"],
        "  precision": lambda figures: figures["pooled"]["precision"],
        "  recall": lambda figures: figures["pooled"]["recall"],
        "left uncertain": lambda figures: figures["sure"]["uncertain"],
        "of verdicts >= 0.8 right": lambda figures: figures["sure"]["right"],
        "  said": lambda figures: figures["sure"]["said_right"],
        "  not said": lambda figures: figures["sure"]["not_said_right"],
        "verdicts >= 0.8, of what applied": lambda figures: figures["sure"]["sure_share"],
        "questions, mean F1 of kinds": lambda figures: figures["questions"]["macro_f1"],
        "language of turns: Dutch": lambda figures: figures["language_of_long_turns"]["nl"],
        "language of turns: Frisian": lambda figures: figures["language_of_long_turns"]["fy"],
    }
    for level in corpus["levels"]:
        table.add_column(level, justify="right")
    for label, figure in rows.items():
        table.add_row(label, *(_share(figure(figures)) for figures in corpus["levels"].values()))
    return table


def _items(name: str, corpus: Json) -> Table:
    table = _table(f"{name}: F1 of each item (times it was said)", "item")
    levels = corpus["levels"]
    columns = [(level, language) for level in levels for language in ("all", "nl", "fy")]
    columns = [one for one in columns if one[1] == "all" or one[0] in ("clean", "25%")]
    for level, language in columns:
        table.add_column(level if language == "all" else language, justify="right")
    for item in levels["clean"]["items"]:
        cells = (levels[level]["items"].get(item, {}).get(language) for level, language in columns)
        table.add_row(item, *(_with_count(cell) if cell else "-" for cell in cells))
    return table


def _with_count(cell: Json) -> str:
    return f"{_share(cell['f1'])} ({cell['said']})" if cell["said"] else "-"


def _confidence(name: str, corpus: Json) -> Table:
    table = _table(f"{name}: share of verdicts that are right, by confidence (how many)", "from")
    for level in corpus["levels"]:
        table.add_column(level, justify="right")
    for number, row in enumerate(corpus["levels"]["clean"]["confidence"]):
        rows = [figures["confidence"][number] for figures in corpus["levels"].values()]
        table.add_row(f"{row['from']:.2f}", *(f"{_share(one['right'])} ({one['count']})" for one in rows))
    return table


def _kinds(name: str, corpus: Json) -> Table:
    table = _table(f"{name}: questions of the agent, F1 (how many)", "kind")
    levels = corpus["levels"]
    for level in levels:
        table.add_column(level, justify="right")
    kinds = dict.fromkeys(kind for figures in levels.values() for kind in figures["questions"]["kinds"])
    for kind in kinds:
        cells = (figures["questions"]["kinds"].get(kind) for figures in levels.values())
        table.add_row(kind, *(_with_count(cell) if cell else "-" for cell in cells))
    return table


def _flat(title: str, figures: Json) -> Table:
    table = _table(title, "")
    table.add_column("", justify="right")
    for label, value in _leaves("", figures):
        table.add_row(label, f"{value:g}" if isinstance(value, int | float) else str(value))
    return table


def _leaves(path: str, value: Json) -> Iterator[tuple[str, Json]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(f"{path} {key}".strip(), inner)
    else:
        yield path, value


def _table(title: str, first: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    return table


def _share(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}"
