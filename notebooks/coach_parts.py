"""What the coach's page is put together from: the moments of a week, a moment, a call."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import marimo as mo

from notebooks import reading
from notebooks.figures import call_figures
from notebooks.listening import Heard, listening_page
from notebooks.wording import LANGUAGES, VERDICTS, card, clock, day, sure, time_of_day
from pipeline.desk import Desk, assessments_of, replies_of
from pipeline.people_records import Review
from pipeline.pseudonyms import Person

Row = Mapping[str, Any]
People = Mapping[str, Person]
Reviews = Mapping[str, Review]
MOST_SHOWN = 36
EVERYTHING = "alle"
_ROLES = {"administrator": "beheerder", "coach": "coach", "analyst": "analist", "employee": "medewerker"}


def pages(desk: Desk) -> list[str]:
    """Return the parts of the page this role has."""
    whole = ["Momenten", "Gesprek", "Tops en leerdoelen"]
    return whole if desk.role == "employee" else [*whole, "Selectie"]


def head(desk: Desk) -> str:
    """Return the heading."""
    line = (
        "Je eigen gesprekken. Luister eerst zelf; daarna zie je wat het programma opviel."
        if desk.role == "employee"
        else "Momenten om samen over te praten. Het programma stelt voor, jij beslist."
    )
    return (
        f'<header class="ml-head"><h1>Meeluisteren</h1><p>{line} '
        f"<small>Ingelogd als {escape(desk.account)} ({_ROLES[desk.role]}).</small></p></header>"
    )


def note(sentence: str) -> str:
    """Return a sentence where there is nothing else to show."""
    return f'<p class="ml-note" role="status">{escape(sentence)}</p>'


def name_of(employee_id: str, people: People) -> str:
    """Return the name, where names may appear; else the pseudonym."""
    return people[employee_id].name if employee_id in people and people[employee_id].name else employee_id


def filters(found: Sequence[Row], people: People, *, with_items: bool) -> dict[str, Any]:
    """Return the dropdowns that narrow a week's moments, from rows of `kinds_of_week`.

    Args:
        found: what there is to choose from.
        people: their names.
        with_items: name the items; not to employees, who would read what was noticed before judging themselves.
    """
    review_options = {"nog te beluisteren": "open", **{label: key for key, label in VERDICTS.items()}}
    return {
        "employee_id": _dropdown(
            "Medewerker", {name_of(one["employee_id"], people): one["employee_id"] for one in found}
        ),
        "cue_id": _dropdown(
            "Onderdeel van de leidraad",
            {one["item_nl"]: one["cue_id"] or one["kind"] for one in found} if with_items else {},
        ),
        "queue": _dropdown("Wachtrij", {one["queue"]: one["queue"] for one in found if one["queue"]}),
        "language": _dropdown("Taal", {LANGUAGES[one["language"]]: one["language"] for one in found}),
        "review": _dropdown("Oordeel", review_options, is_sorted=False),
    }


def _dropdown(label: str, options: Mapping[str, str], *, is_sorted: bool = True) -> Any:
    labels = sorted(options) if is_sorted else list(options)
    return mo.ui.dropdown({EVERYTHING: None, **{one: options[one] for one in labels}}, value=EVERYTHING, label=label)


def navigation(turns: Any) -> Any:
    """Return the buttons that turn to a part of the page."""
    return mo.Html(f'<nav class="ml-nav" aria-label="Onderdelen">{"".join(one.text for one in turns)}</nav>')


def tools(choose_week: Any, filters: Any, search: Any, only_choice: Any) -> Any:
    """Return what narrows the list: the week and the person at hand, the rest on request."""
    rest = [one for name, one in filters.elements.items() if name != "employee_id" and len(one.options) > 1]
    first = mo.hstack([choose_week, filters.elements["employee_id"], only_choice], wrap=True, justify="start", gap=0.75)
    more = mo.hstack([*rest, search], wrap=True, justify="start", gap=0.75)
    return mo.vstack([first, mo.accordion({"Meer filters en zoeken": more})], gap=0.5)


def by_person(found: Sequence[Row], people: People) -> list[Row]:
    """Return the moments in the alphabetical order of employees, each with tops before learning goals."""
    return sorted(found, key=lambda one: (name_of(one["employee_id"], people), one["polarity"] == "goal"))


def review_of(moment: Row, reviews: Reviews) -> str | None:
    """Return the verdict of today, else the one that last night found back."""
    fresh = reviews.get(moment["moment_id"])
    return fresh.verdict if fresh is not None else moment["review"]


def open_calls(desk: Desk, found: Sequence[Row]) -> set[str] | None:
    """Return the calls whose moments an employee may see: those judged by themselves first. None: all."""
    if desk.role != "employee":
        return None
    return {call_id for call_id in {one["call_id"] for one in found} if not is_blind(desk, call_id, "coaching")}


def open_talk(desk: Desk, talk: Sequence[Row]) -> list[Row]:
    """Return the tops and goals this person may see: an employee those of which all calls are judged by themselves."""
    if desk.role != "employee":
        return list(talk)
    calls = reading.calls_of_moments(desk, [moment_id for one in talk for moment_id in one["moment_ids"]])
    held_back = {moment_id for moment_id, call_id in calls.items() if is_blind(desk, call_id, "coaching")}
    return [one for one in talk if held_back.isdisjoint(one["moment_ids"])]


def filtered(
    found: Sequence[Row],
    chosen: Mapping[str, str | None],
    reviews: Reviews,
    *,
    in_calls: set[str] | None,
    allowed: set[str] | None,
) -> list[Row]:
    """Return the moments that pass the filters, in their order."""
    rows = list(found)
    for calls in (in_calls, allowed):
        if calls is not None:
            rows = [one for one in rows if one["call_id"] in calls]
    for name in ("employee_id", "queue", "language"):
        rows = [one for one in rows if chosen[name] is None or one[name] == chosen[name]]
    if chosen["cue_id"] is not None:
        rows = [one for one in rows if (one["cue_id"] or one["kind"]) == chosen["cue_id"]]
    if chosen["review"] is not None:
        rows = [one for one in rows if (review_of(one, reviews) or "open") == chosen["review"]]
    return rows


def count_sentence(shown: Sequence[Row], allowed: set[str] | None) -> str:
    """Say how many moments there are, and what stays hidden."""
    if not shown:
        if allowed is not None:
            return note("Beoordeel eerst zelf een gesprek bij Gesprek; daarna zie je hier wat het programma opviel.")
        return note("Geen momenten met deze keuze. Kies een andere week of laat een filter los.")
    tops = sum(one["polarity"] == "top" for one in shown)
    more = f" De eerste {MOST_SHOWN} staan hieronder." if len(shown) > MOST_SHOWN else ""
    return (
        f'<p role="status"><strong>{tops}</strong> {"top" if tops == 1 else "tops"} en '
        f"<strong>{len(shown) - tops}</strong> {'leerdoel' if len(shown) - tops == 1 else 'leerdoelen'} "
        f"om te beluisteren.{more}</p>"
    )


def moment_list(shown: Sequence[Row], openers: Any, people: People, reviews: Reviews, chosen: Row | None) -> Any:
    """Return the cards, each with its button."""
    cards = []
    for moment, opener in zip(shown[:MOST_SHOWN], openers, strict=True):
        is_open = chosen is not None and chosen["moment_id"] == moment["moment_id"]
        who = name_of(moment["employee_id"], people)
        cards.append(
            mo.vstack(
                [mo.Html(card(moment, who=who, review=review_of(moment, reviews), is_open=is_open)), opener], gap=0.25
            )
        )
    return mo.vstack(cards, gap=0.75)


def two_columns(listing: Any, detail: Any) -> Any:
    """Put the list beside what is open; on a narrow screen what is open comes first."""
    return mo.Html(f'<div class="ml-columns"><div>{detail.text}</div><div>{listing.text}</div></div>')


def moment_panel(desk: Desk, moment: Row) -> Any:
    """Return the player with the words around a moment."""
    return _frame(reading.heard_around(desk, moment), moment["reason"], "440px")


def moment_detail(
    desk: Desk, moment: Row | None, panel: Any, controls: tuple[Any, Any, Any], told: tuple[People, Reviews]
) -> Any:
    """Return the moment that is open, with its player and what one can do."""
    if moment is None:
        return mo.Html("")
    (judges, text, to_call), (people, reviews) = controls, told
    review = review_of(moment, reviews)
    fresh = reviews.get(moment["moment_id"])
    doubt = sure(moment["confidence"])
    lines = [
        f"<h2>{escape(moment['reason'])}</h2>",
        f"<p>{escape(name_of(moment['employee_id'], people))} · {day(moment['started_at'])} om "
        f"{time_of_day(moment['started_at'])} · {clock(moment['start_s'])} in het gesprek</p>",
        f"<p><strong>Waarom dit moment:</strong> {escape(moment['item_nl'])}"
        f"{f' ({doubt})' if doubt else ''}. Een voorstel van het programma, tot iemand het bevestigt.</p>",
    ]
    if review:
        said = f": {escape(fresh.note)}" if fresh is not None and fresh.note else ""
        lines.append(f'<p class="ml-note" role="status">{VERDICTS[review]}{said}</p>')
    for answer in replies_of(desk, moment["call_id"]):
        if answer.moment_id == moment["moment_id"]:
            lines.append(f'<p class="ml-note">Reactie van de medewerker: {escape(answer.note)}</p>')
    buttons = mo.hstack([*judges], wrap=True, justify="start", gap=0.5)
    return mo.vstack([mo.Html("".join(lines)), panel, text, buttons, to_call], gap=0.6)


def call_label(call: Row, people: People) -> str:
    """Return a call as one line to choose."""
    topic = (call["topic"] or "gesprek").replace("_", " ")
    when = f"{day(call['started_at'])} {time_of_day(call['started_at'])}"
    who = name_of(call["employee_id"], people)
    return f"{when} · {who} · {topic} · {clock(call['duration_s'])} ({call['call_id']})"


def is_blind(desk: Desk, call_id: str, purpose: str) -> bool:
    """Tell whether the program's view is held back: an employee judges first, and so does who audits."""
    judged = {one.assessor for one in assessments_of(desk, call_id)}
    if desk.account in judged:
        return False
    return desk.role == "employee" or purpose == "audit"


