"""The number on the badge: one statement on every page, worded once for all who stand alike."""

from typing import Any

from sqlalchemy import Select, bindparam, func, select

from app.classrooms.memberships import PersonalQuestion
from app.foundation.database import Instant
from app.notifications.models import Notice
from app.notifications.queries.lines import heads_of
from app.people.models import Person

MOST_COUNTED = 100


def unread_count(viewer: Person) -> int:
    """How many lines of the inbox the person has not read, at most a hundred."""
    return int(UNREAD.one(viewer))


def _unread_heads(viewer: Person) -> Select[*tuple[Any, ...]]:
    heads = heads_of(viewer, bindparam("present", type_=Instant()))
    unread = heads.where(Notice.read_at.is_(None)).limit(MOST_COUNTED).subquery()
    return select(func.count()).select_from(unread)


UNREAD = PersonalQuestion(_unread_heads)
