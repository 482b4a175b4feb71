"""Runs each check of `sql/checks/` on rows that it must find and on rows that it must not."""

import re
from typing import Any

import pytest

from tests.sql.given import HERE, make_warehouse, read_yaml

CHECKS = {file.stem: file for file in (HERE.parents[1] / "sql" / "checks").glob("*.sql")}
CASES = [(file.stem, case) for file in sorted((HERE / "checks").glob("*.yaml")) for case in read_yaml(file)]


@pytest.mark.parametrize(("check", "case"), CASES, ids=[f"{check}: {case['why']}" for check, case in CASES])
def test_check_finds_what_must_not_exist_and_nothing_else(check: str, case: dict[str, Any], tmp_path):
    with make_warehouse(case["given"], tmp_path) as connection:
        rows = connection.sql(CHECKS[check].read_text()).fetchall()
    assert [row[0] for row in rows] == case["first"]


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_has_rows_to_find_and_rows_to_leave(check):
    found = {bool(case["first"]) for name, case in CASES if name == check}
    assert found == {True, False}


@pytest.mark.parametrize("check", CHECKS)
def test_the_header_of_a_check_names_it_and_its_severity(check):
    lines = CHECKS[check].read_text().splitlines()
    assert lines[0] == f"-- {check}"
    assert re.fullmatch(r"-- Severity: (fail|warn)", lines[1])
    assert lines[2].startswith("-- Reads: ")
