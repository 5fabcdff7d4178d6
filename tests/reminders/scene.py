"""A class on a Wednesday evening of the third week: who lags, who asked for letters, who wants to hear nothing."""

from datetime import datetime, timedelta

from app.classrooms.models import Enrolment
from app.foundation import clock
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.mail.models import Mailbox
from app.notifications.operations import choose_groups
from app.people.models import Person
from app.reminders.models import Contact, Reminder
from app.study.models import StudyDay
from tests.support.given import BEGINNING, EVENING, Given

LIST = "/classrooms/c-101/reminders"
NEW = "/classrooms/c-101/reminders/new"


def later(**by: int) -> datetime:
    clock.travel_to(clock.now() + timedelta(**by))
    return clock.now()


def study(given: Given, person: Person, minutes: int, days_ago: int = 1) -> None:
    """So many minutes on one day in the person's own class."""
    day = given.training.day_of(EVENING - timedelta(days=days_ago))
    with transaction() as session:
        session.add(
            StudyDay(
                person_id=person.id, training_id=given.training.id, day=day, classroom_id=given.classroom.id,
                seconds=60 * minutes,
            )
        )  # fmt: skip


def learners(given: Given, number: int, classroom=None) -> list[int]:
    """More learners of a class, who have done nothing yet."""
    room = classroom or given.classroom
    with transaction() as session:
        people = [
            Person(account=f"more-{room.id}-{n}", name=f"学员{n}", sort_name=f"z{n:03}", created_at=BEGINNING)
            for n in range(number)
        ]
        session.add_all(people)
        session.flush()
        session.add_all(
            Enrolment(person_id=one.id, training_id=given.training.id, classroom_id=room.id, since=BEGINNING)
            for one in people
        )
        return [one.id for one in people]


def an_address(person: Person, *, confirmed: bool = True) -> None:
    with transaction() as session:
        confirmed_at = clock.now() if confirmed else None
        session.add(Mailbox(person_id=person.id, address=f"{person.account}@example.org", confirmed_at=confirmed_at))


def silence(person: Person) -> None:
    choose_groups(person.id, ["reminders"])


def contacts() -> list[Contact]:
    return list(db.session.scalars(db.select(Contact).order_by(Contact.id)))


def reminders() -> list[Reminder]:
    return list(db.session.scalars(db.select(Reminder).order_by(Reminder.id)))
