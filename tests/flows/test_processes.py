import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from flows.processes import MARK, end_left_behind, end_marked, mark_own
from tests.flows.groups import all_gone

pytestmark = pytest.mark.alone  # ends what lost its starter, whoever started that
SLEEPS = "print(1, flush=True); import time; time.sleep(600)"


@pytest.fixture
def unmarked(monkeypatch):
    """This process bears no mark, whatever the one that runs the tests bears."""
    monkeypatch.delenv(MARK, raising=False)


def test_what_was_started_ends_with_serve_even_where_it_lost_its_parent_and_will_not_be_told(monkeypatch, unmarked):  # noqa: ARG001 - a fixture
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(600)"
    parent = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {deaf!r}])"
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        monkeypatch.setenv(MARK, "a")
        command = [sys.executable, "-c", parent]
        with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as started:  # noqa: S603 - ours
            started.stdout.readline()
        monkeypatch.delenv(MARK)
        end_marked("b", wait_s=0)
        os.killpg(started.pid, 0)  # still there
        end_marked("a", wait_s=0.5)
        assert all_gone(started.pid, until=time.monotonic() + 60)
        assert other.poll() is None
        other.kill()


def orphan(**environment):
    """Return a process whose starter, which marked it, was killed."""
    code = (
        "import subprocess, sys; from flows.processes import mark_own; mark_own(); "
        f"one = subprocess.Popen([sys.executable, '-c', {SLEEPS!r}]); print(one.pid, flush=True); input()"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(  # noqa: S603 - ours
        command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, env={**os.environ, **environment}
    ) as starter:
        pid = int(starter.stdout.readline())
        starter.send_signal(signal.SIGKILL)
    return psutil.Process(pid)


def is_running(process):
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


@pytest.mark.usefixtures("unmarked")
def test_the_server_of_a_killed_night_is_ended_by_the_next_and_nothing_else():
    server, other = orphan(PREFECT__SERVER_EPHEMERAL="1"), orphan()
    end_left_behind(servers_only=True, wait_s=10)
    assert (is_running(server), is_running(other)) == (False, True)
    end_left_behind(servers_only=False, wait_s=10)
    assert not is_running(other)


def test_what_has_its_starter_still_is_left_alone(monkeypatch, unmarked):  # noqa: ARG001 - a fixture
    monkeypatch.setenv(MARK, "")
    monkeypatch.delenv(MARK)
    mark_own()
    with subprocess.Popen([sys.executable, "-c", SLEEPS], stdout=subprocess.PIPE) as child:  # noqa: S603 - ours
        child.stdout.readline()
        end_left_behind(servers_only=False, wait_s=0)
        assert child.poll() is None
        child.kill()
