"""A measured figure, and how figures are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the bench.

    Attributes:
        part: what was measured.
        name: of the figure.
        value: None where nothing could be measured.
        unit: of the value; empty for a plain number.
        count: of the things it rests on.
        aim: what it should be, as read by a person; empty without one.
    """

    part: str
    name: str
    value: float | None
    unit: str = ""
    count: int = 0
    aim: str = ""


def share(part: str, name: str, hits: Iterable[bool], aim: str = "") -> Figure:
    """Return which share of the things holds, in percent."""
    held = list(hits)
    return Figure(part, name, 100 * sum(held) / len(held) if held else None, "%", len(held), aim)


def show(figures: Sequence[Figure]) -> RenderableType:
    """Return a table per part."""
    return Group(*(_table(part, list(own)) for part, own in groupby(figures, key=lambda figure: figure.part)))


def _table(part: str, figures: Sequence[Figure]) -> Table:
    table = Table("figure", "value", "of", "aim", title=part, title_justify="left")
    for figure in figures:
        value = "-" if figure.value is None else f"{figure.value:.4g} {figure.unit}".strip()
        table.add_row(figure.name, value, str(figure.count or ""), figure.aim)
    return table
