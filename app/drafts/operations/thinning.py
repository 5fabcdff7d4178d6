"""Versions grow fewer as they grow older: of one box whenever it gets another, of all boxes each night."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from sqlalchemy import delete, func, select

from app.drafts.models import Draft
from app.drafts.queries import Version, history_of, version_columns
from app.drafts.versions import LONGEST_KEPT, superfluous
from app.foundation.database import db
from app.foundation.transactions import transaction

AT_ONCE = 500


def thin_box(person_id: int, box: str, now: datetime) -> int:
    """Let go of the versions of a box that are too many for their age; gives their number."""
    return _forget(superfluous(history_of(person_id, box), now))


def sweep_drafts(now: datetime) -> int:
    """Do the same for everybody, and let go of what was handed in long ago; a second run finds nothing.

    It goes in small steps, so that nobody who writes meanwhile waits for it; what could go once can always go.
    """
    old = select(Draft.id).where(Draft.settled_at < now - LONGEST_KEPT)
    numbers = set(db.session.scalars(old))
    for versions in _boxes():
        numbers.update(superfluous(versions, now))
    return _forget(sorted(numbers))


def _boxes() -> Iterator[list[Version]]:
    """The versions of each box that has several, newest first."""
    several = select(Draft.person_id, Draft.box).group_by(Draft.person_id, Draft.box).having(func.count() > 1)
    found = several.subquery()
    statement = (
        select(Draft.person_id, Draft.box, *version_columns())
        .join(found, (found.c.person_id == Draft.person_id) & (found.c.box == Draft.box))
        .order_by(Draft.person_id, Draft.box, Draft.id.desc())
    )
    rows = db.session.execute(statement)
    for _owner, versions in groupby(rows, key=lambda row: (row.person_id, row.box)):
        yield [Version(*row[2:]) for row in versions]


def _forget(numbers: list[int]) -> int:
    for start in range(0, len(numbers), AT_ONCE):
        some = delete(Draft).where(Draft.id.in_(numbers[start : start + AT_ONCE]))
        with transaction() as session:
            session.execute(some.execution_options(synchronize_session=False))
    return len(numbers)
