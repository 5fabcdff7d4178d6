"""What stands in the way of taking an act back: what has been built on it since.

People whom the act made must be named by nothing but their seats; of people whom it moved, nothing may have been done in
the meantime. The first is asked of every table that names people, whichever domain it belongs to.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, Table, and_, exists, func, literal, not_, select, union_all

from app.foundation.database import Base, db
from app.people.models import Person, School
from app.roster.models import RosterAct, RosterChange
from app.roster.queries.changes import changed_since, changes_of

OWN = {"enrolments", "staff_assignments", "personal_records"}  # made together with people, if by the same act
# What the house itself wrote for an account that nobody has used: it ends with the account, or is counted anew.
GOES_ALONG = ("activation_codes", "notices", "person_days", "person_states")
WITHOUT_A_LINK = (("standings", "subject_id"),)  # frozen figures name people without a key
DEEDS = {
    "submissions": ("person_id", "first_handed_in_at"),
    "journals": ("person_id", "written_at"),
    "posts": ("author_id", "written_at"),
    "study_intervals": ("person_id", "started_at"),
}


class Hindrance(NamedTuple):
    """So many rows of a table, or, for `people`, accounts that were used or changed since."""

    table: str
    rows: int


def hindrances_of(act: RosterAct) -> list[Hindrance]:
    """What depends on an act, most telling first; an empty list means that it can be taken back."""
    changes = changes_of(act.id)
    found = [Hindrance(table, count) for table, count in changed_since(act.id, changes).items()]
    asked = [*_namings(act.id), *_deeds(act)]
    found += [Hindrance(table, count) for table, count in db.session.execute(union_all(*asked)) if count]
    return _gathered(found)


def _gathered(found: Sequence[Hindrance]) -> list[Hindrance]:
    most: dict[str, int] = {}
    for one in found:
        most[one.table] = max(most.get(one.table, 0), one.rows)
    return [Hindrance(table, count) for table, count in most.items()]


def _made(act_id: int, table: str) -> Select[Any]:
    return select(RosterChange.row_key).where(
        RosterChange.act_id == act_id, RosterChange.table_name == table, RosterChange.before.is_(None)
    )


def _namings(act_id: int) -> Iterator[Select[str, int]]:
    """Rows of whatever table that name somebody or something that the act made."""
    for table, column, target in _links():
        if table.name in GOES_ALONG:
            continue
        statement = (
            select(literal(table.name), func.count())
            .select_from(table)
            .where(table.c[column].in_(_made(act_id, target)))
        )
        if table.name in OWN or table.name == Person.__tablename__:
            key = next(iter(table.primary_key.columns))
            own = exists().where(
                RosterChange.act_id == act_id, RosterChange.table_name == table.name, RosterChange.row_key == key
            )
            statement = statement.where(not_(own))
        yield statement


def _links() -> Iterator[tuple[Table, str, str]]:
    targets = (Person.__tablename__, School.__tablename__)
    for table in Base.metadata.sorted_tables:
        for link in table.foreign_keys:
            if link.column.table.name in targets:
                yield table, link.parent.name, link.column.table.name
    for name, column in WITHOUT_A_LINK:
        yield Base.metadata.tables[name], column, Person.__tablename__


def _deeds(act: RosterAct) -> Iterator[Select[str, int]]:
    """What people did since, whose seats the act began or ended."""
    seats = Base.metadata.tables["enrolments"]
    touched = (
        select(seats.c.person_id)
        .join(RosterChange, and_(RosterChange.table_name == "enrolments", RosterChange.row_key == seats.c.id))
        .where(RosterChange.act_id == act.id)
    )
    for name, (person, moment) in DEEDS.items():
        table = Base.metadata.tables[name]
        yield (
            select(literal(name), func.count())
            .select_from(table)
            .where(table.c[person].in_(touched), table.c[moment] > act.done_at)
        )
