"""Who announces to whom: a class's tutor and administrator to the class, an area to its places, the team to all.

An announcement is read by the members of its classes whom it concerns and by whoever oversees its place, once its moment
has come; before that, and as a draft, by its author alone.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import aliased

from app.announcements.models import Announcement, Audience
from app.classrooms.memberships import LEARNER, memberships_of
from app.classrooms.models import Classroom, StaffRole
from app.classrooms.policy import classroom_ids_of, is_staff_of
from app.foundation.reading import moment
from app.people.models import Person, Role
from app.people.policy import oversees, scopes_of, within

WRITERS = (StaffRole.TUTOR, StaffRole.CLASS_ADMINISTRATOR)
AREAS = (Role.AREA_ADMINISTRATOR, Role.PROJECT_TEAM)


def writes_announcements(person: Person) -> bool:
    """Whether there is anybody to whom the person may announce something."""
    return bool(classroom_ids_of(person, *WRITERS) or scopes_of(person, *AREAS))


def may_announce_in(person: Person, place_code: str, classroom_id: int | None) -> bool:
    """To a class: those who lead it; to a place or any class in it: whoever administers the place."""
    if any(place_code.startswith(scope) for scope in scopes_of(person, *AREAS)):
        return True
    return classroom_id is not None and is_staff_of(person, classroom_id, *WRITERS)


def may_change_announcement(person: Person, announcement: Announcement) -> bool:
    """Its author, as long as they may still announce there, and whoever administers the place."""
    return may_announce_in(person, announcement.place_code, announcement.classroom_id) and (
        announcement.author_id == person.id or _administers(person, announcement.place_code)
    )


def may_see_readers(person: Person, announcement: Announcement) -> bool:
    """Who has read it, by name in a class and in numbers above: its author, those who lead the class, those above."""
    if announcement.classroom_id and is_staff_of(person, announcement.classroom_id, *WRITERS):
        return announcement.publish_at is not None
    return may_change_announcement(person, announcement) or oversees(person, announcement.place_code)


def announcements_readable_by(person: Person, present: datetime | None = None) -> ColumnElement[bool]:
    """What the person may read: published and not withdrawn, in their classes or under their eyes; and their own."""
    published = and_(
        Announcement.publish_at.is_not(None),
        Announcement.publish_at <= (moment() if present is None else present),
        Announcement.withdrawn_at.is_(None),
    )
    seen = or_(announced_to(person), _told_to_overseers(person))
    return or_(and_(published, seen), and_(Announcement.author_id == person.id, _may_still_write(person)))


def announced_to(person: Person) -> ColumnElement[bool]:
    """What is said in a class of the person's; who looks after learners also knows what learners are told."""
    learning, working = _classrooms_of(person)
    return or_(and_(_reaches(learning), Announcement.audience != Audience.STAFF), _reaches(working))


def concerns(person: Person) -> ColumnElement[bool]:
    """What is addressed to the person themself, and waits for them to read it."""
    learning, working = _classrooms_of(person)
    return or_(
        and_(_reaches(learning), Announcement.audience != Audience.STAFF),
        and_(_reaches(working), Announcement.audience != Audience.LEARNERS),
    )


def _classrooms_of(person: Person) -> tuple[list[int], list[int]]:
    """Where the person learns, and where they work."""
    held = memberships_of(person)
    learning = [one.classroom_id for one in held if one.role == LEARNER]
    return learning, [one.classroom_id for one in held if one.role != LEARNER]


def _told_to_overseers(person: Person) -> ColumnElement[bool]:
    """All that is said inside one's part of the tree, and what those above say to it."""
    scopes = scopes_of(person, *Role)
    above = {scope[:length] for scope in scopes for length in range(1, len(scope))}
    said_above = and_(Announcement.place_code.in_(above), Announcement.classroom_id.is_(None))
    return or_(within(Announcement.place_code, scopes), said_above)


def _reaches(classroom_ids: list[int]) -> ColumnElement[bool]:
    if not classroom_ids:
        return false()
    room = aliased(Classroom)  # beside the one that a list joins for its name
    below = exists(
        select(room.id).where(
            room.id.in_(classroom_ids),
            room.training_id == Announcement.training_id,
            room.place_code.startswith(Announcement.place_code),
        )
    )
    return or_(
        Announcement.classroom_id.in_(classroom_ids),
        and_(Announcement.classroom_id.is_(None), below),
    )


def _administers(person: Person, place_code: str) -> bool:
    return any(place_code.startswith(scope) for scope in scopes_of(person, *AREAS))


def _may_still_write(person: Person) -> ColumnElement[bool]:
    """Own announcements stay in sight while the person may announce there at all."""
    return or_(
        within(Announcement.place_code, scopes_of(person, *AREAS)),
        Announcement.classroom_id.in_(classroom_ids_of(person, *WRITERS)),
    )
