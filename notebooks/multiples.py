"""Small charts beside each other, as many as fit, each with its title and what it rests on."""

from collections.abc import Sequence
from html import escape
from typing import Any

import marimo as mo

from notebooks.charts import SmallChart


def multiples(charts: Sequence[SmallChart]) -> Any:
    """Return the charts in their order; one that cannot be drawn keeps its place and says why."""
    figures = "".join(
        f"<figure><figcaption><strong>{escape(one.title)}</strong><span>{escape(one.rests_on)}</span></figcaption>"
        f"{mo.as_html(one.chart).text if one.chart is not None else ''}</figure>"
        for one in charts
    )
    return mo.Html(f'<div class="ml-multiples">{figures}</div>')
