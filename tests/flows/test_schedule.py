from datetime import UTC, datetime, time

import pytest

from flows import wiring
from flows.schedule import due_between, last_over, missed, schedule_of
from pipeline.errors import SettingsError
from pipeline.settings import load_settings

NIGHT = load_settings(wiring.DEFAULT_SETTINGS).night  # 19:00 to 06:00 in Europe/Amsterdam


def at(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("month", "day", "hours"),
    [
        pytest.param(3, 27, [18, 18, 17, 17], id="summer time begins on Sunday 29 March"),
        pytest.param(10, 23, [17, 17, 18, 18], id="it ends on Sunday 25 October"),
    ],
)
def test_a_night_begins_at_seven_on_the_wall_over_both_changes_of_the_clock(month, day, hours):
    first, last = datetime(2026, month, day, tzinfo=UTC), datetime(2026, month, day + 4, tzinfo=UTC)
    assert [due.hour for due in due_between(first, last, NIGHT)] == hours


@pytest.mark.parametrize(("month", "day"), [(3, 29), (10, 25)])
def test_a_time_that_is_skipped_or_shown_twice_is_due_once(month, day):
    night = NIGHT.model_copy(update={"cron": "30 2 * * *"})
    first, last = datetime(2026, month, day - 1, 12, tzinfo=UTC), datetime(2026, month, day, 12, tzinfo=UTC)
    assert len(due_between(first, last, night)) == 1


def test_a_line_that_is_no_cron_is_told_with_the_settings_name():
    with pytest.raises(SettingsError, match=r"night\.cron: 'at seven' is no cron line"):
        schedule_of(NIGHT.model_copy(update={"cron": "at seven"}))


@pytest.mark.parametrize(
    ("now", "reported", "expected"),
    [
        pytest.param(at(9, 17, 59), [], None, id="one minute before it is due"),
        pytest.param(at(9, 20), [], "2026-03-09", id="two hours after"),
        pytest.param(at(10, 4), [], "2026-03-09", id="an hour before its end"),
        pytest.param(at(10, 5), [], None, id="over: the next night takes the calls up"),
        pytest.param(at(9, 20), ["2026-03-09"], None, id="done already"),
    ],
)
def test_a_night_that_was_missed_is_caught_up_until_it_is_over(now, reported, expected):
    assert missed(now, frozenset(reported), NIGHT) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [(at(10, 4, 59), "2026-03-08"), (at(10, 5), "2026-03-09"), (at(10, 20), "2026-03-09")],
)
def test_the_last_night_that_is_over(now, expected):
    assert last_over(now, NIGHT) == expected


def test_nights_that_were_never_due_are_not_missed():
    workdays = NIGHT.model_copy(update={"cron": "0 19 * * 1-5"})
    assert last_over(at(9, 8), workdays) == "2026-03-06"  # Monday morning: Friday's


def test_a_deadline_before_midnight_is_one():
    night = NIGHT.model_copy(update={"deadline": time(23, 0)})
    assert last_over(at(9, 22, 30), night) == "2026-03-09"  # 23:30 on the wall
