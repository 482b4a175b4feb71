"""What a corrected `calls.csv` changes in a call that was done: its facts, without recognising it again."""

from dataclasses import replace

from pipeline.call_rows import CallColumns
from pipeline.pseudonyms import Pseudonyms
from pipeline.records import CallInfo, CallRecord


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


def needs_sound(before: CallInfo, after: CallInfo, found_channel: str) -> bool:
    """Tell whether a correction bears on what was heard.

    Another employee has another name to listen for. Another channel makes the citizen the agent: what was dropped as a
    waiting citizen's words, or masked, would have been kept. Naming the channel that was found anyway changes nothing.

    Args:
        before: what the record says.
        after: what `calls.csv` says now.
        found_channel: the agent's channel in the record, as given or found.
    """
    if before.employee_id != after.employee_id:
        return True
    return after.agent_channel not in ("", found_channel)


def corrected(record: CallRecord, info: CallInfo) -> CallRecord:
    """Return a record with the facts as they are now.

    Raises:
        ValueError: the correction bears on what was heard.
    """
    if needs_sound(record.info, info, record.recording.agent_channel):
        raise ValueError(f"call {info.call_id}: another employee or channel needs the sound")
    conversation = replace(record.conversation, direction=info.direction, queue=info.queue)
    recording = replace(record.recording, role_confidence=1.0) if info.agent_channel else record.recording
    return replace(record, info=info, recording=recording, conversation=conversation)
