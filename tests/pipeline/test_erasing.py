from datetime import UTC, datetime

import pytest

from pipeline.audit import AuditLog
from pipeline.documents import write_document
from pipeline.erasing import apply_tombstones, calls_of, erase_calls, forget_person, remove_recordings
from pipeline.failures import FailureStore
from pipeline.records_store import RecordStore
from pipeline.tombstones import Tombstones
from tests.factories import make_failure, make_findings, make_record

AT = datetime(2026, 3, 9, 8, 15, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    """Three calls, the second of which is written about in several places."""
    records = RecordStore(tmp_path)
    for call_id in ("call-1", "call-2", "call-2.b"):
        sha256 = records.write_record(make_record(call_id))
        records.write_findings(make_findings(sha256, call_id))
    for kind in ("reviews", "assessments"):
        write_document(tmp_path / "people" / kind / "call-2" / "1.json", {"note": "pelikaan"})
    write_document(tmp_path / "people" / "goals" / "mabcdefghijkl" / "1.json", {"goal": "offer_help"})
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "call-2.npz").write_bytes(b"pelikaan")
    return tmp_path


def names(store):
    kept = [file for file in store.rglob("*") if file.is_file() and file.suffix != ".lock"]
    return {str(file.relative_to(store)) for file in kept if file.relative_to(store).parts[0] != "audit"}


def erase(store, *call_ids):
    return erase_calls(store, call_ids, actor="admin", at=AT)


def test_an_erased_call_leaves_nothing_but_its_tombstone(store):
    before = names(store)
    erased = erase(store, "call-2")
    gone = {name for name in before if "/call-2." in name or "/call-2/" in name} - {
        name for name in before if "call-2.b" in name
    }
    assert len(gone) == 2 + 2 + 1  # record and findings, review and assessment, cache
    assert names(store) == (before - gone) | {"tombstones/call-2.json"}
    assert (erased.call_ids, erased.unknown, erased.uris) == (("call-2",), (), ("call-2.wav",))


def test_an_erased_call_is_known_by_its_sound_too(store):
    erase(store, "call-2")
    assert Tombstones(store).holds("call-2")
    assert Tombstones(store).holds("another", "5" * 64)


def test_a_call_that_is_not_kept_is_kept_out_all_the_same(store):
    before = names(store)
    erased = erase(store, "never-seen")
    assert (erased.call_ids, erased.unknown, erased.uris) == ((), ("never-seen",), ())
    assert names(store) == before | {"tombstones/never-seen.json"}


@pytest.mark.parametrize("call_id", ["2026", "03", "02", "records", "reviews", "people", "2026-03-02"])
def test_an_id_that_looks_like_a_folder_or_a_night_takes_nothing_else_away(store, call_id):
    (store / "nights").mkdir()
    (store / "nights" / "2026-03-02.json").write_text("{}")
    before = names(store)
    erase(store, call_id)
    assert names(store) == before | {f"tombstones/{call_id}.json"}


def test_the_failure_of_an_erased_call_goes_too(store):
    FailureStore(store).write_failure(make_failure("f" * 16))
    erased = erase(store, "call-9")
    assert erased.call_ids == ("call-9",)
    assert FailureStore(store).failures() == []


def test_erasing_is_logged_by_id(store):
    erase(store, "call-2", "call-1")
    assert [(entry.actor, entry.action, entry.subject) for entry in AuditLog(store).entries()] == [
        ("admin", "erasure", "call-1"),
        ("admin", "erasure", "call-2"),
    ]


def test_what_a_restore_brings_back_is_taken_away_again(store):
    kept = {name: (store / name).read_bytes() for name in names(store)}
    erase(store, "call-2")
    after = names(store)
    for name, data in kept.items():
        (store / name).parent.mkdir(parents=True, exist_ok=True)
        (store / name).write_bytes(data)
    assert apply_tombstones(store) == {"call-2"}
    assert names(store) == after


def test_the_calls_of_an_employee_are_found(store):
    assert sorted(calls_of(store, "mabcdefghijkl")) == ["call-1", "call-2", "call-2.b"]
    assert calls_of(store, "mzzz") == []


def test_what_is_kept_of_an_employee_beside_calls_goes(store):
    before = names(store)
    forget_person(store, "mabcdefghijkl")
    assert names(store) == before - {"people/goals/mabcdefghijkl/1.json"}


def test_only_recordings_inside_the_inbox_are_removed(tmp_path):
    inbox = tmp_path / "inbox"
    (inbox / "sub").mkdir(parents=True)
    (inbox / "sub" / "one.wav").write_bytes(b"RIFF")
    (tmp_path / "outside.wav").write_bytes(b"RIFF")
    assert remove_recordings(inbox, ["sub/one.wav", "../outside.wav", "gone.wav"]) == ["sub/one.wav"]
    assert not (inbox / "sub" / "one.wav").exists()
    assert (tmp_path / "outside.wav").exists()


@pytest.mark.parametrize("call_id", ["../private", "", ".hidden", "a/b"])
def test_an_id_that_leads_elsewhere_is_refused(store, call_id):
    before = names(store)
    with pytest.raises(ValueError, match="id"):
        erase(store, call_id)
    assert names(store) == before
