"""Draws how often verdicts are right against how sure they were, as SVG: `python -m tests.bench.cues plot RESULT`."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

Json = Any

LEVELS = {"clean": "#1f5fa8", "25%": "#c05a00"}
"""Levels of word errors that are drawn, each in its colour."""
FROM = 0.3
"""Both axes begin here: what is less sure than even odds is rare."""
SIZE = 300
MARGIN = 50
GAP = 24
LEAST_COUNT = 5
"""Of fewer verdicts a share says little; they are left out."""


def write_plot(result: Json, file: Path) -> None:
    """Draw the corpora of a result beside one another."""
    file.write_text(calibration_svg(result), encoding="utf-8")


def calibration_svg(result: Json) -> str:
    """Return a panel for each corpus: the share right by mean confidence of a bin, its area the count."""
    width = MARGIN + len(result["corpora"]) * (SIZE + MARGIN)
    height = SIZE + 2 * MARGIN + GAP
    panels = [
        line
        for number, (name, corpus) in enumerate(result["corpora"].items())
        for line in _panel(name, corpus, MARGIN + number * (SIZE + MARGIN))
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12">'
    )
    return "\n".join((head, f'<rect width="{width}" height="{height}" fill="white"/>', *panels, "</svg>")) + "\n"


def _panel(name: str, corpus: Json, left: int) -> Iterator[str]:
    bottom = MARGIN + SIZE
    yield f'<g transform="translate({left} 0)">'
    yield f'<text x="0" y="{MARGIN - 26}" font-weight="bold">{escape(name)}: {corpus["calls"]} calls</text>'
    yield f'<rect x="0" y="{MARGIN}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#888"/>'
    yield f'<line x1="0" y1="{bottom}" x2="{SIZE}" y2="{MARGIN}" stroke="#888" stroke-dasharray="4 4"/>'
    for tenth in range(round(FROM * 10), 11):
        share = tenth / 10
        yield f'<text x="{_x(share):.0f}" y="{bottom + 16}" text-anchor="middle">{100 * share:.0f}</text>'
        yield f'<text x="-6" y="{_y(share) + 4:.0f}" text-anchor="end">{100 * share:.0f}</text>'
    yield f'<text x="{SIZE / 2:.0f}" y="{bottom + 34}" text-anchor="middle">confidence, %</text>'
    yield f'<text x="4" y="{MARGIN + 16}">right, %</text>'
    drawn = [(level, colour) for level, colour in LEVELS.items() if level in corpus["levels"]]
    for number, (level, colour) in enumerate(drawn):
        title = level if level == "clean" else f"{level} of words wrong"
        yield f'<text x="{number * 60}" y="{MARGIN - 8}" fill="{colour}">{title}</text>'
        yield from _series(corpus["levels"][level]["confidence"], colour, below=number > 0)
    yield "</g>"


def _series(rows: Json, colour: str, *, below: bool) -> Iterator[str]:
    shown = [row for row in rows if row["count"] >= LEAST_COUNT and row["confidence"] >= FROM and row["right"] >= FROM]
    points = " ".join(f"{_x(row['confidence']):.1f},{_y(row['right']):.1f}" for row in shown)
    yield f'<polyline points="{points}" fill="none" stroke="{colour}"/>'
    for row in shown:
        x, y, radius = _x(row["confidence"]), _y(row["right"]), max(2.0, row["count"] ** 0.5 / 3)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" fill-opacity="0.35"/>'
        aside = y + radius + 12 if below else y - radius - 4
        yield f'<text x="{x:.1f}" y="{aside:.1f}" fill="{colour}" text-anchor="middle">{row["count"]}</text>'


def _x(share: float) -> float:
    return (share - FROM) / (1 - FROM) * SIZE


def _y(share: float) -> float:
    return MARGIN + SIZE - _x(share)
