"""A coach's, analyst's or employee's desk: the one door through which a page writes, plays and logs.

A page reads marts of the file it was given. All else it does by one of these functions, and each is logged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from pipeline.audit import Action, AuditLog, Entry
from pipeline.findings import Verdict
from pipeline.listening import SoundPlace, UnheardError, cut_sound
from pipeline.people_records import Assessment, Event, EventKind, Goal, Reply, Review, ReviewVerdict
from pipeline.people_store import PeopleStore, latest_goals, latest_reviews, new_id
from pipeline.pseudonyms import Person, Pseudonyms
from pipeline.records import Span
from pipeline.warehouse import fetch, open_readonly

Role = Literal["administrator", "coach", "analyst", "employee"]
Moment = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sits where, and what lies on the desk; only paths and words, so that it can be handed on as JSON.

    Attributes:
        account: who signed in; a file name's letters.
        role: what they may see.
        warehouse: the role's own file.
        store: folder of the store.
        inbox: folder of the recordings; empty where none is set.
        keep_sound_days: the term for sound.
        shows_names: names may stand in place of pseudonyms.
        employee_id: an employee's own pseudonym; empty for other roles.
        sees_text: words of calls and notes of people may be shown, by the agreements.
    """

    account: str
    role: Role
    warehouse: str
    store: str
    inbox: str = ""
    keep_sound_days: int = 0
    shows_names: bool = False
    employee_id: str = ""
    sees_text: bool = True

    @property
    def people(self) -> PeopleStore:
        """What people added."""
        return PeopleStore(Path(self.store))

    @property
    def sound_place(self) -> SoundPlace:
        """Where sound lies."""
        return SoundPlace(Path(self.store), Path(self.inbox) if self.inbox else None, self.keep_sound_days)


def log_opening(desk: Desk, subject: str, action: Action = "opening") -> None:
    """Note in the audit log that a moment, a call or a page was opened; ids only."""
    AuditLog(Path(desk.store)).append(Entry(datetime.now(UTC), desk.account, action, subject, desk.role))


def hear(desk: Desk, call_id: str, span: Span) -> bytes:
    """Return a stretch of a call of the role's own file as MP3, and log it.

    Raises:
        UnheardError: there is nothing to play, the call is none of this role's, or sound is not agreed for it.
    """
    if not _own_call(desk, call_id)["recording_uri"]:  # what the role's file does not tell of, is not played
        raise UnheardError(call_id, "not_agreed", "the agreements let this role hear no sound")
    sound = cut_sound(desk.sound_place, call_id, span, now=datetime.now(UTC))
    log_opening(desk, call_id, "playing")
    return sound


def judge(desk: Desk, moment: Moment, verdict: ReviewVerdict, note: str) -> Review:
    """Store a verdict on a moment, a row of `coach_flagged_moments`.

    Raises:
        ValueError: the note is too long.
        UnheardError: the call is none of this role's.
    """
    _own_call(desk, moment["call_id"])
    now = datetime.now(UTC)
    fields = ("moment_id", "call_id", "kind", "cue_id", "polarity", "start_s", "end_s", "rule_version")
    review = Review(
        review_id=new_id(now),
        reviewer=desk.account,
        verdict=verdict,
        note=note.strip(),
        reviewed_at=now,
        **{name: moment[name] for name in fields},
    )
    desk.people.add(review)
    log_opening(desk, review.moment_id, "review")
    return review


def add_missed(desk: Desk, call_id: str, item: Moment, span: Span, note: str) -> Review:
    """Store a moment that a coach heard and the program did not flag; it is one like others after the next night.

    Args:
        desk: whose.
        call_id: the call.
        item: `cue_id` of the leidraad, and `polarity`: top or goal, as the coach heard it.
        span: where, seconds from the start of the recording.
        note: in the coach's words; may be empty.

    Raises:
        ValueError: the note is too long, or the span lies outside the call.
        UnheardError: the call is none of this role's.
    """
    length_s = _own_call(desk, call_id)["duration_s"]
    if span.start_s >= length_s:
        raise ValueError(f"the call lasts {length_s} s, got {span.start_s} s")
    fields = {"moment_id": f"missed-{new_id()}", "call_id": call_id, "kind": "cue", "rule_version": "person"}
    times = {"start_s": span.start_s, "end_s": min(span.end_s, length_s)}
    return judge(desk, {**fields, **times, **item}, "missed", note)


def missed_in(desk: Desk, call_id: str) -> list[Review]:
    """Return what coaches heard in a call and the program did not flag, in time order."""
    reviews = desk.people.entries(Review, call_id)
    return sorted((one for one in reviews if one.verdict == "missed"), key=lambda one: one.start_s)


