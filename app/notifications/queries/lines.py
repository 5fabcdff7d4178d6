"""What a person was told, in lines, as far as they may still see what it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from app.foundation import clock
from app.foundation.database import BigId, db
from app.foundation.errors import NotFound
from app.notifications.kinds import KINDS, kinds_in
from app.notifications.models import Notice, NoticeChoice
from app.notifications.policy import notices_open_to
from app.people.models import Person

PAGE = 30
PART, SEEN, FIRST, LAST = aliased(Notice), aliased(Notice), aliased(Notice), aliased(Notice)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the inbox: `count` notices that `people` caused, the first of which `url` leads to."""

    id: int
    kind: str
    told_at: datetime
    read_at: datetime | None
    count: int
    people: int
    url: str
    data: Mapping[str, Any]


def lines_of(
    viewer: Person, *, only_unread: bool = False, group: str | None = None, before: int | None = None, limit: int = PAGE
) -> list[Line]:
    """Lines of a person's inbox, newest first, from below the line `before`."""
    heads = heads_of(viewer, clock.now()).order_by(Notice.told_at.desc(), Notice.id.desc()).limit(limit)
    if only_unread:
        heads = heads.where(Notice.read_at.is_(None))
    if group is not None:
        heads = heads.where(Notice.kind.in_(kinds_in(group)))
    if before is not None:
        heads = heads.where(_is_below(viewer, before))
    return _lines(viewer, heads)


def get_line(notice_id: int, viewer: Person) -> Line:
    """One line of one's own, while one may see what it is about."""
    found = _lines(viewer, heads_of(viewer, clock.now()).where(Notice.id == notice_id))
    if not found:
        raise NotFound
    return found[0]


def choices_of(person_id: int) -> dict[str, bool]:
    """Which groups the person silenced (True) or asked for (False)."""
    statement = select(NoticeChoice.topic, NoticeChoice.is_silent).where(NoticeChoice.person_id == person_id)
    return {row.topic: row.is_silent for row in db.session.execute(statement)}


def heads_of(viewer: Person, present: Any) -> Select[*tuple[Any, ...]]:
    """A person's lines told by a moment in which there is something that they may see."""
    follows = select(SEEN.id).where(SEEN.head_id == Notice.id, notices_open_to(viewer, SEEN)).exists()
    is_seen = or_(notices_open_to(viewer, Notice), follows)  # most lines are one notice, which is read already
    mine = (Notice.person_id == viewer.id, Notice.head_id.is_(None), Notice.kind.in_(list(KINDS)))
    columns = (Notice.id, Notice.kind, Notice.told_at, Notice.read_at)
    return select(*columns).where(*mine, Notice.told_at <= present, is_seen)


def _is_below(viewer: Person, line_id: int) -> ColumnElement[bool]:
    other = aliased(Notice)
    told_at = select(other.told_at).where(other.id == line_id, other.person_id == viewer.id).scalar_subquery()
    return tuple_(Notice.told_at, Notice.id) < tuple_(told_at, literal(line_id, BigId))


def _lines(viewer: Person, heads: Select[*tuple[Any, ...]]) -> list[Line]:
    """Lines with what they gathered: how much of whom, the address of the first, the words of the last."""
    head = heads.subquery()
    parts = (func.count().label("count"), func.count(PART.actor_id.distinct()).label("people"))
    ends = (func.min(PART.id).label("first"), func.max(PART.id).label("last"))
    gathered = (
        select(*head.c, *parts, *ends)
        .join(PART, or_(PART.id == head.c.id, PART.head_id == head.c.id))
        .where(notices_open_to(viewer, PART))
        .group_by(*head.c)
        .subquery()
    )
    columns = [gathered.c[name] for name in ("id", "kind", "told_at", "read_at", "count", "people")]
    statement = (
        select(*columns, FIRST.url, LAST.data)
        .join(FIRST, FIRST.id == gathered.c.first)
        .join(LAST, LAST.id == gathered.c.last)
        .order_by(gathered.c.told_at.desc(), gathered.c.id.desc())
    )
    return [Line(*tuple(row)) for row in db.session.execute(statement)]
