"""What is measured of a call, as sentences and figures a coach reads; null is said, never shown as 0."""

from collections.abc import Mapping
from html import escape
from typing import Any

from notebooks.wording import LANGUAGES, clock, decimal, percent


def call_figures(card: Mapping[str, Any]) -> str:
    """Return the measures of a row of `coach_call_card` in plain words."""
    pairs = [
        ("Duur", clock(card["duration_s"])),
        ("Taal", LANGUAGES[card["language"]]),
        ("Onderwerp", (card["topic"] or "niet duidelijk").replace("_", " ")),
        ("De medewerker praat", _share(card["agent_share"])),
        ("Spreektempo", decimal(card["agent_articulation_rate"], 1, " lettergrepen per seconde")),
        ("Vergeleken met de inwoner", _difference(card["tempo_difference"])),
        ("Langste stilte", decimal(card["longest_silence_s"], 0, " seconden")),
        ("Stilte zonder aankondiging", decimal(card["unannounced_silence_s"], 0, " seconden")),
        ("Woord overgenomen", _times(card["interruptions_by_agent"])),
        ("Open vragen", _times(card["open_questions"])),
    ]
    body = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in pairs)
    doubt = (
        "" if card["quality"] == "good" else '<p class="ml-note">De opname is matig; lees de maten met voorbehoud.</p>'
    )
    return f'{doubt}<dl class="ml-figures">{body}</dl>'


def _share(value: float | None) -> str:
    return "niet te meten" if value is None else f"{percent(value)} van de spreektijd"


def _difference(value: float | None) -> str:
    if value is None:
        return "niet te meten"
    if abs(value) < 0.25:  # under 5 % of five syllables a second: not to be heard
        return "even snel"
    return f"{decimal(abs(value))} lettergrepen per seconde {'sneller' if value > 0 else 'rustiger'}"


def _times(value: int | None) -> str:
    return "niet te meten" if value is None else f"{value} keer"
