"""What was put off until the morning leaves by itself; each morning it is worked out who came back."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.classrooms.models import Training
from app.foundation.database import db
from app.foundation.jobs import Job, was_done
from app.foundation.outcomes import outcome
from app.notifications.queries import silencing
from app.reminders.operations import due_count, rebuild_returns, send_waiting

GROUP = "reminders"
MORNING = 5  # o'clock, before anybody opens their list
STILL_COUNTED = timedelta(days=7)  # after the last day on which work is taken


def _due(now: datetime) -> list[str]:
    return ["waiting"] if due_count(now) else []


def _send(_period: str, now: datetime) -> str:
    sent, dropped = send_waiting(now, lambda people: silencing(GROUP, people))
    return outcome("reminders-sent", sent=sent, dropped=dropped)


def _mornings(now: datetime) -> list[str]:
    """For each training that runs, today, once its morning has come."""
    trainings = select(Training.code, Training.time_zone, Training.starts_on, Training.late_until).order_by(Training.id)
    found = []
    for code, zone, starts_on, late_until in db.session.execute(trainings):
        local = now.astimezone(ZoneInfo(zone))
        period = f"{code}:{local.date()}"
        is_time = local.hour >= MORNING and starts_on <= local.date() <= late_until + STILL_COUNTED
        if is_time and not was_done(WORK_OUT_RETURNS.name, period):
            found.append(period)
    return found


def _work_out(period: str, _now: datetime) -> str:
    code = period.rpartition(":")[0]
    training_id = db.session.scalars(select(Training.id).where(Training.code == code)).one()
    return outcome("returns-worked-out", contacts=rebuild_returns(training_id))


SEND_REMINDERS = Job(name="send-reminders", every="each minute, what waited for the morning", due=_due, work=_send,
                     in_steps=True)  # fmt: skip
WORK_OUT_RETURNS = Job(
    name="work-out-returns", every="each morning at 05:00 in each training's zone", due=_mornings, work=_work_out,
    after_others=True,
)  # fmt: skip
