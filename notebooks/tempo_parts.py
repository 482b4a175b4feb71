"""What the analyst's tempo page is put together from."""

import csv
import io
import tempfile
from collections.abc import Mapping, Sequence
from datetime import timedelta
from html import escape
from pathlib import Path
from typing import Any

from notebooks.charts import KINDS
from notebooks.coach_parts import People, name_of
from notebooks.reading import ask
from notebooks.wording import calls, decimal
from pipeline.desk import Desk, events_for, log_opening, note_event
from pipeline.warehouse import connect

Row = Mapping[str, Any]
MEASURES = {
    "Gecorrigeerd voor de lengte van zinsdelen": "adjusted_rate",
    "Zoals gemeten": "articulation_rate",
    "Ten opzichte van de inwoner": "difference_to_citizen",
}
UNITS = {
    "adjusted_rate": "lettergrepen per seconde",
    "articulation_rate": "lettergrepen per seconde",
    "difference_to_citizen": "verschil in lettergrepen per seconde",
}
ALL_TOPICS = "alle onderwerpen"
HEAD = (
    '<header class="ml-head"><h1>Spreektempo</h1><p>Per medewerker en week, in alfabetische volgorde. Een verschil '
    "binnen de grijze band is niet te horen; een streep laat zien hoe zeker een punt is. "
    '<a href="stilte/">Naar leidraad en stilte</a></p></header>'
)
_COLUMNS = ("who", "week", "rate", "low", "high", "calls", "minutes", "version")


def weekly(desk: Desk) -> list[dict[str, Any]]:
    """Return the weeks of all employees."""
    return ask(desk, "select * from analyst_tempo_weekly order by employee_id, week_start")


def best_measure(rows: Sequence[Row]) -> str:
    """Return the adjusted rate where it was computed at all."""
    measures = list(MEASURES)
    return measures[0] if any(row["adjusted_rate"] is not None for row in rows) else measures[1]


def topics(desk: Desk) -> list[str]:
    """Return the topics of calls, for looking at like with like."""
    return [
        row["topic"] for row in ask(desk, "select distinct topic from calls where topic is not null order by topic")
    ]


def rows_for(
    desk: Desk, rows: Sequence[Row], chosen: tuple[str | None, str, str], people: People
) -> list[dict[str, Any]]:
    """Return what the chart shows of a team, one row an employee, week and version of the measures."""
    team, measure, topic = chosen
    column = MEASURES[measure]
    source = rows if topic == ALL_TOPICS else _of_topic(desk, topic)
    own = [row for row in source if row["team"] == team]
    usual = {
        one: _usual([row for row in own if row["employee_id"] == one], column)
        for one in {r["employee_id"] for r in own}
    }
    has_interval = column == "adjusted_rate" and topic == ALL_TOPICS
    return [
        {
            "who": name_of(row["employee_id"], people),
            "week": row["week_start"],
            "rate": row[column],
            "low": row["low"] if has_interval else None,
            "high": row["high"] if has_interval else None,
            "usual": usual[row["employee_id"]] if column != "difference_to_citizen" else None,
            "calls": row["call_count"],
            "minutes": row["phonation_min"],
            "version": row["measure_version"],
        }
        for row in own
    ]


def latest(rows: Sequence[Row], weeks: int) -> list[dict[str, Any]]:
    """Return the rows of the latest so many weeks."""
    last = max((row["week"] for row in rows), default=None)
    return [dict(row) for row in rows if last is not None and row["week"] > last - timedelta(weeks=weeks)]


def _of_topic(desk: Desk, topic: str) -> list[dict[str, Any]]:
    """Return measured weeks of one topic; the adjusted rate is not computed by topic."""
    return ask(
        desk,
        """
        select card.employee_id, card.team, date_trunc('week', card.local_date)::date as week_start,
            count(*) as call_count, sum(t.phonation_s) / 60 as phonation_min,
            sum(t.syllable_count) / nullif(sum(t.phonation_s), 0) as articulation_rate,
            null as adjusted_rate, null as low, null as high, null as difference_to_citizen, t.measure_version
        from coach_call_card as card
        inner join stg_tempo as t on t.call_id = card.call_id and t.local_date = card.local_date and t.speaker = 'agent'
        where card.topic = ?
        group by all
        """,
        [topic],
    )


def _usual(rows: Sequence[Row], column: str) -> float | None:
    known = [(row[column], row["phonation_min"]) for row in rows if row[column] is not None]
    minutes = sum(one for _, one in known)
    return sum(rate * one for rate, one in known) / minutes if minutes else None


