"""An act is taken back: every row it touched is again what it was, while nothing has been built on it."""

from flask_babel import gettext as _
from sqlalchemy import delete

from app.foundation import clock
from app.foundation.database import Base, db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.events import SessionsEnded
from app.people.models import Person
from app.people.queries import get_person
from app.roster.events import RosterActUndone
from app.roster.models import RosterAct
from app.roster.operations.ledger import put_back
from app.roster.queries.acts import may_undo
from app.roster.queries.changes import changes_of, table_called
from app.roster.queries.rows import by_few
from app.roster.queries.traces import GOES_ALONG, hindrances_of
from app.roster.wording import hindrance_words


def undo_act(person_id: int, act_id: int) -> RosterAct:
    """Take an act back; refused, with what depends on it, as soon as anything does."""
    with transaction(after_others=True) as session:
        act = locked(RosterAct, RosterAct.id == act_id)
        if act is None or not may_undo(get_person(person_id), act):
            raise NotFound
        if act.undone_at is not None:
            raise Refused(_("这一步已经撤销过了。"))
        hindrances = hindrances_of(act)
        if hindrances:
            raise Refused(_("不能撤销，因为后来已经有了：%(what)s。", what=hindrance_words(hindrances)))
        changes = changes_of(act.id)
        people = changes.get(Person.__tablename__, [])
        _take_along([number for number, before, _after in people if before is None])
        for table in reversed(Base.metadata.sorted_tables):  # what names others goes before them
            put_back(table, changes.get(table.name, []))
        session.expire_all()
        for number, before, _after in people:
            if before is not None:
                record(SessionsEnded(number), person_id)
        act.undone_by_id, act.undone_at = person_id, clock.now()
        record(RosterActUndone(act.id, act.kind), person_id)
        return act


def _take_along(people: list[int]) -> None:
    """Codes, notices and counted facts of accounts that never came into use go with them."""
    for name in GOES_ALONG:
        table = table_called(name)
        for few in by_few(people):
            db.session.execute(delete(table).where(table.c.person_id.in_(few)))
