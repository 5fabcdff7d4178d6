"""Lists of announcements: what stands now, what has passed, what one wrote oneself, what waits to be read."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, desc, func, or_, select

from app.announcements.models import Announcement, AnnouncementReading
from app.announcements.policy import announcements_readable_by, concerns
from app.classrooms.memberships import PersonalQuestion
from app.classrooms.models import Classroom
from app.foundation import clock
from app.foundation.database import BigId, db
from app.foundation.reading import moment
from app.people.models import Person, Place

PAGE = 20
SHOWN_AT_HOME = 3


class Line(NamedTuple):
    """One announcement of a list, as its viewer stands to it."""

    id: int
    title: str
    publish_at: datetime | None
    written_at: datetime
    expires_on: date | None
    audience: str
    is_pinned: bool
    asks_acknowledgement: bool
    is_withdrawn: bool
    place_name: str
    classroom_name: str | None
    author_name: str
    read_at: datetime | None
    acknowledged_at: datetime | None
    is_concerned: bool

    @property
    def is_waiting(self) -> bool:
        """Whether it is addressed to the viewer and not read, or not acknowledged where that is asked."""
        unread = self.read_at is None or (self.asks_acknowledgement and self.acknowledged_at is None)
        return self.is_concerned and unread


def announcements_for(
    viewer: Person, training_id: int, today: date, *, past: bool = False, before: tuple[datetime, int] | None = None
) -> list[Line]:
    """What the viewer may read, pinned ones first, then the newest; `past` lists what has expired.

    `before` is the moment and number of the last line of the page before; one line more than a page tells of another.
    """
    expired = and_(Announcement.expires_on.is_not(None), Announcement.expires_on < today)
    published = (Announcement.publish_at <= clock.now(), Announcement.withdrawn_at.is_(None))
    statement = _lines(viewer).where(Announcement.training_id == training_id, *published)
    statement = statement.where(announcements_readable_by(viewer), expired if past else ~expired)
    stands_above = and_(Announcement.is_pinned, ~expired)
    if before is not None:
        statement = statement.where(_after(*before), ~stands_above)
    order = (desc(stands_above), Announcement.publish_at.desc(), Announcement.id.desc())
    return [Line(*row) for row in db.session.execute(statement.order_by(*order).limit(PAGE + 1))]


def own_announcements(viewer: Person, training_id: int, before: int | None = None) -> list[Line]:
    """What the viewer wrote, drafts and what is still to come among it, the newest first."""
    statement = _lines(viewer).where(Announcement.training_id == training_id, Announcement.author_id == viewer.id)
    if before is not None:
        statement = statement.where(Announcement.id < before)
    return [Line(*row) for row in db.session.execute(statement.order_by(Announcement.id.desc()).limit(PAGE + 1))]


def waiting_for(viewer: Person, training_id: int, today: date) -> list[Line]:
    """The newest few that wait for the viewer to read or acknowledge them, those that ask for a word first."""
    return [Line(*row) for row in WAITING.all(viewer, training=training_id, today=today)]


def _waiting(viewer: Person) -> Select[*tuple[Any, ...]]:
    unread = or_(
        AnnouncementReading.read_at.is_(None),
        and_(Announcement.asks_acknowledgement, AnnouncementReading.acknowledged_at.is_(None)),
    )
    return (
        _lines(viewer)
        .where(Announcement.training_id == bindparam("training", type_=BigId), Announcement.publish_at <= moment())
        .where(Announcement.withdrawn_at.is_(None), concerns(viewer), unread)
        .where(_never_expires() | (Announcement.expires_on >= bindparam("today", type_=Date())))
        .order_by(desc(Announcement.asks_acknowledgement), Announcement.publish_at.desc(), Announcement.id.desc())
        .limit(SHOWN_AT_HOME)
    )


WAITING = PersonalQuestion(_waiting)


def _lines(viewer: Person) -> Select[*tuple[Any, ...]]:
    said = (Announcement.id, Announcement.title, Announcement.publish_at, Announcement.written_at)
    kind = (Announcement.expires_on, Announcement.audience, Announcement.is_pinned, Announcement.asks_acknowledgement)
    names = (Place.name, Classroom.name, Person.name)
    own = (AnnouncementReading.read_at, AnnouncementReading.acknowledged_at, func.coalesce(concerns(viewer), False))
    mine = and_(AnnouncementReading.announcement_id == Announcement.id, AnnouncementReading.person_id == viewer.id)
    return (
        select(*said, *kind, Announcement.withdrawn_at.is_not(None), *names, *own)
        .join(Place, Place.code == Announcement.place_code)
        .join(Person, Person.id == Announcement.author_id)
        .outerjoin(Classroom, Classroom.id == Announcement.classroom_id)
        .outerjoin(AnnouncementReading, mine)
    )


def _never_expires() -> ColumnElement[bool]:
    return Announcement.expires_on.is_(None)


def _after(instant: datetime, number: int) -> ColumnElement[bool]:
    """Further down the list than this line."""
    same = and_(Announcement.publish_at == instant, Announcement.id < number)
    return or_(Announcement.publish_at < instant, same)
