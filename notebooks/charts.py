"""Charts for analysts: small multiples in alphabetical order, intervals, events and breaks, units on every axis."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import altair as alt

Row = Mapping[str, Any]
JUST_NOTICEABLE = 0.05
"""Differences under 5 % cannot be heard (Quené 2007, J. of Phonetics 35(3))."""
_KINDS = {"training": "training", "baseline": "0-meting", "other": "anders"}


def tempo_chart(rows: Sequence[Row], events: Sequence[Row], *, columns: int) -> Any:
    """Return one small chart an employee: the week's tempo with its interval, in a band of what cannot be heard.

    Args:
        rows: `who`, `week`, `rate`, `low`, `high`, `usual`, `version`, `calls`, `minutes`; no rate, no point.
        events: `name`, `kind`, `day`.
        columns: charts beside each other.
    """
    data = [{**row, "week": _day(row["week"]), **_band(row["usual"])} for row in rows if row["rate"] is not None]
    base = alt.Chart().encode(  # without data of its own: the facet deals it out
        x=alt.X("week:T", title="week", axis=alt.Axis(format="%d-%m", labelAngle=0, tickCount=4))
    )
    rate = alt.Y("rate:Q", title="lettergrepen per seconde", scale=alt.Scale(zero=False))
    band = base.mark_area(opacity=0.14, color="#808890").encode(y=alt.Y("band_low:Q", title=""), y2="band_high:Q")
    tips = [
        alt.Tooltip("week:T", title="week vanaf", format="%d-%m-%Y"),
        alt.Tooltip("rate:Q", title="lettergrepen per seconde", format=".2f"),
        alt.Tooltip("calls:Q", title="gesprekken"),
        alt.Tooltip("minutes:Q", title="minuten spraak", format=".1f"),
    ]
    versions = alt.Detail("version:N")  # no line across a change of the measure
    line = base.mark_line(color="#1f7a84").encode(y=rate, detail=versions)
    points = base.mark_point(filled=True, size=45, color="#1f7a84", opacity=1).encode(y=rate, tooltip=tips)
    spread = base.mark_rule(color="#1f7a84", opacity=0.55, strokeWidth=2).encode(y="low:Q", y2="high:Q")
    layers = [band, spread, line, points, *_events(events)]
    return (
        alt.layer(*layers, data=alt.Data(values=data))
        .properties(width=300, height=150)
        .facet(facet=alt.Facet("who:N", title=None, sort="ascending"), columns=columns)
        .configure_view(stroke=None)
        .configure(background="transparent", font="system-ui, sans-serif")
    )


def share_chart(rows: Sequence[Row], title: str, *, columns: int) -> Any:
    """Return one small chart a group, by month with intervals: `group`, `month`, `share`, `low`, `high`, `calls`."""
    data = [{**row, "month": _day(row["month"])} for row in rows if row["share"] is not None]
    base = alt.Chart().encode(  # without data of its own: the facet deals it out
        x=alt.X("month:T", title="maand", axis=alt.Axis(format="%m-%Y", labelAngle=0, tickCount=4))
    )
    spread = base.mark_rule(strokeWidth=2, opacity=0.6, color="#1f7a84").encode(
        y=alt.Y("low:Q", title=title, scale=alt.Scale(zero=True)), y2="high:Q"
    )
    points = base.mark_point(filled=True, size=45, opacity=1, color="#1f7a84").encode(
        y=alt.Y("share:Q", title=title),
        tooltip=[
            alt.Tooltip("month:T", title="maand", format="%m-%Y"),
            alt.Tooltip("share:Q", title=title, format=".2f"),
            alt.Tooltip("low:Q", title="van", format=".2f"),
            alt.Tooltip("high:Q", title="tot", format=".2f"),
            alt.Tooltip("calls:Q", title="gesprekken"),
        ],
    )
    return (
        alt.layer(spread, points, data=alt.Data(values=data))
        .properties(width=300, height=150)
        .facet(facet=alt.Facet("group:N", title=None, sort="ascending"), columns=columns)
        .configure_view(stroke=None)
        .configure(background="transparent", font="system-ui, sans-serif")
    )


def before_and_after(rows: Sequence[Row], day: date) -> dict[str, tuple[float | None, float | None]]:
    """Return the pooled tempo of each before and from a day on; None where there was no speech to measure.

    Rates are pooled by minutes of speech, never averaged; only weeks of the version of the latest row count.
    """
    latest = max((row["week"], row["version"]) for row in rows)[1] if rows else None
    found: dict[str, tuple[float | None, float | None]] = {}
    for who in sorted({row["who"] for row in rows}):
        own = [row for row in rows if row["who"] == who and row["version"] == latest and row["rate"] is not None]
        found[who] = (
            _pooled([row for row in own if row["week"] < day]),
            _pooled([row for row in own if row["week"] >= day]),
        )
    return found


def _pooled(rows: Sequence[Row]) -> float | None:
    minutes = sum(row["minutes"] for row in rows)
    return sum(row["rate"] * row["minutes"] for row in rows) / minutes if minutes else None


def _band(usual: float | None) -> dict[str, float | None]:
    if usual is None:
        return {"band_low": None, "band_high": None}
    return {"band_low": usual * (1 - JUST_NOTICEABLE), "band_high": usual * (1 + JUST_NOTICEABLE)}


def _events(events: Sequence[Row]) -> list[Any]:
    data = [{"day": _day(one["day"]), "what": f"{_KINDS[one['kind']]}: {one['name']}"} for one in events]
    if not data:
        return []
    rule = alt.Chart(alt.Data(values=data)).mark_rule(strokeDash=[4, 3], color="#b4560a")
    return [rule.encode(x="day:T", tooltip=alt.Tooltip("what:N", title="gebeurtenis"))]


def _day(value: date) -> str:
    return f"{value.isoformat()}T12:00:00"
