from datetime import UTC, datetime, time

import pytest

from pipeline.night_hours import next_time, night_of

ZONE = "Europe/Amsterdam"


@pytest.mark.parametrize(
    ("now", "night"),
    [
        pytest.param(datetime(2026, 3, 9, 18, 0, tzinfo=UTC), "2026-03-09", id="19:00, the night begins"),
        pytest.param(datetime(2026, 3, 10, 4, 0, tzinfo=UTC), "2026-03-09", id="05:00, the same night"),
        pytest.param(datetime(2026, 3, 10, 10, 59, tzinfo=UTC), "2026-03-09", id="one minute before noon"),
        pytest.param(datetime(2026, 3, 10, 11, 0, tzinfo=UTC), "2026-03-10", id="noon"),
    ],
)
def test_a_night_is_called_after_the_day_it_began(now, night):
    assert night_of(now, ZONE) == night


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(datetime(2026, 1, 9, 18, tzinfo=UTC), datetime(2026, 1, 10, 5, tzinfo=UTC), id="winter: UTC+1"),
        pytest.param(datetime(2026, 7, 9, 17, tzinfo=UTC), datetime(2026, 7, 10, 4, tzinfo=UTC), id="summer: UTC+2"),
        pytest.param(datetime(2026, 3, 28, 18, tzinfo=UTC), datetime(2026, 3, 29, 4, tzinfo=UTC), id="clock goes on"),
        pytest.param(
            datetime(2026, 10, 24, 17, tzinfo=UTC), datetime(2026, 10, 25, 5, tzinfo=UTC), id="clock goes back"
        ),
        pytest.param(datetime(2026, 1, 10, 4, 59, tzinfo=UTC), datetime(2026, 1, 10, 5, tzinfo=UTC), id="05:59"),
        pytest.param(datetime(2026, 1, 10, 5, tzinfo=UTC), datetime(2026, 1, 11, 5, tzinfo=UTC), id="06:00 itself"),
    ],
)
def test_the_next_six_o_clock_is_one_on_the_wall(now, expected):
    assert next_time(now, time(6), ZONE) == expected


def test_a_time_that_spring_skips_is_taken_an_hour_later():
    before = datetime(2026, 3, 28, 20, tzinfo=UTC)
    assert next_time(before, time(2, 30), ZONE) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 03:30 in summer time


def test_of_a_time_that_autumn_shows_twice_the_first_counts():
    before = datetime(2026, 10, 24, 20, tzinfo=UTC)
    assert next_time(before, time(2, 30), ZONE) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30 in summer time
