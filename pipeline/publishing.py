"""Each night's swap: copy the last warehouse, load what is new, check it, and move it into place in one step.

    .<name>.next/    private; the copy and all files in between, until the swap
    .<name>.lock     held while publishing, so that two programs do not publish at once
    <stem>.roles/    after the swap: the files by role, made from it

A process killed at any moment leaves the last warehouse whole; the next start takes away what was left in `.next`.
"""

import shutil
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.atomic_file import PRIVATE_FILE, locked, private_folder, remove_orphans, sync_file, sync_folder
from pipeline.errors import UnfitCallsError, WarehouseError
from pipeline.loading import Loader, LoadReport
from pipeline.publish_plan import Plan, make_plan
from pipeline.quarantine import Quarantine
from pipeline.records_store import RecordStore
from pipeline.role_files import roles_folder
from pipeline.role_publishing import RoleSettings, publish_roles, remove_roles
from pipeline.settings import Choices
from pipeline.small_tables import load_small_tables
from pipeline.tempo_table import load_adjusted_tempo
from pipeline.warehouse import (
    SCHEMA_VERSION,
    Connection,
    attach_last,
    connect,
    lay_out,
    make_views,
    run_checks,
    run_step,
)
from pipeline.warehouse_rows import CueItem

FEW, FEW_SHARE = 20, 0.02
"""Calls that break a rule, by number or by share of the store, up to which they are taken for exceptions."""


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What publishing did.

    Attributes:
        loaded_count: calls loaded, new or again.
        swapped: a new warehouse was put in place; False when nothing was new.
        warnings: calls left out and checks that found something, a sentence each.
        gone_count: calls dropped because they are no longer in the store.
        without_findings: records of which only the findings cannot be read; derive them again and publish again.
    """

    loaded_count: int
    swapped: bool
    warnings: tuple[str, ...]
    gone_count: int = 0
    without_findings: tuple[Path, ...] = ()


def publish(
    store_root: Path,
    warehouse: Path,
    cue_items: Sequence[CueItem] = (),
    *,
    choices: Choices | None = None,
    roles: RoleSettings | None = None,
    is_rebuild: bool = False,
) -> PublishReport:
    """Bring the warehouse up to the store, in one swap, and then the files by role.

    Args:
        store_root: folder of the store.
        warehouse: the file that readers open; made when missing.
        cue_items: items of the leidraad in use; items of other versions stay as they are.
        choices: how much of it a coach is shown, from the settings; None keeps what was published last.
        roles: who may see what; without, files by role are removed once the warehouse changes.
        is_rebuild: load every call again, whatever is loaded.

    Raises:
        WarehouseError: nothing was published: so many calls break a rule that the program must be at fault, the
            warehouse is damaged or of a newer program, another program is publishing, or the store is empty while the
            warehouse is not.
    """
    work = warehouse.with_name(f".{warehouse.name}.next")
    try:
        with locked(warehouse.with_name(f".{warehouse.name}.lock"), wait=False):
            shutil.rmtree(work, ignore_errors=True)
            remove_orphans(roles_folder(warehouse))
            report = None
            while report is None:  # once more without each call that breaks a rule
                plan = make_plan(store_root, warehouse, cue_items, choices=choices, is_rebuild=is_rebuild)
                try:
                    report = _build_and_swap(RecordStore(store_root), warehouse, plan, work)
                except UnfitCallsError as error:
                    _keep_out(store_root, plan, error)
                finally:
                    shutil.rmtree(work, ignore_errors=True)
            if report.swapped and plan.way != "copy":
                _clear_spilled(warehouse)
            if roles is not None:
                publish_roles(warehouse, roles)
            elif report.swapped:
                remove_roles(warehouse)
            return report
    except BlockingIOError as error:
        raise WarehouseError(f"{warehouse}: another program is publishing it; try again when that is done") from error


def _clear_spilled(warehouse: Path) -> None:
    """Remove what readers that were killed left behind of a big query: it may hold what is erased now."""
    for spilled in (warehouse.with_name(f"{warehouse.name}.tmp"), *roles_folder(warehouse).glob("*.duckdb.tmp")):
        shutil.rmtree(spilled, ignore_errors=True)


def _build_and_swap(store: RecordStore, warehouse: Path, plan: Plan, work: Path) -> PublishReport:
    if not plan.has_work(len(plan.delta.changed)):
        return PublishReport(0, swapped=False, warnings=plan.warnings, without_findings=plan.without_findings)
    file = private_folder(work) / "warehouse.duckdb"
    if plan.last is not None and plan.way == "copy":
        shutil.copyfile(warehouse, file)
    with connect(file, spill_folder=private_folder(work / "spill")) as connection:
        loaded = _load(Loader(connection, private_folder(work / "rows")), store, warehouse, plan)
        has_work = plan.has_work(loaded.loaded_count)
        warnings = (*plan.warnings, *loaded.warnings, *(_check(connection, loaded.unfit) if has_work else ()))
        connection.execute("checkpoint")
    if has_work:
        _swap(file, warehouse)
    without_findings = (*plan.without_findings, *loaded.without_findings)
    return PublishReport(loaded.loaded_count, has_work, warnings, len(plan.delta.gone), without_findings)


def _load(loader: Loader, store: RecordStore, warehouse: Path, plan: Plan) -> LoadReport:
    lay_out(loader.connection)
    if plan.last is not None and plan.way != "copy":
        _take_over(loader, warehouse, plan)
    report = loader.load(store, plan.delta.changed, plan.known)
    if plan.last is not None and plan.way == "reload":
        run_step(loader.connection, "take_over_verdicts")
    load_small_tables(loader, plan.small)
    make_views(loader.connection)
    load_adjusted_tempo(loader)
    return report


def _take_over(loader: Loader, warehouse: Path, plan: Plan) -> None:
    attach_last(loader.connection, warehouse)
    run_step(loader.connection, "create_gone")
    loader.add("gone_calls", [{"call_id": call_id} for call_id in sorted(plan.delta.gone)])
    loader.add("rerecorded_calls", [{"call_id": call_id} for call_id in sorted(plan.delta.rerecorded)])
    run_step(loader.connection, "take_over_kept")
    if plan.last is not None and plan.last.version == SCHEMA_VERSION and not plan.small.choices:
        run_step(loader.connection, "take_over_choices")
    if plan.way == "take_over":
        run_step(loader.connection, "take_over_calls")


def _check(connection: Connection, unfit: Set[str]) -> list[str]:
    """Return what the checks found.

    Raises:
        UnfitCallsError: a fatal check found rows, or a table refused those of a call.
    """
    broken = run_checks(connection)
    fatal = [check for check in broken if check.is_fatal]
    if fatal or unfit:
        found = [*map(str, fatal), *([f"{len(unfit)} calls do not fit the tables"] if unfit else [])]
        rules = {call_id: check.name for check in fatal for call_id in check.ids} | dict.fromkeys(unfit, "rows_unfit")
        raise UnfitCallsError("not published, readers keep the last warehouse: " + "; ".join(found), rules)
    return [str(check) for check in broken]


def _keep_out(store_root: Path, plan: Plan, error: UnfitCallsError) -> None:
    """Keep calls that break a rule out of the warehouse, so that they cost no other.

    Raises:
        UnfitCallsError: they are not in the store, or so many that the program must be at fault.
    """
    if not error.rules.keys() <= plan.stored.keys() or len(error.rules) > max(FEW, len(plan.stored) * FEW_SHARE):
        raise error
    for call_id, rule in error.rules.items():
        Quarantine(store_root).keep_out(plan.stored[call_id], rule, datetime.now(UTC))


def _swap(file: Path, warehouse: Path) -> None:
    file.chmod(PRIVATE_FILE)
    sync_file(file)
    file.replace(warehouse)
    sync_folder(warehouse.parent)
