"""When letters leave: not in somebody's quiet hours, and after a failure a little later each time."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))
MOST_ATTEMPTS = len(PAUSES) + 1


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after so many attempts; None when it is time to give up."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def end_of_quiet(instant: datetime, quiet_from: int, quiet_until: int, zone: str) -> datetime | None:
    """The instant at which the quiet hours around this one end, or None outside of them; equal hours mean none."""
    local = instant.astimezone(ZoneInfo(zone))
    over_midnight = quiet_from > quiet_until
    is_late, is_early = local.hour >= quiet_from, local.hour < quiet_until
    if not (is_late or is_early if over_midnight else is_late and is_early):
        return None
    day = local.date() + timedelta(days=1) if over_midnight and is_late else local.date()
    return datetime.combine(day, time(quiet_until), ZoneInfo(zone)).astimezone(instant.tzinfo)
