"""What a person was told, in lines, as far as they may still see what it is about."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from app.classrooms.memberships import PersonalQuestion
from app.foundation.database import BigId, Instant, db
from app.foundation.errors import NotFound
from app.notifications.kinds import KINDS, kinds_in
from app.notifications.models import Notice, NoticeChoice
from app.notifications.policy import notices_open_to
from app.people.models import Person

PAGE = 30
PRESENT, NUMBER = bindparam("present", type_=Instant()), bindparam("notice", type_=BigId)
PART, SEEN, FIRST, LAST = aliased(Notice), aliased(Notice), aliased(Notice), aliased(Notice)
ACTOR = aliased(Person)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the inbox: `count` notices that `people` caused, the first of which `url` leads to.

    `actor` is the name of who caused it, of one of them where they are several.
    """

    id: int
    kind: str
    told_at: datetime
    read_at: datetime | None
    count: int
    people: int
    url: str
    data: Mapping[str, Any]
    actor: str | None


def lines_of(
    viewer: Person, *, only_unread: bool = False, group: str | None = None, before: int | None = None, limit: int = PAGE
) -> list[Line]:
    """Lines of a person's inbox, newest first, from below the line `before`."""
    asked = (only_unread, tuple(kinds_in(group)) if group is not None else None, before is not None, limit)
    return [Line(*row) for row in LINES.all(viewer, *asked, before=before)]


def get_line(notice_id: int, viewer: Person) -> Line:
    """One line of one's own, while one may see what it is about."""
    row = LINE.first(viewer, notice=notice_id)
    if row is None:
        raise NotFound
    return Line(*row)


def choices_of(person_id: int) -> dict[str, bool]:
    """Which groups the person silenced (True) or asked for (False)."""
    statement = select(NoticeChoice.topic, NoticeChoice.is_silent).where(NoticeChoice.person_id == person_id)
    return {row.topic: row.is_silent for row in db.session.execute(statement)}


def silencing(group: str, person_ids: Collection[int]) -> set[int]:
    """Which of these people want to hear nothing of a group."""
    mine = (NoticeChoice.topic == group, NoticeChoice.is_silent, NoticeChoice.person_id.in_(person_ids))
    return set(db.session.scalars(select(NoticeChoice.person_id).where(*mine)))


def heads_of(viewer: Person, present: Any) -> Select[*tuple[Any, ...]]:
    """A person's lines told by a moment in which there is something that they may see."""
    follows = select(SEEN.id).where(SEEN.head_id == Notice.id, notices_open_to(viewer, SEEN)).exists()
    is_seen = or_(notices_open_to(viewer, Notice), follows)  # most lines are one notice, which is read already
    mine = (Notice.person_id == viewer.id, Notice.head_id.is_(None), Notice.kind.in_(list(KINDS)))
    columns = (Notice.id, Notice.kind, Notice.told_at, Notice.read_at)
    return select(*columns).where(*mine, Notice.told_at <= present, is_seen)


def _listed(
    viewer: Person, only_unread: bool, kinds: tuple[str, ...] | None, is_below: bool, limit: int
) -> Select[*tuple[Any, ...]]:
    heads = heads_of(viewer, PRESENT).order_by(Notice.told_at.desc(), Notice.id.desc()).limit(limit)
    if only_unread:
        heads = heads.where(Notice.read_at.is_(None))
    if kinds is not None:
        heads = heads.where(Notice.kind.in_(kinds))
    if is_below:
        heads = heads.where(_is_below(viewer))
    return _gathered(viewer, heads)


def _is_below(viewer: Person) -> ColumnElement[bool]:
    other, before = aliased(Notice), bindparam("before", type_=BigId)
    told_at = select(other.told_at).where(other.id == before, other.person_id == viewer.id).scalar_subquery()
    return tuple_(Notice.told_at, Notice.id) < tuple_(told_at, before)


def _gathered(viewer: Person, heads: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Lines with what they gathered: how much of whom, the address of the first, the words of the last."""
    head = heads.subquery()
    parts = (func.count().label("count"), func.count(PART.actor_id.distinct()).label("people"))
    actor = func.max(PART.actor_id).label("actor_id")
    ends = (func.min(PART.id).label("first"), func.max(PART.id).label("last"))
    gathered = (
        select(*head.c, *parts, *ends, actor)
        .join(PART, or_(PART.id == head.c.id, PART.head_id == head.c.id))
        .where(notices_open_to(viewer, PART))
        .group_by(*head.c)
        .subquery()
    )
    columns = [gathered.c[name] for name in ("id", "kind", "told_at", "read_at", "count", "people")]
    return (
        select(*columns, FIRST.url, LAST.data, ACTOR.name)
        .join(FIRST, FIRST.id == gathered.c.first)
        .join(LAST, LAST.id == gathered.c.last)
        .outerjoin(ACTOR, ACTOR.id == gathered.c.actor_id)
        .order_by(gathered.c.told_at.desc(), gathered.c.id.desc())
    )


LINES = PersonalQuestion(_listed)
LINE = PersonalQuestion(lambda viewer: _gathered(viewer, heads_of(viewer, PRESENT).where(Notice.id == NUMBER)))
