"""Words and figures as a person reads them, in Dutch; what comes from a call, a name or a note is escaped."""

from collections.abc import Mapping
from datetime import date, datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
_DAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()

DASH = "\u2013"
"""What stands where nothing is known."""

VERDICTS = {
    "confirm": "Bevestigd",
    "reject": "Verworpen",
    "misheard": "Verkeerd verstaan",
    "wrong_speaker": "Rollen verwisseld",
    "missed": "Gemist door het programma",
}
POLARITIES = {"top": "Top", "goal": "Leerdoel"}
LANGUAGES = {"nl": "Nederlands", "fy": "Fries", "other": "andere taal", "unknown": "taal onbekend"}
SPEAKERS = {"agent": "Medewerker", "citizen": "Inwoner", "other": "Ander"}
UNHEARD = {
    "no_inbox": "Er is geen map met opnamen ingesteld, dus er is niets te beluisteren.",
    "no_record": "Van dit gesprek is hier niets te beluisteren.",
    "gone": "De opname staat niet meer in de map met opnamen. De woorden en tijden zijn er nog wel.",
    "past_term": "De bewaartermijn van het geluid is voorbij. De woorden en tijden zijn er nog wel.",
    "other_sound": "De opname in de map is een andere dan die van de nacht; daarom wordt hij niet afgespeeld.",
    "unreadable": "De opname is niet te lezen. De woorden en tijden zijn er nog wel.",
    "not_agreed": "Met de ondernemingsraad is afgesproken dat hier geen geluid te beluisteren is.",
}

WORDLESS = "Van dit stuk zijn geen woorden bewaard."
WORDS_NOT_AGREED = "Met de ondernemingsraad is afgesproken dat hier geen woorden te lezen zijn."


def clock(seconds: float) -> str:
    """Return a time in a call as m:ss."""
    return f"{int(seconds // 60)}:{int(seconds % 60):02d}"


def seconds(text: str) -> float | None:
    """Return a time written as m:ss or as seconds; None for anything else."""
    minutes, _, rest = text.strip().rpartition(":")
    if not (rest.isdecimal() and (minutes.isdecimal() or not minutes)):
        return None
    return 60.0 * int(minutes or 0) + int(rest)


def day(value: date | datetime) -> str:
    """Return a day as *maandag 9 maart 2026*."""
    local = value.astimezone(ZONE).date() if isinstance(value, datetime) else value
    return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local.year}"


def time_of_day(value: datetime) -> str:
    """Return the hour and minute on a Dutch clock."""
    return f"{value.astimezone(ZONE):%H:%M}"


def month(value: date) -> str:
    """Return a month as *maart 2026*."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def week(value: date) -> str:
    """Return a week as *week 11 (vanaf 9 maart)*."""
    return f"week {value.isocalendar().week} (vanaf {value.day} {_MONTHS[value.month - 1]})"


def decimal(value: float | None, digits: int = 1, unit: str = "") -> str:
    """Return a figure with a comma; a dash for what is not known."""
    return DASH if value is None else f"{value:.{digits}f}".replace(".", ",") + unit


def calls(count: int) -> str:
    """Return how many calls, in words."""
    return f"{count} {'gesprek' if count == 1 else 'gesprekken'}"


def percent(value: float | None) -> str:
    """Return a share of 0 to 1 as a percentage; a dash for what is not known."""
    return DASH if value is None else f"{round(100 * value)}%"


def sure(confidence: float | None) -> str:
    """Say how sure the program is, in words: a figure would suggest more than it means."""
    if confidence is None:
        return ""
    return "vrijwel zeker" if confidence >= 0.9 else "waarschijnlijk" if confidence >= 0.75 else "misschien"


def card(moment: Mapping[str, Any], *, who: str, review: str | None, is_open: bool) -> str:
    """Return a moment as a card: what, whose, when, the words, and what was judged."""
    polarity = "top" if moment["polarity"] == "top" else "goal"
    badges = [f'<span class="ml-badge ml-{polarity}">{POLARITIES[polarity]}</span>']
    if moment["is_focus"]:
        badges.append('<span class="ml-badge ml-focus">Aandachtspunt</span>')
    if review:
        badges.append(f'<span class="ml-badge ml-{escape(review)}">{VERDICTS[review]}</span>')
    said = f"<blockquote>{escape(moment['evidence'])}</blockquote>" if moment["evidence"] else ""
    when = f"{day(moment['started_at'])} om {time_of_day(moment['started_at'])}, op {clock(moment['start_s'])}"
    return (
        f'<article class="ml-card ml-is-{polarity}{" ml-open" if is_open else ""}">'
        f"<header>{''.join(badges)}</header><h3>{escape(moment['reason'])}</h3>{said}"
        f"<p>{escape(who)} · {when}</p></article>"
    )
