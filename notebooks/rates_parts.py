"""What the page of cue rates and silences is put together from."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from notebooks.reading import ask
from notebooks.wording import decimal, month, percent
from pipeline.desk import Desk

Row = Mapping[str, Any]
HEAD = (
    '<header class="ml-head"><h1>Leidraad en stilte</h1><p>Per team en wachtrij, nooit per persoon. '
    '<a href="../">Naar het spreektempo</a></p></header>'
)
TOO_SMALL = "De groep is te klein voor een cijfer. Zodra er genoeg medewerkers zijn, staat het hier."
SILENCE = (
    "<h3>Lange stiltes</h3><p>Stiltes van 10 seconden en meer, wachtstand meegeteld: hoeveel per gesprek, met het "
    "gebied van 95%.</p>"
)


def rates(desk: Desk) -> list[dict[str, Any]]:
    """Return the rates of all items, in the order of team, queue and month."""
    return ask(desk, "select * from analyst_cue_rates order by item_nl, team, queue, month_start")


def _group(row: Row) -> str:
    return row["queue"] or "zonder wachtrij"


def shares(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return the corrected shares, or where too little was audited those of the program."""
    return [
        {
            "group": _group(row),
            "month": row["month_start"],
            "share": row["said_share"] if row["corrected_share"] is None else row["corrected_share"],
            "low": row["said_low"] if row["corrected_share"] is None else row["low"],
            "high": row["said_high"] if row["corrected_share"] is None else row["high"],
            "calls": row["call_count"] or 0,
            "version": (row["leidraad_version"], row["measure_version"]),
        }
        for row in rows
    ]


def breaks(rows: Sequence[Row]) -> str:
    """Say that a change of the measure or the leidraad is no change of the calls."""
    if len({row["version"] for row in rows}) < 2:
        return ""
    return "<p>De meetwijze of de leidraad veranderde in deze tijd; een maand met twee punten telt twee meetwijzen.</p>"


def rate_caption(rows: Sequence[Row]) -> str:
    """Say whether the figures are corrected for the program's errors."""
    own = [row for row in rows if not row["is_too_small"]]
    if not own:
        return ""
    if all(row["corrected_share"] is None for row in own):
        return (
            "<p>Zoals het programma het hoorde, <strong>niet gecorrigeerd</strong>: er zijn nog te weinig gelote "
            "gesprekken beoordeeld. Het programma vergist zich; lees dit als richting, niet als cijfer.</p>"
        )
    return (
        "<p>Gecorrigeerd voor wat het programma mist en te veel hoort, gemeten op gelote gesprekken. Streep: 95%.</p>"
    )


def rate_table(rows: Sequence[Row]) -> str:
    """Return the figures behind the chart."""
    lines = "".join(
        f"<tr><td>{escape(_group(row))}</td><td>{month(row['month_start'])}</td><td>{_count(row)}</td>"
        f"<td>{percent(row['said_share'])}</td><td>{percent(row['corrected_share'])}</td>"
        f"<td>{percent(row['low'])} tot {percent(row['high'])}</td></tr>"
        for row in rows
    )
    return (
        '<details><summary>De cijfers</summary><table class="ml-table"><thead><tr><th>wachtrij</th><th>maand</th>'
        "<th>gesprekken</th><th>gehoord</th><th>gecorrigeerd</th><th>95%</th></tr></thead>"
        f"<tbody>{lines}</tbody></table></details>"
    )


def _count(row: Row) -> str:
    return "groep te klein" if row["is_too_small"] else str(row["call_count"])


def silences(desk: Desk, team: str | None) -> list[dict[str, Any]]:
    """Return long silences a call of a team by queue."""
    rows = ask(
        desk, "select * from analyst_silences where coalesce(team, '') = ? order by queue, month_start", [team or ""]
    )
    return [
        {
            "group": _group(row),
            "month": row["month_start"],
            "share": row["long_silences_per_call"],
            "low": row["low"],
            "high": row["high"],
            "calls": row["call_count"] or 0,
            "version": row["measure_version"],
        }
        for row in rows
    ]


def agreement(desk: Desk) -> str:
    """Say per item how far the program can be believed, or that nobody measured it yet."""
    rows = ask(desk, "select * from analyst_cue_agreement order by item_nl")
    if not rows:
        return (
            '<h3>Hoe vaak heeft het programma gelijk?</h3><p class="ml-note">Nog niet gemeten. Laat coaches gesprekken '
            "beoordelen die bij Selectie zijn geloot; dan staat het hier per onderdeel.</p>"
        )
    lines = "".join(
        f"<tr><td>{escape(row['item_nl'] or row['cue_id'])}</td><td>{row['audited_calls']}</td>"
        f"<td>{_interval(row, 'precision')}</td><td>{_interval(row, 'recall')}</td>"
        f"<td>{decimal(row['kappa'], 2)}</td></tr>"
        for row in rows
    )
    return (
        '<h3>Hoe vaak heeft het programma gelijk?</h3><table class="ml-table"><thead><tr><th>onderdeel</th>'
        "<th>beoordeelde gesprekken</th><th>klopt als het iets hoort</th><th>hoort wat er was</th><th>κ</th>"
        f"</tr></thead><tbody>{lines}</tbody></table>"
    )


def _interval(row: Row, name: str) -> str:
    return f"{percent(row[name])} ({percent(row[f'{name}_low'])} tot {percent(row[f'{name}_high'])})"
