"""The number on the badge: one statement on every page, so it is built once for as long as somebody stands the same."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from app.classrooms.memberships import Membership, memberships_of
from app.foundation import clock
from app.foundation.database import Instant
from app.foundation.reading import Question
from app.notifications.models import Notice
from app.notifications.queries.lines import heads_of
from app.people.models import Person, Role
from app.people.policy import scopes_of

MOST_COUNTED = 100
KEPT = 256


@dataclass(frozen=True, slots=True)
class Stand:
    """All that decides what a person may see; two visits with the same stand ask the same."""

    person_id: int
    memberships: tuple[Membership, ...]
    scopes: tuple[tuple[str, ...], ...]
    person: Person = field(compare=False)


def unread_count(viewer: Person) -> int:
    """How many lines of the inbox the person has not read, at most a hundred."""
    scopes = tuple(tuple(scopes_of(viewer, role)) for role in Role)
    stand = Stand(viewer.id, tuple(memberships_of(viewer)), scopes, viewer)
    return int(_counting(stand).one(present=clock.now()))


@lru_cache(maxsize=KEPT)
def _counting(stand: Stand) -> Question:
    """Building this costs eight times as much as asking it."""
    return Question(lambda: _unread_heads(stand))


def _unread_heads(stand: Stand) -> Select[*tuple[Any, ...]]:
    heads = heads_of(stand.person, bindparam("present", type_=Instant()))
    unread = heads.where(Notice.read_at.is_(None)).limit(MOST_COUNTED).subquery()
    return select(func.count()).select_from(unread)
