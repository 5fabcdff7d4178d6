"""Journals: one's own, and those that were published to a class."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Select, case, func, select

from app.classrooms.memberships import PersonalQuestion
from app.classrooms.models import Classroom
from app.foundation.database import db
from app.journals.models import Journal
from app.journals.policy import journals_readable_by
from app.people.models import Person
from app.search.grams import CLASSROOM, PERSON, PLACE, marks_of
from app.search.queries.kinds.kind import IDS, Kind, Result, Source


def _joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement


def _sources(ids: Collection[int]) -> Iterator[Source]:
    columns = (Journal.id, Journal.title, Journal.html, Journal.person_id, Journal.classroom_id, Journal.published_at)
    statement = select(*columns, Classroom.place_code, Journal.written_at, _stamp)
    statement = statement.join(Classroom, Classroom.id == Journal.classroom_id).where(Journal.id.in_(ids))
    for row in db.session.execute(statement):
        marks = marks_of(row.person_id, row.classroom_id if row.published_at else None, row.place_code)
        yield Source(row.id, row.title, row.html, marks, row.written_at, row.stamp)


def _shown(ids: Collection[int], viewer: Person) -> dict[int, Result]:
    return {
        row.id: Result(f"/journals/{row.id}", row.title, row.html, row.name, row.place, row.written_at)
        for row in SHOWN.all(viewer, ids=list(ids))
    }


def _readable(viewer: Person) -> Select[*tuple[Any, ...]]:
    columns = (Journal.id, Journal.title, Journal.html, Person.name, Classroom.name.label("place"), Journal.written_at)
    statement = select(*columns).join(Person, Person.id == Journal.person_id)
    statement = statement.join(Classroom, Classroom.id == Journal.classroom_id)
    return statement.where(Journal.id.in_(IDS), journals_readable_by(viewer))


SHOWN = PersonalQuestion(_readable)
_worded = func.coalesce(Journal.edited_at, Journal.written_at, type_=Journal.written_at.type)
_stamp = case((Journal.published_at > _worded, Journal.published_at), else_=_worded).label("stamp")
JOURNALS = Kind(
    "journal", True, (PERSON, CLASSROOM, PLACE), 0, Journal.id, _stamp, Journal.written_at, _joined, journals_readable_by, _sources, _shown
)  # fmt: skip