def events(desk: Desk, team: str | None) -> list[dict[str, Any]]:
    """Return trainings and other dates of a team, or of all."""
    return [{"name": one.name, "kind": one.kind, "day": one.happened_on} for one in events_for(desk, team)]


def event_noter(desk: Desk, team: Any, fields: tuple[Any, Any, Any], set_tick: Any) -> Any:
    """Return what stores a training or another date to compare around; one without a name is not stored."""
    name, kind, on = fields

    def store(_value: Any) -> None:
        if name.value.strip():
            note_event(desk, name.value.strip(), kind.value, on=on.value, team=team.value)
            set_tick(lambda tick: tick + 1)

    return store


def caption(rows: Sequence[Row], measure: str, events: Sequence[Row]) -> str:
    """Say what the chart shows, what it rests on, and where it breaks."""
    count, minutes = sum(row["calls"] for row in rows), sum(row["minutes"] for row in rows)
    versions = {row["version"] for row in rows}
    breaks = " De lijn breekt waar de meetwijze veranderde." if len(versions) > 1 else ""
    dated = ", ".join(f"{KINDS[one['kind']]} {one['name']} ({one['day']:%d-%m-%Y})" for one in events)
    lines = escape(f" Stippellijn: {dated}.") if dated else ""
    what = {
        "adjusted_rate": "Wie in langere zinsdelen praat, praat vanzelf sneller; dat is eruit. De streep is 95%.",
        "articulation_rate": "Zonder correctie of onzekerheid; wie in langere zinsdelen praat, praat vanzelf sneller.",
        "difference_to_citizen": "Boven nul praat de medewerker sneller dan de inwoner.",
    }[MEASURES[measure]]
    return (
        f"<p>Lettergrepen per seconde spraak, pauzes niet meegeteld. {what} Dit rust op {calls(count)} en "
        f"{decimal(minutes, 0)} min spraak.{breaks} "
        f"Geen punt betekent: te weinig spraak, niet: langzaam.{lines}</p>"
    )


def case_mix(desk: Desk, team: str | None) -> str:
    """Return what a team's calls were about, month by month: tempo follows the topic."""
    rows = ask(
        desk,
        "select date_trunc('month', local_date)::date as m, coalesce(replace(topic, '_', ' '), 'niet duidelijk') as t, "
        "count(*) as n from calls where team = ? group by all order by m desc, n desc limit 60",
        [team],
    )
    if not rows:
        return ""
    lines = "".join(f"<tr><td>{row['m']:%m-%Y}</td><td>{escape(row['t'])}</td><td>{row['n']}</td></tr>" for row in rows)
    return (
        '<details><summary>Waar gingen de gesprekken over?</summary><table class="ml-table"><thead><tr><th>maand</th>'
        f"<th>onderwerp</th><th>gesprekken</th></tr></thead><tbody>{lines}</tbody></table></details>"
    )


def before_after_table(found: Mapping[str, tuple[float | None, float | None]]) -> str:
    """Return the tempo before and after, in alphabetical order."""
    lines = "".join(
        f"<tr><td>{escape(who)}</td><td>{decimal(before, 2)}</td><td>{decimal(after, 2)}</td></tr>"
        for who, (before, after) in sorted(found.items())
    )
    return (
        '<table class="ml-table"><thead><tr><th>medewerker</th><th>voor (lettergrepen per seconde)</th><th>na</th></tr>'
        f"</thead><tbody>{lines}</tbody></table><p>Samengenomen over minuten spraak, met de "
        "huidige meetwijze alleen; een streepje: niets te meten.</p>"
    )


def exported(desk: Desk, rows: Sequence[Row], kind: str) -> bytes:
    """Return what the chart shows as CSV or Parquet; taking it along is logged."""
    log_opening(desk, "tempo", "export")
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**row, "who": _harmless(row["who"])} for row in rows)
    if kind == "csv":
        return text.getvalue().encode("utf-8")
    with tempfile.TemporaryDirectory() as folder, connect() as connection:
        table, parquet = Path(folder) / "tempo.csv", Path(folder) / "tempo.parquet"
        table.write_text(text.getvalue(), encoding="utf-8")
        connection.read_csv(str(table)).write_parquet(str(parquet))
        return parquet.read_bytes()


def _harmless(text: str) -> str:
    """Keep a spreadsheet from taking a name for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t" else text
