import pytest

from pipeline.errors import SettingsError
from pipeline.file_names import NamePattern

PATTERN = r"(?:(?P<queue>\w+)/)?(?P<started_at>\d{8}T\d{6}[+-]\d{4})_(?P<employee_id>[a-z]*)_(?P<call_id>\w+)\.wav"


def test_a_name_gives_the_fields_of_its_groups():
    assert NamePattern(PATTERN).fields("afval/20260309T090000+0100_mw_c1.wav") == {
        "queue": "afval",
        "started_at": "20260309T090000+0100",
        "employee_id": "mw",
        "call_id": "c1",
        "file": "afval/20260309T090000+0100_mw_c1.wav",
    }


def test_empty_groups_give_no_field():
    assert "employee_id" not in NamePattern(PATTERN).fields("20260309T090000+0100__c1.wav")


def test_a_pattern_of_the_last_part_finds_files_in_any_folder():
    assert NamePattern(r"(?P<call_id>\w+)\.wav").fields("2026/03/c1.wav")["call_id"] == "c1"


@pytest.mark.parametrize("name", ["c1.wav.part", "other c1.wav", ""])
def test_a_name_must_match_in_full(name):
    assert NamePattern(r"(?P<call_id>\w+)\.wav").fields(name) == {}


def test_without_a_pattern_names_tell_nothing():
    assert NamePattern(None).fields("c1.wav") == {}


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        (r"(?P<call_id>", "not a regular expression"),
        (r"(?P<colour>\w+)\.wav", r"groups \['colour'\] are no columns"),
        (r"\w+\.wav", "no named groups"),
    ],
)
def test_refuses_a_pattern_that_cannot_work(pattern, fault):
    with pytest.raises(SettingsError, match=fault):
        NamePattern(pattern)
