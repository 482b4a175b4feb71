"""Writes the month's sheets to a folder."""

from datetime import UTC, date, datetime
from pathlib import Path

from flows.report_pdf import as_pdf
from flows.wiring import Installation
from pipeline.atomic_file import private_folder, write_atomic
from pipeline.audit import AuditLog, Entry
from pipeline.errors import SettingsError
from pipeline.people_store import PeopleStore
from pipeline.role_files import team_key
from pipeline.sheet_making import employee_sheets, latest_month, team_sheets
from pipeline.sheets import Sheet, as_html


def write_reports(here: Installation, out: Path, month: str) -> list[Path]:
    """Write a page per employee and per team as HTML and PDF; return the files.

    Raises:
        SettingsError: the month is no month, or there is none with calls.
        WarehouseError: there is no warehouse.
    """
    first = _first_day(month) if month else latest_month(here.warehouse)
    if first is None:
        raise SettingsError(f"{here.warehouse}: holds no calls, so there is nothing to report")
    sheets = _sheets(here, first)
    if not sheets:
        raise SettingsError(f"--month {first:%Y-%m}: there are no calls in that month, or no reports are agreed")
    written = []
    for name, sheet in sheets.items():
        for ending, data in (("html", as_html(sheet).encode("utf-8")), ("pdf", as_pdf(sheet))):
            file = private_folder(out) / f"{first:%Y-%m}-{name}.{ending}"
            write_atomic(file, data)
            written.append(file)
    AuditLog(here.store).append(Entry(datetime.now(UTC), "program", "report", f"{first:%Y-%m}", count=len(sheets)))
    return written


def _sheets(here: Installation, first: date) -> dict[str, Sheet]:
    """Return the sheets that were agreed, by the name of their file."""
    agreed = here.settings.agreements
    names = here.pseudonyms.register() if "report" in agreed.names_on else {}
    shows_text = "text" in agreed.employee_sees
    sheets: dict[str, Sheet] = {}
    if "coaching" in agreed.purposes and "moments" in agreed.employee_sees:
        people = employee_sheets(here.warehouse, PeopleStore(here.store), names, first, shows_text=shows_text)
        sheets |= {f"medewerker-{employee_id}": sheet for employee_id, sheet in people.items()}
    if "team_figures" in agreed.purposes:
        teams = team_sheets(here.warehouse, first, shows_text=shows_text)
        sheets |= {f"team-{team_key(team)}": sheet for team, sheet in teams.items()}
    return sheets


def _first_day(month: str) -> date:
    try:
        return datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC).date()
    except ValueError as error:
        raise SettingsError(f"--month {month}: write it as YYYY-MM, for example 2026-03") from error
