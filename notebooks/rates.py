"""How often items of the leidraad are heard, and silence, by team. Run by `meeluister tempo`, page /stilte."""

import marimo

app = marimo.App(
    width="medium", app_title="meeluister leidraad en stilte", css_file="pages.css", html_head_file="pages_head.html"
)

with app.setup:
    import marimo as mo

    from notebooks import rates_parts as parts
    from notebooks import reading
    from notebooks.charts import share_charts
    from notebooks.coach_parts import note
    from notebooks.multiples import multiples
    from pipeline.desk import Desk, log_opening


@app.cell
def _():
    given = reading.given_desk("tempo")
    get_night, set_night = mo.state(0)
    reading.watch_nights(Desk(**given), set_night)
    return get_night, given


@app.cell
def _(get_night, given):
    get_night()
    desk = Desk(**given)
    sentence = reading.why_empty(desk)
    mo.stop(sentence is not None, mo.vstack([mo.Html(parts.HEAD), mo.Html(note(sentence or ""))]))
    log_opening(desk, "rates")
    return (desk,)


@app.cell
def _(desk):
    rates = parts.rates(desk)
    names = sorted({one["item_nl"] for one in rates if one["item_nl"]})
    focus = next((one["item_nl"] for one in rates if one["is_focus"]), names[0] if names else None)
    item = mo.ui.dropdown(names, value=focus, label="Onderdeel van de leidraad")
    teams = sorted({one["team"] or "" for one in rates})
    team = mo.ui.dropdown(teams, value=teams[0] if teams else None, label="Team")
    mo.vstack([mo.Html(parts.HEAD), mo.hstack([team, item], wrap=True, justify="start", gap=0.75)])
    return item, rates, team


@app.cell
def _(item, rates, team):
    own = [one for one in rates if (one["team"] or "") == team.value and one["item_nl"] == item.value]
    shares = parts.shares(own)
    known = [one for one in shares if one["share"] is not None]
    seen = multiples(share_charts(shares, "deel van de gesprekken")) if known else mo.Html(note(parts.TOO_SMALL))
    mo.vstack([seen, mo.Html(parts.rate_caption(own) + parts.breaks(shares)), mo.Html(parts.rate_table(own))])
    return


@app.cell
def _(desk, team):
    quiet = parts.silences(desk, team.value)
    shown = [one for one in quiet if one["share"] is not None]
    charts = share_charts(quiet, "lange stiltes per gesprek", as_percent=False)
    chart = multiples(charts) if shown else mo.Html(note(parts.TOO_SMALL))
    mo.vstack([mo.Html(parts.SILENCE), chart, mo.Html(parts.breaks(quiet))])
    return


@app.cell
def _(desk):
    mo.Html(parts.agreement(desk))
    return


if __name__ == "__main__":
    app.run()
