"""The commands for people who read: the coach's page, the analyst's page, printed reports, passwords."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console

from flows.cli_base import Calls, SettingsFile, Warehouse, app, set_up, told_plainly

if TYPE_CHECKING:
    from flows import wiring

Host = Annotated[str, typer.Option("--host", help="Address to serve on; others than this machine ask for a sign-in.")]
Port = Annotated[int, typer.Option("--port", help="Port to serve on.")]
HERE = "127.0.0.1"


@app.command()
def coach(
    *,
    warehouse: Warehouse = None,
    settings: SettingsFile = None,
    calls: Calls = None,
    host: Host = HERE,
    port: Port = 8710,
) -> None:
    """Serve the coach's page: moments, calls, tops and learning goals, calls to assess."""
    _serve("coach", (warehouse, settings, calls), host, port)


@app.command()
def tempo(
    *,
    warehouse: Warehouse = None,
    settings: SettingsFile = None,
    calls: Calls = None,
    host: Host = HERE,
    port: Port = 8711,
) -> None:
    """Serve the analyst's pages: tempo over time, and /stilte: items of the leidraad and silence."""
    _serve("tempo", (warehouse, settings, calls), host, port)


@app.command()
def report(
    out: Annotated[Path, typer.Argument(help="Folder to write to.")],
    *,
    warehouse: Warehouse = None,
    settings: SettingsFile = None,
    month: Annotated[str, typer.Option(help="YYYY-MM; else the latest month with calls.")] = "",
) -> None:
    """Write the month's reports as HTML and PDF: a page per employee, and one per team without names."""
    with told_plainly():
        here = _installation((warehouse, settings, None))
        from flows.reports import write_reports

        written = write_reports(here, out, month)
        Console().print(f"{len(written)} bladen geschreven in {out}.")


@app.command()
def password() -> None:
    """Ask for a password and print what may be kept of it, for the file of accounts."""
    from pipeline.accounts import hash_password

    typer.echo(hash_password(typer.prompt("Wachtwoord", hide_input=True, confirmation_prompt=True)))


def _serve(
    page: Literal["coach", "tempo"], where: tuple[Path | None, Path | None, Path | None], host: str, port: int
) -> None:
    with told_plainly():
        here = _installation(where)
        from flows.pages import serve_page

        Console().print(f"http://{host}:{port} - stoppen met Ctrl+C")
        serve_page(here, page, host=host, port=port)


def _installation(where: tuple[Path | None, Path | None, Path | None]) -> "wiring.Installation":
    from flows import wiring

    warehouse, settings, calls = where
    here = wiring.installation(wiring.make_job(warehouse, calls, settings))
    set_up(here.store)
    return here
