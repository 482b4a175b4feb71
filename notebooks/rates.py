"""How often items of the leidraad are heard, and silence, by team. Run by `meeluister tempo`, page /stilte."""

import marimo

app = marimo.App(width="medium", app_title="meeluister leidraad en stilte", css_file="pages.css")

with app.setup:
    import marimo as mo

    from notebooks import rates_parts as parts
    from notebooks.charts import share_chart
    from notebooks.coach_parts import note
    from notebooks.reading import why_empty
    from pipeline.desk import Desk, log_opening


@app.cell
def _():
    request = mo.app_meta().request
    given = (request.meta or {}).get("desk") if request else None
    mo.stop(given is None, mo.md("Open deze pagina met `meeluister tempo`."))
    desk = Desk(**given)
    sentence = why_empty(desk)
    mo.stop(sentence is not None, mo.vstack([mo.Html(parts.HEAD), mo.Html(note(sentence or ""))]))
    log_opening(desk, "rates")
    return (desk,)


@app.cell
def _(desk):
    rates = parts.rates(desk)
    names = sorted({one["item_nl"] for one in rates if one["item_nl"]})
    focus = next((one["item_nl"] for one in rates if one["is_focus"]), names[0] if names else None)
    item = mo.ui.dropdown(names, value=focus, label="Onderdeel van de leidraad")
    mo.vstack([mo.Html(parts.HEAD), item])
    return item, rates


@app.cell
def _(item, rates):
    shares = parts.shares(rates, item.value)
    known = [one for one in shares if one["share"] is not None]
    seen = share_chart(shares, "deel van de gesprekken") if known else mo.Html(note(parts.TOO_SMALL))
    mo.vstack([seen, mo.Html(parts.rate_caption(rates, item.value)), mo.Html(parts.rate_table(rates, item.value))])
    return


@app.cell
def _(desk):
    quiet = parts.silences(desk)
    shown = [one for one in quiet if one["share"] is not None]
    chart = share_chart(quiet, "lange stiltes per gesprek") if shown else mo.Html(note(parts.TOO_SMALL))
    mo.vstack([mo.Html(parts.SILENCE), chart])
    return


@app.cell
def _(desk):
    mo.Html(parts.agreement(desk))
    return


if __name__ == "__main__":
    app.run()
