"""What the privacy commands do, without the command line."""

import getpass
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows import papers, wiring
from flows.wiring import Installation
from pipeline.audit import AuditLog, Entry
from pipeline.erasing import Erased, calls_of, erase_calls, forget_person, remove_recordings
from pipeline.errors import SettingsError
from pipeline.records_store import local_date
from pipeline.retention import Retained, retain

BENCH = Path(__file__).parents[1] / "tests" / "bench" / "results"
REDACTION_BENCH = Path(__file__).parents[1] / "tests" / "redaction_bench" / "results"
_DAY = "????-??-??"
_NUMBERS = re.compile(r"\d+")
_NO_NAME = re.compile(r"[^A-Za-z0-9._@+=-]+")


@dataclass(frozen=True, slots=True)
class Erasure:
    """What a command erased.

    Attributes:
        erased: of the store.
        left: names in the inbox of recordings that still lie there.
        removed: recordings removed from the inbox.
    """

    erased: Erased
    left: tuple[str, ...]
    removed: tuple[str, ...]


def erase(here: Installation, call_ids: Sequence[str], employee: str, *, with_sound: bool) -> Erasure:
    """Erase calls by id, or all calls of an employee, and publish without them.

    Args:
        here: the installation.
        call_ids: as in `calls.csv`.
        employee: as in `calls.csv`, or a pseudonym; empty for none.
        with_sound: also remove the recordings from the inbox.

    Raises:
        SettingsError: nothing is named to erase, or an id cannot be one.
    """
    if not call_ids and not employee:
        raise SettingsError("name the calls to erase, or an employee with --employee")
    if with_sound and here.inbox is None:
        raise SettingsError("storage.inbox: no folder with recordings is given; use --calls DIR or set it")
    pseudonym = _pseudonym(here, employee) if employee else ""
    wanted = [here.pseudonyms.safe_id(call_id) for call_id in call_ids]
    wanted += calls_of(here.store, pseudonym) if pseudonym else []
    try:
        erased = erase_calls(here.store, wanted, actor=actor(), at=datetime.now(UTC))
    except ValueError as error:
        raise SettingsError(str(error)) from error
    if pseudonym:
        forget_person(here.store, pseudonym)
        here.pseudonyms.forget(pseudonym)
    wiring.publish_all(here, is_rebuild=not any(here.stores.records.record_files()))
    removed = tuple(remove_recordings(here.inbox, erased.uris)) if with_sound and here.inbox else ()
    return Erasure(erased, tuple(uri for uri in erased.uris if uri not in removed), removed)


def apply_terms(here: Installation) -> Retained:
    """Let end what is past its term, and publish without it."""
    retained = retain(here.store, here.settings.privacy, datetime.now(UTC))
    wiring.publish_all(here, is_rebuild=not any(here.stores.records.record_files()))
    return retained


def write_papers(here: Installation, folder: Path, bench: Path | None, redaction: Path | None) -> list[Path]:
    """Write the papers from settings and the latest results of the benches, and note that they were."""
    figures = papers.read_figures(
        bench or latest(BENCH, f"{_DAY}.json"),
        redaction or latest(REDACTION_BENCH, f"{_DAY}*.json"),
        sorted(BENCH.glob(f"cues-{_DAY}*.json")),
    )
    leidraad = f"{here.leidraad.id} versie {here.leidraad.version}"
    today = local_date(datetime.now(UTC))
    written = papers.write_papers(folder, here.settings, figures, today, leidraad)
    AuditLog(here.store).append(Entry(datetime.now(UTC), actor(), "export", "papers", count=len(written)))
    return written


def latest(folder: Path, pattern: str) -> Path | None:
    """Return the latest result in a folder; None where the bench was not run here.

    Its name tells, which has the date, and then the numbers of the set and of the rules.
    """
    return max(folder.glob(pattern), default=None, key=lambda file: [*map(int, _NUMBERS.findall(file.stem))])


def focus_nl(here: Installation) -> str:
    """Return the name of the focus point of the year; empty without one."""
    return next((item.name.nl for item in here.leidraad.items if item.id == here.leidraad.focus), "")


def actor() -> str:
    """Return the account that runs the program, as it may stand in the audit log."""
    return _NO_NAME.sub("-", getpass.getuser()).lstrip(".") or "unknown"


def _pseudonym(here: Installation, employee: str) -> str:
    return employee if employee in here.pseudonyms.register() else here.pseudonyms.pseudonym(employee)
