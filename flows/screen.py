"""What an administrator and a coach see on the terminal, in Dutch."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.planning import Planned
from pipeline.warehouse import fetch, open_readonly

_WHY = {
    "new": "nieuw",
    "other_sound": "andere opname dan eerst",
    "other_settings": "ander model of andere instellingen: opnieuw herkennen",
    "other_party": "calls.csv noemt een andere medewerker: opnieuw herkennen",
    "corrected": "calls.csv verbeterd: alleen feiten en wat eruit volgt",
    "try_again": "opnieuw proberen",
    "done": "al gedaan",
    "refused_before": "al geweigerd, niets veranderd",
}
MOMENTS_SHOWN = 24


def show_plan(console: Console, planned: Sequence[Planned], refused: int, *, rescored: int = 0) -> None:
    """Show what a night would do and why.

    Args:
        console: where.
        planned: recordings that the inbox took.
        refused: recordings that it did not.
        rescored: calls to be scored again without sound.
    """
    table = Table(title="Wat deze nacht zou doen", title_justify="left")
    table.add_column("waarom")
    table.add_column("opnamen", justify="right")
    for why, label in _WHY.items():
        if count := sum(one.why == why for one in planned):
            table.add_row(label, str(count))
    if refused:
        table.add_row("geweigerd door de inbox", str(refused))
    if rescored:
        table.add_row("andere leidraad of maten: opnieuw beoordelen, zonder geluid", str(rescored))
    console.print(table)


def show_moments(console: Console, warehouse: Path) -> None:
    """Show the moments a coach would see, what goes well first."""
    with open_readonly(warehouse) as connection:
        moments = fetch(connection, "coach_flagged_moments")
    ordered = sorted(moments, key=lambda row: (row["polarity"] != "top", -(row["confidence"] or 0), row["start_s"]))
    table = Table(title="Momenten: voorstellen van het programma, tot een coach ze bevestigt", title_justify="left")
    for column in ("", "item", "gesprek", "tijd", "gehoord"):
        table.add_column(column)
    for row in _each_polarity(ordered, MOMENTS_SHOWN):
        mark = "[green]top[/]" if row["polarity"] == "top" else "[yellow]leerdoel[/]"
        heard = escape(str(row["evidence"] or ""))
        table.add_row(mark, escape(str(row["reason"])), escape(str(row["call_id"])), clock(row["start_s"]), heard)
    console.print(table)
    console.print(
        f"{len(moments)} momenten in alles; `coach_flagged_moments` in {escape(str(warehouse))} heeft ze alle."
    )


def clock(seconds: float) -> str:
    """Return a time in a call as m:ss."""
    return f"{int(seconds // 60)}:{int(seconds % 60):02d}"


def _each_polarity(rows: Sequence[Mapping[str, Any]], most: int) -> list[Mapping[str, Any]]:
    tops = [row for row in rows if row["polarity"] == "top"]
    goals = [row for row in rows if row["polarity"] != "top"]
    return [*tops[: most - min(len(goals), most // 3)], *goals[: most // 3]]
