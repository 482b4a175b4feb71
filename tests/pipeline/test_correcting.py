from dataclasses import replace

import pytest

from pipeline.call_rows import CallColumns
from pipeline.correcting import corrected, info_of, needs_sound
from pipeline.pseudonyms import Pseudonyms
from tests.factories import make_record
from tests.pipeline.rig import NOW

RECORD = make_record()


def test_a_row_becomes_the_facts_of_a_call_without_names_and_numbers(tmp_path):
    columns = CallColumns(
        call_id="0612345678", started_at=NOW, employee_id="mw-1", employee_name="Hinke", queue="balie"
    )
    info = info_of(columns, Pseudonyms(tmp_path))

    assert (info.queue, info.started_at) == ("balie", NOW)
    assert not {"0612345678", "mw-1", "Hinke"} & {info.call_id, info.employee_id}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"team": "avond", "queue": "q", "direction": "outbound"}, False),
        ({"employee_id": "other"}, True),
        ({"agent_channel": "right"}, False),
        ({"agent_channel": ""}, False),
    ],
)
def test_only_another_employee_needs_the_sound(changes, expected):
    assert needs_sound(RECORD.info, replace(RECORD.info, **changes)) == expected


@pytest.mark.parametrize(
    ("found", "named", "is_exchanged", "after"),
    [
        ("left", "right", True, "right"),
        ("left", "left", False, "left"),
        ("left", "", False, "left"),
        ("first", "second", True, "second"),
        ("second", "second", False, "second"),
        ("first", "left", False, "first"),  # of one sound a channel tells nothing
        ("left", "first", False, "left"),
    ],
)
def test_naming_the_other_party_exchanges_roles_without_sound(found, named, is_exchanged, after):
    doubtful = replace(RECORD, recording=replace(RECORD.recording, agent_channel=found, role_confidence=0.6))
    mended = corrected(doubtful, replace(RECORD.info, agent_channel=named))

    assert mended.recording.agent_channel == after
    first = mended.conversation.turns[0].speaker
    assert first == ("citizen" if is_exchanged else "agent")
    assert mended.recording.role_confidence == (1.0 if named == after else 0.6)


def test_a_correction_reaches_what_rules_read_and_leaves_the_words():
    info = replace(RECORD.info, team="avond", queue="paspoorten", direction="outbound")
    after = corrected(RECORD, info)

    assert after.info == info
    assert (after.conversation.direction, after.conversation.queue) == ("outbound", "paspoorten")
    assert after.conversation.turns == RECORD.conversation.turns
    assert after.recording == RECORD.recording


def test_naming_the_channel_that_was_found_makes_roles_sure():
    doubtful = replace(RECORD, recording=replace(RECORD.recording, agent_channel="left", role_confidence=0.6))
    after = corrected(doubtful, replace(RECORD.info, agent_channel="left"))

    assert after.recording.role_confidence == 1.0


def test_what_needs_the_sound_is_refused():
    with pytest.raises(ValueError, match="needs the sound"):
        corrected(RECORD, replace(RECORD.info, employee_id="other"))
