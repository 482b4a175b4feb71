"""The warehouse file: open it, lay out its tables and views, check it, ask it. The only module that imports DuckDB.

Views are the promise to readers (`sql/marts/`); tables may grow underneath. Readers never block the night and are never
blocked by it: they keep the file they opened until they open again.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import duckdb

from pipeline.errors import WarehouseError

SCHEMA_VERSION = 4
"""Layout of the tables in `sql/schema/`; another layout is never read."""

Connection = duckdb.DuckDBPyConnection
Value = str | int | float | bool | date | datetime
Layer = Literal["schema", "staging", "marts", "checks", "loading", "roles"]
_REBUILD = "run `meeluister rebuild`"


@dataclass(frozen=True, slots=True)
class BrokenCheck:
    """A check of `sql/checks/` that found rows which must not exist.

    Attributes:
        is_fatal: nothing may be published with such rows.
        row_count: how many.
        first: the id the first of them starts with.
        ids: that all of them start with; of a fatal check those of calls.
    """

    name: str
    is_fatal: bool
    row_count: int
    first: str
    ids: frozenset[str]

    def __str__(self) -> str:
        return f"check {self.name}: {self.row_count} rows, first {self.first}"


def connect(file: Path | None = None, *, spill_folder: Path | None = None) -> Connection:
    """Open a database to write to; in memory without a file.

    Args:
        file: made when it is missing. Never a published warehouse: readers may hold it.
        spill_folder: for what does not fit into memory.
    """
    # DuckDB would fetch extensions over the network on first use; the ones needed here are built in
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if spill_folder is not None:
        config["temp_directory"] = str(spill_folder)
    connection = duckdb.connect(str(file) if file is not None else ":memory:", config=config)
    connection.execute("set TimeZone = 'UTC'")
    return connection


def open_readonly(warehouse: Path, *, allow_older: bool = False) -> Connection:
    """Open a published warehouse for reading, as it lies there now.

    Close it (or use `with`) and open again to see the next night.

    Args:
        warehouse: the published file.
        allow_older: also open one of an older layout, to take over what is in it.

    Raises:
        WarehouseError: it is missing, damaged or of another layout.
    """
    if not warehouse.exists():
        raise WarehouseError(f"{warehouse}: there is no warehouse; a night makes one, or name another file")
    connection = connect()
    try:
        # attached, not connected to: DuckDB hands out a file that this process still has open, even if replaced since
        connection.execute("attach ? as warehouse (read_only, type duckdb)", [str(warehouse)])
        connection.execute("use warehouse")
        version = read_version(connection)
    except (duckdb.Error, WarehouseError) as error:
        connection.close()
        raise WarehouseError(f"{warehouse}: {_why_unreadable(error)}") from error
    if version > SCHEMA_VERSION or (version < SCHEMA_VERSION and not allow_older):
        connection.close()
        raise WarehouseError(f"{warehouse}: {_why_other_version(version)}")
    return connection


def attach_last(connection: Connection, warehouse: Path) -> None:
    """Make the warehouse in place readable as `last` for the files of `sql/loading/`."""
    connection.execute("attach ? as last (read_only, type duckdb)", [str(warehouse)])


def attach_whole(connection: Connection, warehouse: Path) -> None:
    """Make the whole warehouse readable as `whole` for the files of `sql/roles/`."""
    connection.execute("attach ? as whole (read_only, type duckdb)", [str(warehouse)])


def read_version(connection: Connection) -> int:
    """Return the layout of the tables in an open warehouse.

    Raises:
        WarehouseError: it does not tell.
    """
    [(version,)] = connection.execute("select max(version) from schema_version").fetchall()
    if not isinstance(version, int):
        raise WarehouseError("does not tell its layout")
    return version


def fetch(
    connection: Connection,
    view: str,
    *,
    equal: Mapping[str, Value] | None = None,
    at_least: Mapping[str, Value] | None = None,
    order_by: Sequence[str] = (),
    limit: int | None = None,
) -> list[dict[str, Any]]:
    """Return rows of a view as mappings from column to value; times are in UTC.

    Names are checked against the view and values never become SQL.

    Args:
        connection: an open warehouse.
        view: a view or table of it.
        equal: column and the value it must have.
        at_least: column and the smallest value it may have.
        order_by: columns, the most important first; `-` before one turns it around.
        limit: most rows to return.

    Raises:
        ValueError: the view or one of the columns does not exist.
    """
    try:
        relation = connection.table(view)
    except duckdb.CatalogException as error:
        raise ValueError(f"the warehouse has no view {view!r}") from error
    columns = relation.columns
    for name in (*(equal or {}), *(at_least or {}), *(column.removeprefix("-") for column in order_by)):
        if name not in columns:
            raise ValueError(f"{view} has no column {name!r}")
    for name, value in (equal or {}).items():
        relation = relation.filter(duckdb.ColumnExpression(name) == duckdb.ConstantExpression(value))
    for name, value in (at_least or {}).items():
        relation = relation.filter(duckdb.ColumnExpression(name) >= duckdb.ConstantExpression(value))
    if order_by:
        relation = relation.sort(*map(_ordering, order_by))
    if limit is not None:
        relation = relation.limit(limit)
    return [dict(zip(columns, row, strict=True)) for row in relation.fetchall()]


def lay_out(connection: Connection) -> None:
    """Make the tables and their views, where they are not there yet."""
    with transaction(connection):
        for text in _sql_texts("schema").values():
            connection.execute(text)
        if not connection.execute("select version from schema_version").fetchall():
            connection.execute("insert into schema_version values (?)", [SCHEMA_VERSION])


def make_views(connection: Connection) -> None:
    """Make the staging tables and the marts anew from what is loaded."""
    with transaction(connection):
        for text in (*_sql_texts("staging").values(), *_sql_texts("marts").values()):
            connection.execute(text)


def make_staging_tables(connection: Connection) -> None:
    """Fill the staging tables anew where all views are there already: they look at what the tables hold."""
    with transaction(connection):
        for text in _sql_texts("staging").values():
            if "create or replace table" in text:
                connection.execute(text)


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Do all of what is inside or, when it raises, nothing."""
    connection.execute("begin")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def run_checks(connection: Connection) -> list[BrokenCheck]:
    """Return the checks that found rows which must not exist."""
    broken = []
    for name, text in _sql_texts("checks").items():
        rows = connection.sql(text).fetchall()
        if rows:
            is_fatal = "-- Severity: fail" in text
            ids = frozenset(str(row[0]) for row in rows)
            broken.append(BrokenCheck(name, is_fatal, len(rows), str(rows[0][0]), ids))
    return broken


