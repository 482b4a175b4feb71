"""Printed pages as parts, from rows of marts: what goes well first, no score, no rank, no name on a team's page.

A sheet is made once and written as HTML here, as PDF by whoever has a library for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Final, Literal

Row = Mapping[str, Any]
PROPOSAL: Final = "Een voorstel van het programma, nog niet bevestigd."
FOOT: Final = (
    "Gemaakt door meeluister. Het programma stelt voor, mensen beslissen. Alleen wat een coach bevestigde is geteld; "
    "het programma vergist zich."
)
MOST_QUOTED: Final = 40
"""Words of a quote: enough to know the moment by; all of it is on the coach's page."""
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sheet.

    Attributes:
        kind: heading, item (of the leidraad), paragraph, quote (words of a call) or note (small).
        text: as it is; escaping is up to who writes it.
    """

    kind: Literal["heading", "item", "paragraph", "quote", "note"]
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed page."""

    title: str
    parts: tuple[Part, ...]


def employee_sheet(
    name: str, month: date, talk: Sequence[Row], moments: Mapping[str, Row], facts: Sequence[str]
) -> Sheet:
    """Return an employee's page for the talk with the coach.

    Args:
        name: of the employee, or the pseudonym.
        month: first day.
        talk: own rows of `coach_tops_and_goals` of the month.
        moments: rows of `coach_flagged_moments` by id, for words to quote.
        facts: agreed goals and tempo, a sentence each.
    """
    parts: list[Part] = []
    for polarity, heading in (("top", "Dit gaat goed"), ("goal", "Om aan te werken")):
        parts.append(Part("heading", heading))
        rows = sorted((row for row in talk if row["polarity"] == polarity), key=lambda row: row["place"])
        for row in rows:
            parts += _item(row, moments)
        if not rows:
            parts.append(Part("note", "Deze maand is hier niets voor te stellen."))
    if facts:
        parts += [Part("heading", "Verder"), *(Part("paragraph", fact) for fact in facts)]
    return Sheet(f"{name}, {month_name(month)}", (*parts, Part("note", FOOT)))


def _item(row: Row, moments: Mapping[str, Row]) -> list[Part]:
    count = row["confirmed_count"]
    told = PROPOSAL if row["is_proposal"] else f"{count} keer bevestigd door een coach."
    agreed = " Dit is een afgesproken leerdoel." if row["is_agreed"] else ""
    described = f"{row['description_nl']} " if row.get("description_nl") else ""
    parts = [Part("item", row["item_nl"]), Part("paragraph", f"{described}{told}{agreed}")]
    heard = [moments[one] for one in row["moment_ids"] if one in moments]
    for moment in [one for one in heard if one["evidence"]][:1]:
        parts.append(Part("quote", f"\u201c{_shortened(moment['evidence'])}\u201d ({moment['local_date']:%d-%m})"))
    return parts


def _shortened(text: str) -> str:
    words = text.split()
    return text if len(words) <= MOST_QUOTED else f"{' '.join(words[:MOST_QUOTED])} \u2026"


def team_sheet(row: Row) -> Sheet:
    """Return a team's page, without names, from a row of `team_month`."""
    title = f"Team {row['team']}, {month_name(row['month_start'])}"
    if row["is_too_small"]:
        small = "Deze maand waren er te weinig medewerkers voor cijfers over het team; zo blijft niemand herkenbaar."
        return Sheet(title, (Part("paragraph", small), Part("note", FOOT)))
    parts = [Part("paragraph", f"Deze maand: {row['call_count']} gesprekken.")]
    if row["focus_item_nl"] is not None and row["focus_share"] is not None:
        before = "" if row["focus_share_before"] is None else f", vorige maand in {_percent(row['focus_share_before'])}"
        said = f"{row['focus_item_nl']}: gehoord in {_percent(row['focus_share'])} van de gesprekken{before}."
        parts += [Part("heading", "Ons aandachtspunt"), Part("paragraph", said)]
    if row["improved_item_nl"] is not None:
        better = f"{row['improved_item_nl']}: van {_percent(row['improved_from'])} naar {_percent(row['improved_to'])}."
        parts += [Part("heading", "Dit ging beter"), Part("paragraph", better)]
    if row["top_reason"] is not None:
        parts += [Part("heading", "Een top om te delen"), Part("paragraph", row["top_reason"])]
        parts += [Part("quote", f"\u201c{_shortened(row['top_evidence'])}\u201d")] if row["top_evidence"] else []
    return Sheet(title, (*parts, Part("note", FOOT)))


def as_html(sheet: Sheet) -> str:
    """Return a sheet as a page of its own that prints on A4; all text is escaped."""
    tags = {"heading": "h2", "item": "h3", "paragraph": "p", "quote": "blockquote", "note": "small"}
    body = "".join(f"<{tags[part.kind]}>{escape(part.text)}</{tags[part.kind]}>" for part in sheet.parts)
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{escape(sheet.title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><style>:root { color-scheme: light dark }'
        "body { font: 17px/1.55 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem }"
        "h1 { font-size: 1.6rem } h2 { font-size: 1.25rem; margin: 1.6rem 0 .3rem } "
        "h3 { font-size: 1.05rem; margin: 1rem 0 .2rem; break-after: avoid } p { margin: .4rem 0 }"
        "blockquote { margin: .3rem 0 .6rem; padding-left: .8rem; border-left: 3px solid #8aa }"
        "small { display: block; margin-top: 1.4rem } @page { size: A4; margin: 2cm }</style></head>"
        f"<body><main><h1>{escape(sheet.title)}</h1>{body}</main></body></html>"
    )


def month_name(month: date) -> str:
    """Return a month as *maart 2026*."""
    return f"{_MONTHS[month.month - 1]} {month.year}"


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"
