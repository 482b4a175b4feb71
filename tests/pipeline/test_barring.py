from datetime import UTC, date, datetime

import pytest

from pipeline.barring import admitted
from pipeline.call_rows import CallColumns
from pipeline.file_hash import sha256_of
from pipeline.inbox import InboxRow
from pipeline.pseudonyms import Pseudonyms
from pipeline.recording_file import FileStamp
from pipeline.tombstones import Tombstone, Tombstones

AT = datetime(2026, 3, 9, 8, 15, tzinfo=UTC)
LONG_AGO = date(2000, 1, 1)


def make_row(folder, call_id, started_at=AT):
    file = folder / f"{abs(hash(call_id))}.wav"
    file.write_bytes(f"sound of {call_id}".encode())
    call = CallColumns(call_id=call_id, started_at=started_at, employee_id="mw-1")
    return InboxRow(file, file.name, "f" * 16, FileStamp(1, 1), call)


@pytest.fixture
def rows(tmp_path):
    return [make_row(tmp_path, "one"), make_row(tmp_path, "two")]


def ids(rows, tmp_path, first_kept=LONG_AGO):
    store = tmp_path / "store"
    return [row.call.call_id for row in admitted(rows, store, Pseudonyms(store / "private"), first_kept=first_kept)]


def put_up(tmp_path, call_id, sha256=""):
    Tombstones(tmp_path / "store").add([Tombstone(call_id=call_id, recording_sha256=sha256, erased_at=AT)])


def test_without_tombstones_all_may_come(rows, tmp_path):
    assert ids(rows, tmp_path) == ["one", "two"]


def test_an_erased_call_does_not_come_back(rows, tmp_path):
    put_up(tmp_path, "one")
    assert ids(rows, tmp_path) == ["two"]


def test_an_erased_sound_does_not_come_back_under_another_id(rows, tmp_path):
    put_up(tmp_path, "once", sha256_of(rows[1].path))
    assert ids(rows, tmp_path) == ["one"]


def test_an_erased_call_with_a_number_for_an_id_is_known_by_its_hash(tmp_path):
    row = make_row(tmp_path, "call-0612345678")
    put_up(tmp_path, Pseudonyms(tmp_path / "store" / "private").safe_id("call-0612345678"))
    assert ids([row], tmp_path) == []


@pytest.mark.parametrize(("first_kept", "expected"), [(date(2026, 3, 9), ["old"]), (date(2026, 3, 10), [])])
def test_a_call_past_its_term_is_left_alone(tmp_path, first_kept, expected):
    assert ids([make_row(tmp_path, "old")], tmp_path, first_kept) == expected


def test_sound_that_cannot_be_read_is_left_to_the_analysis(rows, tmp_path):
    put_up(tmp_path, "once", "a" * 64)
    rows[0].path.unlink()
    assert ids(rows, tmp_path) == ["one", "two"]
