"""When the next digest is due."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Frequency(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"


def next_digest(after: datetime, frequency: str, hour: int, zone: str) -> datetime:
    """The first instant after this one that is the hour of a day, or of a Monday, in the zone."""
    local = after.astimezone(ZoneInfo(zone))
    day = local.date()
    while (found := _at(day, hour, zone)) <= after or (frequency == Frequency.WEEKLY and day.weekday()):
        day += timedelta(days=1)
    return found


def _at(day: date, hour: int, zone: str) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))
