from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checksums import checksum_of
from pipeline.correcting import info_of
from pipeline.file_hash import sha256_of
from pipeline.inbox import InboxScan, Refusal
from pipeline.planning import TO_DO, Noted, Past, batches, note_refusals, plan_night
from pipeline.pseudonyms import Pseudonyms
from tests.factories import make_failure, make_record
from tests.pipeline.rig import NOW, make_row, make_stores

CONFIG = "config-1"
VERSION = "0.1.0"
NOTED = Noted("2026-03-02", CONFIG, VERSION, NOW)


@pytest.fixture
def stores(tmp_path):
    return make_stores(tmp_path)


@pytest.fixture
def pseudonyms(tmp_path):
    return Pseudonyms(tmp_path / "private")


@pytest.fixture
def row(tmp_path):
    file = tmp_path / "call-1.wav"
    file.write_bytes(b"sound")
    return make_row(file)


def keep_record(stores, row, pseudonyms, *, sha256=None, config=CONFIG):
    record = replace(make_record(), info=info_of(row.call, pseudonyms))
    sha256 = sha256 or sha256_of(row.path)
    stores.records.write_record(
        replace(
            record,
            recording=replace(record.recording, sha256=sha256),
            provenance=replace(record.provenance, config_hash=config),
        )
    )


def failure_of(row, **changes):
    given_up = replace(
        make_failure(row.file_id), recording_sha256=sha256_of(row.path), config_hash=CONFIG, pipeline_version=VERSION
    )
    return replace(given_up, **changes)


def why(row, stores, pseudonyms, *failures):
    known = {failure.file_id: failure for failure in failures}
    [planned] = plan_night(
        [row],
        Past(
            stores.records,
            known,
            pseudonyms,
            CONFIG,
            VERSION,
            checksum_of,
        ),
    )
    return planned.why


def test_a_recording_never_seen_is_new(row, stores, pseudonyms):
    assert why(row, stores, pseudonyms) == "new"


def test_a_recording_with_its_record_is_done(row, stores, pseudonyms):
    keep_record(stores, row, pseudonyms)

    assert why(row, stores, pseudonyms) == "done"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"sha256": "f" * 64}, "other_sound"),
        ({"config": "config-0"}, "other_settings"),
        ({"sha256": "f" * 64, "config": "config-0"}, "other_sound"),
    ],
)
def test_a_record_of_something_else_is_made_again(row, stores, pseudonyms, other, expected):
    keep_record(stores, row, pseudonyms, **other)

    assert why(row, stores, pseudonyms) == expected


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"team": "backoffice"}, "corrected"),
        ({"queue": "paspoorten"}, "corrected"),
        ({"direction": "outbound"}, "corrected"),
        ({"started_at": NOW - timedelta(days=1)}, "corrected"),
        ({"agent_channel": "left"}, "corrected"),
        ({"employee_id": "mw-2"}, "other_party"),
        ({"employee_name": "Hinke"}, "done"),
    ],
)
def test_a_corrected_row_is_told_from_one_that_needs_the_sound(row, stores, pseudonyms, columns, expected):
    keep_record(stores, row, pseudonyms)

    assert why(replace(row, call=replace(row.call, **columns)), stores, pseudonyms) == expected


def test_what_was_refused_is_not_tried_again_while_nothing_changes(row, stores, pseudonyms):
    assert why(row, stores, pseudonyms, failure_of(row)) == "refused_before"


@pytest.mark.parametrize(
    "change",
    [
        {"retryable": True},
        {"recording_sha256": "f" * 64},
        {"recording_sha256": None},
        {"config_hash": "config-0"},
        {"pipeline_version": "0.0.9"},
    ],
    ids=["it may pass", "other sound", "was not readable", "other settings", "another program"],
)
def test_what_was_refused_is_tried_again_when_that_may_help(row, stores, pseudonyms, change):
    assert why(row, stores, pseudonyms, failure_of(row, **change)) == "try_again"


def test_changed_sound_that_was_refused_is_not_tried_every_night(row, stores, pseudonyms):
    keep_record(stores, row, pseudonyms, sha256="f" * 64)

    assert why(row, stores, pseudonyms, failure_of(row)) == "refused_before"


