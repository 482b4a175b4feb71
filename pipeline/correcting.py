"""What a corrected `calls.csv` changes in a call that was done: its facts, without recognising it again."""

from dataclasses import replace

from pipeline.call_rows import CallColumns
from pipeline.pseudonyms import Pseudonyms
from pipeline.records import CallInfo, CallRecord
from pipeline.roles import OTHER_SIDE, exchanged


def info_of(columns: CallColumns, pseudonyms: Pseudonyms) -> CallInfo:
    """Return what a row says of a call, with the employee under a pseudonym and no telephone number in an id."""
    return CallInfo(
        call_id=pseudonyms.safe_id(columns.call_id),
        started_at=columns.started_at,
        employee_id=pseudonyms.pseudonym(columns.employee_id),
        interaction_id=pseudonyms.safe_id(columns.interaction_id) if columns.interaction_id else "",
        team=columns.team,
        queue=columns.queue,
        trunk=columns.trunk,
        direction=columns.direction,
        language_hint=columns.language,
        agent_channel=columns.agent_channel,
    )


def needs_sound(before: CallInfo, after: CallInfo) -> bool:
    """Tell whether a correction bears on what was heard: another employee has another name to listen for.

    Another channel, or another voice of one channel, only exchanges who is who. Naming left or right where all share
    one sound, or a voice where they do not, tells nothing.

    Args:
        before: what the record says.
        after: what `calls.csv` says now.
    """
    return before.employee_id != after.employee_id


def corrected(record: CallRecord, info: CallInfo) -> CallRecord:
    """Return a record with the facts as they are now.

    Raises:
        ValueError: the correction bears on what was heard.
    """
    if needs_sound(record.info, info):
        raise ValueError(f"call {info.call_id}: another employee needs the sound")
    conversation = replace(record.conversation, direction=info.direction, queue=info.queue)
    recording, found = record.recording, record.recording.agent_channel
    if info.agent_channel == OTHER_SIDE.get(found):
        conversation = exchanged(conversation)
    if info.agent_channel in {found, OTHER_SIDE.get(found)} - {"", None}:
        recording = replace(recording, agent_channel=info.agent_channel, role_confidence=1.0)
    return replace(record, info=info, recording=recording, conversation=conversation)
