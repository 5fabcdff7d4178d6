"""The number on the badge: one statement on every page, so it is built once for as long as somebody stands the same."""

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


Stand = tuple[int, tuple[Membership, ...], tuple[tuple[str, ...], ...]]
_questions: dict[Stand, Question] = {}


def unread_count(viewer: Person) -> int:
    """How many lines of the inbox the person has not read, at most a hundred."""
    return int(_question_of(viewer).one(present=clock.now()))


def _question_of(viewer: Person) -> Question:
    """Kept under all that decides what a person may see: building it costs eight times as much as asking it."""
    stand = viewer.id, tuple(memberships_of(viewer)), tuple(tuple(scopes_of(viewer, role)) for role in Role)
    question = _questions.get(stand)
    if question is None:
        question = _questions[stand] = Question(lambda: _unread_heads(viewer))
        for oldest in list(_questions)[:-KEPT]:
            _questions.pop(oldest, None)
    return question


def _unread_heads(viewer: Person) -> Select[*tuple[Any, ...]]:
    heads = heads_of(viewer, bindparam("present", type_=Instant()))
    unread = heads.where(Notice.read_at.is_(None)).limit(MOST_COUNTED).subquery()
    return select(func.count()).select_from(unread)
