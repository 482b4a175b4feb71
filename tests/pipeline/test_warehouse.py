import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from pipeline.errors import WarehouseError
from pipeline.nights import NightStore
from pipeline.publishing import publish
from pipeline.warehouse import (
    SCHEMA_VERSION,
    append_rows,
    columns_of,
    connect,
    fetch,
    lay_out,
    make_views,
    open_readonly,
    run_checks,
)
from tests.factories import make_night

NIGHTS = ["2026-03-02", "2026-03-03", "2026-03-04"]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """Three nights and no calls."""
    folder = tmp_path_factory.mktemp("published")
    for done_count, night in enumerate(NIGHTS):
        NightStore(folder / "m.store").write_night(make_night(night, done_count=done_count))
    publish(folder / "m.store", folder / "m.duckdb")
    return folder / "m.duckdb"


@pytest.fixture
def own_warehouse(warehouse, tmp_path):
    return Path(shutil.copyfile(warehouse, tmp_path / "m.duckdb"))


def set_version(warehouse, version):
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("update schema_version set version = ?", [version])


def nights_of(rows):
    return [row["night"].isoformat() for row in rows]


def test_a_missing_warehouse_says_so(tmp_path):
    with pytest.raises(WarehouseError, match=r"m\.duckdb: there is no warehouse; a night makes one"):
        open_readonly(tmp_path / "m.duckdb")


def test_a_file_that_is_no_database_says_so(tmp_path):
    (tmp_path / "m.duckdb").write_bytes(b"no database at all" * 1000)
    with pytest.raises(WarehouseError, match=r"m\.duckdb: damaged, or no warehouse .* `meeluister rebuild`"):
        open_readonly(tmp_path / "m.duckdb")


def test_another_database_is_no_warehouse(tmp_path):
    duckdb.connect(str(tmp_path / "m.duckdb")).close()
    with pytest.raises(WarehouseError, match="is a database, but no warehouse of this program"):
        open_readonly(tmp_path / "m.duckdb")


def test_a_warehouse_of_a_newer_program_is_refused(own_warehouse):
    set_version(own_warehouse, SCHEMA_VERSION + 1)
    with pytest.raises(WarehouseError, match="written by a newer version of the program"):
        open_readonly(own_warehouse, allow_older=True)


def test_an_older_warehouse_says_how_to_rebuild_it(own_warehouse):
    set_version(own_warehouse, SCHEMA_VERSION - 1)
    with pytest.raises(WarehouseError, match="has the older layout 3, this program needs 4; run `meeluister rebuild`"):
        open_readonly(own_warehouse)
    open_readonly(own_warehouse, allow_older=True).close()


def test_readers_cannot_write(warehouse):
    with open_readonly(warehouse) as connection, pytest.raises(duckdb.InvalidInputException, match="read-only"):
        connection.execute("delete from nights")


def test_no_extension_is_fetched_over_the_network(warehouse):
    with open_readonly(warehouse) as connection:
        names = ["autoinstall_known_extensions", "autoload_known_extensions"]
        values = [connection.execute("select current_setting(?)", [name]).fetchall() for name in names]
    assert values == [[(False,)]] * 2


def test_rows_are_fetched_by_equal_values(warehouse):
    with open_readonly(warehouse) as connection:
        [row] = fetch(connection, "ops_nights", equal={"night": date(2026, 3, 3), "done_count": 1})
    assert (row["night"], row["done_count"], row["found_count"]) == (date(2026, 3, 3), 1, 2)


def test_times_come_back_in_utc(warehouse):
    with open_readonly(warehouse) as connection:
        started_at = fetch(connection, "ops_nights", limit=1)[0]["started_at"]
    assert started_at == datetime(2026, 3, 2, 18, tzinfo=UTC)
    assert started_at.utcoffset().total_seconds() == 0


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param({"at_least": {"night": date(2026, 3, 3)}}, NIGHTS[1:], id="from a day on, itself included"),
        pytest.param({"order_by": ["-night"]}, NIGHTS[::-1], id="latest first"),
        pytest.param({"order_by": ["refused_count", "night"]}, NIGHTS, id="by two columns"),
        pytest.param({"order_by": ["-night"], "limit": 1}, NIGHTS[2:], id="the latest"),
        pytest.param({"equal": {"pipeline_version": "9"}}, [], id="none"),
    ],
)
def test_rows_are_picked_ordered_and_limited(warehouse, options, expected):
    with open_readonly(warehouse) as connection:
        assert nights_of(fetch(connection, "ops_nights", **options)) == expected


def test_a_value_is_never_read_as_sql(warehouse):
    with open_readonly(warehouse) as connection:
        assert fetch(connection, "ops_nights", equal={"pipeline_version": "' or 1 = 1 --"}) == []


@pytest.mark.parametrize(
    ("view", "options", "complaint"),
    [
        ("nothing", {}, "no view 'nothing'"),
        ("ops_nights; drop table nights", {}, "no view"),
        ("ops_nights", {"equal": {"1 = 1 or night": 1}}, "no column"),
        ("ops_nights", {"at_least": {"nacht": 1}}, "no column 'nacht'"),
        ("ops_nights", {"order_by": ["-night desc"]}, "no column 'night desc'"),
    ],
)
def test_names_are_checked_against_the_warehouse(warehouse, view, options, complaint):
    with open_readonly(warehouse) as connection, pytest.raises(ValueError, match=complaint):
        fetch(connection, view, **options)


@pytest.fixture
def empty():
    with connect() as connection:
        lay_out(connection)
        make_views(connection)
        yield connection


def test_laying_out_twice_changes_nothing(empty):
    lay_out(empty)
    assert empty.execute("select version from schema_version").fetchall() == [(SCHEMA_VERSION,)]


def test_an_empty_warehouse_breaks_no_check_and_has_no_rows_in_its_marts(empty):
    assert run_checks(empty) == []
    for mart in ("coach_flagged_moments", "coach_call_card", "analyst_tempo_weekly", "ops_nights", "ops_failures"):
        assert fetch(empty, mart) == []


def test_columns_are_told_with_their_types_in_order(empty):
    assert list(columns_of(empty, "overlaps").items())[:3] == [
        ("call_id", "VARCHAR"),
        ("local_date", "DATE"),
        ("start_s", "DOUBLE"),
    ]


@pytest.mark.parametrize(
    "line",
    ['{"version": "wat de burger zei"}', '{"version": null}', '{"version": 1'],
    ids=["other type", "null where none may be", "cut off"],
)
def test_rows_that_do_not_fit_are_refused_without_showing_them(empty, tmp_path, line):
    (tmp_path / "rows.ndjson").write_text(line)
    with pytest.raises(WarehouseError, match="table schema_version: rows do not fit") as caught:
        append_rows(empty, "schema_version", tmp_path / "rows.ndjson")
    assert "burger" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_broken_check_names_the_rows_by_their_id_only(empty):
    empty.execute("insert into speech values ('call-9', '2026-03-02', 0, 0, 0, 'agent', 1, 2, 'nl', 1, 1, 1, 1)")
    [broken] = run_checks(empty)
    assert (broken.name, broken.is_fatal, str(broken)) == (
        "orphan_rows",
        True,
        "check orphan_rows: 1 rows, first call-9",
    )
