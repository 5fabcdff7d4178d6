"""Telling people, once for each thing, and not what they silenced."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, delete, false, func, insert, or_, select, update

from app.foundation import clock
from app.foundation.database import db
from app.foundation.dialects import insert_or
from app.foundation.errors import Refused
from app.foundation.realtime import nudge, person_room
from app.foundation.transactions import after_commit, transaction
from app.notifications.kinds import GROUPS, KINDS, kinds_in
from app.notifications.models import Notice, NoticeChoice

Thing = tuple[str, int]


class _Known(NamedTuple):
    """What there is already: whether this was told, what the person chose for the group, the line it would join."""

    told: int | None
    is_silent: bool | None
    head: int | None


def tell(
    person_id: int,
    kind: str,
    about: str,
    url: str,
    data: dict[str, Any],
    *,
    thing: Thing | None = None,
    gathers: str | None = None,
    actor_id: int | None = None,
    at: datetime | None = None,
) -> None:
    """Tell a person about something, unless they were told of it before or silenced its group.

    `about` is the cause; the person hears of it while they may see `thing`; notices that gather the same become one
    line until it is read. Told `at` a later moment it stands alone, waits unseen and can be untold until then. Who tells
    several people tells them in the order of their numbers.
    """
    gathers = None if at else gathers
    with transaction() as session:
        known = _look(person_id, kind, about, gathers)
        if known.told is not None or _is_silent(kind, known.is_silent):
            return
        head_id = _renewed(known.head)
        values = {"person_id": person_id, "kind": kind, "about": about, "url": url, "data": data, "read_at": None}
        further = {"gathers": gathers, "actor_id": actor_id, "head_id": head_id, "told_at": at or clock.now()}
        thing_kind, thing_id = thing or (None, None)
        row = {**values, **further, "thing_kind": thing_kind, "thing_id": thing_id}
        if session.execute(insert_or(Notice).values(row).on_conflict_do_nothing().returning(Notice.id)).first() is None:
            _join_a_twin(row)
        after_commit(lambda: nudge(person_room(person_id), "notices", {}))


def untell(person_id: int, about: str) -> None:
    """Take a notice back that stands alone, as if it had not been told."""
    with transaction() as session:
        session.execute(delete(Notice).where(Notice.person_id == person_id, Notice.about == about))


def withdraw_unread(person_id: int, causes: Collection[str]) -> int:
    """Take back what stands alone and was not read yet; how many of these notices were read, and stay."""
    mine = (Notice.person_id == person_id, Notice.about.in_(causes))
    with transaction() as session:
        session.execute(delete(Notice).where(*mine, Notice.read_at.is_(None)))
        after_commit(lambda: nudge(person_room(person_id), "notices", {}))
        return session.scalar(select(func.count()).select_from(Notice).where(*mine)) or 0


def mark_read(person_id: int, notice_id: int | None = None, group: str | None = None) -> None:
    """Mark one line of a person as read, or all of a group, or all."""
    with transaction():
        told = (Notice.told_at <= clock.now(), Notice.read_at.is_(None))
        statement = update(Notice).where(Notice.person_id == person_id, *told)
        if notice_id is not None:
            statement = statement.where(or_(Notice.id == notice_id, Notice.head_id == notice_id))
        if group is not None:
            statement = statement.where(Notice.kind.in_(kinds_in(group)))
        db.session.execute(statement.values(read_at=clock.now()))
        after_commit(lambda: nudge(person_room(person_id), "notices", {}))


def choose_groups(person_id: int, silent: Collection[str]) -> None:
    """Silence these groups and no others; what must be heard cannot be silenced."""
    for name in silent:
        if name not in GROUPS or not GROUPS[name].may_be_silent:
            raise Refused(_("这一类通知不能关掉。"))
    with transaction() as session:
        session.execute(delete(NoticeChoice).where(NoticeChoice.person_id == person_id))
        free = [name for name, group in GROUPS.items() if group.may_be_silent]
        rows = [{"person_id": person_id, "topic": name, "is_silent": name in silent} for name in free]
        session.execute(insert(NoticeChoice), rows)


def _is_silent(kind: str, chosen: bool | None) -> bool:
    group = GROUPS[KINDS[kind].group]
    return group.may_be_silent and (group.begins_silent if chosen is None else chosen)


def _look(person_id: int, kind: str, about: str, gathers: str | None) -> _Known:
    told = select(Notice.id).where(Notice.person_id == person_id, Notice.about == about)
    chosen = select(NoticeChoice.is_silent).where(
        NoticeChoice.person_id == person_id, NoticeChoice.topic == KINDS[kind].group
    )
    head = select(Notice.id).where(*_gathering(person_id, kind, gathers))
    row = db.session.execute(select(*(part.scalar_subquery() for part in (told, chosen, head)))).one()
    return _Known(*row)


def _gathering(person_id: int, kind: str, gathers: str | None) -> list[ColumnElement[bool]]:
    same = [Notice.person_id == person_id, Notice.kind == kind]
    same.append(false() if gathers is None else Notice.gathers == gathers)
    return [*same, Notice.read_at.is_(None), Notice.head_id.is_(None)]


def _renewed(head_id: int | None) -> int | None:
    """The line brought to the top, or None if it was read meanwhile."""
    if head_id is None:
        return None
    unread = update(Notice).where(Notice.id == head_id, Notice.read_at.is_(None))
    return db.session.scalar(unread.values(told_at=clock.now()).returning(Notice.id))


def _join_a_twin(row: dict[str, Any]) -> None:
    """Somebody opened the same line between look and insert: join it; if the cause itself was told, all is said."""
    known = _look(row["person_id"], row["kind"], row["about"], row["gathers"])
    if known.told is None:
        db.session.execute(insert_or(Notice).values({**row, "head_id": _renewed(known.head)}).on_conflict_do_nothing())
