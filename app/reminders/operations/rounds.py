"""One act reminds or praises many, each with their own words; what falls into quiet hours waits for the morning."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import select

from app.classrooms.models import Classroom, Training
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.errors import Forbidden, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.models import Person
from app.people.queries import get_person
from app.reminders.events import RoundMade
from app.reminders.models import Reminder, ReminderRound
from app.reminders.operations.delivering import deliver
from app.reminders.policy import may_chase
from app.reminders.queries.planning import Planned, plan_round
from app.reminders.queries.standing import standing_of
from app.reminders.recipients import PREPARED, SENT_BY_THE_HOUSE, Channel, Kind, Reason, moment_to_send
from app.reminders.wording import unknown_slots


class Draft(NamedTuple):
    """A round as somebody put it together."""

    kind: Kind
    channel: Channel
    person_ids: Collection[int]
    text: str


def round_box(classroom_id: int, kind: str, channel: str, day: date) -> str:
    """Words to persons go on from one morning to the next; those for a group name people and are of one day."""
    return f"reminder:{classroom_id}:{kind}" + (f":{day}" if channel == Channel.GROUP else "")


def make_round(by_id: int, classroom_id: int, draft: Draft, silent: Collection[int] = ()) -> int:
    """Send what can be sent, let wait what has to, leave out whom it should not reach; gives the round's number.

    `silent` are those who want no notices of this kind. Two who send at once line up for the class, so that together
    they do not say more than one of them may.
    """
    with transaction() as session:
        classroom = locked(Classroom, Classroom.id == classroom_id)
        if classroom is None or not may_chase(get_person(by_id), classroom):
            raise Forbidden
        _check(draft)
        training, now = session.get_one(Training, classroom.training_id), clock.now()
        standing = standing_of(classroom, training, now, draft.kind)
        planned = plan_round(standing, draft.kind, draft.channel, draft.person_ids, silent, now)
        if not any(one.reason is None for one in planned):
            raise Refused(_("这一次没有人需要发：原因写在各人名下。"))
        made = ReminderRound(
            training_id=training.id, classroom_id=classroom.id, by_id=by_id, kind=draft.kind, channel=draft.channel,
            text=draft.text.strip(), made_at=now,
        )  # fmt: skip
        session.add(made)
        session.flush()
        due = moment_to_send(now, standing.rules, training.time_zone) if draft.channel in SENT_BY_THE_HOUSE else None
        rows = [_row(made, one, due, now) for one in sorted(planned, key=lambda one: one.person_id)]
        session.add_all(rows)
        session.flush()
        sender, sent = session.get_one(Person, by_id).name, 0
        for row in rows:
            if row.due_at is not None and row.due_at <= now:
                learner = standing.find(row.person_id)
                assert learner is not None  # noqa: S101 - planned is of the standing
                deliver(row, made, learner, standing, classroom.name, sender)
                sent += 1
        waiting = sum(row.dropped_at is None for row in rows) - sent
        settle_drafts(by_id, round_box(classroom.id, draft.kind, draft.channel, standing.today))
        skipped = len(rows) - sent - waiting
        record(RoundMade(made.id, classroom.id, made.kind, made.channel, sent, waiting, skipped), by_id)
        return made.id


def note_posted(by_id: int, round_id: int) -> None:
    """The text was put into the class's chat group: from now on everybody named in it counts as spoken to."""
    with transaction() as session:
        made = locked(ReminderRound, ReminderRound.id == round_id)
        classroom = session.get_one(Classroom, made.classroom_id) if made else None
        if made is None or classroom is None or not may_chase(get_person(by_id), classroom):
            raise Forbidden
        if made.channel != Channel.GROUP:
            raise Refused(_("这一轮不是发到群里的。"))
        training = session.get_one(Training, made.training_id)
        standing = standing_of(classroom, training, clock.now())
        waiting = (Reminder.round_id == made.id, Reminder.sent_at.is_(None), Reminder.dropped_at.is_(None))
        for row in session.scalars(select(Reminder).where(*waiting).order_by(Reminder.person_id)).all():
            learner = standing.find(row.person_id)
            if learner is not None and learner.is_active:
                deliver(row, made, learner, standing, classroom.name, "")
            else:
                row.dropped_at, row.reason = clock.now(), Reason.DISABLED if learner else Reason.LEFT


def _row(made: ReminderRound, one: Planned, due: datetime | None, now: datetime) -> Reminder:
    is_skipped = one.reason is not None
    return Reminder(
        round_id=made.id, person_id=one.person_id, due_at=None if is_skipped else due, reason=one.reason,
        dropped_at=now if is_skipped else None,
    )  # fmt: skip


def _check(draft: Draft) -> None:
    if draft.channel not in (*SENT_BY_THE_HOUSE, *PREPARED):
        raise Refused(_("请选一种联系的方式。"), "channel")
    if not draft.person_ids:
        raise Refused(_("请至少选一位学员。"))
    strange = unknown_slots(draft.text)
    if strange:
        raise Refused(_("不认识这个空格：{%(word)s}。能用的都写在说明里。", word=strange[0]), "text")
    if draft.channel in SENT_BY_THE_HOUSE and not draft.text.strip():
        raise Refused(_("这里还没有写。"), "text")
