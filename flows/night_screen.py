"""One screen on a night, beside the nights before, in Dutch."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.night_work import NightResult
from flows.wiring import Installation
from pipeline.nights import NightReport
from pipeline.warehouse import fetch, open_readonly

NIGHTS_SHOWN = 5
FAILURES_SHOWN = 12
MOST_UNEXPLAINED = 0.05
_STAGES = {
    "decode": "inlezen",
    "activity": "wie spreekt",
    "diarization": "stemmen scheiden",
    "recognition": "herkennen",
    "understand": "rollen, namen, maskeren",
    "derive": "maten en cues",
}


def show_night(console: Console, result: NightResult, here: Installation) -> None:
    """Show what a night did, beside the nights before, and what needs a hand."""
    show_nights(console, here)
    console.print(f"Nieuw of opnieuw in het warehouse: {result.published.loaded_count}.")
    for warning in result.warnings:
        console.print(f"[yellow]Let op:[/] {escape(warning)}", soft_wrap=True)


def show_nights(console: Console, here: Installation) -> None:
    """Show the last nights side by side, what is refused and why, and quality by line and queue."""
    nights = here.nights.nights()[-NIGHTS_SHOWN:][::-1]
    if not nights:
        console.print("Er is nog geen nacht gedraaid.")
        return
    console.print(_beside(nights))
    if nights[0].audio_s and nights[0].batch_s:
        console.print(_profile(nights[0]))
    if not here.warehouse.exists():
        return
    with open_readonly(here.warehouse) as connection:
        failures = fetch(connection, "ops_failures", order_by=("stage", "reason", "file_id"))
        quality = fetch(connection, "ops_quality", order_by=("trunk", "queue"))
    if failures:
        console.print(_failures(failures))
    latest = [row for row in quality if row["night"].isoformat() == nights[0].night]
    if latest:
        console.print(_quality(latest))


def _beside(nights: Sequence[NightReport]) -> Table:
    table = Table(title="De laatste nachten", title_justify="left")
    table.add_column("")
    for report in nights:
        table.add_column(report.night, justify="right")
    for label, value in _LINES.items():
        table.add_row(label, *(value(report) for report in nights))
    return table


def _profile(report: NightReport) -> Table:
    """Show where the time of a night's batches went, stage by stage, and how much of it is in none."""
    table = Table(title=f"Waar de tijd van {report.night} bleef", title_justify="left")
    table.add_column("")
    for column in ("seconden", "aandeel", "per seconde gesprek"):
        table.add_column(column, justify="right")
    worked_s = sum(report.work_s.values())
    unexplained_s = max(0.0, report.batch_s - worked_s)
    is_trusted = unexplained_s <= MOST_UNEXPLAINED * report.batch_s
    mark = "" if is_trusted else " [red](te veel: de stappen zijn niet te vertrouwen)[/]"
    lines = {
        **{_STAGES.get(stage, stage): seconds for stage, seconds in report.work_s.items()},
        f"in geen stap{mark}": unexplained_s,
        "samen": max(report.batch_s, worked_s),
        "waarvan in modellen": report.model_s,
        "waarvan erbuiten": max(0.0, worked_s - report.model_s),
    }
    for label, seconds in lines.items():
        if label == "samen":
            table.add_section()
        share = seconds / max(report.batch_s, worked_s)
        table.add_row(label, f"{seconds:.1f}", f"{share:.1%}", f"{seconds / report.audio_s:.4f}")
    return table


def _speed(report: NightReport) -> str:
    return f"{sum(report.work_s.values()) / report.audio_s:.3f}" if report.audio_s else "-"


def _slowest(report: NightReport) -> str:
    total_s = sum(report.work_s.values())
    if not total_s:
        return "-"
    name = max(report.work_s, key=lambda stage: report.work_s[stage])
    return f"{_STAGES.get(name, name)} {report.work_s[name] / total_s:.0%}"


def _duration(seconds: float | None) -> str:
    if seconds is None:
        return "-"
    minutes = abs(round(seconds / 60))
    return f"{'-' if seconds < 0 else ''}{minutes // 60}:{minutes % 60:02d}"


def _disk(report: NightReport) -> str:
    return f"{report.disk_free_bytes / 1e9:.1f}" if report.disk_free_bytes is not None else "-"


_LINES: Mapping[str, Callable[[NightReport], str]] = {
    "gevonden in de inbox": lambda report: str(report.found_count),
    "gedaan": lambda report: str(report.done_count),
    "minuten geluid": lambda report: f"{report.audio_s / 60:.1f}",
    "al eerder gedaan": lambda report: str(report.already_done_count),
    "geweigerd": lambda report: str(report.refused_count),
    "uitgesteld tot de volgende nacht": lambda report: str(report.put_off_count),
    "feiten verbeterd, zonder geluid": lambda report: str(report.corrected_count),
    "opnieuw beoordeeld, zonder geluid": lambda report: str(report.rescored_count),
    "duur (uren:minuten)": lambda report: _duration((report.ended_at - report.started_at).total_seconds()),
    "over tot het einde van de nacht": lambda report: _duration(report.spare_s),
    "seconden werk per seconde gesprek": _speed,
    "meeste werk": _slowest,
    "schijf vrij (GB)": _disk,
    "versie": lambda report: report.pipeline_version,
}


def _failures(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Show each recording where they are few, else how many for each reason."""
    table = Table(title=f"Geweigerd: {len(rows)}", title_justify="left")
    if len(rows) <= FAILURES_SHOWN:
        for column in ("gesprek", "stap", "reden", "uitleg"):
            table.add_column(column)
        for row in rows:
            table.add_row(*(escape(str(row[column] or "-")) for column in ("call_id", "stage", "reason", "detail")))
        return table
    for column in ("stap", "reden", "opnamen"):
        table.add_column(column)
    reasons: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (str(row["stage"]), str(row["reason"]))
        reasons[key] = reasons.get(key, 0) + 1
    for (stage, reason), count in sorted(reasons.items(), key=lambda item: -item[1]):
        table.add_row(escape(stage), escape(reason), str(count))
    return table


def _quality(rows: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(title="Kwaliteit per lijn en wachtrij", title_justify="left")
    for column in ("lijn", "wachtrij", "gesprekken", "goed", "beperkt", "onbruikbaar", "spraak boven ruis (dB)"):
        table.add_column(column)
    for row in rows:
        counts = (str(row[name]) for name in ("call_count", "good_count", "limited_count", "unusable_count"))
        snr_db = "-" if row["median_snr_db"] is None else f"{row['median_snr_db']:.0f}"
        table.add_row(escape(row["trunk"] or "-"), escape(row["queue"] or "-"), *counts, snr_db)
    return table
