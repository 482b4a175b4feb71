"""Recordings, tables, settings and guides with bytes changed, cut out or doubled: refused in a sentence, or taken."""

import random
import signal
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from flows import wiring
from pipeline.errors import CallError, SettingsError
from pipeline.hearing import hear
from pipeline.inbox import scan_inbox
from pipeline.leidraad.load import load_leidraad
from pipeline.recording_file import stamp_of
from pipeline.settings import load_settings
from tests.flows.fakes import make_inbox, use_fakes
from tests.memory import peak_mib
from tests.soak.results import Outcome, timed

LONGEST_S = 30
MOST_MB = 3000
HEADER, HALF = 200, 0.5  # every second change hits what says how the rest is to be read
LEIDRAAD = "id: eigen\nversion: 1\nover: basis_v1\n"
SNIPPETS = (b"\0", b"\xff\xfe", b'"', b"\n", b"../", b"{", b"[", b": ", b"&a *a", b"1e999", b"-1", b"\xe2\x80\xae")


def mutated(raw: bytes, dice: random.Random) -> bytes:
    """Return bytes with a few changes."""
    data = bytearray(raw)
    for _ in range(dice.randint(1, 6)):
        near = len(data) if dice.random() < HALF else min(len(data), HEADER)
        at = dice.randrange(near + 1)
        match dice.randrange(5):
            case 0 if at < len(data):
                data[at] ^= dice.randint(1, 255)
            case 1:
                del data[at : at + dice.randint(1, 400)]
            case 2:
                data[at:at] = dice.choice(SNIPPETS)
            case 3:
                data[at:at] = data[at : at + dice.randint(1, 2000)]
            case _:
                del data[at:]
        if not data:
            break
    return bytes(data)


def too_long(*_arguments):
    raise TimeoutError("hung")


def run_fuzz(folder: Path, count: int, seed: int):
    """Yield an outcome for recordings, tables, settings and guides."""
    folder.mkdir()
    signal.signal(signal.SIGALRM, too_long)
    inbox = make_inbox(folder / "inbox", "one")
    with pytest.MonkeyPatch.context() as patch:
        use_fakes(patch)
        job = wiring.make_job(folder / "w.duckdb", inbox, None)
        tools, [row] = wiring.tools_for(job, "fuzz"), wiring.scan_for(job, "fuzz").rows
        recording = (inbox / "one.wav").read_bytes()

        def try_recording(data):
            path = folder / "mutated.wav"
            path.write_bytes(data)
            hear(replace(row, path=path, stamp=stamp_of(path, call_id="one")), tools)

        yield _tried("recordings", recording, try_recording, folder, count, seed)

    settings = load_settings(wiring.DEFAULT_SETTINGS)
    file = folder / "mutated.yaml"

    def try_table(data):
        (inbox / "calls.csv").write_bytes(data)
        scan_inbox(inbox, settings.inbox)

    def try_settings(data):
        file.write_bytes(data)
        load_settings(wiring.DEFAULT_SETTINGS, file)

    def try_leidraad(data):
        file.write_bytes(data)
        load_leidraad("basis_v1", file, None)

    yield _tried("calls.csv", (inbox / "calls.csv").read_bytes(), try_table, folder, count, seed + 1)
    default = yaml.safe_dump(yaml.safe_load(wiring.DEFAULT_SETTINGS.read_text())).encode()
    yield _tried("settings", default, try_settings, folder, count // 2, seed + 2)
    yield _tried("leidraad files", LEIDRAAD.encode(), try_leidraad, folder, count // 2, seed + 3)


def _tried(what, raw, take, folder, count, seed):
    dice, refused, crashes = random.Random(seed), 0, []  # noqa: S311 - no secret
    before = set(folder.rglob("*"))
    with timed() as seconds:
        for number in range(count):
            signal.alarm(LONGEST_S)
            try:
                take(mutated(raw, dice))
            except (CallError, SettingsError):
                refused += 1
            except Exception as error:
                crashes.append(f"{number}: {type(error).__name__}")
            finally:
                signal.alarm(0)
    most_mb = peak_mib() * (1 << 20) / 1e6
    strays = {path.name for path in set(folder.rglob("*")) - before} - {"mutated.wav", "mutated.yaml"}
    found = f"{refused} refused, the rest taken; crashes or hangs: {len(crashes)} {', '.join(crashes[:3])}; "
    found += f"peak memory {most_mb:.0f} MB; stray files: {len(strays)}"
    is_good = not crashes and not strays and most_mb < MOST_MB
    return Outcome(f"mutated {what}", f"{count}, seed {seed}", found, is_good, seconds())
