import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows import wiring
from flows.serve import deployments, supervised
from pipeline.errors import StoreError
from pipeline.settings import load_settings
from tests.flows.fakes import make_inbox
from tests.flows.groups import all_gone

ROOT = Path(__file__).parents[2]
NIGHT = load_settings(wiring.DEFAULT_SETTINGS).night
DIES_TWICE = """
import os, pathlib, signal, sys
deaths = pathlib.Path(sys.argv[1])
deaths.write_text(deaths.read_text() + "x" if deaths.exists() else "x")
if len(deaths.read_text()) <= 2:
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_night_that_is_killed_is_started_again(tmp_path):
    supervised([sys.executable, "-c", DIES_TWICE, str(tmp_path / "deaths")], restart_s=0)
    assert (tmp_path / "deaths").read_text() == "xxx"


@pytest.mark.parametrize(
    ("code", "match"),
    [("raise SystemExit(1)", "status 1"), ("import os; os.kill(os.getpid(), 9)", "killed 8 times")],
)
def test_a_night_that_fails_by_itself_or_each_time_fails(code, match):
    with pytest.raises(StoreError, match=match):
        supervised([sys.executable, "-c", code], restart_s=0)


def test_night_and_morning_are_on_the_clock_of_the_settings_and_never_twice_at_once():
    job = wiring.Job(warehouse="w.duckdb", inbox="inbox", settings="own.yaml")
    night, morning = deployments(job, NIGHT)
    assert [(one.schedule.cron, one.schedule.timezone) for one in (*night.schedules, *morning.schedules)] == [
        ("0 19 * * *", "Europe/Amsterdam"),
        ("5 6 * * *", "Europe/Amsterdam"),
    ]
    assert [(one.concurrency_limit, one.concurrency_options.collision_strategy) for one in (night, morning)] == [
        (1, "CANCEL_NEW"),
        (1, "CANCEL_NEW"),
    ]
    assert all(Path(given).is_absolute() for given in night.parameters["arguments"] if not given.startswith("--"))


@contextmanager
def serving(folder, night):
    """Serve nights of an empty inbox by these settings; afterwards nothing of it may be running."""
    settings = folder / "own.yaml"
    settings.write_text(f"night: {{{night}}}\n")
    command = [sys.executable, "-c", "from flows.main import main; main()", "serve"]
    command += ["--calls", make_inbox(folder / "i"), "--warehouse", folder / "w.duckdb", "--settings", settings]
    free = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "MEELUISTER_"))}
    with subprocess.Popen(command, cwd=ROOT, env=free, start_new_session=True) as server:  # noqa: S603 - our program
        try:
            yield
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=120)
    assert all_gone(server.pid, until=time.monotonic() + 120)


@pytest.mark.slow
def test_serve_catches_up_a_night_by_itself_and_leaves_nothing_running(tmp_path):
    due = datetime.now(ZoneInfo(NIGHT.timezone)) - timedelta(minutes=2)  # it was missed, and is not over
    over = due + timedelta(hours=6)
    with serving(tmp_path, f'cron: "{due.minute} {due.hour} * * *", deadline: "{over:%H:%M}"'):
        report = first_report(tmp_path / "w.store" / "nights", until=time.monotonic() + 500)
    assert report["found_count"] == 0


@pytest.mark.slow
def test_the_schedule_begins_nights_and_never_two_at_once(tmp_path):
    """The first may be one that is caught up; the second is begun by the schedule, or by nothing."""
    over = datetime.now(ZoneInfo(NIGHT.timezone)) - timedelta(minutes=10)
    with serving(tmp_path, f'cron: "* * * * *", deadline: "{over:%H:%M}"'):
        events = events_of(tmp_path / "w.store" / "logs", "night ends", 2, until=time.monotonic() + 500)
    names = [event["event"] for event in events]
    assert names[:4] == ["night begins", "night ends", "night begins", "night ends"]
    assert len({event["process"] for event in events[:4]}) == 2


def events_of(folder, name, count, *, until):
    """Return what a log says of the beginnings and ends of nights, once so many of a name are in it."""
    while time.monotonic() < until:
        lines = [json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.read_text().splitlines()]
        nights = [line for line in lines if line["event"] in ("night begins", "night ends")]
        if sum(line["event"] == name for line in nights) >= count:
            return nights
        time.sleep(1)
    raise TimeoutError(f"{folder}: not {count} nights ran")


def first_report(folder, *, until):
    while time.monotonic() < until:
        if found := sorted(folder.glob("[!.]*.json")):
            return json.loads(found[0].read_text())
        time.sleep(1)
    raise TimeoutError("no night ran")
