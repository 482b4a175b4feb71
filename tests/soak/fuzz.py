"""Recordings, tables, settings and guides with something changed: refused in a sentence, or taken."""

import csv
import io
import json
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from flows import night_work, wiring
from pipeline.errors import SettingsError
from pipeline.leidraad.faults import Loader
from pipeline.leidraad.load import load_leidraad
from pipeline.settings import load_settings
from tests.flows.fakes import make_inbox, use_fakes
from tests.memory import peak_mib
from tests.soak.cheap import give_key, job_in
from tests.soak.results import Outcome, timed

LONGEST_S = 30
MOST_MB = 3000
A_PROCESS = 250
LEIDRAAD = """
id: eigen
version: 2
over: basis_v1
off: [positive_reframe]
forbid: [boundary_set]
focus: summary
exempt: [{calls: {queues: [balie], directions: [outbound]}, off: [offer_help]}]
off_topics: [afval]
change:
  goodbye:
    coach: Wens iemand een mooie dag.
    add_triggers: {nl: [mooie dag nog], fy: [moaie dei noch]}
    add_match: [Een mooie dag nog!]
"""
SNIPPETS = ("\0", "\ufeff", '"', "\n", "../", "{", "[", ": ", "&a *a", "1e999", "-1", "\u202e", ",", ";")
VALUES = (None, True, -1, 0, 1e308, float("nan"), "", "x" * 100_000, "../../etc", "\0", [], {}, [[[]]], "2026-02-30")
CELLS = (
    "",
    "../../out",
    "/etc/passwd",
    "a\0b",
    "x" * 100_000,
    "2026-02-30T25:00",
    "0612345678",
    '"',
    "one",
    "-",
    "\u202e",
)


@dataclass(frozen=True)
class Given:
    """A text that is taken as it is, and how one place in it is changed."""

    what: str
    text: str
    change: Callable[[str, random.Random], str]


def fuzz_recordings(folder: Path, count: int, seed: int):
    """Mutate real recordings of every kind and hear them, some hundreds a process."""
    taken, refused, crashes, peak = 0, 0, [], 0.0
    with timed() as seconds:
        for start in range(0, count, A_PROCESS):
            given = (str(seed + start), str(min(A_PROCESS, count - start)), str(folder))
            done = subprocess.run(  # noqa: S603 - ours
                [sys.executable, "-m", "tests.fuzz.mutating", *given], capture_output=True, text=True, check=False
            )
            if done.returncode:
                crashes.append(f"seed {seed + start}: status {done.returncode} {done.stderr[-200:]}")
                continue
            found = json.loads(done.stdout.splitlines()[-1])
            taken, refused = taken + found["taken"], refused + found["refused"]
            peak = max(peak, found["peak_mib"] * (1 << 20) / 1e6)
    strays = list(folder.rglob("*"))
    text = f"{taken} taken, {refused} refused; crashes or hangs: {len(crashes)} {' '.join(crashes[:3])}; "
    text += f"peak memory {peak:.0f} MB; stray files: {len(strays)}"
    is_good = not crashes and not strays and peak < MOST_MB and min(taken, refused) > 0
    return Outcome("mutated recordings of every kind", f"{count}, seed {seed}", text, is_good, seconds())


