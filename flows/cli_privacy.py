"""The commands for privacy: erase, terms, the audit log, papers."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from flows.cli_base import FAILED, Calls, SettingsFile, Warehouse, app, complain, set_up, told_plainly
from pipeline.errors import StoreError

audit_app = typer.Typer(help="The log of who did what with which call.", no_args_is_help=True)
app.add_typer(audit_app, name="audit")
Bench = Annotated[Path | None, typer.Option("--bench", help="Result of `make bench`; else the latest here.")]
Redaction = Annotated[Path | None, typer.Option("--redaction", help="Result of `make bench-redaction`; likewise.")]


@app.command()
def erase(
    call_ids: Annotated[list[str] | None, typer.Argument(help="Calls, as in calls.csv.", metavar="CALL_ID…")] = None,
    *,
    employee: Annotated[str, typer.Option("--employee", help="All calls of this employee.")] = "",
    sound: Annotated[bool, typer.Option("--sound", help="Also remove the recordings from the inbox.")] = False,
    warehouse: Warehouse = None,
    settings: SettingsFile = None,
    calls: Calls = None,
) -> None:
    """Remove calls everywhere, for good."""
    with told_plainly():
        from flows import wiring

        here = wiring.installation(wiring.make_job(warehouse, calls, settings))
        set_up(here.store)
        from flows import privacy
        from pipeline.store_lock import working_on

        with working_on(here.store):
            done = privacy.erase(here, call_ids or [], employee, with_sound=sound)
        console = Console()
        count = len(done.erased.call_ids)
        console.print(f"{count} gesprek(ken) gewist, ook uit het warehouse en de bestanden per rol.", soft_wrap=True)
        if done.erased.unknown:
            console.print(f"{len(done.erased.unknown)} onbekend; ze komen ook later niet binnen.", soft_wrap=True)
        if done.removed:
            console.print(f"{len(done.removed)} opname(n) uit de inbox verwijderd.", soft_wrap=True)
        if done.left:
            console.print(
                f"{len(done.left)} opname(n) kunnen nog in de inbox staan: verwijder ze daar, of geef --sound. "
                "Reservekopieën van voor vandaag bevatten de gesprekken tot ze zelf verlopen.",
                soft_wrap=True,
            )


@app.command()
def retain(*, warehouse: Warehouse = None, settings: SettingsFile = None) -> None:
    """Apply the retention terms now; each night does so too."""
    with told_plainly():
        from flows import wiring

        here = wiring.installation(wiring.make_job(warehouse, None, settings))
        set_up(here.store)
        from flows import agreements, privacy
        from pipeline.store_lock import working_on

        with working_on(here.store):
            done = privacy.apply_terms(here)
        for warning in done.warnings:
            complain(StoreError(warning))
        console = Console()
        console.print(f"Termijnen: {agreements.terms(here.settings)}.", soft_wrap=True)
        console.print(
            f"{done.wordless_count} gesprek(ken) verloren hun woorden, {done.removed_count} gesprek(ken) zijn weg, "
            f"{done.segment_count} maand(en) van het logboek zijn weg.",
            soft_wrap=True,
        )


@audit_app.command("verify")
def audit_verify(*, warehouse: Warehouse = None, settings: SettingsFile = None) -> None:
    """Check that the audit log is whole."""
    with told_plainly():
        from flows import wiring

        here = wiring.installation(wiring.make_job(warehouse, None, settings))
        set_up()
        from pipeline.audit import AuditLog, verify

        log = AuditLog(here.store)
        faults = verify(log)
        for fault in faults:
            complain(StoreError(fault))
        if faults:
            raise typer.Exit(FAILED)
        head = log.head()
        Console().print(
            f"Het logboek is heel: {len(log.entries())} regels, de laatste is {head.number} {head.sha256}. "
            "Bewaar dat ergens anders: alleen wie het daar leest, weet zeker dat niet alles opnieuw is geschreven.",
            soft_wrap=True,
        )


def show_agreements(console: Console, warehouse: Path | None, settings_file: Path | None) -> None:
    """Print what was agreed with the works council, in plain Dutch."""
    from flows import agreements, privacy, wiring

    here = wiring.installation(wiring.make_job(warehouse, None, settings_file))
    for sentence in agreements.sentences(here.settings, focus_nl=privacy.focus_nl(here)):
        console.print(sentence, soft_wrap=True, markup=False)


@app.command()
def papers(
    folder: Annotated[Path, typer.Argument(help="Where they go.", metavar="DIR")],
    *,
    bench: Bench = None,
    redaction: Redaction = None,
    warehouse: Warehouse = None,
    settings: SettingsFile = None,
) -> None:
    """Write the record of processing, a start for the DPIA, and instructions for use, in Dutch."""
    with told_plainly():
        from flows import wiring

        here = wiring.installation(wiring.make_job(warehouse, None, settings))
        set_up()
        from flows import privacy

        for file in privacy.write_papers(here, folder, bench, redaction):
            Console().print(str(file), soft_wrap=True)
