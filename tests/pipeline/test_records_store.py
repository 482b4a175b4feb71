import gzip
import json
import math
import stat
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import from_bytes, to_bytes
from pipeline.errors import StoreError
from pipeline.records import RECORD_VERSION, CallRecord, Conversation, Recording, Span, Turn, Word
from pipeline.records_store import (
    Origin,
    RecordStore,
    keeps_words,
    local_date,
    records_without_findings,
    sha256_of,
    store_folder,
)
from tests.factories import make_conversation, make_findings, make_record, make_turn

milliseconds = st.integers(0, 14_400_000)
spans = st.tuples(milliseconds, st.integers(1, 60_000)).map(lambda t: Span(t[0] / 1000, (t[0] + t[1]) / 1000))
shares = st.integers(0, 1000).map(lambda n: n / 1000)
words = st.builds(
    Word,
    span=spans,
    text=st.text(min_size=1, max_size=12),
    probability=shares,
    syllable_count=st.integers(0, 9),
    redaction=st.none() | st.sampled_from(["bsn", "naam"]),
)
turns = st.builds(
    Turn,
    span=spans,
    speaker=st.sampled_from(["agent", "citizen", "other"]),
    language=st.sampled_from(["nl", "fy", "other", "unknown"]),
    words=st.lists(words, max_size=4).map(tuple),
    confidence=st.none() | shares,
)
zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
records = st.builds(
    lambda turns, at, stage_s: replace(
        make_record(started_at=at, conversation=replace(make_conversation(), turns=turns)),
        provenance=replace(make_record().provenance, stage_s=stage_s),
    ),
    turns=st.lists(turns, max_size=3).map(tuple),
    at=st.datetimes(datetime(2000, 1, 2), datetime(2100, 1, 1), timezones=zones),  # noqa: DTZ001 - zones are drawn
    stage_s=st.dictionaries(st.text(max_size=9), shares),
)


@pytest.fixture
def store(tmp_path: Path) -> RecordStore:
    return RecordStore(tmp_path)


def without_words(record: CallRecord) -> CallRecord:
    turns = tuple(replace(turn, words=()) for turn in record.conversation.turns)
    return replace(record, conversation=replace(record.conversation, turns=turns))


@given(records)
def test_a_record_reads_back_equal_and_gives_the_same_bytes_again(record):
    read = from_bytes(to_bytes(record), CallRecord)
    assert read == record
    assert to_bytes(read, is_compressed=True) == to_bytes(record, is_compressed=True)


def test_a_stored_record_reads_back_equal(store):
    sha256 = store.write_record(make_record())
    file = store.find_record("call-1")
    assert store.read_record(file) == make_record()
    assert sha256 == sha256_of(file)


def test_the_same_record_has_the_same_bytes_in_any_store(tmp_path):
    shas = {RecordStore(tmp_path / name).write_record(make_record()) for name in ("a", "b")}
    assert len(shas) == 1


@pytest.mark.parametrize(
    ("started_at", "day"),
    [
        pytest.param(datetime(2026, 3, 2, 9, 30, tzinfo=UTC), "2026/03/02", id="by day"),
        pytest.param(datetime(2026, 1, 31, 22, 59, tzinfo=UTC), "2026/01/31", id="one minute before midnight, winter"),
        pytest.param(datetime(2026, 1, 31, 23, 0, tzinfo=UTC), "2026/02/01", id="midnight, winter: UTC+1"),
        pytest.param(datetime(2026, 7, 31, 22, 0, tzinfo=UTC), "2026/08/01", id="midnight, summer: UTC+2"),
    ],
)
def test_a_record_lies_under_the_local_day_of_its_start(store, tmp_path, started_at, day):
    store.write_record(make_record(started_at=started_at))
    assert store.find_record("call-1") == tmp_path / "records" / day / "call-1.json.gz"


def test_local_date_needs_a_zone():
    assert local_date(datetime(2026, 3, 1, 23, 30, tzinfo=UTC)) == date(2026, 3, 2)
    with pytest.raises(ValueError, match="needs a zone"):
        local_date(datetime(2026, 3, 2))  # noqa: DTZ001 - that is the point


def test_files_are_for_their_owner_only(store, tmp_path):
    store.write_record(make_record())
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert modes == {0o600, 0o700}


@pytest.mark.parametrize("call_id", ["../call", ".call", "", "a/b"])
def test_an_id_that_could_leave_the_store_is_refused(store, tmp_path, call_id):
    with pytest.raises(ValueError, match="must be 1 to 120"):
        store.write_record(make_record(call_id))
    assert list(tmp_path.iterdir()) == []


def test_what_would_not_read_back_is_not_written(store, tmp_path):
    recording = replace(make_record().recording, snr_db=math.nan)  # JSON knows no not-a-number: it would become null
    with pytest.raises(ValueError, match="call call-1: would read back as something else"):
        store.write_record(replace(make_record(), recording=recording))
    assert list(tmp_path.iterdir()) == []


def test_a_record_tells_what_it_was_made_from(store):
    store.write_record(make_record())
    assert store.origin_of(store.find_record("call-1")) == Origin(make_record().info, "5" * 64, "config-1")


