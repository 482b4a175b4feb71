"""What the commands share: the application, its options, and how errors are told."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from flows.environment import prepare
from pipeline.errors import CallError, SettingsError, StoreError, disk_fault

FAILED, MISUSED = 1, 2

app = typer.Typer(
    help="Listens in at night on the recorded calls of a contact centre.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Warehouse = Annotated[Path | None, typer.Option("--warehouse", help="DuckDB file; else as in the settings.")]
SettingsFile = Annotated[Path | None, typer.Option("--settings", help="Your own settings, laid over the defaults.")]
Calls = Annotated[Path | None, typer.Option("--calls", help="Folder with recordings and calls.csv.")]


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn errors into one sentence on stderr and the exit status that goes with them."""
    try:
        yield
    except SettingsError as error:
        complain(error)
        raise typer.Exit(MISUSED) from error
    except (StoreError, CallError, OSError) as error:
        complain(error)
        raise typer.Exit(FAILED) from error


def complain(error: Exception) -> None:
    """Tell an error on stderr."""
    Console(stderr=True).print(f"[red]meeluister:[/] {escape(disk_fault(error) or str(error))}", soft_wrap=True)


def set_up(store: Path | None = None) -> None:
    """Prepare this process before outside libraries are imported."""
    prepare(store)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
