"""Folders of calls with truth, put together as one inbox for the program."""

import csv
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from pipeline.call_rows import is_call_id
from pipeline.errors import SettingsError
from pipeline.inbox_files import CALLS_CSV, InboxFile, list_files
from tests.bench.truth import TrueCall, read_truth

TRUTH_ENDING: Final = ".truth.json"
MONO_ENDING: Final = "-mono"
"""Of the name of a recording that is the mixdown of another, whose truth it shares, and of a set of such."""
_COLUMNS: Final = (
    "call_id,file,started_at,employee_id,employee_name,team,queue,direction,agent_channel,language,trunk,interaction_id"
).split(",")
_STARTED_AT: Final = "2026-03-02T10:00:00+01:00"


@dataclass(frozen=True, slots=True)
class BenchCall:
    """A recording with its truth.

    Attributes:
        set_name: of the set it is measured in; recordings of one channel are a set of their own.
        key: name in the inbox, `<set>/<file>`.
        row: its columns of `calls.csv`.
    """

    set_name: str
    key: str
    path: Path
    row: Mapping[str, str]
    true: TrueCall


@dataclass(frozen=True, slots=True)
class Library:
    """All calls to measure on, and a sentence for each that cannot be used."""

    calls: tuple[BenchCall, ...]
    skipped: tuple[str, ...]

    @property
    def organisations(self) -> list[str]:
        """The organisations of the calls."""
        return sorted({call.true.organisation for call in self.calls} - {""})

    @property
    def colleagues(self) -> list[str]:
        """The roster of the calls."""
        return sorted({call.row["employee_name"] for call in self.calls} - {""})


def collect(folders: Sequence[tuple[str, Path]]) -> Library:
    """Find the calls with truth in folders, each a set with a name."""
    calls: list[BenchCall] = []
    skipped: list[str] = []
    for set_name, folder in folders:
        rows = _rows(folder / CALLS_CSV)
        without = []
        for file in _recordings(folder):
            truth_file = _truth_file(file.path)
            if truth_file is None:
                without.append(file.name)
                continue
            try:
                calls.append(_call(set_name, file, read_truth(truth_file), rows))
            except SettingsError as error:
                skipped.append(f"{set_name}: {error}")
        if without:
            skipped.append(f"{set_name}: {len(without)} recording(s) have no truth beside them")
    return Library(tuple(calls), tuple(skipped))


def _truth_file(recording: Path) -> Path | None:
    """Return the answer sheet of a recording, for a mixdown without its own that of the recording it was made of."""
    stems = (recording.stem, recording.stem.removesuffix(MONO_ENDING))
    files = (recording.with_name(stem + TRUTH_ENDING) for stem in stems)
    return next((file for file in files if file.exists()), None)


def _recordings(folder: Path) -> Iterator[InboxFile]:
    yield from (file for _, file in sorted(list_files(folder).items()) if file.looks_like_sound)


def _rows(table: Path) -> dict[str, dict[str, str]]:
    if not table.exists():
        return {}
    with table.open(encoding="utf-8-sig", newline="") as lines:
        return {row["file"]: row for row in csv.DictReader(lines)}


def _call(set_name: str, file: InboxFile, true: TrueCall, rows: Mapping[str, Mapping[str, str]]) -> BenchCall:
    key = f"{set_name}/{file.name}"
    is_mixdown = not file.path.with_name(file.path.stem + TRUTH_ENDING).exists()
    is_mono = is_mixdown or true.channels == "mono"
    given = rows.get(file.name) or {
        "call_id": (true.id if is_call_id(true.id) else f"call-{file.path.stem}") + MONO_ENDING * is_mixdown,
        "started_at": _STARTED_AT,
        "employee_id": true.employee_name or "mw-0",
        "employee_name": true.employee_name or "",
        "direction": true.direction,
        "agent_channel": "" if is_mono else true.agent_channel or "",
    }
    row = {**dict.fromkeys(_COLUMNS, ""), **given, "file": key}
    return BenchCall(set_name + MONO_ENDING * is_mono, key, file.path, row, true)


def build_inbox(calls: Sequence[BenchCall], folder: Path) -> None:
    """Lay the recordings and one `calls.csv` out as an inbox; links where the disk allows it, else copies."""
    folder.mkdir(parents=True)
    for call in calls:
        place = folder / call.key
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(call.path, place)
        except OSError:
            shutil.copyfile(call.path, place)
    write_table([call.row for call in calls], folder)


def write_table(rows: Sequence[Mapping[str, str]], folder: Path) -> None:
    """Write `calls.csv`; of calls with one id the later ones get a number behind it."""
    seen: dict[str, int] = {}
    with (folder / CALLS_CSV).open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, _COLUMNS, restval="", extrasaction="ignore")
        table.writeheader()
        for row in rows:
            number = seen[row["call_id"]] = seen.get(row["call_id"], 0) + 1
            table.writerow({**row, "call_id": row["call_id"] + (f"-{number}" if number > 1 else "")})


def write_settings(file: Path, weights: Path, organisations: Sequence[str]) -> None:
    """Write the settings of the bench: the defaults, with weights and the names of the organisations."""
    settings = {
        "storage": {"weights": str(weights.resolve())},
        "organisation": {"names": [f"gemeente {name}" for name in organisations]},
    }
    file.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
