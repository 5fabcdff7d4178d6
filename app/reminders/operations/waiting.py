"""What waited for the morning: sent when its time has come, unless its reader has done the missing things meanwhile."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select

from app.classrooms.models import Classroom, Training
from app.foundation import clock
from app.foundation.database import db
from app.foundation.events import record
from app.foundation.transactions import transaction
from app.people.models import Person
from app.reminders.events import ReminderDropped
from app.reminders.models import Reminder, ReminderRound
from app.reminders.operations.delivering import deliver
from app.reminders.queries.planning import plan_round
from app.reminders.queries.standing import Standing, standing_of
from app.reminders.recipients import Channel, Kind, Reason

Silent = Callable[[Collection[int]], Collection[int]]
WAITS = (Reminder.sent_at.is_(None), Reminder.dropped_at.is_(None))


def due_count(now: datetime) -> int:
    return db.session.scalar(select(func.count()).where(*WAITS, Reminder.due_at <= now)) or 0


def send_waiting(now: datetime, silent: Silent) -> tuple[int, int]:
    """Send what is due, class by class; how many were sent, how many were not needed any more.

    `silent` tells which of some people want no notices of this kind by now.
    """
    rooms = (
        select(ReminderRound.classroom_id).join(Reminder, Reminder.round_id == ReminderRound.id)
        .where(*WAITS, Reminder.due_at <= now).distinct().order_by(ReminderRound.classroom_id)
    )  # fmt: skip
    done = [_send_in(room, now, silent) for room in db.session.scalars(rooms).all()]
    return sum(sent for sent, _ in done), sum(dropped for _, dropped in done)


def _send_in(classroom_id: int, now: datetime, silent: Silent) -> tuple[int, int]:
    """All that is due in one class, in one transaction; another sender finds the rows taken and passes them over."""
    with transaction() as session:
        due = (
            select(Reminder, ReminderRound).join(ReminderRound, ReminderRound.id == Reminder.round_id)
            .where(*WAITS, Reminder.due_at <= now, ReminderRound.classroom_id == classroom_id)
            .order_by(Reminder.person_id, Reminder.id)
            .with_for_update(of=Reminder, skip_locked=True)
        )  # fmt: skip
        rows = session.execute(due).all()
        if not rows:
            return 0, 0
        classroom = session.get_one(Classroom, classroom_id)
        training = session.get_one(Training, classroom.training_id)
        asked = {(made.kind, _as_of(made, now)) for _, made in rows}
        standings = {(kind, moment): standing_of(classroom, training, moment, kind) for kind, moment in asked}
        quiet = silent([row.person_id for row, _ in rows])
        senders = _names([made.by_id for _, made in rows])
        sent = 0
        for row, made in rows:
            standing = standings[made.kind, _as_of(made, now)]
            reason = _reason(row, made, standing, quiet, now)
            learner = standing.find(row.person_id)
            if reason is not None or learner is None:
                row.dropped_at, row.reason = clock.now(), reason
                record(ReminderDropped(row.id, row.person_id, str(reason)), made.by_id)
            else:
                deliver(row, made, learner, standing, classroom.name, senders[made.by_id])
                sent += 1
        return sent, len(rows) - sent


def _as_of(made: ReminderRound, now: datetime) -> datetime:
    """What is lacking is asked now; what was good when it was praised is good the next morning."""
    return made.made_at if made.kind == Kind.PRAISE else now


def _reason(
    row: Reminder, made: ReminderRound, standing: Standing, silent: Collection[int], now: datetime
) -> Reason | None:
    """Why it is not sent after all; that it would be one too many was asked when it began to wait."""
    kind, channel = Kind(made.kind), Channel(made.channel)
    planned = plan_round(standing, kind, channel, [row.person_id], silent, now)
    reason = planned[0].reason
    return None if reason == Reason.ENOUGH else reason


def _names(person_ids: Sequence[int]) -> dict[int, str]:
    rows = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(set(person_ids))))
    return dict(rows.all())