@pytest.mark.parametrize("wanted", [["call-1", "call-3", "none"], [f"call-{number}" for number in range(20)]])
def test_records_of_many_calls_are_found_as_one_by_one(store, wanted):
    for number in (1, 2, 3):
        store.write_record(make_record(f"call-{number}", started_at=datetime(2026, 3, number, 9, tzinfo=UTC)))
    one_by_one = {call_id: file for call_id in wanted if (file := store.find_record(call_id)) is not None}
    assert store.find_records(wanted) == one_by_one
    assert len(one_by_one) >= 2


def test_a_damaged_record_tells_nothing_and_can_be_written_again(store):
    store.write_record(make_record())
    file = store.find_record("call-1")
    file.write_bytes(b"half a reco")
    assert store.origin_of(file) is None
    store.write_record(make_record())
    assert store.origin_of(file) is not None


def test_a_damaged_record_is_named_with_its_mend(store):
    store.write_record(make_record())
    file = store.find_record("call-1")
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(StoreError, match=r"call-1\.json\.gz: damaged or cut off .* restore it from a backup"):
        store.read_record(file)


@pytest.mark.parametrize("changes", [{}, {"info": {}}], ids=["readable all the same", "laid out otherwise"])
def test_a_record_of_a_newer_program_is_refused_not_done_again(store, changes):
    store.write_record(make_record())
    file = store.find_record("call-1")
    newer = {**json.loads(to_bytes(make_record())), "record_version": RECORD_VERSION + 1, **changes}
    file.write_bytes(gzip.compress(msgspec.json.encode(newer)))
    for read in (store.read_record, store.origin_of):
        with pytest.raises(StoreError, match=r"newer version of the program .*install that version"):
            read(file)


def test_a_call_given_another_day_leaves_its_old_one(store):
    sha256 = store.write_record(make_record())
    store.write_findings(make_findings(sha256))
    store.write_record(make_record(started_at=datetime(2026, 3, 5, 9, 30, tzinfo=UTC)))
    assert [file.parent.name for file in store.record_files()] == ["05"]
    assert records_without_findings(store) == list(store.record_files())


def test_findings_lie_beside_their_record_and_read_back_equal(store, tmp_path):
    findings = make_findings(store.write_record(make_record()))
    store.write_findings(findings)
    file = store.findings_file(store.find_record("call-1"))
    assert file == tmp_path / "findings" / "2026" / "03" / "02" / "call-1.json.gz"
    assert store.read_findings(file) == findings


def test_findings_are_replaceable(store):
    sha256 = store.write_record(make_record())
    for version in (1, 2):
        store.write_findings(make_findings(sha256, leidraad_version=version))
    read = store.read_findings(store.findings_file(store.find_record("call-1")))
    assert {cue.leidraad_version for cue in read.cues} == {2}


def test_findings_need_a_record(store):
    with pytest.raises(StoreError, match="call call-1: findings without a record"):
        store.write_findings(make_findings("5" * 64))


def test_damaged_findings_are_named_with_their_mend(store):
    store.write_findings(make_findings(store.write_record(make_record())))
    file = store.findings_file(store.find_record("call-1"))
    file.write_bytes(b"{}")
    with pytest.raises(StoreError, match="remove it and run `meeluister rescore`"):
        store.read_findings(file)


def test_a_record_with_other_words_takes_the_findings_away(store):
    store.write_findings(make_findings(store.write_record(make_record())))
    other = replace(make_conversation(), turns=(make_turn("agent", 1.0, "goedemorgen"),))
    store.write_record(make_record(conversation=other))
    assert records_without_findings(store) == [store.find_record("call-1")]


@pytest.mark.parametrize("change", [lambda record: record, without_words], ids=["the same", "its words taken out"])
def test_a_record_written_again_keeps_its_findings(store, change):
    store.write_findings(make_findings(store.write_record(make_record())))
    store.write_record(change(make_record()))
    assert records_without_findings(store) == []


def test_words_are_kept_unless_all_are_masked():
    masked = Conversation("call-1", 20.0, turns=(make_turn("agent", 1.0, "[naam] [naam]"),))
    assert keeps_words(make_conversation())
    assert not keeps_words(masked)
    assert not keeps_words(Conversation("call-1", 20.0))


def test_an_empty_store_has_nothing(store):
    assert store.find_record("call-1") is None
    assert list(store.record_files()) == []


def test_records_are_listed_newest_day_first_then_by_name(store):
    for call_id, day in (("b", 2), ("a", 2), ("c", 3)):
        store.write_record(make_record(call_id, started_at=datetime(2026, 3, day, 9, tzinfo=UTC)))
    assert [file.name[0] for file in store.record_files()] == ["c", "a", "b"]


def test_part_files_are_no_records(store):
    store.write_record(make_record())
    store.find_record("call-1").with_name(".part-1-0a@host.json.gz").touch()
    assert [file.name for file in store.record_files()] == ["call-1.json.gz"]


def test_the_store_lies_beside_the_warehouse_unless_set():
    assert store_folder(Path("out/m.duckdb"), None) == Path("out/m.store")
    assert store_folder(Path("out/m.duckdb"), Path("elsewhere")) == Path("elsewhere")


def test_recording_fields_that_are_new_have_a_default_for_older_records():
    older = {"uri": "a", "sha256": "b", "duration_s": 1.0, "channel_count": 1, "sample_rate_hz": 8000, "codec": "pcm"}
    assert from_bytes(msgspec.json.encode(older), Recording).quality == "good"
