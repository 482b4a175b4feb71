"""The commands of the administrator: run a night, look at it in the morning."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from flows.cli_base import FAILED, Calls, SettingsFile, Warehouse, app, complain, set_up, told_plainly
from pipeline.errors import SettingsError, StoreError

if TYPE_CHECKING:
    from flows import wiring
    from flows.night_work import NightResult


@app.command()
def nightly(
    *,
    warehouse: Warehouse = None,
    settings: SettingsFile = None,
    calls: Calls = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Skip calls before this day.")] = None,
    plan: Annotated[bool, typer.Option("--plan", help="Only say what would be done and why.")] = False,
    moments: Annotated[bool, typer.Option("--moments", help="Show the moments for coaches afterwards.")] = False,
) -> None:
    """Run tonight's batch now."""
    with told_plainly():
        from flows import wiring

        first = since.date() if since is not None else None
        job = wiring.make_job(warehouse, calls, settings, since=first)
        here = wiring.installation(job)
        set_up(here.store)
        console = Console()
        if plan:
            _show_plan(console, job)
            return
        _run_night(console, job, here, moments=moments)


def _show_plan(console: Console, job: "wiring.Job") -> None:
    from flows import night_work, screen

    planned, scan = night_work.plan(job, datetime.now(UTC).isoformat())
    screen.show_plan(console, planned, len(scan.refused), rescored=night_work.count_to_rescore(job))


def _run_night(console: Console, job: "wiring.Job", here: "wiring.Installation", *, moments: bool) -> None:
    from flows import alarms, night_screen, screen
    from flows import nightly as night_flow
    from flows.logs import logged
    from flows.processes import end_left_behind, mark_own

    end_left_behind(servers_only=True)  # of a night that was killed
    mark_own()
    with logged(here.store), alarms.on_failure(here.settings.night), _progress(console) as progress:
        bar = progress.add_task("opnamen", total=None)

        def advance(done: int, total: int) -> None:
            progress.update(bar, completed=done, total=total)

        result = night_flow.nightly_of(here.settings.night)(job, advance)
    night_screen.show_night(console, result, here)
    if moments:
        screen.show_moments(console, here.warehouse)
    for alarm in alarms.alarms_of(result, here.settings.night):
        alarms.ring(alarm, here.settings.night)
    _leave_if_failed(result, here)


def _leave_if_failed(result: "NightResult", here: "wiring.Installation") -> None:
    if result.broken:
        complain(StoreError(f"{len(result.broken)} batch(es) broke off ({', '.join(sorted(set(result.broken)))})"))
        raise typer.Exit(FAILED)
    if result.report.failed_share > here.settings.night.max_failed_share:
        complain(
            SettingsError(
                f"{result.report.failed_share:.0%} of tonight's calls failed, more than the set "
                f"{here.settings.night.max_failed_share:.0%}; see the reasons above"
            )
        )
        raise typer.Exit(FAILED)


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("nog"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )


@app.command()
def morning(
    *,
    warehouse: Warehouse = None,
    settings: SettingsFile = None,
    alarm: Annotated[bool, typer.Option("--alarm", help="Sound the alarm where last night has no report.")] = False,
) -> None:
    """Show last night's report beside the nights before."""
    with told_plainly():
        from flows import wiring

        here = wiring.installation(wiring.make_job(warehouse, None, settings))
        set_up()
        from flows import alarms, night_screen
        from flows.schedule import last_over

        due = last_over(datetime.now(UTC), here.settings.night)
        missing = alarms.missing_night(here.nights.nights(), due)
        night_screen.show_nights(Console(), here)
        if missing is None:
            return
        complain(StoreError(missing.sentence))
        if alarm:
            alarms.ring(missing, here.settings.night)
        raise typer.Exit(FAILED)


@app.command()
def rebuild(*, warehouse: Warehouse = None, settings: SettingsFile = None) -> None:
    """Write the warehouse anew from the store."""
    with told_plainly():
        from flows import wiring

        here = wiring.installation(wiring.make_job(warehouse, None, settings))
        set_up(here.store)
        from pipeline.store_lock import working_on

        console = Console()
        with working_on(here.store):
            report = wiring.publish_all(here, is_rebuild=True)
        for warning in report.warnings:
            complain(StoreError(warning))
        console.print(f"{report.loaded_count} gesprekken opnieuw in {here.warehouse} gezet.", soft_wrap=True)


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="Where both files of the backup go.")],
    *,
    warehouse: Warehouse = None,
    settings: SettingsFile = None,
) -> None:
    """Write everything that cannot be made again to two files."""
    with told_plainly():
        from flows import wiring

        here = wiring.installation(wiring.make_job(warehouse, None, settings))
        set_up()
        from pipeline.backup import write_backup
        from pipeline.store_lock import working_on

        if not here.store.is_dir():
            raise StoreError(f"{here.store}: there is no store to back up; name the warehouse it belongs to")
        with working_on(here.store):
            files = write_backup(here.store, here.warehouse, folder, datetime.now(UTC))
        for file in files:
            Console().print(f"{file}: {file.stat().st_size / 1e6:.1f} MB", soft_wrap=True)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="The backup, not its private part.")],
    *,
    private: Annotated[Path | None, typer.Option("--private", help="The private part; else the key in place.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Lay it in place of the calls that are there.")] = False,
    warehouse: Warehouse = None,
    settings: SettingsFile = None,
) -> None:
    """Lay a backup back; what was erased since stays erased."""
    with told_plainly():
        from flows import wiring

        here = wiring.installation(wiring.make_job(warehouse, None, settings))
        set_up()
        from pipeline.restoring import Backup
        from pipeline.restoring import restore as lay_back
        from pipeline.store_lock import working_on

        with working_on(here.store):
            items = wiring.cue_items(here.leidraad)
            lay_back(Backup(file, private), here.store, here.warehouse, items, is_replacing=replace)
            wiring.publish_all(here)  # the files by role
        Console().print(f"{file} is teruggezet in {here.store} en {here.warehouse}.", soft_wrap=True)


@app.command()
def worker(
    address: Annotated[str, typer.Argument(help="Of the Dask scheduler, as in night.dask.")],
    *,
    settings: SettingsFile = None,
    warehouse: Warehouse = None,
) -> None:
    """Work off batches for a night that another machine leads; the store must be a folder that both share."""
    with told_plainly():
        from flows import wiring

        here = wiring.installation(wiring.make_job(warehouse, None, settings))
        set_up(here.store)
        alone = ["--nworkers", "1", "--nthreads", "1", "--no-dashboard"]  # one owner thread of the models
        os.execv(sys.executable, [sys.executable, "-m", "distributed.cli.dask_worker", address, *alone])  # noqa: S606


@app.command()
def serve(*, warehouse: Warehouse = None, settings: SettingsFile = None, calls: Calls = None) -> None:
    """Run every night by itself, at the hour of the settings."""
    with told_plainly():
        from flows import wiring

        job = wiring.make_job(warehouse, calls, settings)
        here = wiring.installation(job)
        set_up(here.store)
        from flows import serve as serving

        night = here.settings.night
        Console().print(f"Elke nacht volgens {night.cron!r} ({night.timezone}), tot {night.deadline:%H:%M}.")
        serving.serve(job)
