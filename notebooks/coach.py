"""The coach's morning: moments worth talking about, calls, tops and learning goals. Run by `meeluister coach`."""

import marimo

app = marimo.App(width="medium", app_title="meeluister", css_file="pages.css", html_head_file="pages_head.html")

with app.setup:
    from datetime import date

    import marimo as mo

    from notebooks import coach_forms as forms
    from notebooks import coach_parts as parts
    from notebooks import reading
    from notebooks.wording import week
    from pipeline.desk import Desk, fresh_reviews, log_opening, names_for


@app.cell
def _():
    given = reading.given_desk("coach")
    get_night, set_night = mo.state(0)
    reading.watch_nights(Desk(**given), set_night)
    return get_night, given


@app.cell
def _(get_night, given):
    get_night()
    desk = Desk(**given)
    sentence = reading.why_empty(desk)
    mo.stop(sentence is not None, mo.vstack([mo.Html(parts.head(desk)), mo.Html(parts.note(sentence or ""))]))
    log_opening(desk, "coach")
    return (desk,)


@app.cell
def _():
    get_moment, set_moment = mo.state(None)
    get_call, set_call = mo.state(("", "coaching"))
    get_page, set_page = mo.state("Momenten", allow_self_loops=True)
    get_tick, set_tick = mo.state(0)
    get_told, set_told = mo.state(("", ""))
    return get_call, get_moment, get_page, get_tick, get_told, set_call, set_moment, set_page, set_tick, set_told


@app.cell
def _(desk, get_page, set_page):
    page = get_page()
    turns = mo.ui.array(
        [
            mo.ui.button(
                label=one, kind="success" if one == page else "neutral", on_change=lambda _value, to=one: set_page(to)
            )
            for one in parts.pages(desk)
        ]
    )
    mo.vstack([mo.Html(parts.head(desk)), parts.navigation(turns)])
    return (page,)


@app.cell
def _(desk):
    people = names_for(desk)
    mondays = reading.weeks(desk)
    choose_week = mo.ui.dropdown({week(one): one for one in mondays}, value=week(mondays[0]), label="Week")
    return choose_week, people


@app.cell
def _(choose_week, desk, people):
    kinds = reading.kinds_of_week(desk, choose_week.value)
    filters = mo.ui.dictionary(parts.filters(kinds, people, with_items=desk.role != "employee"))
    only_choice = mo.ui.switch(value=True, label="Alleen de keuze van de week")
    search = mo.ui.text(label="Zoek in wat er gezegd is", placeholder="bijvoorbeeld paspoort", debounce=True)
    return filters, only_choice, search


@app.cell
def _(choose_week, desk, only_choice, search):
    words = search.value.strip() if desk.sees_text else ""
    found = reading.moments_of_week(desk, choose_week.value, only_choice=only_choice.value and not words)
    return found, words


@app.cell
def _(desk, filters, found, get_tick, people, words):
    get_tick()
    reviews = fresh_reviews(desk)
    if words:
        log_opening(desk, "coach", "search")
    in_calls = reading.calls_with_words(desk, words) if words else None
    open_calls = parts.open_calls(desk, found)
    shown = parts.filtered(
        parts.by_person(found, people),
        filters.value,
        reviews,
        in_calls=in_calls,
        allowed=open_calls,
    )
    return open_calls, reviews, shown


@app.cell
def _(set_moment, shown):
    openers = mo.ui.array(
        [
            mo.ui.button(
                label="Beluister",
                tooltip=f"{moment['reason']}",
                on_change=lambda _value, one=moment["moment_id"]: set_moment(one),
            )
            for moment in shown[: parts.MOST_SHOWN]
        ]
    )
    return (openers,)


@app.cell
def _(desk, found, get_moment, set_call, set_page, set_tick, shown):
    chosen = next((one for one in found if one["moment_id"] == get_moment()), None)
    if chosen is None:
        chosen = reading.moment(desk, get_moment()) if get_moment() else next(iter(shown), None)
    note = mo.ui.text_area(
        label="Notitie", placeholder="Wat viel op? (blijft binnen het team)", rows=2, max_length=2000
    )
    judges = mo.ui.array(forms.judges(desk, chosen, note, set_tick))

    def go(_value):
        set_call((chosen["call_id"], "coaching"))
        set_page("Gesprek")

    to_call = mo.ui.button(label="Naar het hele gesprek", on_change=go)
    return chosen, judges, note, to_call


@app.cell
def _(chosen, desk):
    if chosen is not None:
        log_opening(desk, chosen["moment_id"])
    panel = parts.moment_panel(desk, chosen) if chosen is not None else None
    return (panel,)


@app.cell
def _(
    choose_week, chosen, desk, filters, judges, note, only_choice, open_calls, openers, page, panel, people, reviews,
    search, shown, to_call,
):  # fmt: skip
    mo.stop(page != "Momenten")
    tools = parts.tools(choose_week, filters, search if desk.sees_text else mo.Html(""), only_choice)
    listing = parts.moment_list(shown, openers, people, reviews, chosen)
    detail = parts.moment_detail(desk, chosen, panel, (judges, note, to_call), (people, reviews))
    mo.vstack([tools, mo.Html(parts.count_sentence(shown, open_calls)), parts.two_columns(listing, detail)], gap=1)
    return


