import tarfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.backup import write_backup
from pipeline.errors import StoreError
from pipeline.failures import FailureStore
from pipeline.nights import NightStore
from pipeline.pseudonyms import Person, Pseudonyms
from pipeline.publishing import publish
from pipeline.records_store import RecordStore
from pipeline.restoring import Backup, restore
from pipeline.tombstones import Tombstone, Tombstones
from pipeline.warehouse import open_readonly
from tests.factories import make_cue_items, make_failure, make_findings, make_night, make_record

AT = datetime(2026, 3, 3, 6, tzinfo=UTC)
SHA = "5" * 64


class Place:
    """A store with its warehouse."""

    def __init__(self, folder: Path) -> None:
        self.store, self.warehouse = folder / "m.store", folder / "m.duckdb"

    def fill(self, *call_ids: str) -> None:
        records = RecordStore(self.store)
        for call_id in call_ids:
            records.write_findings(make_findings(records.write_record(make_record(call_id)), call_id))
        FailureStore(self.store).write_failure(make_failure())
        NightStore(self.store).write_night(make_night())
        Pseudonyms(self.store / "private").remember([Person("mw-1", "Hinke", "balie")])
        publish(self.store, self.warehouse, make_cue_items())

    def back_up(self, folder: Path) -> Backup:
        return Backup(*write_backup(self.store, self.warehouse, folder, AT))

    def files(self) -> dict[str, bytes]:
        files = (path for path in self.store.rglob("*") if path.is_file() and path.suffix != ".lock")
        return {path.relative_to(self.store).as_posix(): path.read_bytes() for path in files}

    def tables(self) -> dict[str, list[str]]:
        """Return the rows of every table, as text, in an order that does not depend on the file."""
        with open_readonly(self.warehouse) as connection:
            listed = "select table_name from duckdb_tables() where database_name = 'warehouse'"
            names = sorted(name for (name,) in connection.execute(listed).fetchall())
            return {name: sorted(map(str, connection.table(name).fetchall())) for name in names}


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / "here")


@pytest.fixture
def filled(place):
    place.fill("call-1", "call-2")
    return place


def test_a_restore_elsewhere_gives_the_same_files_and_the_same_rows(filled, tmp_path):
    other = Place(tmp_path / "there")
    restore(filled.back_up(tmp_path / "backup"), other.store, other.warehouse)
    assert other.files() == filled.files()
    assert other.tables() == filled.tables()
    assert sorted(path.name for path in other.store.parent.iterdir()) == ["m.duckdb", "m.store"]


def test_key_and_names_lie_in_a_file_of_their_own(filled, tmp_path):
    backup = filled.back_up(tmp_path / "backup")
    with tarfile.open(backup.file) as archive:
        assert not [name for name in archive.getnames() if name.startswith("private")]
    with tarfile.open(backup.private) as archive:
        assert {"private/pseudonym.key", "private/employees.json"} <= set(archive.getnames())
    assert {path.stat().st_mode & 0o777 for path in (backup.file, backup.private)} == {0o600}


def test_a_rebuild_gives_the_same_rows(filled):
    before = filled.tables()
    report = publish(filled.store, filled.warehouse, make_cue_items(), is_rebuild=True)
    assert (report.loaded_count, filled.tables()) == (2, before)


def test_a_rebuild_without_a_warehouse_gives_the_same_rows(filled):
    before = filled.tables()
    filled.warehouse.unlink()
    publish(filled.store, filled.warehouse, make_cue_items(), is_rebuild=True)
    assert filled.tables() == before


def test_a_store_with_calls_is_not_replaced_unasked(filled, tmp_path):
    backup = filled.back_up(tmp_path / "backup")
    before = filled.files()
    with pytest.raises(StoreError, match="give --replace"):
        restore(backup, filled.store, filled.warehouse)
    assert filled.files() == before


def test_what_was_added_since_goes_and_what_was_lost_comes_back(filled, tmp_path):
    backup, before = filled.back_up(tmp_path / "backup"), filled.tables()
    RecordStore(filled.store).find_record("call-1").unlink()
    filled.fill("call-3")
    restore(backup, filled.store, filled.warehouse, make_cue_items(), is_replacing=True)
    assert filled.tables() == before


def test_a_call_erased_since_does_not_come_back(filled, tmp_path):
    backup = filled.back_up(tmp_path / "backup")
    Tombstones(filled.store).add([Tombstone(call_id="call-1", recording_sha256=SHA, erased_at=AT)])
    restore(backup, filled.store, filled.warehouse, make_cue_items(), is_replacing=True)
    assert RecordStore(filled.store).find_record("call-1") is None
    assert not [row for rows in filled.tables().values() for row in rows if "call-1" in row]
    assert Tombstones(filled.store).holds("call-1")


def test_a_rebuild_brings_no_erased_call_back(filled):
    records = RecordStore(filled.store)
    file = records.find_record("call-1")
    Tombstones(filled.store).add([Tombstone(call_id="call-1", recording_sha256=SHA, erased_at=AT)])
    for path in (file, records.findings_file(file)):
        path.unlink()
    publish(filled.store, filled.warehouse, make_cue_items(), is_rebuild=True)
    assert not [row for rows in filled.tables().values() for row in rows if "call-1" in row]


@pytest.mark.parametrize("harm", [lambda data: data[:-50_000], lambda data: data.replace(b"call-9", b"call-8")])
def test_a_damaged_backup_is_told_and_touches_nothing(filled, tmp_path, harm):
    backup = filled.back_up(tmp_path / "backup")
    data = backup.file.read_bytes()
    backup.file.write_bytes(harm(data))
    assert backup.file.read_bytes() != data
    before = filled.files()
    with pytest.raises(StoreError, match="damaged"):
        restore(backup, filled.store, filled.warehouse, is_replacing=True)
    assert filled.files() == before
    assert sorted(path.name for path in filled.store.parent.iterdir() if "lock" not in path.name) == [
        "m.duckdb",
        "m.store",
    ]


def test_without_the_key_nothing_is_restored(filled, tmp_path):
    backup, other = filled.back_up(tmp_path / "backup"), Place(tmp_path / "there")
    with pytest.raises(StoreError, match="--private"):
        restore(replace(backup, private=None), other.store, other.warehouse)
    assert not other.store.exists()


def test_a_backup_of_a_newer_program_is_refused(filled, tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.backup.RECORD_VERSION", 99)
    backup, other = filled.back_up(tmp_path / "backup"), Place(tmp_path / "there")
    monkeypatch.undo()
    with pytest.raises(StoreError, match="newer version"):
        restore(backup, other.store, other.warehouse)


def test_what_can_be_made_again_is_left_out(filled, tmp_path):
    for name in ("logs", "prefect", "attempts"):
        (filled.store / name).mkdir()
        (filled.store / name / "file").write_text("x")
    with tarfile.open(filled.back_up(tmp_path / "backup").file) as archive:
        assert not [name for name in archive.getnames() if name.split("/")[0] in ("logs", "prefect", "attempts")]
