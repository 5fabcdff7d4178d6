"""One announcement with the names around it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, select

from app.announcements.models import Announcement, AnnouncementReading, AnnouncementVersion
from app.announcements.policy import announcements_readable_by, concerns, may_change_announcement
from app.classrooms.models import Classroom, Training
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound
from app.people.models import Person, Place


@dataclass(frozen=True, slots=True)
class Shown:
    """An announcement, where it was said by whom, and how its viewer stands to it."""

    announcement: Announcement
    training: Training
    place_name: str
    classroom_name: str | None
    classroom_code: str | None
    author_name: str
    reading: AnnouncementReading | None
    is_concerned: bool


def get_announcement(announcement_id: int, viewer: Person) -> Shown:
    """An announcement that the viewer may read; any other is as good as none."""
    row = db.session.execute(_shown(viewer).where(Announcement.id == announcement_id)).first()
    if row is None:
        raise NotFound
    return Shown(*row)


def get_changeable(announcement_id: int, viewer: Person) -> Shown:
    """The same for whoever may change it."""
    shown = get_announcement(announcement_id, viewer)
    if not may_change_announcement(viewer, shown.announcement):
        raise Forbidden
    return shown


def versions_of(announcement_id: int) -> list[AnnouncementVersion]:
    """What it said before each edit, the newest first."""
    statement = select(AnnouncementVersion).where(AnnouncementVersion.announcement_id == announcement_id)
    return list(db.session.scalars(statement.order_by(AnnouncementVersion.number.desc())))


def _shown(viewer: Person) -> Select[*tuple[Any, ...]]:
    mine = and_(AnnouncementReading.announcement_id == Announcement.id, AnnouncementReading.person_id == viewer.id)
    names = (Place.name, Classroom.name, Classroom.code, Person.name)
    return (
        select(Announcement, Training, *names, AnnouncementReading, func.coalesce(concerns(viewer), False))
        .join(Training, Training.id == Announcement.training_id)
        .join(Place, Place.code == Announcement.place_code)
        .join(Person, Person.id == Announcement.author_id)
        .outerjoin(Classroom, Classroom.id == Announcement.classroom_id)
        .outerjoin(AnnouncementReading, mine)
        .where(announcements_readable_by(viewer))
    )
