"""A night on a local Dask cluster of two processes that share the store, with a model that waits."""

import json
import os
import signal
import threading
import time
from dataclasses import replace

import pytest

from flows import wiring
from pipeline.records_store import RecordStore
from tests.flows.fakes import make_inbox, use_fakes

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_server")]
CALLS = tuple(f"call-{number}" for number in range(8))
WAIT_S = 4.0
"""What a model takes for a call, far more than what goes around it, and no core of this machine."""


class Waits:
    """Recognises after a while, and notes from when to when."""

    def __init__(self, inner, folder):
        self.inner, self.folder = inner, folder

    def transcribe(self, clips):
        began = time.time()
        time.sleep(WAIT_S)
        note = self.folder / f"{clips[0].call_id}-{os.getpid()}-{began}.json"
        note.write_text(json.dumps([began, time.time(), os.getpid()]))
        return self.inner.transcribe(clips)

    def ask(self, askings):
        return self.inner.ask(askings)


def install_fakes(folder):
    """Put fakes behind the ports of a worker process."""
    use_fakes(pytest.MonkeyPatch())
    fake = wiring.make_tools

    def make_tools(here, colleagues):
        tools = fake(here, colleagues)
        return replace(tools, transcriber=Waits(tools.transcriber, folder))

    wiring.make_tools = make_tools


def run_on(worker_count, folder, *, while_running=lambda client: None):  # noqa: ARG005 - a hook
    """Run a night on so many workers; return when the model worked, per call."""
    from distributed import Client, LocalCluster, WorkerPlugin

    from flows.nightly import nightly_of

    class Fakes(WorkerPlugin):
        """For workers that are started in place of a lost one, too."""

        def setup(self, worker):  # noqa: ARG002 - dask's signature
            install_fakes(folder / "notes")

    make_inbox(folder / "inbox", *CALLS)
    (folder / "notes").mkdir()
    with (
        LocalCluster(n_workers=worker_count, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        client.register_plugin(Fakes())
        settings = folder / "own.yaml"
        settings.write_text(
            f"night: {{batch_size: 1, dask: '{cluster.scheduler_address}'}}\n"
            "privacy: {keep_words_days: 36500, keep_measures_days: 36500}\n"
        )
        job = wiring.make_job(folder / "w.duckdb", folder / "inbox", settings)
        while_running(client)
        result = nightly_of(wiring.installation(job).settings.night)(job)
    return result, [json.loads(note.read_text()) for note in (folder / "notes").iterdir()]


def span_s(notes):
    return max(end for _, end, _ in notes) - min(began for began, _, _ in notes)


@pytest.mark.alone
@pytest.mark.usefixtures("transcriber")
def test_two_workers_are_1_7_times_as_fast_as_one(tmp_path):
    spans = {}
    for worker_count in (1, 2):
        folder = tmp_path / str(worker_count)
        folder.mkdir()
        result, notes = run_on(worker_count, folder)
        assert (result.report.done_count, result.broken) == (len(CALLS), ())
        assert len({pid for _, _, pid in notes}) == worker_count
        spans[worker_count] = span_s(notes)
    assert spans[1] / spans[2] >= 1.7, spans


@pytest.mark.usefixtures("transcriber")
def test_a_worker_that_is_lost_costs_only_the_time_of_its_batch(tmp_path):
    def lose_one(client):
        [first, _] = client.scheduler_info()["workers"]
        pid = client.run(os.getpid, workers=[first])[first]
        threading.Timer(3 * WAIT_S, os.kill, (pid, signal.SIGKILL)).start()

    result, _ = run_on(2, tmp_path, while_running=lose_one)
    done = sorted(file.name.removesuffix(".json.gz") for file in RecordStore(tmp_path / "w.store").record_files())
    assert (done, result.broken) == (sorted(CALLS), ())
