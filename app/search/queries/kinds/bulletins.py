"""Class bulletins as every class reads them; what they quote from a salon is found where it was said, by those who read it there."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Select, func, select

from app.bulletins.models import Bulletin
from app.bulletins.policy import bulletins_readable_by
from app.classrooms.models import Classroom, Training
from app.foundation.database import db
from app.people.models import Person
from app.search.grams import BOARDS
from app.search.queries.kinds.kind import Kind, Result, Source

QUOTED = re.compile(r"<blockquote>.*?</blockquote>", re.DOTALL)


def _joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement.join(Training, Training.id == Bulletin.training_id).where(Bulletin.hidden_at.is_(None))


def _sources(ids: Collection[int]) -> Iterator[Source]:
    columns = (Bulletin.id, Bulletin.title, Bulletin.html, Bulletin.published_at, _stamp)
    for row in db.session.execute(_joined(select(*columns).where(Bulletin.id.in_(ids)))):
        yield Source(row.id, row.title, _said(row), BOARDS, row.published_at, row.stamp)


def _shown(ids: Collection[int], viewer: Person) -> dict[int, Result]:
    columns = (Bulletin.id, Bulletin.title, Bulletin.html, Classroom.name.label("place"), Bulletin.published_at)
    statement = _joined(select(*columns)).join(Classroom, Classroom.id == Bulletin.classroom_id)
    statement = statement.where(Bulletin.id.in_(ids), bulletins_readable_by(viewer))
    return {
        row.id: Result(f"/bulletins/{row.id}", row.title, _said(row), None, row.place, row.published_at)
        for row in db.session.execute(statement)
    }


def _said(row: Any) -> str:
    return QUOTED.sub("", row.html)


_stamp = func.coalesce(Bulletin.edited_at, Bulletin.published_at, type_=Bulletin.published_at.type).label("stamp")
BULLETINS = Kind(
    "bulletin", True, (), 0, Bulletin.id, _stamp, Bulletin.published_at, _joined, bulletins_readable_by, _sources, _shown
)  # fmt: skip
