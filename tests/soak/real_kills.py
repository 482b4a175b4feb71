"""Nights of sample calls through the bundled models, killed as the command that people run."""

import os
import random
import signal
import subprocess
import sys
import time

from tests.flows.real import SETTINGS, copy_calls
from tests.soak.cheap import give_key, leftovers, state_of
from tests.soak.results import Outcome, timed

CHOSEN = ("benefits-bsn", "clipped-start", "passport-warm", "silent-line", "transfer-warm-1", "waste-frisian-greeting")
PROGRAM = (sys.executable, "-c", "from flows.main import main; main()", "nightly")


def kill_real_nights(folder, kills, seed):
    """Kill nights at random moments, start each again, and compare with one that nobody disturbed."""
    with timed() as seconds:
        whole = give_key(made(folder / "whole"))
        inbox = copy_calls(folder / "inbox", *CHOSEN)
        with timed() as night_s:
            start(whole, inbox).wait()
        expected, took_s = state_of(whole), night_s()
        dice, killed, same, written = random.Random(seed), 0, 0, 0  # noqa: S311 - no secret
        for number in range(kills):
            place = give_key(made(folder / f"killed-{number}"))
            night = start(place, inbox)
            time.sleep(dice.uniform(0.1, 1.0) * took_s)
            killed += night.poll() is None
            os.kill(night.pid, signal.SIGKILL)
            night.wait()
            written += len(list((place / "w.store" / "records").rglob("*.json.gz")))
            same += start(place, inbox).wait() == 0 and state_of(place) == expected and not leftovers(place)
    found = f"{killed} died at work, with {written} calls done by then; {same} of {kills} came out as undisturbed"
    tried = f"{kills} nights of {len(CHOSEN)} sample calls, each {took_s:.0f} s undisturbed"
    return Outcome("`kill -9` of `meeluister nightly`, real models", tried, found, same == kills, seconds())


def start(place, inbox):
    """Start a night as people do."""
    command = [*PROGRAM, "--calls", inbox, "--warehouse", place / "w.duckdb", "--settings", SETTINGS]
    free = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return subprocess.Popen(list(map(str, command)), env=free, stdout=subprocess.DEVNULL)  # noqa: S603 - our program


def made(folder):
    folder.mkdir()
    return folder
