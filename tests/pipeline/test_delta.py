import os
from datetime import UTC, datetime

import pytest

from pipeline.delta import KnownCall, find_delta, list_stored
from pipeline.file_hash import sha256_of
from pipeline.records_store import RecordStore
from pipeline.warehouse_rows import Source
from tests.factories import make_findings, make_record


@pytest.fixture
def store(tmp_path):
    store = RecordStore(tmp_path)
    for call_id in ("a", "b"):
        store.write_findings(make_findings(store.write_record(make_record(call_id)), call_id))
    return store


def known_calls(store):
    """What a warehouse loaded from the store as it is now would know."""
    return {
        call_id: KnownCall(
            Source(sha256_of(call.record_file), call.record_stamp),
            Source(sha256_of(call.findings_file), call.findings_stamp) if call.findings_file else None,
        )
        for call_id, call in list_stored(store).items()
    }


def changed_ids(delta):
    return [call.call_id for call in delta.changed]


def test_all_calls_are_new_to_an_empty_warehouse(store):
    delta = find_delta(list_stored(store), {})
    assert (changed_ids(delta), delta.rerecorded, delta.gone) == (["a", "b"], frozenset(), frozenset())


def test_nothing_is_new_in_an_unchanged_store(store):
    delta = find_delta(list_stored(store), known_calls(store))
    assert (delta.changed, delta.rerecorded, delta.gone) == ((), frozenset(), frozenset())


def test_new_findings_change_a_call_but_are_no_other_record(store):
    known = known_calls(store)
    store.write_findings(make_findings("5" * 64, "b", leidraad_version=2))
    delta = find_delta(list_stored(store), known)
    assert (changed_ids(delta), delta.rerecorded) == (["b"], frozenset())


def test_another_record_of_a_known_call_is_told_apart(store):
    known = known_calls(store)
    store.write_record(make_record("b", started_at=datetime(2026, 3, 3, 9, tzinfo=UTC)))
    delta = find_delta(list_stored(store), known)
    assert (changed_ids(delta), delta.rerecorded) == (["b"], frozenset({"b"}))


def test_findings_that_come_or_go_change_a_call(store):
    known = known_calls(store)
    store.findings_file(store.find_record("a")).unlink()
    without = known_calls(store)
    assert changed_ids(find_delta(list_stored(store), known)) == ["a"]
    store.write_findings(make_findings("5" * 64, "a"))
    assert changed_ids(find_delta(list_stored(store), without)) == ["a"]


def test_a_call_no_longer_in_the_store_is_gone(store):
    known = known_calls(store)
    store.find_record("a").unlink()
    delta = find_delta(list_stored(store), known)
    assert (changed_ids(delta), delta.gone) == ([], frozenset({"a"}))


def test_a_file_with_another_time_and_the_same_bytes_is_unchanged(store):
    known = known_calls(store)
    os.utime(store.find_record("a"), (1, 1))  # as a restore from a backup leaves it
    assert find_delta(list_stored(store), known).changed == ()


def test_calls_are_loaded_by_the_day_they_started(store):
    store.write_record(make_record("0-later", started_at=datetime(2026, 3, 9, 9, tzinfo=UTC)))
    assert changed_ids(find_delta(list_stored(store), {})) == ["a", "b", "0-later"]


def test_of_a_call_on_two_days_the_later_written_counts(store):
    file = store.find_record("a")
    twin = file.parent.with_name("01") / file.name
    twin.parent.mkdir()
    twin.write_bytes(file.read_bytes())
    os.utime(twin, (1, 1))
    assert list_stored(store)["a"].record_file == file
    os.utime(file, (0, 0))
    assert list_stored(store)["a"].record_file == twin
