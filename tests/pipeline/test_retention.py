from datetime import UTC, datetime, timedelta

import pytest

from pipeline.audit import AuditLog, Entry
from pipeline.records_store import RecordStore
from pipeline.retention import is_sound_kept, retain
from pipeline.settings import PrivacySettings
from pipeline.tombstones import Tombstones
from tests.factories import STARTED_AT, make_findings, make_record

TERMS = PrivacySettings(
    keep_sound_days=42, keep_words_days=100, keep_measures_days=200, keep_audit_days=300, smallest_group=5
)


@pytest.fixture
def store(tmp_path):
    """A call of day 0 and one of day 10."""
    for call_id, day in (("old", 0), ("new", 10)):
        put(tmp_path, call_id, day)
    return tmp_path


def put(store, call_id, day):
    records = RecordStore(store)
    sha256 = records.write_record(make_record(call_id, started_at=STARTED_AT + timedelta(days=day)))
    records.write_findings(make_findings(sha256, call_id))


def on_day(day):
    return STARTED_AT + timedelta(days=day)


def words(store):
    records = RecordStore(store)
    found = (records.read_record(file) for file in records.record_files())
    return {record.info.call_id: sum(len(turn.words) for turn in record.conversation.turns) for record in found}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(100, {"old": 20, "new": 20}, id="the last day of the term"),
        pytest.param(101, {"old": 0, "new": 20}, id="words go the day after"),
        pytest.param(111, {"old": 0, "new": 0}, id="of the other call ten days later"),
        pytest.param(200, {"old": 0, "new": 0}, id="measures stay to the end of theirs"),
        pytest.param(201, {"new": 0}, id="then the call goes"),
    ],
)
def test_terms_end_on_their_day(store, day, expected):
    retain(store, TERMS, on_day(day))
    assert words(store) == expected


def test_what_was_measured_stays_when_words_go(store):
    before = {file: file.read_bytes() for file in (store / "findings").rglob("*.json.gz")}
    assert retain(store, TERMS, on_day(111)).wordless_count == 2
    assert {file: file.read_bytes() for file in (store / "findings").rglob("*.json.gz")} == before


def test_masked_words_go_too(store):
    retain(store, TERMS, on_day(111))
    record = RecordStore(store).read_record(next(RecordStore(store).record_files()))
    assert [turn.words for turn in record.conversation.turns] == [(), (), ()]
    assert len(record.conversation.speech) == 4


def test_a_second_run_finds_nothing_left_to_do(store):
    retain(store, TERMS, on_day(111))
    again = retain(store, TERMS, on_day(111))
    assert (again.wordless_count, again.removed_count) == (0, 0)
    assert len([entry for entry in AuditLog(store).entries() if entry.action == "retention"]) == 1


def test_a_call_that_came_late_loses_its_words_all_the_same(store):
    retain(store, TERMS, on_day(150))
    put(store, "late", 5)
    late = next(file for file in RecordStore(store).record_files() if file.name.startswith("late"))
    assert late.stat().st_mtime > 0
    retain(store, TERMS, on_day(151))
    assert words(store)["late"] == 0


def test_a_longer_term_never_brings_words_back_and_keeps_those_there(store):
    retain(store, TERMS, on_day(105))
    longer = TERMS.model_copy(update={"keep_words_days": 150})
    retain(store, longer, on_day(112))
    assert words(store) == {"old": 0, "new": 20}


def test_a_call_whose_term_ended_needs_no_tombstone(store):
    assert retain(store, TERMS, on_day(300)).removed_count == 2
    assert Tombstones(store).all() == []


def test_months_of_the_audit_log_end_with_their_term(store):
    AuditLog(store).append(Entry(on_day(0), "coach-1", "opening", "m1"), Entry(on_day(200), "coach-1", "opening", "m2"))
    assert retain(store, TERMS, on_day(340)).segment_count == 1  # of March; day 40 is in April


def test_a_damaged_record_is_named_and_costs_no_other(store):
    damaged = next(file for file in RecordStore(store).record_files() if file.name.startswith("new"))
    damaged.write_bytes(b"x")
    result = retain(store, TERMS, on_day(111))
    assert result.wordless_count == 1
    assert ["new.json.gz" in sentence for sentence in result.warnings] == [True]


@pytest.mark.parametrize(("day", "is_kept"), [(0, True), (42, True), (43, False)])
def test_sound_is_played_until_its_term_ends(day, is_kept):
    assert is_sound_kept(STARTED_AT, TERMS.keep_sound_days, on_day(day)) is is_kept


def test_the_day_is_the_one_in_the_netherlands():
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # already the third there
    assert is_sound_kept(late, TERMS.keep_sound_days, datetime(2026, 4, 14, 12, 0, tzinfo=UTC))  # 3 March and 42 days
