"""A row of `calls.csv`, or the fields of a file's name, into checked and typed columns."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from pipeline.calls_csv import REQUIRED_COLUMNS
from pipeline.records import Direction

InboxReason = Literal[
    "bad_call_id",
    "bad_date",
    "bad_name",
    "bad_row",
    "control_characters",
    "date_without_zone",
    "duplicate_call_id",
    "duplicate_file",
    "excluded_by_agreement",
    "field_too_long",
    "missing_field",
    "not_a_file",
    "not_readable",
    "path_outside_folder",
    "row_without_file",
    "unknown_channel",
    "without_row",
]
"""Why a recording is not taken from the inbox; stable, for counting."""

AGENT_CHANNELS = ("left", "right", "first", "second")
"""Whose channel is the agent's; where all share one sound, which of the voices in the order in which they speak."""

_CALL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+=-]{0,99}")
_LONGEST_FIELD = 300
_LONGEST_SHOWN = 40
_DIGITS_OF_A_PHONE = 7
_TURNS_READING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row or a file.

    Attributes:
        reason: its code.
        text: what is wrong and how to mend it, as the rest of a sentence that begins with the row or file.
    """

    reason: InboxReason
    text: str


class FieldError(Exception):
    """A field is missing or wrong."""

    def __init__(self, reason: InboxReason, text: str) -> None:
        super().__init__(text)
        self.fault = Fault(reason, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallColumns:
    """What is known of a call beside its sound, typed.

    Attributes:
        call_id: as given; may hold a telephone number, so not for logs.
        started_at: in UTC.
        employee_id: as given, not yet a pseudonym.
        employee_name: as given; empty where not given, as all below.
        direction: `inbound` where not given.
        agent_channel: `left`, `right`, `first`, `second` or empty.
        language: `nl`, `fy` or empty.
        doubts: fields that were given but not understood, and left out; they cost no call.
    """

    call_id: str
    started_at: datetime
    employee_id: str
    employee_name: str = ""
    team: str = ""
    queue: str = ""
    direction: Direction = "inbound"
    agent_channel: str = ""
    language: str = ""
    trunk: str = ""
    interaction_id: str = ""
    doubts: tuple[str, ...] = ()


def shown(value: str) -> str:
    """Return a value as it may stand in a message: short, escaped, and without what could be a telephone number."""
    short = value if len(value) <= _LONGEST_SHOWN else value[: _LONGEST_SHOWN - 1] + "…"
    is_phone_like = sum(character.isdigit() for character in value) >= _DIGITS_OF_A_PHONE
    return repr("".join("#" if is_phone_like and character.isdigit() else character for character in short))


def has_control_characters(text: str) -> bool:
    """Tell whether a text holds what no name holds: controls, line breaks, marks that turn the reading direction."""
    return any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") or sign in _TURNS_READING for sign in text)


def is_call_id(value: str) -> bool:
    """Tell whether a value can name files and rows."""
    return _CALL_ID.fullmatch(value) is not None


def read_columns(fields: Mapping[str, str]) -> CallColumns:
    """Check and type the fields of one call.

    Args:
        fields: known columns only; empty ones left out.

    Raises:
        FieldError: for the first fault, in the order of the columns.
    """
    _refuse_unfit(fields)
    direction = fields.get("direction", "inbound").casefold()
    language = fields.get("language", "").casefold()
    doubts = (
        *(("direction",) if direction not in get_args(Direction) else ()),
        *(("language",) if language not in ("", "nl", "fy") else ()),
    )
    return CallColumns(
        call_id=_read_call_id(fields["call_id"]),
        started_at=_read_date(fields["started_at"]),
        employee_id=fields["employee_id"],
        employee_name=fields.get("employee_name", ""),
        team=fields.get("team", ""),
        queue=fields.get("queue", ""),
        direction=next((known for known in get_args(Direction) if known == direction), "unknown"),
        agent_channel=_read_channel(fields.get("agent_channel", "")),
        language="" if "language" in doubts else language,
        trunk=fields.get("trunk", ""),
        interaction_id=fields.get("interaction_id", ""),
        doubts=doubts,
    )


def _refuse_unfit(fields: Mapping[str, str]) -> None:
    if missing := [name for name in REQUIRED_COLUMNS if not fields.get(name)]:
        raise FieldError("missing_field", f"has no {' and no '.join(missing)}; fill it in")
    for name, value in fields.items():
        if has_control_characters(value):
            raise FieldError("control_characters", f"has control characters in {name}; remove them")
        if len(value) > _LONGEST_FIELD:
            raise FieldError("field_too_long", f"has a {name} of {len(value)} characters; keep to {_LONGEST_FIELD}")


def _read_call_id(value: str) -> str:
    if not is_call_id(value):
        mend = "use at most 100 letters, digits and . _ - @ + ="
        raise FieldError("bad_call_id", f"has call_id {shown(value)}, which cannot be a file's name; {mend}")
    return value


def _read_date(value: str) -> datetime:
    """Read a date; the value itself is not shown: in a shifted column it could be anything."""
    example = "write it like 2026-03-09T14:05:00+01:00"
    try:
        started_at = datetime.fromisoformat(value)
        if started_at.tzinfo is not None:
            return started_at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise FieldError("bad_date", f"has a started_at that is no date; {example}") from None
    raise FieldError("date_without_zone", f"has a started_at without a time zone; {example}")


def _read_channel(value: str) -> str:
    channel = value.casefold()
    if channel not in ("", *AGENT_CHANNELS):
        mend = "write left or right, or for one channel first or second (to speak), or leave it empty"
        raise FieldError("unknown_channel", f"has agent_channel {shown(value)}; {mend}")
    return channel
