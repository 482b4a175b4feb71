import uuid

import pytest

from pipeline.errors import SettingsError, StoreError
from pipeline.failures import FailureStore
from pipeline.postbox import Parcel, Postbox
from pipeline.records_store import RecordStore
from tests.factories import make_failure, make_findings, make_record


@pytest.fixture
def box():
    """A postbox in the memory of this process."""
    return Postbox(f"memory://{uuid.uuid4()}/nights", {})


@pytest.fixture
def stores(tmp_path):
    return RecordStore(tmp_path), FailureStore(tmp_path)


def parcel(call_id="call-1", file_id="file-1"):
    return Parcel(file_id, make_record(call_id), make_findings("a" * 64, call_id))


def kept(records):
    return [records.read_record(file) for file in records.record_files()]


def test_what_is_sent_is_in_the_store_once_and_no_longer_in_the_box(box, stores):
    box.send(parcel())
    box.send(parcel("call-2", "file-2"))
    assert list(box.take_in(*stores)) == []
    records, _ = stores
    assert kept(records) == [make_record("call-1"), make_record("call-2")]
    assert records.read_findings(records.findings_file(records.find_record("call-1"))).call_id == "call-1"
    (records.find_record("call-1")).unlink()
    assert list(box.take_in(*stores)) == []
    assert kept(records) == [make_record("call-2")]


def test_a_call_that_was_done_is_no_failure_any_more_and_one_refused_is(box, stores):
    records, failures = stores
    failures.write_failure(make_failure("file-1"))
    box.send(parcel())
    box.send(Parcel("file-2", failure=make_failure("file-2")))
    assert list(box.take_in(records, failures)) == []
    assert [failure.file_id for failure in failures.failures()] == ["file-2"]


def test_the_later_parcel_of_a_recording_counts(box, stores):
    box.send(Parcel("file-1", failure=make_failure("file-1")))
    box.send(parcel())
    assert list(box.take_in(*stores)) == []
    assert (len(kept(stores[0])), stores[1].failures()) == (1, [])


@pytest.mark.parametrize("data", [b"", b"half a par", b"\x1f\x8b\x08\x00"], ids=["empty", "no gzip", "cut off"])
def test_a_damaged_parcel_is_named_and_costs_no_other(box, stores, data):
    box.send(parcel())
    box._store.pipe_file(f"{box._root}/aaa.json.gz", data)
    [sentence] = box.take_in(*stores)
    assert "aaa.json.gz: damaged" in sentence
    assert len(kept(stores[0])) == 1


@pytest.mark.parametrize("place", ["nowhere://bucket", "s4:bucket"])
def test_an_address_that_is_none_is_a_wrong_setting(place):
    with pytest.raises(SettingsError, match=r"night\.object_store: '.*' is no address"):
        Postbox(place, {})


def test_a_store_that_does_not_answer_is_told(box, stores, monkeypatch):
    def away(_root):
        raise TimeoutError

    monkeypatch.setattr(box._store, "find", away)
    with pytest.raises(StoreError, match=r"night\.object_store: .* does not answer \(TimeoutError\)"):
        list(box.take_in(*stores))
