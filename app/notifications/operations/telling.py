"""Telling people, once for each thing, and not what they silenced."""

from collections.abc import Collection
from datetime import datetime
from functools import partial
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, String, Update, bindparam, delete, func, insert, or_, select, update

from app.foundation import clock
from app.foundation.database import BigId, db
from app.foundation.dialects import insert_or, table_of
from app.foundation.errors import Refused
from app.foundation.reading import Question
from app.foundation.realtime import nudge, person_room
from app.foundation.transactions import after_commit, transaction
from app.foundation.writing import Change
from app.notifications.kinds import GROUPS, KINDS, kinds_in
from app.notifications.models import Notice, NoticeChoice

Thing = tuple[str, int]


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
    with transaction():
        known = _look(person_id, kind, about, gathers)
        if known.told is not None or _is_silent(kind, known.is_silent):
            return
        thing_kind, thing_id = thing or (None, None)
        row = {
            "person_id": person_id, "kind": kind, "about": about, "url": url, "data": data, "actor_id": actor_id,
            "thing_kind": thing_kind, "thing_id": thing_id, "gathers": gathers, "told_at": at or clock.now(),
        }  # fmt: skip
        if ADD.first(head_id=_renewed(known.head), **row) is None:
            _join_a_twin(row)
        after_commit(lambda: nudge(person_room(person_id), "notices", {}))


def tell_all(
    person_ids: Collection[int], kind: str, about: str, url: str, data: dict[str, Any], *, thing: Thing | None = None
) -> None:
    """Tell many people of the same cause in a few statements; each once, and not those who silenced its group."""
    thing_kind, thing_id = thing or (None, None)
    shared = {"kind": kind, "about": about, "url": url, "data": data, "told_at": clock.now(), "read_at": None}
    shared |= {"thing_kind": thing_kind, "thing_id": thing_id}
    with transaction() as session:
        chosen = select(NoticeChoice.person_id, NoticeChoice.is_silent).where(NoticeChoice.topic == KINDS[kind].group)
        choices = {row.person_id: row.is_silent for row in session.execute(chosen)}
        told = [number for number in sorted(set(person_ids)) if not _is_silent(kind, choices.get(number))]
        if told:
            rows = [{"person_id": number, **shared} for number in told]
            session.execute(insert_or(Notice).on_conflict_do_nothing(), rows)
        for number in told:
            after_commit(partial(nudge, person_room(number), "notices", {}))


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


def _look(person_id: int, kind: str, about: str, gathers: str | None) -> Any:
    return LOOK.first(person=person_id, of=kind, cause=about, of_group=KINDS[kind].group, same=gathers)


def _renewed(head_id: int | None) -> int | None:
    """The line brought to the top, or None if it was read meanwhile."""
    if head_id is None:
        return None
    renewed: int | None = RENEW.one(head=head_id, told_at=clock.now())
    return renewed


def _join_a_twin(row: dict[str, Any]) -> None:
    """Somebody opened the same line between look and insert: join it; if the cause itself was told, all is said."""
    known = _look(row["person_id"], row["kind"], row["about"], row["gathers"])
    if known.told is None:
        ADD.first(**row, head_id=_renewed(known.head))


def _known() -> Select[*tuple[Any, ...]]:
    """What there is already: whether this was told, what the person chose for the group, the line it would join."""
    person = bindparam("person", type_=BigId)
    told = select(Notice.id).where(Notice.person_id == person, Notice.about == bindparam("cause"))
    chosen = select(NoticeChoice.is_silent).where(
        NoticeChoice.person_id == person, NoticeChoice.topic == bindparam("of_group")
    )
    is_same = Notice.kind == bindparam("of"), Notice.gathers == bindparam("same", type_=String())
    head = select(Notice.id).where(
        Notice.person_id == person, *is_same, Notice.read_at.is_(None), Notice.head_id.is_(None)
    )
    parts = {"told": told, "is_silent": chosen, "head": head}
    return select(*(part.scalar_subquery().label(name) for name, part in parts.items()))


def _renewing() -> Update:
    unread = Notice.id == bindparam("head", type_=BigId), Notice.read_at.is_(None)
    return update(table_of(Notice)).where(*unread).returning(table_of(Notice).columns.id)


LOOK = Question(_known)
RENEW = Change(_renewing)
ADD = Change(lambda: insert_or(Notice).on_conflict_do_nothing().returning(Notice.id))
