"""Nights that are killed at random moments and at every write, and nights on a disk that is full at every write."""

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from tests.flows.fakes import make_inbox, use_fakes
from tests.soak.cheap import (
    count_syncs,
    counted_syncs,
    dies_at,
    full_at,
    give_key,
    in_child,
    leftovers,
    run_night,
    state_of,
    was_killed,
)
from tests.soak.results import Outcome, timed


def undisturbed(folder, call_count):
    """Run a night nobody disturbs; return what it leaves, its writes and its seconds."""
    give_key(folder)
    make_inbox(folder / "inbox", *(f"call-{number}" for number in range(call_count)))
    with pytest.MonkeyPatch.context() as patch:
        use_fakes(patch)
        with timed() as seconds:
            writes = count_syncs(folder)
    return state_of(folder), writes, seconds()


def begin_again(folder, inbox):
    """Return a fresh folder with the same inbox and key."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "inbox").symlink_to(inbox)
    return give_key(folder)


def kill_at_random(folder, call_count, kills, seed):
    """Kill nights at random moments, start each again, and compare."""
    with timed() as seconds:
        expected, _, night_s = undisturbed(make(folder / "whole"), call_count)
        dice = random.Random(seed)  # noqa: S311 - no secret
        wrong, killed = 0, 0
        for _ in range(kills):
            place = begin_again(folder / "killed", folder / "whole" / "inbox")
            killed += kill_after(dice.uniform(0.0, night_s), place)
            is_same = in_child(run_night, place) == 0 and state_of(place) == expected and not leftovers(place)
            wrong += not is_same
    found = f"{killed} died at work, {kills - wrong} of {kills} came out as undisturbed"
    return Outcome("`kill -9` at random moments", f"{kills} nights of {call_count} calls", found, wrong == 0, seconds())


def kill_after(delay_s, place):
    """Start a night and kill it after a while; tell whether it was still at work."""
    child = os.fork()
    if not child:
        try:
            with pytest.MonkeyPatch.context() as patch:
                use_fakes(patch)
                run_night(place)
        finally:
            os._exit(0)
    time.sleep(delay_s)
    os.kill(child, signal.SIGKILL)
    return was_killed(os.waitpid(child, 0)[1])


def at_every_write(folder, call_count, step):
    """Kill a night, and fill its disk, at every `step`th write."""
    with timed() as seconds:
        expected, writes, _ = undisturbed(make(folder / "whole"), call_count)
        numbers = range(1, writes + 1, step)
        wrong = {"killed": 0, "full": 0}
        for number in numbers:
            for how, disturb in (("killed", dies_at), ("full", full_at)):
                place = begin_again(folder / how, folder / "whole" / "inbox")
                in_child(disturbed, place, disturb(number))
                is_same = in_child(run_night, place) == 0 and state_of(place) == expected and not leftovers(place)
                wrong[how] += not is_same
    tried = f"{len(numbers)} of the {writes} writes of a night of {call_count} calls, each both ways"
    found = f"{wrong['killed']} and {wrong['full']} came out otherwise than undisturbed"
    return Outcome("killed, and disk full, at a write", tried, found, not any(wrong.values()), seconds())


def disturbed(place, disturb):
    with counted_syncs(disturb):
        try:
            run_night(place)
        except (OSError, StoreError):
            return  # the run itself failed, as it should


def make(folder: Path):
    folder.mkdir(parents=True)
    return folder
