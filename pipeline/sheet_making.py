"""The sheets of a month, from the marts and what people agreed."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.people_records import Goal
from pipeline.people_store import PeopleStore, latest_goals
from pipeline.pseudonyms import Person
from pipeline.sheets import Sheet, employee_sheet, team_sheet
from pipeline.warehouse import Connection, fetch, open_readonly


def latest_month(warehouse: Path) -> date | None:
    """Return the first day of the latest month with calls; None for an empty warehouse."""
    with open_readonly(warehouse) as connection:
        [(found,)] = connection.execute("select date_trunc('month', max(local_date))::date from calls").fetchall()
    return found if isinstance(found, date) else None


def employee_sheets(
    warehouse: Path, people: PeopleStore, names: Mapping[str, Person], month: date, *, shows_text: bool
) -> dict[str, Sheet]:
    """Return a sheet per employee who took calls in the month, by pseudonym.

    Args:
        warehouse: the published file.
        people: agreed goals.
        names: who is behind the pseudonyms, empty where names may not appear.
        month: first day.
        shows_text: words of calls and of people may be on it.
    """
    with open_readonly(warehouse) as connection:
        talk = fetch(connection, "coach_tops_and_goals", equal={"month_start": month})
        wanted = sorted({one for row in talk for one in row["moment_ids"]})
        rows = _rows(connection, "select * from coach_flagged_moments where moment_id in (select unnest(?))", [wanted])
        items = {row["cue_id"]: row["name_nl"] for row in fetch(connection, "cue_items", order_by=["leidraad_version"])}
        tempo = _rows(
            connection,
            "select * from analyst_tempo_weekly "
            "where date_trunc('month', week_start) = ? and adjusted_rate is not null",
            [month],
        )
    moments = {row["moment_id"]: row if shows_text else {**row, "evidence": None} for row in rows}
    sheets = {}
    for employee_id in sorted({row["employee_id"] for row in talk}):
        own = [row for row in talk if row["employee_id"] == employee_id]
        goals = latest_goals(people.entries(Goal, employee_id))
        weeks = [row for row in tempo if row["employee_id"] == employee_id]
        name = names[employee_id].name if employee_id in names else ""
        facts = [*_goal_facts(goals, items, month, shows_text=shows_text), *_tempo_facts(weeks)]
        sheets[employee_id] = employee_sheet(name or employee_id, month, own, moments, facts)
    return sheets


def team_sheets(warehouse: Path, month: date, *, shows_text: bool) -> dict[str, Sheet]:
    """Return a sheet per team, by its name; none holds a name of a person, nor words of a call unless agreed."""
    with open_readonly(warehouse) as connection:
        rows = fetch(connection, "team_month", equal={"month_start": month}, order_by=["team"])
    return {row["team"]: team_sheet(row if shows_text else {**row, "top_evidence": None}) for row in rows}


def _goal_facts(goals: list[Goal], items: Mapping[str, str], month: date, *, shows_text: bool) -> list[str]:
    facts = []
    for goal in goals:
        what = items.get(goal.cue_id or "", "") or (goal.description if shows_text else "in eigen woorden")
        if goal.ended_on is None:
            facts.append(f"Afgesproken leerdoel sinds {goal.agreed_on:%d-%m-%Y}: {what}.")
        elif (goal.ended_on.year, goal.ended_on.month) == (month.year, month.month):
            facts.append(f"Afgerond op {goal.ended_on:%d-%m-%Y}: {what}.")
    return facts


def _tempo_facts(weeks: list[dict[str, Any]]) -> list[str]:
    if not weeks:
        return ["Spreektempo: deze maand te weinig spraak om iets over te zeggen."]
    low, high = min(row["adjusted_rate"] for row in weeks), max(row["adjusted_rate"] for row in weeks)
    span = f"{low:.1f}" if f"{low:.1f}" == f"{high:.1f}" else f"{low:.1f} tot {high:.1f}"
    return [f"Spreektempo: {span.replace('.', ',')} lettergrepen per seconde. Verschillen onder 5% zijn niet te horen."]


def _rows(connection: Connection, text: str, values: list[object]) -> list[dict[str, Any]]:
    found = connection.execute(text, values)
    columns = [column[0] for column in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
