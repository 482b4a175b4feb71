"""Turns given as JSON, for scoring without sound; and the findings written back as JSON.

What comes in may be written by hand or by a stranger: a fault is answered with the path of the field and a sentence.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import msgspec

from pipeline.errors import SettingsError
from pipeline.findings import Findings
from pipeline.heard import Roster
from pipeline.intervals import intersect, merge
from pipeline.language import language_of
from pipeline.records import Conversation, Direction, Hold, Language, Span, Speaker, Speech, Turn, Word
from pipeline.syllables import count_syllables

MOST_CHARACTERS = 20_000_000
"""Four hours of talk are some 300,000 characters."""
LONGEST_S = 4 * 3600.0
SHORTEST_WORD_S = 0.005
"""A turn with less time per word was not said."""
CLIPPED_WITHIN_S = 0.3
"""Speech that begins so soon after the recording may have begun before it."""
PAUSE_S = 0.25
"""Turns of one speaker closer than this are one stretch of speech."""
SLACK_S = 0.05
"""Rounding: how far a turn may reach over the end of the call."""


class GivenTurn(msgspec.Struct, kw_only=True):
    """One turn as given."""

    speaker: Speaker
    start_s: float
    end_s: float
    text: str
    language: Language | None = None


class GivenCall(msgspec.Struct, kw_only=True):
    """A call as given; unknown fields are passed over."""

    turns: list[GivenTurn]
    call_id: str = "call"
    employee_name: str | None = ""
    colleagues: list[str] = []
    organisations: list[str] = []
    aliases: list[str] = []
    direction: Direction = "inbound"
    queue: str = ""
    duration_s: float | None = None
    speech: dict[Speaker, list[tuple[float, float]]] | None = None
    holds: list[tuple[float, float]] = []
    starts_mid_speech: bool | None = None


@dataclass(frozen=True, slots=True)
class TurnsInput:
    """A call ready to score, and the names that may be heard in it."""

    conversation: Conversation
    roster: Roster


def read_turns(text: str) -> TurnsInput:
    """Read a call given as turns.

    Words are laid out inside their turn, in the speech of its speaker, by their syllables. Without `speech` the turns
    are the speech; without `language` it is told from the words.

    Raises:
        SettingsError: with the path of the field and what is wrong.
    """
    if len(text) > MOST_CHARACTERS:
        raise SettingsError(f"turns: {len(text)} characters are more than a call can hold, {MOST_CHARACTERS}")
    try:
        given = msgspec.json.decode(text.encode("utf-8", "surrogatepass"), type=GivenCall)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(_sentence(str(error))) from error
    return TurnsInput(_conversation(given), _roster(given))


def _sentence(message: str) -> str:
    """Turn `Expected float, got str - at $.turns[0].start_s` into `turns[0].start_s: expected float, got str`."""
    what, _, path = message.partition(" - at `$")
    field = path.rstrip("`").lstrip(".") or "turns"
    return f"{field}: {what[:1].lower()}{what[1:]}"


def _roster(given: GivenCall) -> Roster:
    return Roster(
        own_name=given.employee_name or "",
        colleagues=tuple(given.colleagues),
        organisations=tuple(given.organisations),
        aliases=tuple(given.aliases),
    )


def _conversation(given: GivenCall) -> Conversation:
    spans = [_span(turn.start_s, turn.end_s, f"turns[{number}]") for number, turn in enumerate(given.turns)]
    duration_s = _duration_s(given, spans)
    for number, span in enumerate(spans):
        if span.end_s > duration_s + SLACK_S:
            raise SettingsError(
                f"turns[{number}].end_s: {span.end_s:g} lies behind the end of the call, {duration_s:g}"
            )
    given_speech = _given_speech(given)
    turns = [
        _turn(turn, span, given_speech.get(turn.speaker, ()), f"turns[{number}]")
        for number, (turn, span) in enumerate(zip(given.turns, spans, strict=True))
    ]
    speech = _speech(given_speech) if given.speech is not None else _speech_of_turns(turns)
    first_s = min((part.span.start_s for part in speech), default=math.inf)
    is_clipped = given.starts_mid_speech
    return Conversation(
        call_id=given.call_id,
        duration_s=duration_s,
        direction=given.direction,
        speech=speech,
        turns=tuple(sorted(turns, key=lambda turn: (turn.span, turn.speaker))),
        holds=tuple(_holds(given)),
        starts_mid_speech=first_s < CLIPPED_WITHIN_S if is_clipped is None else is_clipped,
        queue=given.queue,
    )


def _duration_s(given: GivenCall, spans: Sequence[Span]) -> float:
    duration_s = given.duration_s
    if duration_s is None:
        return max((span.end_s for span in spans), default=1.0)
    if not 0 < duration_s <= LONGEST_S:
        raise SettingsError(f"duration_s: {duration_s:g} is not between 0 and {LONGEST_S:g} seconds")
    return duration_s


def _span(start_s: float, end_s: float, path: str) -> Span:
    if not 0 <= start_s <= LONGEST_S:
        raise SettingsError(f"{path}.start_s: {start_s:g} is not between 0 and {LONGEST_S:g} seconds")
    if not start_s < end_s <= LONGEST_S:
        raise SettingsError(
            f"{path}.end_s: {end_s:g} must lie after start_s, {start_s:g}, and within {LONGEST_S:g} seconds"
        )
    return Span(round(start_s, 3), max(round(end_s, 3), round(start_s, 3) + 0.001))


def _given_speech(given: GivenCall) -> dict[Speaker, tuple[Span, ...]]:
    return {
        speaker: merge(_span(*pair, f"speech.{speaker}[{number}]") for number, pair in enumerate(pairs))
        for speaker, pairs in (given.speech or {}).items()
    }


def _holds(given: GivenCall) -> Iterator[Hold]:
    for number, pair in enumerate(given.holds):
        yield Hold(_span(*pair, f"holds[{number}]"), is_announced=False)


def _speech(speech: Mapping[Speaker, Sequence[Span]]) -> tuple[Speech, ...]:
    parts = [Speech(span, speaker) for speaker, spans in speech.items() for span in spans]
    return tuple(sorted(parts, key=lambda part: (part.span, part.speaker)))


def _speech_of_turns(turns: Sequence[Turn]) -> tuple[Speech, ...]:
    speakers = sorted({turn.speaker for turn in turns})
    return _speech(
        {
            speaker: merge((turn.span for turn in turns if turn.speaker == speaker), bridge_s=PAUSE_S)
            for speaker in speakers
        }
    )


def _turn(given: GivenTurn, span: Span, speech: Sequence[Span], path: str) -> Turn:
    language = given.language or language_of(given.text)
    texts = given.text.split()
    room = intersect([span], speech) or (span,)
    if sum(part.duration_s for part in room) < SHORTEST_WORD_S * len(texts):
        room = (span,)
    if span.duration_s < SHORTEST_WORD_S * len(texts):
        raise SettingsError(f"{path}.text: {len(texts)} words do not fit in {span.duration_s:g} seconds")
    return Turn(span, given.speaker, language, tuple(_words(texts, room, language)), 1.0 if texts else None)


def _words(texts: Sequence[str], room: Sequence[Span], language: Language) -> Iterator[Word]:
    """Lay words out over stretches of speech, each as long as its share of syllables."""
    counts = [count_syllables(text, language) for text in texts]
    weights = [max(count, 1) for count in counts]
    total_s, total = sum(part.duration_s for part in room), sum(weights)
    done = 0
    for text, count, weight in zip(texts, counts, weights, strict=True):
        start_s = _moment_s(room, total_s * done / total, is_end=False)
        done += weight
        end_s = _moment_s(room, total_s * done / total, is_end=True)
        yield Word(Span(round(start_s, 3), max(round(end_s, 3), round(start_s, 3) + 0.001)), text, 1.0, count)


def _moment_s(room: Sequence[Span], spoken_s: float, *, is_end: bool) -> float:
    """Return when so many seconds of the room have passed; at a border the end of one part or the start of the next."""
    for part in room:
        if spoken_s < part.duration_s - 1e-6 or (is_end and spoken_s <= part.duration_s + 1e-6):
            return part.start_s + max(spoken_s, 0.0)
        spoken_s -= part.duration_s
    return room[-1].end_s


def findings_json(conversation: Conversation, findings: Findings) -> str:
    """Write findings as JSON: a list per table, a row per finding, with the columns of the warehouse.

    Evidence and questions are the words they point at; a place that is masked stays masked.
    """
    words = [word.text for turn in conversation.turns for word in turn.words]
    tables = {
        "cues": [{**_row(cue), "evidence": _text(words, cue), "is_current": True} for cue in findings.cues],
        "questions": [{**_row(question), "text": _text(words, question)} for question in findings.questions],
        "tempo": [_row(tempo) for tempo in findings.tempo],
        "silences": [_row(silence) for silence in findings.silences],
        "overlaps": [_row(overlap) for overlap in findings.overlaps],
    }
    rows = {
        name: [{"call_id": findings.call_id, **row, "measure_version": findings.measure_version} for row in table]
        for name, table in tables.items()
    }
    return json.dumps({**rows, "topic": findings.topic}, ensure_ascii=False, indent=2, allow_nan=False)


def _row(finding: Any) -> dict[str, Any]:
    """Return a finding's fields as columns: a span becomes two, word positions are left out."""
    row: dict[str, Any] = {}
    for field in fields(finding):
        value = getattr(finding, field.name)
        if field.name == "span":
            row["start_s"] = value.start_s if value is not None else None
            row["end_s"] = value.end_s if value is not None else None
        elif field.name not in ("first_word", "end_word"):
            row[field.name] = value
    return row


def _text(words: Sequence[str], finding: Any) -> str:
    if finding.first_word is None:
        return ""
    return " ".join(words[finding.first_word : finding.end_word])