def call_panel(desk: Desk, call: Row, *, is_blind: bool) -> Any:
    """Return a call's player, timeline and words."""
    marks = [] if is_blind else reading.marks_of_call(desk, call["call_id"])
    heard = reading.heard_whole(desk, call["call_id"], marks=marks)
    return _frame(heard, f"Gesprek {call['call_id']}", "720px" if heard.turns else "290px")


def _frame(heard: Heard, title: str, height: str) -> Any:
    """Return the player in a frame with a name, which screen readers tell."""
    shown = mo.iframe(listening_page(heard, title), height=height).text
    return mo.Html(shown.replace("<iframe ", f'<iframe title="{escape(title, quote=True)}" ', 1))


def call_page(
    desk: Desk, call: Row, panel: Any, controls: tuple[Any, Any, Mapping[str, Any]], *, is_blind: bool
) -> list[Any]:
    """Return the parts of a call's page, in order; `controls` are the form, its button, and what else can be opened."""
    form, save, more = controls
    why = (
        "Dit gesprek is geloot om het programma te meten. " if desk.role != "employee" else ""
    ) + "Luister en beoordeel eerst zelf; daarna zie je wat het programma opviel."
    held = [mo.Html(note(why))] if is_blind else [mo.Html(call_figures(call))]
    mine = {one.cue_id for one in assessments_of(desk, call["call_id"]) if one.assessor == desk.account}
    done = [mo.Html(note("Je oordeel over dit gesprek is bewaard. Bewaar opnieuw om het te wijzigen."))] if mine else []
    heading = "Mijn eigen oordeel" if desk.role == "employee" else "Beoordelen"
    items = "".join(f"<div>{one.text}</div>" for one in form.elements.values())
    judged = mo.vstack([mo.Html(f'<div class="ml-form">{items}</div>'), save])
    return [panel, *held, *done, mo.accordion({heading: judged, **more})]
