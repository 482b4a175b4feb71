"""The analyst's month: speaking tempo over time, honest about what is not known. Run by `meeluister tempo`."""

import marimo

app = marimo.App(width="medium", app_title="meeluister tempo", css_file="pages.css", html_head_file="pages_head.html")

with app.setup:
    import marimo as mo

    from notebooks import reading
    from notebooks import tempo_parts as parts
    from notebooks.charts import before_and_after, tempo_charts, within
    from notebooks.coach_parts import note
    from notebooks.multiples import multiples
    from pipeline.desk import Desk, log_opening, names_for


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
    log_opening(desk, "tempo")
    return (desk,)


@app.cell
def _(desk):
    people = names_for(desk)
    weekly = parts.weekly(desk)
    teams = sorted({one["team"] for one in weekly if one["team"]})
    team = mo.ui.dropdown(teams, value=teams[0] if teams else None, label="Team")
    measure = mo.ui.dropdown(list(parts.MEASURES), value=parts.best_measure(weekly), label="Maat")
    topic = mo.ui.dropdown([parts.ALL_TOPICS, *parts.topics(desk)], value=parts.ALL_TOPICS, label="Onderwerp")
    period = mo.ui.dropdown({"half jaar": 26, "jaar": 52, "twee jaar": 104}, value="half jaar", label="Periode")
    choices = mo.hstack([team, period, measure, topic], wrap=True, justify="start", gap=0.75)
    mo.vstack([mo.Html(parts.HEAD), choices])
    return measure, people, period, team, topic, weekly


@app.cell
def _(desk, get_tick, measure, people, period, team, topic, weekly):
    chosen = (team.value, measure.value, topic.value)
    rows = parts.latest(parts.rows_for(desk, weekly, chosen, people), period.value)
    get_tick()
    events = parts.events(desk, team.value)
    shown = within(events, rows)
    is_thin = not [one for one in rows if one["rate"] is not None]
    seen = (
        mo.Html(note("Te weinig spraak in deze weken om een tempo te geven."))
        if is_thin
        else multiples(tempo_charts(rows, shown, unit=parts.UNITS[parts.MEASURES[measure.value]]))
    )
    mo.vstack([seen, mo.Html(parts.caption(rows, measure.value, shown)), mo.Html(parts.case_mix(desk, team.value))])
    return events, rows


@app.cell
def _():
    get_tick, set_tick = mo.state(0)
    return get_tick, set_tick


@app.cell
def _(desk, set_tick, team):
    name = mo.ui.text(label="Wat", placeholder="bijvoorbeeld training gesprekstechniek", max_length=120)
    kind = mo.ui.dropdown(
        {"training": "training", "0-meting": "baseline", "anders": "other"}, value="training", label="Soort"
    )
    on = mo.ui.date(label="Wanneer")
    add = mo.ui.button(label="Vastleggen", on_change=parts.event_noter(desk, team, (name, kind, on), set_tick))
    mo.accordion({"Een training of 0-meting vastleggen": mo.hstack([name, kind, on, add], wrap=True, justify="start")})
    return


@app.cell
def _(events):
    labels = {f"{one['name']} ({one['day']:%d-%m-%Y})": one["day"] for one in events}
    mo.stop(not labels, mo.Html(note("Er is nog geen training of 0-meting vastgelegd om voor en na te vergelijken.")))
    event = mo.ui.dropdown(labels, value=list(labels)[-1], label="Voor en na")
    event
    return (event,)


@app.cell
def _(event, rows):
    mo.Html(parts.before_after_table(before_and_after(rows, event.value)))
    return


@app.cell
def _(desk, rows):
    mo.vstack(
        [
            mo.Html("<h3>Meenemen</h3>"),
            mo.hstack(
                [
                    mo.download(lambda: parts.exported(desk, rows, "csv"), filename="tempo.csv", label="CSV"),
                    mo.download(
                        lambda: parts.exported(desk, rows, "parquet"), filename="tempo.parquet", label="Parquet"
                    ),
                ],
                justify="start",
            ),
        ]
    )
    return


if __name__ == "__main__":
    app.run()
