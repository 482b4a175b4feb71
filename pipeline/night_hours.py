"""Which night a moment belongs to, and until when a night works."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

NIGHT_BEGINS_HOUR = 12
"""Work before noon belongs to the night that began the day before."""


def night_of(now: datetime, timezone: str) -> str:
    """Return the ISO date on which the night of a moment began."""
    local = now.astimezone(ZoneInfo(timezone))
    return (local - timedelta(hours=NIGHT_BEGINS_HOUR)).date().isoformat()


def next_time(now: datetime, at: time, timezone: str) -> datetime:
    """Return the first moment after `now` at which the clock on the wall shows `at`, in UTC.

    A time that the clock skips in spring is taken an hour later; of one that it shows twice in autumn, the first.
    """
    zone = ZoneInfo(timezone)
    day = now.astimezone(zone).date()
    moments = (datetime.combine(day + timedelta(days=days), at, tzinfo=zone).astimezone(UTC) for days in (0, 1, 2))
    return next(moment for moment in moments if moment > now)
