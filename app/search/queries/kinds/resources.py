"""Shared resources, by title, description and text; what was taken back is not found, not even by its author."""

from collections.abc import Collection, Iterator
from html import escape
from typing import Any

from sqlalchemy import Select, func, select

from app.classrooms.models import Classroom, Training
from app.foundation.database import db
from app.people.models import Person
from app.resources.models import Resource
from app.resources.policy import resources_readable_by
from app.search.grams import BOARDS
from app.search.queries.kinds.kind import Kind, Result, Source


def _joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement.join(Training, Training.id == Resource.training_id).where(Resource.withdrawn_at.is_(None))


def _sources(ids: Collection[int]) -> Iterator[Source]:
    columns = (Resource.id, Resource.title, Resource.description, Resource.html, Resource.shared_at, _stamp)
    for row in db.session.execute(_joined(select(*columns).where(Resource.id.in_(ids)))):
        yield Source(row.id, row.title, _said(row), BOARDS, row.shared_at, row.stamp)


def _shown(ids: Collection[int], viewer: Person) -> dict[int, Result]:
    columns = (Resource.id, Resource.title, Resource.description, Resource.html, Person.name)
    statement = _joined(select(*columns, Classroom.name.label("place"), Resource.shared_at))
    statement = statement.join(Person, Person.id == Resource.person_id)
    statement = statement.outerjoin(Classroom, Classroom.id == Resource.classroom_id)
    statement = statement.where(Resource.id.in_(ids), resources_readable_by(viewer))
    return {
        row.id: Result(f"/resources/{row.id}", row.title, _said(row), row.name, row.place, row.shared_at)
        for row in db.session.execute(statement)
    }


def _said(row: Any) -> str:
    return f"<p>{escape(row.description)}</p>{row.html}"


_stamp = func.coalesce(Resource.edited_at, Resource.shared_at, type_=Resource.shared_at.type).label("stamp")
RESOURCES = Kind(
    "resource", True, (), 0, Resource.id, _stamp, Resource.shared_at, _joined, resources_readable_by, _sources, _shown
)  # fmt: skip
