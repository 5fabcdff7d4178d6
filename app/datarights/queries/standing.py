"""Where somebody's requests stand."""

from datetime import datetime

from sqlalchemy import func, literal, select, union_all

from app.datarights.catalogue import Holding
from app.datarights.models import DataCopy, Erasure
from app.datarights.policy import may_fetch_copy
from app.datarights.queries.rows import all_holdings, belongs, table_called
from app.datarights.waiting import COPY_LASTS
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.people.models import Person


def kept_about(person_id: int) -> list[tuple[Holding, int]]:
    """How many rows of each kind there are, in one statement; kinds without any are left out."""
    holdings = all_holdings()
    counts = [
        select(literal(number).label("number"), func.count().label("rows"))
        .select_from(table_called(holding.table))
        .where(belongs(holding, person_id))
        for number, holding in enumerate(holdings)
    ]
    rows = db.session.execute(union_all(*counts).order_by("number"))
    return [(holdings[number], count) for number, count in rows if count]


def open_erasure(person_id: int) -> Erasure | None:
    """What was asked for and is neither done nor called off."""
    statement = select(Erasure).where(
        Erasure.person_id == person_id, Erasure.called_off_at.is_(None), Erasure.done_at.is_(None)
    )
    return db.session.scalars(statement).first()


def due_erasures(now: datetime) -> list[int]:
    statement = select(Erasure.id).where(
        Erasure.due_at <= now, Erasure.called_off_at.is_(None), Erasure.done_at.is_(None)
    )
    return list(db.session.scalars(statement.order_by(Erasure.id)))


def fresh_copies(viewer: Person, person_id: int) -> list[DataCopy]:
    """Copies that the viewer asked for and may still fetch, the newest first."""
    since = clock.now() - COPY_LASTS
    statement = select(DataCopy).where(
        DataCopy.person_id == person_id, DataCopy.asked_by_id == viewer.id, DataCopy.asked_at > since
    )
    return list(db.session.scalars(statement.order_by(DataCopy.id.desc())))


def copies_by_others(person_id: int) -> list[DataCopy]:
    """Copies that somebody else asked for, and why."""
    others = DataCopy.person_id == person_id, DataCopy.asked_by_id != person_id
    return list(db.session.scalars(select(DataCopy).where(*others).order_by(DataCopy.id.desc())))


def get_copy(copy_id: int, viewer: Person) -> DataCopy:
    found = db.session.get(DataCopy, copy_id)
    if found is None or not may_fetch_copy(viewer, found) or found.asked_at <= clock.now() - COPY_LASTS:
        raise NotFound
    return found
