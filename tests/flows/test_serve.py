import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows import wiring
from flows.serve import deployments, supervised
from pipeline.errors import StoreError
from pipeline.settings import load_settings
from tests.flows.fakes import make_inbox

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


@pytest.mark.slow
def test_serve_catches_up_a_night_by_itself_and_leaves_nothing_running(tmp_path):
    settings = tmp_path / "own.yaml"
    due = datetime.now(ZoneInfo(NIGHT.timezone)) - timedelta(minutes=2)  # it was missed, and is not over
    over = due + timedelta(hours=6)
    night = f'cron: "{due.minute} {due.hour} * * *", deadline: "{over:%H:%M}"'
    settings.write_text(f"night: {{{night}}}\n")
    command = [
        sys.executable,
        "-c",
        "from flows.main import main; main()",
        "serve",
        "--calls",
        make_inbox(tmp_path / "i"),
    ]
    command += ["--warehouse", tmp_path / "w.duckdb", "--settings", settings]
    free = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    with subprocess.Popen(command, cwd=ROOT, env=free, start_new_session=True) as serving:  # noqa: S603 - our program
        try:
            report = first_report(tmp_path / "w.store" / "nights", until=time.monotonic() + 500)
        finally:
            serving.send_signal(signal.SIGTERM)
            serving.wait(timeout=120)
    assert report["found_count"] == 0
    assert all_gone(serving.pid, until=time.monotonic() + 120)


def all_gone(group, *, until):
    """Tell whether every process of a group ends in time; a night that is told to end ends its batch first."""
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def first_report(folder, *, until):
    while time.monotonic() < until:
        if found := sorted(folder.glob("[!.]*.json")):
            return json.loads(found[0].read_text())
        time.sleep(1)
    raise TimeoutError("no night ran")
