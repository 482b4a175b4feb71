import os
import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from flows import wiring
from pipeline.errors import SettingsError
from pipeline.warehouse import fetch, open_readonly
from tests.flows.fakes import A_WHILE_S, make_inbox, out_of_memory

pytestmark = pytest.mark.usefixtures("prefect_server")


@pytest.fixture
def run(tmp_path, transcriber):  # noqa: ARG001 - fakes go before the flow
    """Run the flow on an inbox, as often as one likes."""
    from flows.nightly import nightly

    settings = tmp_path / "own.yaml"
    settings.write_text(
        "night: {batch_size: 1, retries: 1, retry_delay_s: 0}\n"
        "privacy: {keep_words_days: 36500, keep_measures_days: 36500}\n"
    )

    def run(*, since=None):
        return nightly(wiring.make_job(tmp_path / "w.duckdb", tmp_path / "inbox", settings, since=since))

    return run


def rows(tmp_path, view):
    with open_readonly(tmp_path / "w.duckdb") as connection:
        return fetch(connection, view)


def files(folder: Path):
    kept = [file for file in folder.rglob("*") if file.is_file() and file.suffix != ".lock"]
    return {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in kept}


def test_every_recording_becomes_a_call_of_the_warehouse(tmp_path, run):
    make_inbox(tmp_path / "inbox", "one", "two", "three")
    result = run()
    assert (result.report.found_count, result.report.done_count, result.report.refused_count) == (3, 3, 0)
    assert sorted(row["call_id"] for row in rows(tmp_path, "calls")) == ["one", "three", "two"]


def test_a_failed_call_is_a_row_and_costs_no_other(tmp_path, run, transcriber):
    make_inbox(tmp_path / "inbox", "one", "two", "three")
    transcriber.breaks_on = {"two": out_of_memory("two")}
    report = run().report
    assert (report.done_count, report.refused_count, report.failed_share) == (2, 1, 0.3333)  # 1 of 3
    [failure] = rows(tmp_path, "ops_failures")
    assert (failure["call_id"], failure["stage"], failure["reason"]) == ("two", "recognition", "recogniser_failed")


def test_what_failed_for_a_passing_reason_is_done_the_next_time(tmp_path, run, transcriber):
    make_inbox(tmp_path / "inbox", "one", "two")
    transcriber.breaks_on = {"two": out_of_memory("two")}
    run()
    transcriber.breaks_on = {}
    assert run().report.refused_count == 0
    assert len(rows(tmp_path, "calls")) == 2
    assert rows(tmp_path, "ops_failures") == []


def test_a_recording_that_cannot_be_read_is_refused_once_and_then_left(tmp_path, run):
    inbox = make_inbox(tmp_path / "inbox", "one", "two")
    (inbox / "two.wav").write_bytes(b"RIFF" + bytes(400))
    assert run().report.failed_share == 0.5
    again = run().report
    assert (again.refused_count, again.failed_share) == (1, 0.0)


def test_running_twice_recognises_nothing_twice_and_rewrites_nothing(tmp_path, run, transcriber):
    inbox = make_inbox(tmp_path / "inbox", "one", "two")
    (inbox / "without-row.wav").write_bytes(b"RIFF")
    run()
    before, heard = files(tmp_path), list(transcriber.heard)
    result = run()
    assert transcriber.heard == heard
    assert files(tmp_path) == before
    assert not result.published.swapped


def test_a_night_killed_between_record_and_findings_is_mended(tmp_path, run, transcriber):
    make_inbox(tmp_path / "inbox", "one", "two")
    run()
    before = rows(tmp_path, "tempo")
    lost = sorted((tmp_path / "w.store" / "findings").rglob("*.json*"))[0]
    lost.unlink()
    heard = list(transcriber.heard)
    run()
    assert lost.exists()
    assert transcriber.heard == heard
    assert rows(tmp_path, "tempo") == before


