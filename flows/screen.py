"""What an administrator and a coach see on the terminal, in Dutch."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.nights import NightReport
from pipeline.planning import Planned
from pipeline.warehouse import fetch, open_readonly

if TYPE_CHECKING:  # it imports Prefect, which one call on the screen does not need
    from flows.nightly import NightResult

_STAGES = {
    "decode": "inlezen",
    "activity": "wie spreekt",
    "recognition": "herkennen",
    "understand": "rollen, namen, maskeren",
    "derive": "maten en cues",
}
_WHY = {
    "new": "nieuw",
    "changed": "gewijzigd: geluid, instellingen of model",
    "try_again": "opnieuw proberen",
    "done": "al gedaan",
    "refused_before": "al geweigerd, niets veranderd",
}
MOMENTS_SHOWN = 24


def show_plan(console: Console, planned: Sequence[Planned], refused: int) -> None:
    """Show what a night would do and why."""
    table = Table(title="Wat deze nacht zou doen", title_justify="left")
    table.add_column("waarom")
    table.add_column("opnamen", justify="right")
    for why, label in _WHY.items():
        if count := sum(one.why == why for one in planned):
            table.add_row(label, str(count))
    if refused:
        table.add_row("geweigerd door de inbox", str(refused))
    console.print(table)


def show_night(console: Console, result: "NightResult", warehouse: Path) -> None:
    """Show the night's report and what was refused, one screen."""
    report = result.report
    table = Table(title=f"Nacht van {report.night}", title_justify="left", show_header=False)
    for label, value in _lines(report, loaded=result.published.loaded_count):
        table.add_row(label, value)
    console.print(table)
    with open_readonly(warehouse) as connection:
        failures = fetch(connection, "ops_failures")
    if failures:
        console.print(_failures(failures))
    for warning in result.warnings:
        console.print(f"[yellow]Let op:[/] {escape(warning)}")


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


def _lines(report: NightReport, *, loaded: int) -> list[tuple[str, str]]:
    work_s = sum(report.work_s.values())
    speed = f"{work_s / report.audio_s:.3f} s werk per seconde gesprek" if report.audio_s else "-"
    stages = ", ".join(
        f"{_STAGES.get(name, name)} {seconds / work_s:.0%}" for name, seconds in report.work_s.items() if work_s
    )
    return [
        ("gevonden in de inbox", str(report.found_count)),
        ("gedaan", f"{report.done_count} ({report.audio_s / 60:.1f} minuten)"),
        ("al eerder gedaan", str(report.already_done_count)),
        ("geweigerd", str(report.refused_count)),
        ("nieuw in het warehouse", str(loaded)),
        ("snelheid", speed),
        ("verdeling", stages or "-"),
        ("versie", report.pipeline_version),
    ]


def _failures(rows: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(title="Geweigerd", title_justify="left")
    for column in ("gesprek", "stap", "reden", "uitleg"):
        table.add_column(column)
    for row in rows:
        table.add_row(*(escape(str(row[column] or "-")) for column in ("call_id", "stage", "reason", "detail")))
    return table