def run_step(connection: Connection, name: str, layer: Layer = "loading") -> None:
    """Run one file of `sql/loading/` or another layer."""
    connection.execute(_sql_texts(layer)[name])


def columns_of(connection: Connection, table: str) -> dict[str, str]:
    """Return the columns of a table of the database in use, with their types, in order."""
    relation = connection.table(table)
    return {name: str(kind) for name, kind in zip(relation.columns, relation.types, strict=True)}


def append_rows(connection: Connection, table: str, lines: Path) -> None:
    """Add the rows of a file of newline-delimited JSON to a table.

    Raises:
        WarehouseError: a row does not fit the table.
    """
    columns = columns_of(connection, table)
    try:
        rows = connection.read_json(str(lines), columns=columns, format="newline_delimited")
        rows.insert_into(table)
    except duckdb.Error as error:
        # its message may show the value, which may be a word of a call: neither told nor kept as cause
        raise WarehouseError(f"table {table}: rows do not fit ({type(error).__name__})") from None


def sql_sha256() -> str:
    """Return one hash of all SQL that shapes a warehouse: a new program publishes anew though no call is new."""
    layers: tuple[Layer, ...] = ("schema", "staging", "marts", "checks", "roles")
    texts = [f"{layer}/{name}\n{text}" for layer in layers for name, text in _sql_texts(layer).items()]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


@cache
def _sql_texts(layer: Layer) -> dict[str, str]:
    found = resources.files("sql").joinpath(layer).iterdir()
    files = sorted((file for file in found if file.name.endswith(".sql")), key=lambda file: file.name)
    return {file.name.removesuffix(".sql"): file.read_text(encoding="utf-8") for file in files}


def _ordering(column: str) -> duckdb.Expression:
    expression = duckdb.ColumnExpression(column.removeprefix("-"))
    return expression.desc().nulls_last() if column.startswith("-") else expression.asc().nulls_last()


def _why_unreadable(error: Exception) -> str:
    if isinstance(error, WarehouseError | duckdb.CatalogException):
        return "is a database, but no warehouse of this program; name another file"
    return f"damaged, or no warehouse ({type(error).__name__}); move it away and {_REBUILD}"


def _why_other_version(version: int) -> str:
    if version > SCHEMA_VERSION:
        return (
            f"written by a newer version of the program (layout {version}, this one knows {SCHEMA_VERSION}); install "
            "that version"
        )
    return f"has the older layout {version}, this program needs {SCHEMA_VERSION}; {_REBUILD}"
