"""When the nights are due, by the settings' cron on a Dutch wall clock, and which of them was missed."""

import asyncio
from datetime import UTC, datetime, timedelta

from prefect.server.schemas.schedules import CronSchedule

from pipeline.errors import SettingsError
from pipeline.night_hours import next_time, night_of
from pipeline.settings import NightSettings

_LOOK_BACK = timedelta(days=8)
"""A schedule that skips weekends and holidays has been due within."""
_MOST = 24 * 60 * 9


def due_between(after: datetime, until: datetime, night: NightSettings) -> tuple[datetime, ...]:
    """Return the moments in (after, until] at which a night is due, in UTC.

    Raises:
        SettingsError: the cron line is no good.
    """
    schedule = schedule_of(night)
    dates = asyncio.run(schedule.get_dates(_MOST, start=after, end=until))
    return tuple(date.astimezone(UTC) for date in dates if after < date <= until)


def schedule_of(night: NightSettings) -> CronSchedule:
    """Return the schedule as Prefect keeps it: right over both changes of the clock.

    Raises:
        SettingsError: the cron line is no good.
    """
    try:
        return CronSchedule(cron=night.cron, timezone=night.timezone)
    except ValueError as error:
        raise SettingsError(f'night.cron: {night.cron!r} is no cron line; for example "0 19 * * *"') from error


def missed(now: datetime, reported: frozenset[str], night: NightSettings) -> str | None:
    """Return the night that is due, not over, and has no report: it was missed and can still be caught up."""
    due = due_between(now - _LOOK_BACK, now, night)
    if not due or now >= next_time(due[-1], night.deadline, night.timezone):
        return None
    wanted = night_of(due[-1], night.timezone)
    return None if wanted in reported else wanted


def last_over(now: datetime, night: NightSettings) -> str | None:
    """Return the last night that was due and whose deadline is over; None where none was due for a week."""
    due = due_between(now - _LOOK_BACK, now, night)
    over = [one for one in due if next_time(one, night.deadline, night.timezone) <= now]
    return night_of(over[-1], night.timezone) if over else None
