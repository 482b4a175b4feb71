"""Where the warehouse file of each role lies: DuckDB knows no rights by row, so each role has a file of its own.

    <stem>.roles/coach-<key>.duckdb      a team's calls
    <stem>.roles/employee-<pseudonym>.duckdb
    <stem>.roles/analyst.duckdb          no text
    <stem>.roles/operations.duckdb       no content

All have the tables and views of the whole warehouse by the same names, so that a page only needs another path.
"""

import hashlib
import re
from pathlib import Path
from typing import Final, Literal, get_args

from pipeline.names import check_name

Role = Literal["coach", "analyst", "employee", "operations"]
"""Whoever administers the program opens the whole warehouse and needs no file."""

ROLES: Final[tuple[Role, ...]] = get_args(Role)
_PERSONAL: Final = frozenset(("coach", "employee"))
_SLUG_CHARS = 32


def roles_folder(warehouse: Path) -> Path:
    """Return the folder of the role files of a warehouse."""
    return warehouse.with_suffix(".roles")


def role_file(warehouse: Path, role: Role, subject: str = "") -> Path:
    """Return the warehouse file of a role.

    Args:
        warehouse: the whole one.
        role: whose.
        subject: team of a coach, pseudonym of an employee; empty for the others.

    Raises:
        ValueError: a subject is missing or too many, or a pseudonym cannot be a file name.
    """
    if bool(subject) != (role in _PERSONAL):
        raise ValueError(f"role {role} {'needs' if role in _PERSONAL else 'has no'} subject, got {subject!r}")
    if role == "coach":
        return roles_folder(warehouse) / f"coach-{team_key(subject)}.duckdb"
    return roles_folder(warehouse) / (f"employee-{check_name(subject)}.duckdb" if subject else f"{role}.duckdb")


def team_key(team: str) -> str:
    """Return a team's name as a part of a file name: readable, and different for different teams."""
    slug = re.sub(r"[^a-z0-9]+", "-", team.casefold()).strip("-")[:_SLUG_CHARS]
    return f"{slug}-{hashlib.sha256(team.encode()).hexdigest()[:8]}"
