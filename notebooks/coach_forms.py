"""What a coach or employee fills in: verdicts, assessments, goals; each calls one function of the desk."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any, Literal

import marimo as mo

from notebooks import reading
from notebooks.coach_parts import People, Row, call_label, name_of, note
from notebooks.wording import ZONE, clock, month, seconds
from pipeline.desk import Desk, add_missed, agree_goal, assess, assessments_of, end_goal, goals_of, judge, reply
from pipeline.people_records import ReviewVerdict
from pipeline.records import Span

_JUDGEMENTS: tuple[tuple[str, ReviewVerdict, str], ...] = (
    ("Bevestigen", "confirm", "success"),
    ("Verwerpen", "reject", "neutral"),
    ("Verkeerd verstaan", "misheard", "neutral"),
    ("Rollen verwisseld", "wrong_speaker", "neutral"),
)
_ANSWERS = {
    "gedaan": "said",
    "niet gedaan": "not_said",
    "weet ik niet": "uncertain",
    "niet van toepassing": "not_applicable",
}
SKIPPED = "nog niet beoordeeld"
MISSED_S = 4.0
"""How long a moment is taken to last that a coach gives the start of: about a sentence."""
Purpose = Literal["coaching", "audit"]
Ticker = Callable[[Callable[[int], int]], None]
Setter = Callable[[Any], None]


def judges(desk: Desk, moment: Row | None, text: Any, set_tick: Ticker) -> list[Any]:
    """Return the buttons under a moment: a coach judges, an employee answers."""
    if moment is None:
        return []
    if desk.role == "employee":
        return [mo.ui.button(label="Reactie bewaren", kind="success", on_change=_replier(desk, moment, text, set_tick))]
    return [
        mo.ui.button(label=label, kind=kind, on_change=_judger(desk, moment, verdict, text, set_tick))
        for label, verdict, kind in _JUDGEMENTS
    ]


def _judger(desk: Desk, moment: Row, verdict: ReviewVerdict, text: Any, set_tick: Ticker) -> Callable[[Any], None]:
    def store(_value: Any) -> None:
        judge(desk, moment, verdict, text.value)
        set_tick(lambda tick: tick + 1)

    return store


def _replier(desk: Desk, moment: Row, text: Any, set_tick: Ticker) -> Callable[[Any], None]:
    def store(_value: Any) -> None:
        if text.value.strip():
            reply(desk, moment, text.value)
            set_tick(lambda tick: tick + 1)

    return store


def assessment_form(desk: Desk, call_id: str) -> Any:
    """Return a choice per item of the leidraad, filled with what this person said before."""
    mine = {one.cue_id: one.verdict for one in assessments_of(desk, call_id) if one.assessor == desk.account}
    labels = {verdict: label for label, verdict in _ANSWERS.items()}
    return mo.ui.dictionary(
        {
            item["cue_id"]: mo.ui.dropdown(
                [SKIPPED, *_ANSWERS], value=labels.get(mine.get(item["cue_id"], ""), SKIPPED), label=item["name_nl"]
            )
            for item in reading.items(desk)
        }
    )


def saver(desk: Desk, call: tuple[str, Purpose], form: Any, set_tick: Ticker) -> Callable[[Any], None]:
    """Return what stores the form's answers; items left open are not stored."""

    def store(_value: Any) -> None:
        verdicts = {cue_id: _ANSWERS[answer] for cue_id, answer in form.value.items() if answer != SKIPPED}
        if verdicts:
            assess(desk, call[0], verdicts, purpose=call[1])
            set_tick(lambda tick: tick + 1)

    return store


def missed_fields(desk: Desk, call: Row) -> Any:
    """Return what a coach fills in of a moment that the program did not flag."""
    return mo.ui.dictionary(
        {
            "item": mo.ui.dropdown({one["name_nl"]: one["cue_id"] for one in reading.items(desk)}, label="Onderdeel"),
            "polarity": mo.ui.dropdown({"top": "top", "leerdoel": "goal"}, value="top", label="Wat hoorde je?"),
            "at": mo.ui.text(
                label=f"Op welke tijd (tot {clock(call['duration_s'])})", placeholder="1:05", max_length=8
            ),
            "note": mo.ui.text(label="Notitie bij wat gemist is", max_length=2000),
        }
    )


def missed_saver(desk: Desk, call_id: str, fields: Any, setters: tuple[Setter, Ticker]) -> Callable[[Any], None]:
    """Return what stores a missed moment, and tells what was stored or what is still asked."""
    set_told, set_tick = setters

    def tell(sentence: str) -> None:
        set_told((call_id, sentence))

    def store(_value: Any) -> None:
        given = fields.value
        at_s = seconds(given["at"])
        if not given["item"] or at_s is None:
            tell("Kies een onderdeel, en schrijf de tijd als minuten:seconden, bijvoorbeeld 1:05.")
            return
        try:
            item = {"cue_id": given["item"], "polarity": given["polarity"]}
            add_missed(desk, call_id, item, Span(at_s, at_s + MISSED_S), given["note"])
        except ValueError:
            tell("Die tijd ligt na het einde van het gesprek.")
        else:
            set_tick(lambda tick: tick + 1)
            tell(f"Bewaard: gemist op {given['at'].strip()}. Na de volgende nacht staat het bij de momenten.")

    return store


def missed_part(fields: Any, add: Any, told: tuple[str, str], call: Row) -> dict[str, Any]:
    """Return the part of a call's page in which a coach adds what the program missed."""
    row = mo.hstack([*fields.elements.values()], wrap=True, justify="start", gap=0.75)
    said = [mo.Html(note(told[1]))] if told[0] == call["call_id"] else []
    return {"Iets gehoord dat het programma miste?": mo.vstack([row, add, *said])}