def test_what_is_done_is_done_whatever_failed_before(row, stores, pseudonyms):
    keep_record(stores, row, pseudonyms)

    assert why(row, stores, pseudonyms, failure_of(row)) == "done"


def test_a_recording_that_is_gone_is_tried_so_that_it_is_told(row, stores, pseudonyms):
    keep_record(stores, row, pseudonyms)
    row.path.unlink()

    assert why(row, stores, pseudonyms) == "other_sound"


def test_the_record_of_a_call_is_found_under_its_safe_id(row, stores, pseudonyms):
    number = replace(row, call=replace(row.call, call_id="0612345678"))
    keep_record(stores, number, pseudonyms)

    assert why(number, stores, pseudonyms) == "done"


def test_only_what_is_done_or_given_up_is_left_alone():
    assert sorted(TO_DO) == ["new", "other_party", "other_settings", "other_sound", "try_again"]


def scan_of(*rows, refused=()):
    return InboxScan(rows, tuple(refused), ())


def refusal(detail="the queue is excluded", call_id="call-7"):
    return Refusal(file_id="file-7", reason="excluded_queue", detail=detail, file="anna.wav", call_id=call_id)


def test_what_the_inbox_refuses_is_a_failure_without_the_files_name(stores, pseudonyms):
    note_refusals(scan_of(refused=[refusal()]), stores.failures, pseudonyms, NOTED)

    [failure] = stores.failures.failures()
    assert (failure.file_id, failure.call_id, failure.stage) == ("file-7", "call-7", "inbox")
    assert (failure.reason, failure.retryable, failure.at) == ("excluded_queue", False, NOW)
    assert "anna" not in str(failure)


def test_a_call_id_that_is_a_number_is_not_stored(stores, pseudonyms):
    note_refusals(scan_of(refused=[refusal(call_id="0612345678")]), stores.failures, pseudonyms, NOTED)

    assert "0612345678" not in str(stores.failures.failures())


def test_a_refusal_that_stands_is_left_as_it_is(stores, pseudonyms):
    for night in ("2026-03-02", "2026-03-03"):
        note_refusals(scan_of(refused=[refusal()]), stores.failures, pseudonyms, replace(NOTED, night=night))
    assert [failure.night for failure in stores.failures.failures()] == ["2026-03-02"]


def test_a_refusal_for_another_reason_is_noted_anew(stores, pseudonyms):
    for detail in ("the queue is excluded", "the row has no start"):
        note_refusals(scan_of(refused=[refusal(detail)]), stores.failures, pseudonyms, NOTED)

    assert [failure.detail for failure in stores.failures.failures()] == ["the row has no start"]


def test_a_failure_stays_while_its_recording_is_there_and_goes_with_it(row, stores, pseudonyms):
    stores.failures.write_failure(failure_of(row))
    note_refusals(scan_of(row), stores.failures, pseudonyms, NOTED)
    assert [failure.file_id for failure in stores.failures.failures()] == [row.file_id]

    note_refusals(scan_of(), stores.failures, pseudonyms, NOTED)
    assert stores.failures.failures() == []


@pytest.mark.parametrize(
    ("count", "largest", "sizes"),
    [
        pytest.param(0, 32, [], id="an empty night"),
        pytest.param(3, 32, [3], id="a very short night in one"),
        pytest.param(10, 32, [4, 4, 2], id="a short night in several"),
        pytest.param(64, 32, [8] * 8, id="an eighth each"),
        pytest.param(70, 4, [4] * 17 + [2], id="never more than the largest"),
        pytest.param(5, 1, [1] * 5, id="one by one"),
    ],
)
def test_a_night_is_cut_into_batches(row, count, largest, sizes):
    rows = [replace(row, file_id=f"file-{number}") for number in range(count)]

    assert [len(batch) for batch in batches(rows, largest)] == sizes


@given(st.integers(0, 300), st.integers(1, 50))
def test_batches_hold_every_recording_once_in_order(count, largest):
    class Row:
        def __init__(self, file_id):
            self.file_id = file_id

    ids = [str(number) for number in range(count)]
    assert [file_id for batch in batches([Row(one) for one in ids], largest) for file_id in batch] == ids
