"""When an assignment is on time, when it is late, and when it is too late."""

from datetime import date
from enum import StrEnum


class Timing(StrEnum):
    ON_TIME = "on_time"
    LATE = "late"
    CLOSED = "closed"


def timing_of(day: date, ends_on: date, late_until: date) -> Timing:
    """Both last days count whole, in the training's own zone: handing in at 23:59 of one is still in time."""
    if day <= ends_on:
        return Timing.ON_TIME
    return Timing.LATE if day <= late_until else Timing.CLOSED