def by_name(talk: Sequence[Row], people: People) -> dict[str, str]:
    """Return the employees in alphabetical order, never by rank."""
    return dict(sorted({name_of(one["employee_id"], people): one["employee_id"] for one in talk}.items()))


def goal_saver(desk: Desk, who: Any, fields: tuple[Any, Any, Any], set_tick: Ticker) -> Callable[[Any], None]:
    """Return what stores a goal; one without an item and without words is not stored."""
    item, words, on = fields

    def store(_value: Any) -> None:
        if item.value or words.value.strip():
            agree_goal(desk, who.value, item.value, words.value, on=on.value)
            set_tick(lambda tick: tick + 1)

    return store


def goal_enders(desk: Desk, employee_id: str, set_tick: Ticker) -> list[Any]:
    """Return a button for each goal that is worked on."""

    def ender(goal: Any) -> Callable[[Any], None]:
        def store(_value: Any) -> None:
            end_goal(desk, goal, on=datetime.now(UTC).astimezone(ZONE).date())
            set_tick(lambda tick: tick + 1)

        return store

    open_goals = [goal for goal in goals_of(desk, employee_id) if goal.ended_on is None]
    return [mo.ui.button(label="Afronden", on_change=ender(goal)) for goal in open_goals if desk.role != "employee"]


def hearers(talk: Sequence[Row], set_moment: Setter, set_page: Setter) -> list[Any]:
    """Return a button per top or goal that opens its first moment."""

    def hearer(moment_id: str) -> Callable[[Any], None]:
        def go(_value: Any) -> None:
            set_moment(moment_id)
            set_page("Momenten")

        return go

    return [mo.ui.button(label="Beluister", on_change=hearer(one["moment_ids"][0])) for one in talk]


def talk_page(talk: Sequence[Row], buttons: Any) -> list[Any]:
    """Return per month what goes well first, then at most two learning goals."""
    found: list[Any] = []
    for month_start in sorted({one["month_start"] for one in talk}, reverse=True):
        for polarity, heading in (("top", "Dit gaat goed"), ("goal", "Om aan te werken")):
            cards = [
                mo.vstack([mo.Html(_item(one)), button], gap=0.25)
                for one, button in zip(talk, buttons, strict=True)
                if (one["month_start"], one["polarity"]) == (month_start, polarity)
            ]
            empty = [mo.Html(note("Nog niets voor te stellen."))]
            found += [mo.Html(f"<h3>{heading}, {month(month_start)}</h3>"), *(cards or empty)]
    return found


def agreed(desk: Desk, employee_id: str, ends: Any) -> list[Any]:
    """Return the goals that are worked on, each with a button to round it off."""
    names = {item["cue_id"]: item["name_nl"] for item in reading.items(desk)}
    goals = [goal for goal in goals_of(desk, employee_id) if goal.ended_on is None]
    lines = []
    for goal, ending in zip(goals, [[end] for end in ends] or [[] for _ in goals], strict=True):
        text = " \u2013 ".join(filter(None, (names.get(goal.cue_id or ""), goal.description)))
        line = mo.Html(f"<p>{escape(text)} (afgesproken op {goal.agreed_on:%d-%m-%Y})</p>")
        lines.append(mo.hstack([line, *ending], justify="start", wrap=True))
    return [mo.Html("<h3>Afgesproken leerdoelen</h3>"), *lines] if goals else []


def _item(row: Row) -> str:
    count = row["confirmed_count"]
    told = (
        "Voorstel van het programma; nog niemand heeft het bevestigd."
        if row["is_proposal"]
        else f"{count} keer bevestigd door een coach."
    )
    agreed = '<span class="ml-badge ml-focus">Afgesproken</span>' if row["is_agreed"] else ""
    kind = "goal" if row["polarity"] == "goal" else "top"
    return (
        f'<article class="ml-card ml-is-{kind}">{agreed}<h3>{escape(row["item_nl"])}</h3>'
        f"<p>{escape(row['description_nl'] or '')} {told}</p></article>"
    )


def selection(desk: Desk) -> list[Mapping[str, Any]]:
    """Return the calls worth assessing of the latest month, without those that were assessed since."""
    rows = reading.ask(
        desk,
        "select * from coach_call_selection where month_start = (select max(month_start) from coach_call_selection) "
        "order by purpose = 'audit', employee_id, place limit 60",
    )
    return [row for row in rows if not any(one.assessor_kind != "self" for one in assessments_of(desk, row["call_id"]))]


def opener(row: Row, set_call: Setter, set_page: Setter) -> Callable[[Any], None]:
    """Return what opens a call."""

    def go(_value: Any) -> None:
        set_call((row["call_id"], row["purpose"]))
        set_page("Gesprek")

    return go


def selection_page(picks: Sequence[Row], pickers: Any, people: People) -> list[Any]:
    """Return the calls worth assessing, those drawn at random apart."""
    found: list[Any] = []
    told = {
        "coaching": (
            "Gesprekken met genoeg inhoud",
            "Verspreid over onderwerpen, dagen en talen, en nog niet beoordeeld.",
        ),
        "audit": (
            "Geloot om het programma te meten",
            "Luister eerst zelf: alleen zo weten we hoe vaak het programma gelijk heeft.",
        ),
    }
    for purpose, (heading, why) in told.items():
        lines = [
            mo.hstack([button, mo.Html(f"<p>{escape(call_label(row, people))}</p>")], justify="start", align="center")
            for row, button in zip(picks, pickers, strict=True)
            if row["purpose"] == purpose
        ]
        empty = [mo.Html(note("Alles van deze maand is beoordeeld."))]
        found += [mo.Html(f"<h3>{heading}</h3><p>{why}</p>"), *(lines or empty)]
    return found
