"""A night whose batches are worked off on another machine, which shares the inbox only: records go by way of S3."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flows import night_work, wiring
from flows.handing_over import postbox_of
from pipeline.errors import StoreError
from pipeline.failures import FailureStore
from pipeline.stages import BatchCounts
from tests.flows.fakes import make_inbox, out_of_memory
from tests.soak.cheap import give_key, leftovers, run_night, state_of

CALLS = ("a", "b", "c")


@pytest.fixture(scope="module")
def s3():
    """A server that answers as S3 does, with a bucket, and nobody else on it."""
    from moto.server import ThreadedMotoServer

    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "testing")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        host, port = server.get_host_and_port()
        import s3fs

        s3fs.S3FileSystem(endpoint_url=f"http://{host}:{port}").mkdir("bucket")
        yield f"http://{host}:{port}"
        server.stop()


@pytest.fixture
def machines(tmp_path, s3):
    """The jobs of the machine that leads and of a worker: one inbox, two stores with the same key."""
    make_inbox(tmp_path / "inbox", *CALLS)
    jobs = []
    for name in ("leader", "worker"):
        (tmp_path / name).mkdir()
        give_key(tmp_path / name)
        settings = tmp_path / name / "own.yaml"
        settings.write_text(
            f"night: {{object_store: s3://bucket/{tmp_path.name}, object_store_options: {{endpoint_url: '{s3}'}}}}\n"
            "privacy: {keep_words_days: 36500, keep_measures_days: 36500}\n"
        )
        jobs.append(wiring.make_job(tmp_path / name / "w.duckdb", tmp_path / "inbox", settings))
    return jobs


def night(leader, worker, *, is_led_to_its_end=True):
    """Run a night; return what it did."""
    run = datetime.now(UTC).isoformat()
    tonight, counts = night_work.begin(leader, run), BatchCounts()
    for batch in tonight.batches:
        counts += night_work.work_off(batch, worker, run)
    return night_work.finish(tonight, counts, ()) if is_led_to_its_end else tonight


def parcels(job):
    return postbox_of(wiring.installation(job))._paths()


@pytest.mark.usefixtures("transcriber")
def test_a_night_by_way_of_s3_comes_out_as_one_on_a_single_machine(tmp_path, machines):
    leader, worker = machines
    single = give_key(tmp_path / "single")
    shutil.copytree(tmp_path / "inbox", single / "inbox")
    run_night(single)
    result = night(leader, worker)
    assert (result.report.done_count, result.warnings) == (3, ())
    assert state_of(tmp_path / "leader") == state_of(single)
    assert leftovers(tmp_path / "leader") == []
    assert parcels(leader) == []
    assert [file for file in (tmp_path / "worker" / "w.store").rglob("*.gz")] == []


def test_what_a_worker_refused_is_a_failure_of_the_leader_until_it_is_done(tmp_path, machines, transcriber):
    leader, worker = machines
    transcriber.breaks_on = {"b": out_of_memory("b")}
    assert night(leader, worker).report.refused_count == 1
    [failure] = FailureStore(tmp_path / "leader" / "w.store").failures()
    assert (failure.call_id, failure.reason) == ("b", "recogniser_failed")
    transcriber.breaks_on = {}
    assert night(leader, worker).report.done_count == 3
    assert FailureStore(tmp_path / "leader" / "w.store").failures() == []


def test_what_workers_handed_over_before_the_leader_was_killed_is_not_done_again(machines, transcriber):
    leader, worker = machines
    night(leader, worker, is_led_to_its_end=False)
    heard = list(transcriber.heard)
    assert night(leader, worker).report.already_done_count == 3
    assert transcriber.heard == heard


@pytest.mark.usefixtures("transcriber")
def test_a_worker_with_another_key_says_so(tmp_path, machines):
    leader, worker = machines
    (tmp_path / "worker" / "w.store" / "private" / "pseudonym.key").write_bytes(bytes(32))
    with pytest.raises(StoreError, match="none of this batch's recordings is in it; a worker needs"):
        night(leader, worker)


@pytest.mark.usefixtures("transcriber")
def test_a_store_that_is_away_ends_the_night_at_its_beginning(tmp_path, machines):
    leader, worker = machines
    away = tmp_path / "away.yaml"
    away.write_text(
        "night: {object_store: s3://no-such-bucket/x, object_store_options: {endpoint_url: 'http://127.0.0.1:9'}}"
    )
    with pytest.raises(StoreError, match="does not answer"):
        night(replace(leader, settings=str(away)), worker)
