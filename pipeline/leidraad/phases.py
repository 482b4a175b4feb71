"""The phases of a leg: opening, clarification, body, closing; and windows in it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.leidraad.places import Place, Places
from pipeline.leidraad.reading import Reading
from pipeline.leidraad.rules import Window
from pipeline.records import Leg, Span, Turn

OPENING_S = 20.0
"""Longest opening, from the agent's first word: a greeting in parts takes 15 s, a slow one a little more."""
STORY_WORDS = 12
"""A caller who has said more words than a greeting and a name has begun the story, and the opening is over."""
TOLD_WORDS = 4
"""A caller's turn of so many words is more than a greeting."""
CLOSING_S = 45.0
"""The closing, before the caller's last word."""
TRANSFER_END_S = 30.0
"""Put through so shortly before the end of a leg, the leg ends with that."""
CLARIFICATION_S = 60.0
"""A short call has at least so much clarification, closing or not."""


@dataclass(frozen=True, slots=True)
class LegView:
    """One leg with its phases.

    Attributes:
        leg_index: among the legs of the call.
        turn_indices: of the turns that begin in it.
        leg: from its first moment to its last.
        speech: from its first word to its last.
        opening: from the agent's first word; None where the agent says nothing or comes back from a consult.
        body: from where the caller begins to tell; the rest of an opening may lie in it.
        closing: to the end of the leg.
        is_clipped: its opening may be cut off.
        is_transferred: the caller was put through at its end.
    """

    leg_index: int
    turn_indices: tuple[int, ...]
    leg: Span
    speech: Span
    opening: Span | None
    body: Span
    closing: Span
    is_clipped: bool
    is_transferred: bool


def leg_views(reading: Reading, places: Places) -> tuple[LegView, ...]:
    """Return the legs in which an agent talks with a caller; prompts, consults and silent legs have no phases."""
    conversation = reading.conversation
    legs = conversation.legs or (Leg(Span(0.0, max(conversation.duration_s, _last_s(reading))), ""),)
    return tuple(_views(reading, places, legs))


def _last_s(reading: Reading) -> float:
    return max((turn.span.end_s for turn in reading.turns), default=0.001)


def _views(reading: Reading, places: Places, legs: tuple[Leg, ...]) -> Iterator[LegView]:
    for index, leg in enumerate(legs):
        inside = tuple(
            number
            for number, turn in enumerate(reading.turns)
            if leg.span.start_s <= turn.span.start_s < leg.span.end_s
        )
        if leg.kind in ("prompt", "consult") or not inside:
            continue
        turns = [reading.turns[number] for number in inside]
        speech = Span(turns[0].span.start_s, max(turn.span.end_s for turn in turns))
        comes_back = leg.employee_id != "" and any(leg.employee_id == earlier.employee_id for earlier in legs[:index])
        opening = None if comes_back else _opening(turns)
        body = _body(turns, speech, opening)
        is_last = index == len(legs) - 1
        yield LegView(
            leg_index=index,
            turn_indices=inside,
            leg=leg.span,
            speech=speech,
            opening=opening,
            body=body,
            closing=_closing(turns, body),
            is_clipped=index == 0 and _is_clipped(reading, places, inside),
            is_transferred=not is_last or _is_put_through(reading, places, speech, inside),
        )


def _opening(turns: list[Turn]) -> Span | None:
    own = [turn for turn in turns if turn.speaker == "agent"]
    if not own:
        return None
    start_s = own[0].span.start_s
    latest_s = start_s + OPENING_S
    story_s = min(_story_start_s(turns), latest_s)
    return Span(start_s, max(story_s, min(own[0].span.end_s, latest_s)))


def _story_start_s(turns: list[Turn]) -> float:
    words = 0
    for turn in turns:
        if turn.speaker == "citizen":
            words += len(turn.words)
            if words > STORY_WORDS:
                return turn.span.start_s
    return float("inf")


def _body(turns: list[Turn], speech: Span, opening: Span | None) -> Span:
    """Return what follows the greeting: from the caller's first turn of some words after the agent's first."""
    if opening is None:
        return speech
    told = (turn.span.start_s for turn in turns if turn.speaker == "citizen" and len(turn.words) >= TOLD_WORDS)
    start_s = min(next((at_s for at_s in told if at_s > opening.start_s), opening.end_s), opening.end_s)
    if start_s >= speech.end_s:
        start_s = next(turn.span.end_s for turn in turns if turn.speaker == "agent")
    return Span(start_s, speech.end_s) if start_s < speech.end_s else speech


def _closing(turns: list[Turn], body: Span) -> Span:
    last_s = max((turn.span.end_s for turn in turns if turn.speaker == "citizen"), default=body.end_s)
    start_s = max(last_s - CLOSING_S, body.start_s)
    return Span(start_s, body.end_s) if start_s < body.end_s else body


def _is_clipped(reading: Reading, places: Places, inside: tuple[int, ...]) -> bool:
    """Tell whether the opening may be cut off; a first turn that begins with a greeting is whole."""
    if not reading.conversation.starts_mid_speech:
        return False
    first = next((number for number in inside if reading.turns[number].words), inside[0])
    begins = reading.first_words[first]
    return all(place.first_word != begins for place in places.of("list.greeting"))


def _is_put_through(reading: Reading, places: Places, speech: Span, inside: tuple[int, ...]) -> bool:
    def ends_the_leg(place: Place) -> bool:
        is_late = reading.words[place.first_word].span.start_s >= speech.end_s - TRANSFER_END_S
        return is_late and place.turn_index in inside and reading.turns[place.turn_index].speaker == "agent"

    return any(ends_the_leg(place) for place in places.of("list.transfer"))


def turns_telling_phases(reading: Reading, views: Collection[LegView]) -> Iterator[int]:
    """Yield the turns in which phrases tell whether an opening is cut off and whether the caller is put through."""
    for view in views:
        late_s = view.speech.end_s - TRANSFER_END_S
        yield next((number for number in view.turn_indices if reading.turns[number].words), view.turn_indices[0])
        yield from (number for number in view.turn_indices if reading.turns[number].span.end_s >= late_s)


def window_of(window: Window, view: LegView) -> Span | None:
    """Return the stretch of a leg a window means, None where the leg has no such phase."""
    if window.phase is not None:
        return _phase(window.phase, view)
    start_s = _moment_s(window.from_s or 0.0, view.speech)
    end_s = view.speech.end_s if window.to_s is None else _moment_s(window.to_s, view.speech)
    return Span(start_s, end_s) if start_s < end_s else None


def _moment_s(offset_s: float, speech: Span) -> float:
    anchor_s = speech.start_s if offset_s >= 0 else speech.end_s
    return min(max(anchor_s + offset_s, speech.start_s), speech.end_s)


def _phase(phase: str, view: LegView) -> Span | None:
    if phase == "opening":
        return view.opening
    if phase == "closing":
        return view.closing
    if phase == "clarification":
        end_s = max(view.closing.start_s, view.body.start_s + CLARIFICATION_S)
        return Span(view.speech.start_s, min(end_s, view.speech.end_s))
    return view.body if phase == "body" else view.speech