def fuzz_texts(folder: Path, count: int, seed: int):
    """Yield an outcome for tables, taken through a night up to its records, for settings, and for guides."""
    signal.signal(signal.SIGALRM, too_long)
    place, file = give_key(folder), folder / "mutated.yaml"
    inbox = make_inbox(folder / "inbox", "one")
    table = (inbox / "calls.csv").read_text(encoding="utf-8")
    job, run = job_in(place), datetime.now(UTC).isoformat()

    def try_table(raw):
        (inbox / "calls.csv").write_bytes(raw)
        wiring.scan_for.cache_clear()  # settings and models stay those of one run, which are slow to load
        tonight = night_work.begin(job, run)
        for batch in tonight.batches:
            night_work.work_off(batch, job, run)
        return bool(tonight.planned)

    def try_settings(raw):
        file.write_bytes(raw)
        load_settings(wiring.DEFAULT_SETTINGS, file)
        return True

    def try_leidraad(raw):
        file.write_bytes(raw)
        load_leidraad("basis_v1", file, None)
        return True

    defaults = wiring.DEFAULT_SETTINGS.read_text(encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        use_fakes(patch)
        yield _tried(Given("calls.csv", table, with_other_cell), try_table, folder, count, seed)
    yield _tried(Given("settings", defaults, with_other_value), try_settings, folder, count // 2, seed + 1)
    yield _tried(Given("leidraad files", LEIDRAAD, with_other_value), try_leidraad, folder, count // 2, seed + 2)


def with_other_cell(text: str, dice: random.Random) -> str:
    """Return a table with a row doubled or a cell changed."""
    rows = list(csv.reader(io.StringIO(text)))
    rows += [list(dice.choice(rows))] * dice.randrange(2)
    row = dice.choice(rows)
    row[dice.randrange(len(row))] = dice.choice(CELLS)
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def with_other_value(text: str, dice: random.Random) -> str:
    """Return YAML with a value somewhere in it changed, gone, or under another name."""
    tree = yaml.load(text, Loader=Loader)  # noqa: S506 - a safe one, in which the field `off` stays a word
    node, places = tree, []
    while isinstance(node, dict | list) and node and (not places or dice.random() < 0.8):
        key = dice.choice(list(node)) if isinstance(node, dict) else dice.randrange(len(node))
        places.append((node, key))
        node = node[key]
    parent, key = places[-1]
    match dice.randrange(4):
        case 0:
            del parent[key]
        case 1 if isinstance(parent, dict):
            parent[f"{key}_"] = parent.pop(key)
        case 2 if isinstance(node, int | float):
            parent[key] = node * dice.uniform(0, 3)
        case 2 if isinstance(node, str) and node:
            at = dice.randrange(len(node))
            parent[key] = node[:at] + node[at + 1 :]
        case _:
            parent[key] = dice.choice(VALUES)
    return yaml.safe_dump(tree, allow_unicode=True)


def with_other_bytes(raw: bytes, dice: random.Random) -> bytes:
    """Return bytes with a few of them changed, cut out, put in or doubled."""
    data = bytearray(raw)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(data) + 1)
        match dice.randrange(5):
            case 0 if at < len(data):
                data[at] ^= dice.randint(1, 255)
            case 1:
                del data[at : at + dice.randint(1, 400)]
            case 2:
                data[at:at] = data[at : at + dice.randint(1, 2000)]
            case 3:
                del data[max(at, 1) :]
            case _:
                data[at:at] = dice.choice(SNIPPETS).encode()
        if not data:
            break
    return bytes(data)


def too_long(*_arguments):
    raise TimeoutError("hung")


def _tried(given, take, folder, count, seed):
    dice, taken, refused, crashes = random.Random(seed), 0, 0, []  # noqa: S311 - no secret
    with timed() as seconds:
        for number in range(count):
            raw = given.change(given.text, dice).encode("utf-8", "surrogatepass")
            if number % 2:
                raw = with_other_bytes(raw, dice)
            signal.alarm(LONGEST_S)
            try:
                is_taken = take(raw)
                taken, refused = taken + is_taken, refused + (not is_taken)
            except SettingsError:
                refused += 1
            except Exception as error:
                crashes.append(f"{number}: {type(error).__name__}")
            finally:
                signal.alarm(0)
    peak = peak_mib() * (1 << 20) / 1e6
    ours = {folder / "own.yaml", folder / "mutated.yaml", *(folder / "inbox").iterdir()}
    strays = [
        one for one in folder.rglob("*") if one.is_file() and one not in ours and folder / "w.store" not in one.parents
    ]
    found = f"{taken} taken, {refused} refused; crashes or hangs: {len(crashes)} {', '.join(crashes[:3])}; "
    found += f"peak memory {peak:.0f} MB; stray files: {len(strays)}"
    is_good = not crashes and not strays and peak < MOST_MB and min(taken, refused) > 0
    return Outcome(f"mutated {given.what}", f"{count}, seed {seed}", found, is_good, seconds())
