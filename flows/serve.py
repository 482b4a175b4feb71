"""Every night by itself: deployments with a cron schedule, on the configured Prefect server or one started here.

Each night runs as a process of its own, so that models and whatever leaked are gone in the morning; one that is killed
is started again and goes on where it was.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import prefect
from prefect import flow
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments import run_deployment
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.types.entrypoint import EntrypointType

from flows import wiring
from flows.processes import MARK, end_left_behind, end_marked, mark_own
from flows.schedule import missed, schedule_of
from flows.wiring import Job
from pipeline.errors import StoreError
from pipeline.settings import NightSettings

PROGRAM = (sys.executable, "-c", "from flows.main import main; main()")
MOST_STARTS = 8
RESTART_S = 30.0
LOOK_AFTER = timedelta(minutes=5)
_SERVER_STARTS_S = 300.0


@flow(name="meeluister-night", persist_result=False)
def run_night(arguments: list[str]) -> None:
    """Run `meeluister nightly` with these arguments until it ends by itself."""
    supervised([*PROGRAM, "nightly", *arguments])


@flow(name="meeluister-morning", persist_result=False)
def look_in_the_morning(arguments: list[str]) -> None:
    """Sound the alarm where last night left no report."""
    supervised([*PROGRAM, "morning", "--alarm", *arguments])


def supervised(command: Sequence[str], *, restart_s: float = RESTART_S) -> None:
    """Run a command to its end; killed, for memory perhaps, it is started again.

    Raises:
        StoreError: it ended with another status than 0, or was killed each time.
    """
    for _ in range(MOST_STARTS):
        status = subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode  # noqa: S603 - our own program
        if status == 0:
            return
        if status > 0:
            raise StoreError(f"it ended with status {status}; its log in the store says why")
        time.sleep(restart_s)
    raise StoreError(f"it was killed {MOST_STARTS} times; see how much memory the machine has left")


def serve(job: Job) -> None:
    """Wait for each night and run it, until this process is told to end; what was missed today is caught up at once.

    Raises:
        SettingsError: cron or zone in the settings are no good.
        StoreError: no Prefect server can be started.
    """
    here = wiring.installation(job)
    night = here.settings.night
    schedule_of(night)
    end_left_behind(servers_only=False)
    mark = mark_own()
    with _server():
        nights, mornings = deployments(job, night)
        nights.apply()
        if missed(datetime.now(UTC), frozenset(report.night for report in here.nights.nights()), night) is not None:
            run_deployment(f"{nights.flow_name}/{nights.name}", timeout=0, as_subflow=False)
        try:
            prefect.serve(nights, mornings, pause_on_shutdown=False, print_starting_message=False)
        finally:
            os.environ.pop(MARK)
            end_marked(mark)


def deployments(job: Job, night: NightSettings) -> tuple[RunnerDeployment, RunnerDeployment]:
    """Return the night and the look at it in the morning; of neither two run at once."""
    places = ["--warehouse", str(Path(job.warehouse).resolve())]
    if job.settings:
        places += ["--settings", str(Path(job.settings).resolve())]
    inbox = ["--calls", str(Path(job.inbox).resolve())] if job.inbox else []
    alone = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
    look_at = (datetime.combine(datetime.min, night.deadline) + LOOK_AFTER).time()  # noqa: DTZ901 - a time on the wall
    found = (
        run_night.to_deployment(
            "nightly",
            schedule=Cron(night.cron, timezone=night.timezone),
            parameters={"arguments": [*places, *inbox]},
            concurrency_limit=alone,
            entrypoint_type=EntrypointType.MODULE_PATH,
        ),
        look_in_the_morning.to_deployment(
            "morning",
            schedule=Cron(f"{look_at.minute} {look_at.hour} * * *", timezone=night.timezone),
            parameters={"arguments": places},
            concurrency_limit=alone,
            entrypoint_type=EntrypointType.MODULE_PATH,
        ),
    )
    return cast("tuple[RunnerDeployment, RunnerDeployment]", found)  # no coroutines: nothing is awaited here


@contextmanager
def _server() -> Iterator[None]:
    """Use the configured server; without one, start one on this machine that nobody else can reach."""
    if PREFECT_API_URL.value():
        yield
        return
    port = _free_port()
    url = f"http://127.0.0.1:{port}/api"
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:  # noqa: S603 - ours
        try:
            _wait_for(url, server)
            os.environ["PREFECT_API_URL"] = url  # for the processes of the nights
            with temporary_settings({PREFECT_API_URL: url}):
                yield
        finally:
            os.environ.pop("PREFECT_API_URL", None)
            server.terminate()


def _wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _SERVER_STARTS_S
    while server.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=5):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.5)
    raise StoreError("no Prefect server could be started here; start one, and name it in PREFECT_API_URL")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
