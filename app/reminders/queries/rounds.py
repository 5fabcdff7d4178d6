"""Rounds of reminders: one with everybody in it, the newest of a class, and the words that somebody used last."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload

from app.classrooms.models import Classroom
from app.foundation.database import BigId, db
from app.foundation.errors import NotFound
from app.foundation.reading import Question
from app.people.models import Person, School
from app.reminders.models import Contact, Reminder, ReminderRound
from app.reminders.policy import contacts_readable_by
from app.reminders.recipients import SENT_BY_THE_HOUSE

SHOWN = 5


class Line(NamedTuple):
    """One person's part of a round; outcome and promise are of the call that ticked it off."""

    id: int
    person_id: int
    name: str
    school: str | None
    due_at: datetime | None
    sent_at: datetime | None
    dropped_at: datetime | None
    reason: str | None
    outcome: str | None
    promised_on: date | None
    note: str | None
    words: str | None

    @property
    def is_open(self) -> bool:
        return self.sent_at is None and self.dropped_at is None


class Past(NamedTuple):
    """A round in short: how many it was for, and how many of them were left out."""

    id: int
    kind: str
    channel: str
    made_at: datetime
    by: str
    people: int
    skipped: int


def get_round(round_id: int, viewer: Person) -> tuple[ReminderRound, Classroom, str]:
    """A round with its class and who made it, for those who may read what was said there."""
    statement = (
        select(ReminderRound, Classroom, Person.name)
        .join(Classroom, Classroom.id == ReminderRound.classroom_id)
        .join(Person, Person.id == ReminderRound.by_id)
        .where(ReminderRound.id == round_id, contacts_readable_by(viewer))
        .options(joinedload(Classroom.training))
    )
    found = db.session.execute(statement).first()
    if found is None:
        raise NotFound
    return found.ReminderRound, found.Classroom, found.name


def lines_of(round_id: int) -> list[Line]:
    """Everybody of a round in the order of names, those that were left out at the end."""
    return [Line(*row) for row in LINES.all(round=round_id)]


def newest_rounds(classroom_id: int) -> list[Past]:
    return [Past(*row) for row in NEWEST.all(classroom=classroom_id)]


def last_words(by_id: int, classroom_id: int, kind: str) -> str | None:
    """What somebody wrote the last time, since most people have found their own tone by then."""
    words: str | None = LAST.one(by=by_id, classroom=classroom_id, kind=kind)
    return words


def _newest() -> Any:
    parts = (func.count(), func.count(Reminder.reason))
    columns = (ReminderRound.id, ReminderRound.kind, ReminderRound.channel, ReminderRound.made_at, Person.name)
    return (
        select(*columns, *parts)
        .join(Person, Person.id == ReminderRound.by_id)
        .join(Reminder, Reminder.round_id == ReminderRound.id)
        .where(ReminderRound.classroom_id == bindparam("classroom", type_=BigId))
        .group_by(*columns)
        .order_by(ReminderRound.made_at.desc(), ReminderRound.id.desc())
        .limit(SHOWN)
    )


NEWEST = Question(_newest)
LAST = Question(
    lambda: (
        select(ReminderRound.text)
        .where(ReminderRound.by_id == bindparam("by", type_=BigId), ReminderRound.kind == bindparam("kind"))
        .where(ReminderRound.classroom_id == bindparam("classroom", type_=BigId))
        .where(ReminderRound.channel.in_(SENT_BY_THE_HOUSE))
        .order_by(ReminderRound.made_at.desc(), ReminderRound.id.desc())
        .limit(1)
    )
)
LINES = Question(
    lambda: (
        select(
            *(Reminder.id, Reminder.person_id, Person.name, School.name.label("school"), Reminder.due_at),
            *(Reminder.sent_at, Reminder.dropped_at, Reminder.reason),
            *(Contact.outcome, Contact.promised_on, Contact.note, Contact.words),
        )
        .join(Person, Person.id == Reminder.person_id)
        .outerjoin(School, School.id == Person.school_id)
        .outerjoin(Contact, Contact.reminder_id == Reminder.id)
        .where(Reminder.round_id == bindparam("round", type_=BigId))
        .order_by(Reminder.dropped_at.is_not(None), Person.sort_name, Person.id)
    )
)
