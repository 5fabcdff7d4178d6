"""By the clock: an opinion that waited too long with one tutor goes on to another."""

from datetime import datetime

from app.foundation.jobs import Job
from app.foundation.outcomes import outcome
from app.opinions.operations import pass_on_opinion
from app.opinions.queries.opinions import overdue_opinions


def hours_due(now: datetime) -> list[str]:
    """This hour, while there is something overdue."""
    return [f"{now:%Y-%m-%dT%H}"] if overdue_opinions() else []


def pass_on(_period: str, _now: datetime) -> str:
    return outcome("opinions-passed-on", opinions=sum(map(pass_on_opinion, overdue_opinions())))


PASS_ON_OPINIONS = Job("pass-on-opinions", "once an hour: what waited five days with one tutor", hours_due, pass_on)
