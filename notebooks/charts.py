"""Charts for analysts: a small one each in alphabetical order, intervals, events and breaks, units on every axis."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import altair as alt

from notebooks import wording
from notebooks.wording import decimal, percent

Row = Mapping[str, Any]
JUST_NOTICEABLE = 0.05
"""Differences under 5 % cannot be heard (Quené 2007, J. of Phonetics 35(3))."""
KINDS = {"training": "training", "baseline": "0-meting", "other": "anders"}
_INK, _EVENT, _SOFT = "#2a97a3", "#c2661a", "#808890"
"""Of three to one and more on the white page and on the dark one."""
_DUTCH = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]}


@dataclass(frozen=True, slots=True)
class SmallChart:
    """One of many charts of a kind, on the same axes.

    Attributes:
        title: whom or what it shows.
        rests_on: a sentence on how much there is.
        chart: None where there is too little to draw.
    """

    title: str
    rests_on: str
    chart: Any


@dataclass(frozen=True, slots=True)
class _Axes:
    """Axes that all charts of a kind have in common; `y` takes the field."""

    x: alt.X
    y: Callable[[str], alt.Y]


def tempo_charts(rows: Sequence[Row], events: Sequence[Row], *, unit: str) -> list[SmallChart]:
    """Return a small chart an employee: the week's tempo with its interval, in a band of what cannot be heard.

    Args:
        rows: `who`, `week`, `rate`, `low`, `high`, `usual`, `version`, `calls`, `minutes`; no rate, no point.
        events: `name`, `kind`, `day`, of the weeks that are shown.
        unit: of the rate, as the axis has it.
    """
    data = [{**row, "at": _noon(row["week"]), **_band(row["usual"])} for row in rows]
    axes = _axes(data, ("rate", "low", "high", "band_low", "band_high"), _axis(title=unit), "%d-%m-%y")
    found = []
    for who, own in _by(data, "who"):
        count, minutes = sum(row["calls"] for row in own), sum(row["minutes"] for row in own)
        rests_on = f"{wording.calls(count)}, {decimal(minutes, 0)} min spraak"
        drawn = [row for row in own if row["rate"] is not None]
        if drawn:
            said = f"{who}: {_range(drawn, 'rate', decimal)} {unit}, weken: {len(drawn)}"
            chart = _finished([*_tempo_layers(axes), *_events(events, axes)], drawn, said)
            found.append(SmallChart(who, f"{rests_on}.", chart))
        else:
            found.append(SmallChart(who, f"{rests_on}: te weinig om een tempo te geven.", None))
    return found


def share_charts(rows: Sequence[Row], unit: str, *, as_percent: bool = True) -> list[SmallChart]:
    """Return a small chart a group, by month with intervals: `group`, `month`, `share`, `low`, `high`, `calls`."""
    data = [{**row, "at": _noon(row["month"])} for row in rows]
    vertical = _axis(title=unit, format="%" if as_percent else ".1f", tickCount=5)
    axes = _axes(data, ("share", "low", "high"), vertical, "%m-%Y", from_zero=True)
    write = percent if as_percent else decimal
    found = []
    for group, own in _by(data, "group"):
        drawn = [row for row in own if row["share"] is not None]
        if drawn:
            said = f"{group}: {_range(drawn, 'share', write)} {unit}, maanden: {len(drawn)}"
            chart = _finished(_share_layers(axes, ".0%" if as_percent else ".2f"), drawn, said)
            found.append(SmallChart(group, f"{wording.calls(sum(row['calls'] for row in drawn))}.", chart))
        else:
            found.append(SmallChart(group, "De groep is te klein voor een cijfer.", None))
    return found


def within(events: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """Return the events of the weeks that the rows are of."""
    weeks = [row["week"] for row in rows]
    return [one for one in events if weeks and min(weeks) <= one["day"] <= max(weeks) + timedelta(days=6)]


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


def _tempo_layers(axes: _Axes) -> list[Any]:
    base = alt.Chart().encode(x=axes.x)
    tips = [
        alt.Tooltip("at:T", title="week vanaf", format="%d-%m-%Y"),
        alt.Tooltip("rate:Q", title="lettergrepen per seconde", format=".2f"),
        alt.Tooltip("low:Q", title="van", format=".2f"),
        alt.Tooltip("high:Q", title="tot", format=".2f"),
        alt.Tooltip("calls:Q", title="gesprekken"),
        alt.Tooltip("minutes:Q", title="minuten spraak", format=".1f"),
    ]
    versions = alt.Detail("version:N")  # no line across a change of the measure
    return [
        base.mark_area(opacity=0.2, color=_SOFT).encode(y=axes.y("band_low"), y2="band_high:Q", detail=versions),
        base.mark_rule(color=_INK, opacity=0.6, strokeWidth=2).encode(y=axes.y("low"), y2="high:Q"),
        base.mark_line(color=_INK).encode(y=axes.y("rate"), detail=versions),
        base.mark_point(filled=True, size=45, color=_INK, opacity=1).encode(y=axes.y("rate"), tooltip=tips),
    ]


def _share_layers(axes: _Axes, form: str) -> list[Any]:
    base = alt.Chart().encode(x=axes.x)
    tips = [
        alt.Tooltip("at:T", title="maand", format="%m-%Y"),
        alt.Tooltip("share:Q", title="gemiddeld", format=form),
        alt.Tooltip("low:Q", title="van", format=form),
        alt.Tooltip("high:Q", title="tot", format=form),
        alt.Tooltip("calls:Q", title="gesprekken"),
    ]
    return [
        base.mark_rule(strokeWidth=2, opacity=0.6, color=_INK).encode(y=axes.y("low"), y2="high:Q"),
        base.mark_point(filled=True, size=45, opacity=1, color=_INK).encode(y=axes.y("share"), tooltip=tips),
    ]


def _events(events: Sequence[Row], axes: _Axes) -> list[Any]:
    data = [{"at": _noon(one["day"]), "what": f"{KINDS[one['kind']]}: {one['name']}"} for one in events]
    if not data:
        return []
    rule = alt.Chart(alt.Data(values=data)).mark_rule(strokeDash=[4, 3], strokeWidth=2, color=_EVENT)
    return [rule.encode(x=axes.x, tooltip=alt.Tooltip("what:N", title="gebeurtenis"))]


def _finished(layers: Sequence[Any], rows: Sequence[Row], said: str) -> Any:
    """Return a chart that carries its own rows, a sentence for who cannot see it, and figures with a comma."""
    values = [{name: value for name, value in row.items() if not isinstance(value, date)} for row in rows]
    chart = alt.layer(*layers, data=alt.Data(values=values), description=said)
    chart = chart.properties(width=232, height=150, usermeta={"embedOptions": {"formatLocale": _DUTCH}})
    return chart.configure_view(stroke=None).configure(background="transparent", font="system-ui, sans-serif")


def _axis(**own: Any) -> alt.Axis:
    soft = {"gridColor": _SOFT, "gridOpacity": 0.25, "domainColor": _SOFT, "tickColor": _SOFT}
    return alt.Axis(**soft, labelFontSize=11, titleFontSize=12, titleFontWeight="normal", **own)


def _axes(
    rows: Sequence[Row], fields: Sequence[str], vertical: alt.Axis, dates: str, *, from_zero: bool = False
) -> _Axes:
    """Return axes that hold all rows, so that charts beside each other can be compared."""
    times = [datetime.fromisoformat(row["at"]).replace(tzinfo=UTC) for row in rows] or [datetime.now(UTC)]
    around = timedelta(days=4)
    span = [round(1000 * one.timestamp()) for one in (min(times) - around, max(times) + around)]
    values = [row[field] for row in rows for field in fields if row.get(field) is not None]
    height = [0.0 if from_zero else min(values, default=0.0), max(values, default=1.0)]
    horizontal = _axis(title=None, format=dates, labelAngle=0, tickCount=4, labelFlush=True)
    return _Axes(
        x=alt.X("at:T", axis=horizontal, scale=alt.Scale(domain=span)),
        y=lambda field: alt.Y(f"{field}:Q", axis=vertical, scale=alt.Scale(domain=height, zero=from_zero, nice=True)),
    )


def _by(rows: Sequence[Row], name: str) -> list[tuple[str, list[Row]]]:
    """Return the rows by whom they are of, in alphabetical order, never by rank."""
    return [(one, [row for row in rows if row[name] == one]) for one in sorted({row[name] for row in rows})]


def _range(rows: Sequence[Row], field: str, write: Callable[[float], str]) -> str:
    low, high = (write(pick(row[field] for row in rows)) for pick in (min, max))
    return low if low == high else f"{low} tot {high}"


def _band(usual: float | None) -> dict[str, float | None]:
    if usual is None:
        return {"band_low": None, "band_high": None}
    return {"band_low": usual * (1 - JUST_NOTICEABLE), "band_high": usual * (1 + JUST_NOTICEABLE)}


def _noon(value: date) -> str:
    return f"{value.isoformat()}T12:00:00"
