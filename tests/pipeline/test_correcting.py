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
    ("changes", "found", "expected"),
    [
        ({"team": "avond", "queue": "q", "direction": "outbound"}, "left", False),
        ({"employee_id": "other"}, "left", True),
        ({"agent_channel": "right"}, "left", True),
        ({"agent_channel": "left"}, "left", False),
        ({"agent_channel": "left"}, "", True),
        ({"agent_channel": ""}, "left", False),
    ],
)
def test_only_another_party_needs_the_sound(changes, found, expected):
    assert needs_sound(RECORD.info, replace(RECORD.info, **changes), found) == expected


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
