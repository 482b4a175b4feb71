"""What people add to what the program found: reviews, replies, assessments, goals and events.

Each is a row of the warehouse's table of the same name; `at` in a name is a time with zone, in UTC.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from pipeline.findings import Polarity, Verdict

ReviewVerdict = Literal["confirm", "reject", "misheard", "wrong_speaker", "missed"]
EventKind = Literal["training", "baseline", "other"]
MomentKind = Literal["cue", "interruption", "silence", "tempo"]
MOST_NOTE_CHARS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's verdict on a moment.

    Attributes:
        moment_id: of the moment as it was; a `missed` one has an id of its own.
        kind: with `cue_id`, `polarity` and the span, what finds the moment back after re-scoring.
        start_s: of the moment, seconds from the start of the recording.
        reviewer: who signed in.
        note: in the reviewer's words; empty without.
    """

    review_id: str
    moment_id: str
    call_id: str
    kind: MomentKind
    cue_id: str | None
    polarity: Polarity
    start_s: float
    end_s: float
    rule_version: str
    reviewer: str
    verdict: ReviewVerdict
    note: str
    reviewed_at: datetime

    def __post_init__(self) -> None:
        _check_note(self.note)
        if not 0 <= self.start_s < self.end_s:
            raise ValueError(f"a moment needs a span, got [{self.start_s}, {self.end_s}) s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An employee's answer to a moment of an own call."""

    reply_id: str
    moment_id: str
    call_id: str
    employee_id: str
    note: str
    replied_at: datetime

    def __post_init__(self) -> None:
        _check_note(self.note)
        if not self.note.strip():
            raise ValueError("an empty reply says nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One item of one call, as a person judges it.

    Attributes:
        assessor_kind: the employee (`self`), a coach, or a second coach who has not seen the first.
        purpose: `audit` for a call drawn at random, so that the program may be measured on it.
    """

    assessment_id: str
    call_id: str
    assessor_kind: Literal["self", "coach", "second_coach"]
    assessor: str
    cue_id: str
    verdict: Verdict
    note: str
    assessed_at: datetime
    purpose: Literal["coaching", "audit"]

    def __post_init__(self) -> None:
        _check_note(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A learning goal that employee and coach agreed; written again with `ended_on` when it is reached.

    Attributes:
        cue_id: the item of the leidraad; None for a goal in words of their own.
        changed_at: the latest entry of a `goal_id` counts.
    """

    goal_id: str
    employee_id: str
    cue_id: str | None
    description: str
    agreed_on: date
    ended_on: date | None
    agreed_by: str
    changed_at: datetime

    def __post_init__(self) -> None:
        _check_note(self.description)
        if self.ended_on is not None and self.ended_on < self.agreed_on:
            raise ValueError(f"a goal cannot end on {self.ended_on}, before it was agreed on {self.agreed_on}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A training, a baseline (*0-meting*) or another date to compare around; without team and employee, for all."""

    event_id: str
    kind: EventKind
    name: str
    happened_on: date
    team: str | None
    employee_id: str | None


Added = Review | Reply | Assessment | Goal | Event


def _check_note(note: str) -> None:
    if len(note) > MOST_NOTE_CHARS:
        raise ValueError(f"a note may have {MOST_NOTE_CHARS} characters, got {len(note)}")