def reply(desk: Desk, moment: Moment, note: str) -> Reply:
    """Store an employee's answer to a moment of an own call."""
    _own_call(desk, moment["call_id"])
    now = datetime.now(UTC)
    answer = Reply(
        reply_id=new_id(now),
        moment_id=moment["moment_id"],
        call_id=moment["call_id"],
        employee_id=desk.employee_id or desk.account,
        note=note.strip(),
        replied_at=now,
    )
    desk.people.add(answer)
    log_opening(desk, answer.moment_id, "reply")
    return answer


def assess(
    desk: Desk, call_id: str, verdicts: Mapping[str, Verdict], *, purpose: Literal["coaching", "audit"], note: str = ""
) -> None:
    """Store a person's judgement of a call, item by item; whoever comes after another coach is the second."""
    _own_call(desk, call_id)
    now = datetime.now(UTC)
    earlier = desk.people.entries(Assessment, call_id)
    others = {one.assessor for one in earlier if one.assessor_kind == "coach"} - {desk.account}
    kind: Literal["self", "coach", "second_coach"] = "second_coach" if others else "coach"
    for cue_id, verdict in verdicts.items():
        assessment = Assessment(
            assessment_id=new_id(now),
            call_id=call_id,
            assessor_kind="self" if desk.role == "employee" else kind,
            assessor=desk.account,
            cue_id=cue_id,
            verdict=verdict,
            note=note.strip(),
            assessed_at=now,
            purpose=purpose,
        )
        desk.people.add(assessment)
    log_opening(desk, call_id, "assessment")


def agree_goal(desk: Desk, employee_id: str, cue_id: str | None, description: str, *, on: date) -> Goal:
    """Store a learning goal that coach and employee agreed."""
    now = datetime.now(UTC)
    goal = Goal(
        goal_id=new_id(now),
        employee_id=employee_id,
        cue_id=cue_id,
        description=description.strip(),
        agreed_on=on,
        ended_on=None,
        agreed_by=desk.account,
        changed_at=now,
    )
    desk.people.add(goal)
    log_opening(desk, employee_id, "goal")
    return goal


def end_goal(desk: Desk, goal: Goal, *, on: date) -> None:
    """Store that a goal is reached or let go."""
    fields = {name: getattr(goal, name) for name in ("goal_id", "employee_id", "cue_id", "description", "agreed_on")}
    ended = Goal(**fields, ended_on=on, agreed_by=goal.agreed_by, changed_at=datetime.now(UTC))
    desk.people.add(ended)
    log_opening(desk, goal.employee_id, "goal")


def note_event(desk: Desk, name: str, kind: EventKind, *, on: date, team: str | None) -> Event:
    """Store a training, a baseline or another date to compare around."""
    event = Event(event_id=new_id(), kind=kind, name=name, happened_on=on, team=team, employee_id=None)
    desk.people.add(event)
    return event


def events_for(desk: Desk, team: str | None) -> list[Event]:
    """Return what happened to a team or to all, in time order."""
    events = [one for one in desk.people.entries(Event) if one.employee_id is None and one.team in (None, team)]
    return sorted(events, key=lambda one: one.happened_on)


def fresh_reviews(desk: Desk) -> dict[str, Review]:
    """Return the latest review of each moment, those of today too; notes of others only where text is agreed."""
    found = latest_reviews(desk.people.entries(Review))
    if desk.sees_text:
        return found
    return {name: one if one.reviewer == desk.account else replace(one, note="") for name, one in found.items()}


def goals_of(desk: Desk, employee_id: str) -> list[Goal]:
    """Return the goals of an employee as they stand now; their words only where text is agreed."""
    goals = latest_goals(desk.people.entries(Goal, employee_id))
    return goals if desk.sees_text else [replace(goal, description="") for goal in goals]


def assessments_of(desk: Desk, call_id: str) -> list[Assessment]:
    """Return who judged a call, and how."""
    return desk.people.entries(Assessment, call_id)


def replies_of(desk: Desk, call_id: str) -> list[Reply]:
    """Return what the employee answered to moments of a call; nothing where text is not agreed."""
    return desk.people.entries(Reply, call_id) if desk.sees_text else []


def names_for(desk: Desk) -> dict[str, Person]:
    """Return who is behind the pseudonyms, where the agreements let names appear; else nobody."""
    return Pseudonyms(Path(desk.store) / "private").register() if desk.shows_names else {}


def _own_call(desk: Desk, call_id: str) -> Mapping[str, Any]:
    """Return the row of a call; refuse one that is not in the role's file."""
    with open_readonly(Path(desk.warehouse)) as connection:
        rows = fetch(connection, "calls", equal={"call_id": call_id}, limit=1)
    if not rows:
        raise UnheardError(call_id, "no_record", "it is none of yours")
    return rows[0]
