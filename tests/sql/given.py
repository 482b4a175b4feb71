"""Loads the rows of a case, laid over a plain row per table, into a warehouse in memory."""

from pathlib import Path
from typing import Any

import msgspec
import yaml

from pipeline.warehouse import Connection, append_rows, columns_of, connect, lay_out, make_views

HERE = Path(__file__).parent
Given = dict[str, list[dict[str, Any]]]


def read_yaml(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def make_warehouse(given: Given, folder: Path) -> Connection:
    connection = connect()
    lay_out(connection)
    defaults = read_yaml(HERE / "defaults.yaml")
    for table, rows in given.items():
        _load(connection, table, [{**defaults[table], **row} for row in rows], folder)
    make_views(connection)
    return connection


def _load(connection: Connection, table: str, rows: list[dict[str, Any]], folder: Path) -> None:
    unknown = {column for row in rows for column in row} - set(columns_of(connection, table))
    if unknown:
        raise ValueError(f"{table} has no columns {sorted(unknown)}")
    lines = folder / f"{table}.ndjson"
    lines.write_bytes(msgspec.json.Encoder().encode_lines(rows))
    append_rows(connection, table, lines)