def test_a_recording_that_was_replaced_is_done_again(tmp_path, run):
    make_inbox(tmp_path / "inbox", "one", "two")
    run()
    (tmp_path / "inbox" / "two.wav").write_bytes((tmp_path / "inbox" / "one.wav").read_bytes())
    report = run().report
    assert (report.done_count, len(rows(tmp_path, "calls"))) == (3, 2)  # 2 and 1 more, in the same night


def test_one_that_was_replaced_and_could_not_be_done_is_still_to_do(tmp_path, run, transcriber):
    inbox = make_inbox(tmp_path / "inbox", "one", "two")
    run()
    shutil.copyfile(inbox / "one.wav", inbox / "two.wav")
    an_hour_ago = time.time() - A_WHILE_S
    os.utime(inbox / "two.wav", (an_hour_ago, an_hour_ago))
    transcriber.breaks_on = {"two": out_of_memory("two")}
    run()
    transcriber.breaks_on = {}
    heard = len(transcriber.heard)
    run()
    assert set(transcriber.heard[heard:]) == {"two"}


def test_a_batch_that_breaks_off_is_tried_again_without_what_it_finished(tmp_path, run, monkeypatch):
    make_inbox(tmp_path / "inbox", "one")
    given = []
    break_off_once(monkeypatch, given)
    report = run().report
    assert given == [["one"]]
    assert (report.done_count, report.refused_count) == (1, 0)


def break_off_once(monkeypatch, given):
    from flows import night_work

    real = night_work.process_calls

    def process(wanted, *others):
        given.append([row.call.call_id for row in wanted])
        counts = real(wanted, *others)
        if len(given) == 1:
            raise OSError("no space left")
        return counts

    monkeypatch.setattr(night_work, "process_calls", process)


def test_a_batch_that_keeps_breaking_off_costs_no_other(tmp_path, run, monkeypatch):
    from flows import night_work

    make_inbox(tmp_path / "inbox", "one", "two", "three", "four", "five")
    real = night_work.process_calls

    def process(wanted, *others):
        if "five" in [row.call.call_id for row in wanted]:
            raise OSError("no space left")
        return real(wanted, *others)

    monkeypatch.setattr(night_work, "process_calls", process)
    result = run()
    assert result.broken == ("OSError",)
    assert len(rows(tmp_path, "calls")) == 5 - 1


def test_settings_at_fault_end_the_run(tmp_path, run, transcriber):
    make_inbox(tmp_path / "inbox", "one")
    transcriber.breaks_on = {"one": SettingsError("asr.model: no model")}
    with pytest.raises(SettingsError, match=r"asr\.model"):
        run()


def test_an_empty_inbox_makes_an_empty_warehouse(tmp_path, run):
    make_inbox(tmp_path / "inbox")
    assert run().report.found_count == 0
    assert rows(tmp_path, "calls") == []


def test_calls_before_since_are_left_alone_and_their_failures_kept(tmp_path, run):
    inbox = make_inbox(tmp_path / "inbox", "one", "two")
    (inbox / "two.wav").write_bytes(b"RIFF" + bytes(400))
    run()
    report = run(since=date(2026, 3, 10)).report
    assert (report.already_done_count, report.failed_share) == (0, 0.0)
    assert len(rows(tmp_path, "ops_failures")) == 1


def test_a_plan_writes_nothing(tmp_path, transcriber):
    from flows.night_work import plan

    inbox = make_inbox(tmp_path / "inbox", "one", "two")
    (inbox / "without-row.wav").write_bytes(b"RIFF")
    planned, scan = plan(wiring.make_job(tmp_path / "w.duckdb", inbox, None), "2026-03-09T20:00:00+01:00")
    assert [one.why for one in planned] == ["new", "new"]
    assert len(scan.refused) == 1
    assert sorted(file.name for file in tmp_path.iterdir()) == ["inbox"]
    assert transcriber.heard == []
