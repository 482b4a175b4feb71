"""The files by role, written from the whole warehouse right after its swap.

Each is laid out like the whole warehouse, holds the rows its readers may see and no others, and is swapped in with a
rename. What a reader may not see was never written into the file, so nothing of it can be found in its bytes either.
"""

import grp
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.atomic_file import PRIVATE_FILE, PRIVATE_FOLDER, private_folder, sync_file, sync_folder
from pipeline.documents import from_bytes, write_document
from pipeline.errors import SettingsError
from pipeline.role_files import Role, role_file, roles_folder
from pipeline.settings import AgreementSettings, Seen
from pipeline.warehouse import (
    Connection,
    attach_whole,
    connect,
    lay_out,
    make_staging_tables,
    make_views,
    run_step,
    sql_sha256,
)

GROUP_FILE = 0o640
GROUP_FOLDER = 0o711  # to be passed through by name; who may not read a file sees only that it is there
_MADE = "made.json"
_BLANK = "blank"


@dataclass(frozen=True, slots=True)
class RoleSettings:
    """Who may see what.

    Attributes:
        agreements: with the works council.
        groups: per role the group of the operating system that may read its files; without one, the owner only.
    """

    agreements: AgreementSettings
    groups: Mapping[Role, str]


@dataclass(frozen=True, slots=True)
class _Made:
    """What the files by role were made from."""

    warehouse_stamp: str
    agreements: str
    groups: Mapping[Role, str]
    sql_sha256: str


@dataclass(frozen=True, slots=True)
class _Reader:
    """Whom a file is for: `subject` is a team or an employee's pseudonym; `parts` are steps of `sql/roles/`."""

    role: Role
    subject: str
    parts: tuple[str, ...]
    sees: frozenset[Seen]
    sees_persons: bool = True
    sees_teams: bool = True


def publish_roles(warehouse: Path, roles: RoleSettings) -> int:
    """Write the files by role where they are not of this warehouse and these agreements; return how many.

    Raises:
        SettingsError: a group is not known to the operating system.
    """
    folder = roles_folder(warehouse)
    made = _Made(_stamp(warehouse), roles.agreements.model_dump_json(), dict(roles.groups), sql_sha256())
    if _read_made(folder) == made:
        return 0
    _check_groups(roles.groups)
    (folder / _MADE).unlink(missing_ok=True)
    private_folder(folder).chmod(GROUP_FOLDER if roles.groups else PRIVATE_FOLDER)
    work = private_folder(folder / ".next")
    try:
        readers = list(_readers(warehouse, roles.agreements))
        sees_teams = "team_figures" in roles.agreements.purposes
        readers = [replace(reader, sees_teams=sees_teams) for reader in readers]
        blank = _blank(work)
        written = {_write(warehouse, blank, reader, roles.groups.get(reader.role)) for reader in readers}
    finally:
        shutil.rmtree(work, ignore_errors=True)
    for file in set(folder.glob("*.duckdb")) - written:
        file.unlink()
    sync_folder(folder)
    write_document(folder / _MADE, made)
    return len(written)


def remove_roles(warehouse: Path) -> None:
    """Remove all files by role: better none than one with a call that was erased."""
    shutil.rmtree(roles_folder(warehouse), ignore_errors=True)


def _readers(warehouse: Path, agreed: AgreementSettings) -> Iterator[_Reader]:
    if "coaching" in agreed.purposes:
        teams, employees = _teams_and_employees(warehouse)
        yield from _personal("coach", teams, agreed.coach_sees)
        yield from _personal("employee", employees, agreed.employee_sees)
    if "trends" in agreed.purposes and agreed.analyst_sees:
        # verdicts and reviews as counts: without them no rate can be corrected; neither has a word in it
        yield _Reader("analyst", "", ("calls", "figures", "moments"), frozenset(("figures",)))
    yield _Reader("operations", "", ("calls", "nights"), frozenset(), sees_persons=False)


def _personal(role: Role, subjects: Sequence[str], sees: Sequence[Seen]) -> Iterator[_Reader]:
    for subject in subjects if sees else ():
        yield _Reader(role, subject, _parts(sees), frozenset(sees))


def _parts(sees: Sequence[Seen]) -> tuple[str, ...]:
    return ("calls", *(part for part in ("figures", "moments", "text") if part in sees))


def _teams_and_employees(warehouse: Path) -> tuple[list[str], list[str]]:
    with connect() as connection:
        attach_whole(connection, warehouse)
        teams = connection.execute("select distinct team from whole.calls where team <> '' order by team").fetchall()
        people = connection.execute(
            "select employee_id from whole.calls union select employee_id from whole.legs order by 1"
        ).fetchall()
    return [team for (team,) in teams], [person for (person,) in people if person]


def _blank(work: Path) -> Path:
    """Lay out a file without a row, once: with hundreds of readers that is half the time each of theirs takes."""
    file = work / _BLANK
    with connect(file, spill_folder=work) as connection:
        lay_out(connection)
        make_views(connection)
    return file


def _write(warehouse: Path, blank: Path, reader: _Reader, group: str | None) -> Path:
    place = role_file(warehouse, reader.role, reader.subject)
    file = blank.with_name(place.name)
    shutil.copyfile(blank, file)
    with connect(file, spill_folder=blank.parent) as connection:
        attach_whole(connection, warehouse)
        _choose(connection, reader)
        for part in reader.parts:
            run_step(connection, part, "roles")
        connection.execute("detach whole")
        make_staging_tables(connection)
        if not reader.sees_teams:
            run_step(connection, "without_teams", "roles")
        connection.execute("checkpoint")
    file.chmod(GROUP_FILE if group else PRIVATE_FILE)
    if group:
        shutil.chown(file, group=group)
    sync_file(file)
    file.replace(place)
    return place


def _choose(connection: Connection, reader: _Reader) -> None:
    run_step(connection, "create_reader", "roles")
    connection.execute(
        "insert into reader values (?, ?, ?)", [reader.sees_persons, "sound" in reader.sees, "text" in reader.sees]
    )
    if reader.role == "coach":
        connection.execute("insert into reader_calls select call_id from whole.calls where team = ?", [reader.subject])
    elif reader.role == "employee":
        connection.execute(
            "insert into reader_calls select call_id from whole.calls where employee_id = $who "
            "union select call_id from whole.legs where employee_id = $who",
            {"who": reader.subject},
        )
    else:
        run_step(connection, "choose_all", "roles")


def _check_groups(groups: Mapping[Role, str]) -> None:
    for role, group in groups.items():
        try:
            grp.getgrnam(group)
        except KeyError as error:
            raise SettingsError(f"storage.groups.{role}: the system knows no group {group!r}; make it first") from error


def _stamp(warehouse: Path) -> str:
    status = warehouse.stat()
    return f"{status.st_size}-{status.st_mtime_ns}"


def _read_made(folder: Path) -> _Made | None:
    try:
        return from_bytes((folder / _MADE).read_bytes(), _Made)
    except (OSError, ValueError):
        return None
