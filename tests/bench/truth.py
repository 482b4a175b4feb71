"""The answer sheet beside a recording: what was said when, by whom, and which cues it holds."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import msgspec

from pipeline.errors import SettingsError
from pipeline.heard import find_heard
from pipeline.intervals import gaps
from pipeline.records import Conversation, Direction, Language, Span, Speaker
from pipeline.turns_json import read_turns


class TrueTurn(msgspec.Struct, frozen=True):
    """A turn as it was said; Dutch unless said otherwise.

    Attributes:
        speech: its stretches of speech, for what is said on hold and so stands in no list of speech.
    """

    role: Speaker
    start_s: float
    end_s: float
    text: str
    language: Language = "nl"
    speech: list[tuple[float, float]] = []

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start_s, self.end_s)

    def stretches(self) -> list[Span]:
        """Return where it is spoken."""
        return [Span(*pair) for pair in self.speech or [(self.start_s, self.end_s)]]


class TrueSpan(msgspec.Struct, frozen=True):
    """A silence, an overlap or a question, with its kind where that is known."""

    start_s: float
    end_s: float
    kind: str = ""
    speaker: str = ""

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start_s, self.end_s)


class Mention(msgspec.Struct, frozen=True):
    """A name as it is said in a turn."""

    turn: int
    text: str


class TrueCall(msgspec.Struct, frozen=True):
    """What is in a recording; without `agent_channel` the agent is on the left.

    Attributes:
        held: what the citizen says on hold: heard, but no part of the conversation.
        cues: true verdicts by cue; empty where nobody judged them.
    """

    id: str
    duration_s: float
    turns: list[TrueTurn]
    speech: dict[Speaker, list[tuple[float, float]]]
    silences: list[TrueSpan | tuple[float, float]] = []
    overlaps: list[TrueSpan | tuple[float, float]] = []
    questions: list[TrueSpan] = []
    held: list[TrueTurn] = []
    holds: list[tuple[float, float]] = []
    names_said: list[Mention] = []
    cues: dict[str, str] = {}
    channels: Literal["stereo", "mono"] = "stereo"
    agent_channel: str | None = "left"
    direction: Direction = "inbound"
    is_clipped_start: bool = False
    organisation: str = ""
    employee_name: str | None = ""

    def speech_of(self, role: Speaker) -> list[Span]:
        """Return a speaker's stretches of speech."""
        return [Span(*pair) for pair in self.speech.get(role, [])]

    def true_silences(self) -> list[TrueSpan]:
        """Return the joint silences, with those that are too short to be listed, which have no kind."""
        listed = [_labelled(silence) for silence in self.silences]
        known = {silence.start_s for silence in listed}
        holes = gaps(Span(*pair) for pairs in self.speech.values() for pair in pairs)
        return [*listed, *(TrueSpan(hole.start_s, hole.end_s) for hole in holes if hole.start_s not in known)]

    def true_overlaps(self) -> list[TrueSpan]:
        """Return the overlapping onsets."""
        return [_labelled(overlap) for overlap in self.overlaps]


def _labelled(span: TrueSpan | tuple[float, float]) -> TrueSpan:
    return span if isinstance(span, TrueSpan) else TrueSpan(*span)


def read_truth(file: Path) -> TrueCall:
    """Read an answer sheet.

    Raises:
        SettingsError: it is missing, or holds something else.
    """
    try:
        return msgspec.json.decode(file.read_bytes(), type=TrueCall)
    except (OSError, ValueError) as error:
        raise SettingsError(f"{file.name}: not usable as truth: {error}") from error


def true_conversation(true: TrueCall, colleagues: Sequence[str]) -> Conversation:
    """Return the call as if recognition had made no error, to see what the rules make of it.

    Raises:
        SettingsError: turns or times contradict each other.
    """
    given = {
        "call_id": true.id,
        "employee_name": true.employee_name,
        "colleagues": list(colleagues),
        "organisations": [true.organisation] if true.organisation else [],
        "direction": true.direction,
        "duration_s": true.duration_s,
        "turns": [_given(turn) for turn in true.turns],
        "speech": true.speech,
        "holds": true.holds,
        "starts_mid_speech": true.is_clipped_start,
    }
    read = read_turns(json.dumps(given))
    return replace(read.conversation, facts=find_heard(read.conversation, read.roster))


def _given(turn: TrueTurn) -> dict[str, object]:
    return {
        "speaker": turn.role,
        "start_s": turn.start_s,
        "end_s": turn.end_s,
        "text": turn.text,
        "language": turn.language,
    }
