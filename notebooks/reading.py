"""What a page asks of the warehouse: each time anew, so that the new night is there as soon as it is published."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import marimo as mo

from notebooks.listening import Heard
from notebooks.wording import UNHEARD, WORDLESS, WORDS_NOT_AGREED
from pipeline.desk import Desk, hear, missed_in
from pipeline.errors import WarehouseError
from pipeline.listening import UnheardError
from pipeline.records import Span
from pipeline.warehouse import Connection, fetch, open_readonly

Row = Mapping[str, Any]
AROUND_S = 12.0
"""Words shown before and after a moment."""
MOST_FOUND = 200
WATCH_S = 2.0
"""So soon a page asks anew once a night was published."""


@contextmanager
def opened(desk: Desk) -> Iterator[Connection]:
    """Open the desk's own file as it lies there now."""
    with open_readonly(Path(desk.warehouse)) as connection:
        yield connection


def given_desk(command: str) -> dict[str, Any]:
    """Return what the layer before the page says of who reads; without it, stop and name the command."""
    request = mo.app_meta().request
    given: dict[str, Any] | None = (request.meta or {}).get("desk") if request else None
    mo.stop(given is None, mo.md(f"Open deze pagina met `meeluister {command}`."))
    return given or {}


def watch_nights(desk: Desk, tell: Callable[[int], Any]) -> None:
    """Tell a page whenever another file lies in the place of its own, for as long as the page is open."""

    def watch() -> None:
        last = _stamp(desk)
        while not mo.current_thread().should_exit:
            time.sleep(WATCH_S)
            now = _stamp(desk)
            if now not in (0, last):
                last = now
                tell(now)

    mo.Thread(target=watch, daemon=True).start()


def _stamp(desk: Desk) -> int:
    """Return when the desk's own file was written; 0 where there is none."""
    try:
        return Path(desk.warehouse).stat().st_mtime_ns
    except OSError:
        return 0


def why_empty(desk: Desk) -> str | None:
    """Return a sentence where there is nothing to show, None where there is."""
    try:
        with opened(desk) as connection:
            (count,) = connection.execute("select count(*) from calls").fetchone() or (0,)
    except WarehouseError:
        return "Er is nog geen nacht verwerkt, of het bestand is niet te openen. Vraag de beheerder ernaar."
    return None if count else "De afgelopen nachten zijn er geen gesprekken verwerkt. Morgen weer een kans."


