from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.inbox import InboxScan, Refusal
from pipeline.night_report import Aftermath, Hours, Mended, joined, night_report
from pipeline.planning import Planned
from pipeline.stages import BatchCounts
from pipeline.toolbox import pipeline_version
from tests.factories import make_failure, make_night
from tests.pipeline.rig import NIGHT, NOW, make_row

HOURS = Hours(NIGHT, NOW, NOW + timedelta(hours=2), NOW + timedelta(hours=5))


EMPTY = InboxScan((), (), ())


@pytest.fixture
def row(tmp_path):
    (tmp_path / "call-1.wav").write_bytes(b"sound")
    return make_row(tmp_path / "call-1.wav")


def report_of(row, whys, counts, *, refused=0):
    refusals = tuple(Refusal(file_id=str(n), reason="excluded_queue", detail="excluded") for n in range(refused))
    planned = [Planned(row, why) for why in whys]
    return night_report(planned, InboxScan((row,) * len(whys), refusals, ()), counts, HOURS)


def test_a_night_adds_up(row):
    whys = ["new"] * 5 + ["other_sound", "done", "corrected", "refused_before"]
    counts = BatchCounts(4, 2, 321.0004, (("decode", 1.5),), model_s=1.25, wall_s=2.0)
    report = report_of(row, whys, counts, refused=3)

    assert report.found_count == 9 + 3
    assert report.done_count == 4
    assert report.refused_count == 2 + 1 + 3  # tonight, before, by the inbox
    assert report.already_done_count == 2
    assert report.found_count == report.done_count + report.refused_count + report.already_done_count
    assert (report.audio_s, report.work_s) == (321.0, {"decode": 1.5})
    assert (report.model_s, report.batch_s) == (1.25, 2.0)


def test_a_report_says_which_night_when_and_by_which_program(row):
    report = report_of(row, [], BatchCounts())

    assert (report.night, report.started_at, report.ended_at) == (NIGHT, HOURS.started_at, HOURS.ended_at)
    assert report.pipeline_version == pipeline_version()


@pytest.mark.parametrize(("done", "refused", "share"), [(4, 2, round(2 / 6, 4)), (5, 0, 0.0), (0, 3, 1.0), (0, 0, 0.0)])
def test_the_failed_share_is_of_those_tried_tonight(row, done, refused, share):
    assert report_of(row, ["done"] * 9, BatchCounts(done, refused), refused=4).failed_share == share


def test_the_first_run_of_a_night_stands_by_itself():
    assert joined(None, make_night()) == make_night()


def test_a_later_run_adds_to_the_earlier_one():
    later = replace(
        make_night(done_count=3),
        started_at=NOW,
        already_done_count=11,  # the 9 of the first run and 2 of nights before
        refused_count=0,
        work_s={"recognition": 4.0, "understand": 1.0},
        model_s=3.5,
        batch_s=5.25,
    )
    night = joined(replace(make_night(done_count=9), model_s=40.0, batch_s=46.0), later)

    assert (night.done_count, night.already_done_count, night.refused_count) == (12, 2, 0)
    assert (night.started_at, night.ended_at) == (make_night().started_at, later.ended_at)
    assert night.audio_s == 360.0  # 180 each
    assert night.work_s == {"audio": 9.0, "recognition": 40.0, "understand": 1.0}
    assert (night.model_s, night.batch_s) == (43.5, 51.25)


def test_calls_taken_out_of_the_inbox_meanwhile_are_not_counted_below_zero():
    assert joined(make_night(done_count=9), make_night(done_count=0)).already_done_count == 0


def test_a_report_says_what_is_still_refused_and_what_room_is_left():
    failures = [make_failure("a"), make_failure("b"), make_failure("c", reason="mono")]
    report = night_report((), EMPTY, BatchCounts(put_off=3), HOURS, aftermath=Aftermath(failures, 5_000_000_000))

    assert report.refused_by == {"audio/mono": 1, "audio/silent_channel": 2}
    assert (report.spare_s, report.put_off_count, report.disk_free_bytes) == (3 * 3600.0, 3, 5_000_000_000)


def test_what_was_mended_without_sound_adds_up_over_runs():
    mended = night_report((), EMPTY, BatchCounts(), HOURS, mended=Mended(2, 5))
    again = joined(mended, replace(mended, corrected_count=1, rescored_count=0))

    assert (again.corrected_count, again.rescored_count) == (2 + 1, 5 + 0)


def test_a_clock_that_is_set_back_gives_no_night_that_ends_before_it_begins():
    hours = Hours(NIGHT, NOW, NOW - timedelta(hours=1), NOW + timedelta(hours=5))
    report = night_report((), EMPTY, BatchCounts(), hours)

    assert report.ended_at == report.started_at == NOW
    assert report.spare_s == 6 * 3600.0