@app.cell
def _(desk, get_call, people):
    cards = reading.calls(desk)
    by_label = {parts.call_label(one, people): one["call_id"] for one in cards}
    wanted, purpose = get_call()
    telling = next(
        (parts.call_label(one, people) for one in cards if one["quality"] != "unusable"), next(iter(by_label))
    )
    first = next((label for label, call_id in by_label.items() if call_id == wanted), telling)
    choose_call = mo.ui.dropdown(by_label, value=first, label="Gesprek", searchable=True, full_width=True)
    return cards, choose_call, purpose, wanted


@app.cell
def _(cards, choose_call, desk, get_tick, page, purpose, wanted):
    get_tick()
    mo.stop(page != "Gesprek")
    card = next(one for one in cards if one["call_id"] == choose_call.value)
    log_opening(desk, card["call_id"])
    why = purpose if card["call_id"] == wanted else "coaching"
    is_blind = parts.is_blind(desk, card["call_id"], why)
    call_panel = parts.call_panel(desk, card, is_blind=is_blind)
    return call_panel, card, is_blind, why


@app.cell
def _(card, desk, set_tick, why):
    form = forms.assessment_form(desk, card["call_id"])
    store_form = forms.saver(desk, (card["call_id"], why), form, set_tick)
    save = mo.ui.button(label="Bewaar mijn oordeel", kind="success", on_change=store_form)
    return form, save


@app.cell
def _(card, desk):
    missed = forms.missed_fields(desk, card)
    return (missed,)


@app.cell
def _(card, desk, missed, set_told, set_tick):
    store_missed = forms.missed_saver(desk, card["call_id"], missed, (set_told, set_tick))
    add = mo.ui.button(label="Gemist door het programma", on_change=store_missed)
    return (add,)


@app.cell
def _(add, card, choose_call, call_panel, desk, form, get_told, is_blind, missed, page, save):
    mo.stop(page != "Gesprek")
    can_add = desk.role != "employee" and not is_blind
    more = forms.missed_part(missed, add, get_told(), card) if can_add else {}
    mo.vstack([choose_call, *parts.call_page(desk, card, call_panel, (form, save, more), is_blind=is_blind)], gap=1)
    return


@app.cell
def _(desk, page, people):
    mo.stop(page != "Tops en leerdoelen")
    talk = reading.ask(
        desk, "select * from coach_tops_and_goals order by month_start desc, employee_id, polarity desc, place"
    )
    mo.stop(not talk, mo.Html(parts.note("Er zijn nog geen tops en leerdoelen voor te stellen.")))
    talk = parts.open_talk(desk, talk)
    judge = "Beoordeel eerst zelf je gesprekken bij Gesprek; daarna zie je hier je tops en leerdoelen."
    mo.stop(not talk, mo.Html(parts.note(judge)))
    who = mo.ui.dropdown(forms.by_name(talk, people), label="Medewerker", value=next(iter(forms.by_name(talk, people))))
    return talk, who


@app.cell
def _(desk, set_tick, who):
    goal_item = mo.ui.dropdown({one["name_nl"]: one["cue_id"] for one in reading.items(desk)}, label="Leerdoel")
    goal_words = mo.ui.text(label="In eigen woorden", full_width=True, max_length=2000)
    goal_date = mo.ui.date(label="Afgesproken op", value=date.today())  # noqa: DTZ011 - a day on the coach's calendar
    agree = mo.ui.button(
        label="Leerdoel vastleggen",
        on_change=forms.goal_saver(desk, who, (goal_item, goal_words, goal_date), set_tick),
    )
    return agree, goal_date, goal_item, goal_words


@app.cell
def _(agree, desk, get_tick, goal_date, goal_item, goal_words, set_moment, set_page, set_tick, talk, who):
    get_tick()
    ends = mo.ui.array(forms.goal_enders(desk, who.value, set_tick))
    own_talk = [one for one in talk if one["employee_id"] == who.value]
    hearers = mo.ui.array(forms.hearers(own_talk, set_moment, set_page))
    can_write = desk.role != "employee"
    heading = mo.Html("<h3>Een leerdoel afspreken</h3>")
    form_parts = [heading, goal_item, goal_words, goal_date, agree] if can_write else []
    mo.vstack([who, *forms.talk_page(own_talk, hearers), *forms.agreed(desk, who.value, ends), *form_parts], gap=0.75)
    return


@app.cell
def _(desk, get_tick, page, people, set_call, set_page):
    get_tick()
    mo.stop(page != "Selectie")
    picks = forms.selection(desk)
    pickers = mo.ui.array(
        [mo.ui.button(label="Open", on_change=forms.opener(one, set_call, set_page)) for one in picks]
    )
    mo.vstack(forms.selection_page(picks, pickers, people), gap=0.75)
    return


if __name__ == "__main__":
    app.run()