def ask(desk: Desk, text: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    """Return the rows of a query; values never become SQL."""
    with opened(desk) as connection:
        found = connection.execute(text, list(values))
        columns = [column[0] for column in found.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def weeks(desk: Desk) -> list[date]:
    """Return the Mondays of weeks with calls, the latest first."""
    rows = ask(desk, "select distinct date_trunc('week', local_date)::date as w from calls order by w desc limit 104")
    return [row["w"] for row in rows]


def moments_of_week(desk: Desk, monday: date, *, only_choice: bool) -> list[dict[str, Any]]:
    """Return the moments of a week, tops first, in the order in which they were chosen."""
    chosen = " and is_chosen" if only_choice else ""
    return ask(
        desk,
        f"select * from coach_flagged_moments where local_date between ? and ?{chosen} "  # noqa: S608 - ours
        "order by polarity = 'goal', coalesce(place, 99999), confidence desc nulls last, moment_id",
        [monday, monday + timedelta(days=6)],
    )


def kinds_of_week(desk: Desk, monday: date) -> list[dict[str, Any]]:
    """Return of whom, about what, in which queue and language there are moments in a week; quicker than the moments."""
    return ask(
        desk,
        """
        select distinct calls.employee_id, calls.queue, calls.language, moments.kind, moments.cue_id,
            coalesce(
                cue_items.name_nl, moments.cue_id,
                case moments.kind when 'interruption' then 'onderbreking' when 'silence' then 'stilte'
                     else 'spreektempo' end
            ) as item_nl
        from moments
        inner join calls using (call_id, local_date)
        left join cue_items using (cue_id, leidraad_id, leidraad_version)
        where moments.local_date between ? and ?
        """,
        [monday, monday + timedelta(days=6)],
    )


def calls_of_moments(desk: Desk, moment_ids: Sequence[str]) -> dict[str, str]:
    """Return the call of each moment, by the moment's id."""
    query = "select moment_id, call_id from moments where list_contains(?, moment_id)"
    return {one["moment_id"]: one["call_id"] for one in ask(desk, query, [list(moment_ids)])}


def moments_of_call(desk: Desk, call_id: str) -> list[dict[str, Any]]:
    """Return the moments of a call in time order."""
    with opened(desk) as connection:
        [(local_date,)] = connection.execute("select local_date from calls where call_id = ?", [call_id]).fetchall()
        return fetch(
            connection,
            "coach_flagged_moments",
            equal={"local_date": local_date, "call_id": call_id},
            order_by=["start_s"],
        )


def marks_of_call(desk: Desk, call_id: str) -> list[Row]:
    """Return the moments of a call with what coaches heard today and the program did not flag."""
    marks: list[Row] = list(moments_of_call(desk, call_id))
    known = {one["moment_id"] for one in marks}
    names = {item["cue_id"]: item["name_nl"] for item in items(desk)}
    for one in missed_in(desk, call_id):
        if one.moment_id not in known:
            reason = f"Door het programma gemist: {names.get(one.cue_id or '', 'iets anders')}"
            marks.append({"start_s": one.start_s, "end_s": one.end_s, "reason": reason, "polarity": one.polarity})
    return sorted(marks, key=lambda one: one["start_s"])


def moment(desk: Desk, moment_id: str) -> dict[str, Any] | None:
    """Return one moment of whatever week; None where it is gone or none of this role's."""
    rows = ask(desk, "select * from coach_flagged_moments where moment_id = ?", [moment_id])
    return rows[0] if rows else None


def calls_with_words(desk: Desk, text: str) -> set[str]:
    """Return the calls in which these words were recognised, the latest ones."""
    rows = ask(
        desk,
        "select distinct call_id, local_date from turns where contains(lower(text), lower(?)) "
        "order by local_date desc limit ?",
        [text, MOST_FOUND],
    )
    return {row["call_id"] for row in rows}


def calls(desk: Desk) -> list[dict[str, Any]]:
    """Return the cards of the latest calls."""
    with opened(desk) as connection:
        return fetch(connection, "coach_call_card", order_by=["-started_at"], limit=500)


def items(desk: Desk) -> list[dict[str, Any]]:
    """Return the items of the latest version of the leidraad."""
    return ask(
        desk,
        "select * from cue_items qualify leidraad_version = max(leidraad_version) over (partition by leidraad_id)",
    )


def heard_around(desk: Desk, moment: Row) -> Heard:
    """Return what there is to hear and read of a moment: 3 s before, and the turns around it."""
    span = Span(moment["clip_start_s"], moment["clip_end_s"])
    return replace(_heard(desk, moment["call_id"], span, marks=[moment]), around_s=AROUND_S)


def heard_whole(desk: Desk, call_id: str, *, marks: Sequence[Row]) -> Heard:
    """Return what there is to hear and read of a call."""
    [row] = ask(desk, "select duration_s from calls where call_id = ?", [call_id])
    return _heard(desk, call_id, Span(0.0, row["duration_s"]), marks=marks)


def _heard(desk: Desk, call_id: str, span: Span, *, marks: Sequence[Row]) -> Heard:
    sound, sentence = None, ""
    try:
        sound = hear(desk, call_id, span)
    except UnheardError as error:
        sentence = UNHEARD[error.reason]
    parts = {}
    with opened(desk) as connection:
        for table in ("turns", "speech", "silences", "overlaps"):
            parts[table] = fetch(connection, table, equal={"call_id": call_id}, order_by=["start_s"])
    wordless = WORDLESS if desk.sees_text else WORDS_NOT_AGREED
    return Heard(
        sound=sound, sentence=sentence, wordless=wordless, start_s=span.start_s, end_s=span.end_s, marks=marks, **parts
    )
