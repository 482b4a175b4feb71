"""`tests/golden/store_v1.tar.gz` is a store as the first layout wrote it; no later program can make it again."""

import gzip
import json
import tarfile
from pathlib import Path

import pytest

from pipeline import migrations, records_store
from pipeline.errors import StoreError
from pipeline.migrations import read_older
from pipeline.publishing import publish
from pipeline.records_store import RecordStore
from pipeline.warehouse import fetch, open_readonly

FIRST = Path(__file__).parents[1] / "golden" / "store_v1.tar.gz"


@pytest.fixture
def first(tmp_path):
    """A store and warehouse of the first layout."""
    with tarfile.open(FIRST) as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path


def test_a_store_of_the_first_layout_is_published_by_todays_program(first):
    report = publish(first / "m.store", first / "m.duckdb")
    assert (report.swapped, report.warnings) == (True, ())
    with open_readonly(first / "m.duckdb") as connection:
        assert sorted(row["call_id"] for row in fetch(connection, "calls")) == ["call-1", "call-2"]
        [night] = fetch(connection, "ops_nights")
        [failure] = fetch(connection, "ops_failures")
        moments = fetch(connection, "coach_flagged_moments")
    assert (night["done_count"], night["put_off_count"], failure["reason"]) == (9, 0, "silent_channel")
    assert {row["evidence"] for row in moments} == {"waarmee kan ik helpen"}


@pytest.fixture
def second_layout(monkeypatch):
    """A program whose records call the queue by another name, and know how to come there from the first layout."""

    def rename(record):
        info = dict(record["info"])
        return {**record, "info": {**info, "queue": f"v1:{info['queue']}"}}

    monkeypatch.setattr(records_store, "RECORD_VERSION", 2)
    monkeypatch.setattr(records_store, "read_older", lambda file: read_older(file, steps={1: rename}, newest=2))


@pytest.mark.usefixtures("second_layout")
def test_a_record_of_an_older_layout_is_brought_forward_when_read(first):
    records = RecordStore(first / "m.store")
    record = records.read_record(records.find_record("call-1"))
    assert (record.record_version, record.info.queue) == (2, "v1:")


def add_to_team(letter):
    return lambda record: {**record, "info": {**record["info"], "team": record["info"]["team"] + letter}}


def test_steps_follow_each_other(first):
    file = RecordStore(first / "m.store").find_record("call-1")
    steps = {
        n: lambda record, n=n: {**record, "info": {**record["info"], "team": f"{record['info']['team']}{n}"}}
        for n in (1, 2)
    }
    record = read_older(file, steps=steps, newest=3)
    assert (record.record_version, record.info.team) == (3, "balie12")


def test_a_layout_without_a_step_is_told(first):
    file = RecordStore(first / "m.store").find_record("call-1")
    with pytest.raises(StoreError, match="of layout 1, which this program cannot bring forward"):
        read_older(file, steps={}, newest=2)


def test_todays_records_are_not_older(first):
    assert read_older(RecordStore(first / "m.store").find_record("call-1")) is None


@pytest.mark.parametrize("version", [0, -1, "one", None, True])
def test_a_version_that_is_none_is_damage(first, version):
    file = RecordStore(first / "m.store").find_record("call-1")
    raw = {**json.loads(gzip.decompress(file.read_bytes())), "record_version": version}
    file.write_bytes(gzip.compress(json.dumps(raw).encode()))
    assert read_older(file, steps={}, newest=1) is None


def test_there_is_a_step_from_every_older_layout():
    assert sorted(migrations.STEPS) == list(range(1, migrations.RECORD_VERSION))
