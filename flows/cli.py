"""The command line: `meeluister --help`."""

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, get_args

import typer
from rich.console import Console
from rich.markup import escape

from flows import cli_nights, cli_privacy, cli_surfaces  # their commands are registered when they are imported
from flows.cli_base import FAILED, MISUSED, Calls, SettingsFile, Warehouse, app, set_up, told_plainly
from pipeline.errors import SettingsError
from pipeline.records import Direction

__all__ = ["app", "cli_nights", "cli_privacy", "cli_surfaces"]

leidraad_app = typer.Typer(help="The conversation guide.", no_args_is_help=True)
app.add_typer(leidraad_app, name="leidraad")


@app.command()
def call(
    recording: Annotated[Path, typer.Argument(help="A recording with a party a channel.")],
    *,
    settings: SettingsFile = None,
    agent_channel: Annotated[
        str, typer.Option(help="left or right, for one channel first or second to speak; else found.")
    ] = "",
    direction: Annotated[str, typer.Option(help=f"{', '.join(get_args(Direction))}: who was called speaks first.")] = (
        "inbound"
    ),
    employee_name: Annotated[str, typer.Option(help="As on the roster; helps to hear the name.")] = "",
) -> None:
    """Analyse one recording and show it; nothing is stored."""
    with told_plainly():
        set_up()
        from flows import call_view, one_call

        record, findings, items = one_call.analyse(
            recording, settings, agent_channel=agent_channel, direction=direction, employee_name=employee_name
        )
        call_view.show_call(Console(), record, findings, items)


@app.command()
def score(
    turns: Annotated[Path, typer.Argument(help="TURNS.json, or - for standard input.")],
    *,
    settings: SettingsFile = None,
) -> None:
    """Score turns given as JSON; the answer is JSON on standard output."""
    with told_plainly():
        set_up()
        from flows import one_call

        text = _read_text(turns)
        sys.stdout.write(one_call.score_turns(text, settings) + "\n")


def _read_text(file: Path) -> str:
    try:
        return (sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: not readable as text in UTF-8 ({error.__class__.__name__})") from error


@app.command()
def rescore(
    *,
    warehouse: Warehouse = None,
    settings: SettingsFile = None,
    whole: Annotated[bool, typer.Option("--whole", help="Score every item, also those that did not change.")] = False,
) -> None:
    """Apply today's leidraad to all calls whose words are kept."""
    with told_plainly():
        from flows import wiring
        from flows.rescoring import rescore_all

        job = wiring.make_job(warehouse, None, settings)
        here = wiring.installation(job)
        set_up(here.store)
        from pipeline.store_lock import working_on

        with working_on(here.store):
            outcomes = list(rescore_all(job, here, is_whole=whole))
            wiring.publish_all(here)
        changes = Counter((one.cue_id, one.before, one.after) for outcome in outcomes for one in outcome.changes)
        console = Console()
        for warning in (one.warning for one in outcomes if one.warning):
            console.print(escape(warning), soft_wrap=True)
        count = sum(not one.warning for one in outcomes)
        console.print(f"{count} gesprekken opnieuw beoordeeld met {here.leidraad.id} v{here.leidraad.version}.")
        for (cue_id, before, after), count in sorted(changes.items()):
            console.print(f"  {cue_id}: {before} -> {after}: {count}")


@leidraad_app.command("test")
def leidraad_test(
    file: Annotated[Path, typer.Argument(help="A leidraad, or a municipality's own file over the basic one.")],
    *,
    settings: SettingsFile = None,
) -> None:
    """Run a leidraad's own sentences."""
    with told_plainly():
        set_up()
        from flows import one_call

        count, failures = one_call.run_leidraad(file, settings)
        console = Console()
        for failure in failures:
            console.print(escape(str(failure)), soft_wrap=True)
        console.print(f"{count} zinnen, {len(failures)} mis.")
        if failures:
            raise typer.Exit(FAILED)


@app.command()
def check(
    *,
    warehouse: Warehouse = None,
    settings: SettingsFile = None,
    calls: Calls = None,
    agreements: Annotated[bool, typer.Option("--agreements", help="Say what was agreed on who sees what.")] = False,
) -> None:
    """Say of models, settings, leidraad, inbox and warehouse what works and what does not."""
    with told_plainly():
        set_up()
        if agreements:
            cli_privacy.show_agreements(Console(), warehouse, settings)
            return
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
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Fetch what is missing: bundled weights, configured models of the hub.")
    ] = False,
) -> None:
    """Say what weights are where, with licence and checksum; fetch the bundled and the configured ones."""
    with told_plainly():
        set_up()
        from flows.checks import show_models

        is_complete = show_models(Console(), settings, fetch=fetch)
        if not is_complete:
            raise typer.Exit(FAILED)
