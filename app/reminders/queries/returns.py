"""Who was brought back: of each class by each way, of all classes below a place, and by whom.

A learner counts once for each time they came back; what that means is said in `reminders/returns.py`.
"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select

from app.classrooms.models import Classroom
from app.foundation.database import BigId, Instant
from app.foundation.reading import Question
from app.reminders.models import ContactReturn


class Returns(NamedTuple):
    """Contacts with people who had been idle, and how many of them came back within three days."""

    contacts: int = 0
    back: int = 0

    @property
    def percent(self) -> int | None:
        """Whole percents, halves up; None where nobody was contacted while idle."""
        return (200 * self.back + self.contacts) // (2 * self.contacts) if self.contacts else None

    def plus(self, other: "Returns") -> "Returns":
        return Returns(self.contacts + other.contacts, self.back + other.back)


IDLE = ContactReturn.was_idle
NUMBERS = (func.count(), func.count(ContactReturn.came_back_at))


def _of_room() -> Select[*tuple[Any, ...]]:
    room = ContactReturn.classroom_id == bindparam("classroom", type_=BigId)
    return select(ContactReturn.channel, *NUMBERS).where(room, IDLE).group_by(ContactReturn.channel)


def _under_place() -> Select[*tuple[Any, ...]]:
    rooms = select(ContactReturn.classroom_id, ContactReturn.channel, *NUMBERS).join(
        Classroom, Classroom.id == ContactReturn.classroom_id
    )
    training = ContactReturn.training_id == bindparam("training", type_=BigId)
    place = Classroom.place_code.between(bindparam("low"), bindparam("high"))
    return rooms.where(training, place, IDLE).group_by(ContactReturn.classroom_id, ContactReturn.channel)


OF_ROOM, UNDER_PLACE = Question(_of_room), Question(_under_place)
BY_STAFF = Question(
    lambda: (
        select(ContactReturn.by_id, ContactReturn.classroom_id, func.count(ContactReturn.came_back_at))
        .where(ContactReturn.training_id == bindparam("training", type_=BigId))
        .where(ContactReturn.came_back_at >= bindparam("since", type_=Instant()))
        .where(ContactReturn.came_back_at < bindparam("until", type_=Instant()))
        .group_by(ContactReturn.by_id, ContactReturn.classroom_id)
    )
)


def returns_of(classroom_id: int) -> dict[str, Returns]:
    """Of one class, by channel."""
    return {channel: Returns(contacts, back) for channel, contacts, back in OF_ROOM.all(classroom=classroom_id)}


def returns_of_classrooms(training_id: int, prefix: str = "") -> dict[int, dict[str, Returns]]:
    """Of each class below a place, by channel."""
    found: dict[int, dict[str, Returns]] = {}
    for room, channel, contacts, back in UNDER_PLACE.all(training=training_id, low=prefix, high=prefix + "~"):
        found.setdefault(room, {})[channel] = Returns(contacts, back)
    return found


def brought_back_by(training_id: int, since: datetime, until: datetime) -> dict[tuple[int, int], int]:
    """How many times learners came back within a span of time, by who had contacted them last, in which class."""
    rows = BY_STAFF.all(training=training_id, since=since, until=until)
    return {(by_id, room): number for by_id, room, number in rows}
