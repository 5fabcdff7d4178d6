"""The files of a resource, and which others hold the same bytes."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import aliased

from app.foundation.database import BigId, db
from app.foundation.errors import NotFound
from app.foundation.reading import Question
from app.foundation.stored_files import StoredFile
from app.people.models import Person
from app.resources.models import Resource, ResourceFile
from app.resources.queries.one import get_resource


class FileShown(NamedTuple):
    """A file as the page of its resource shows it; with `width` there is a small picture of it."""

    id: int
    name: str
    media_type: str
    size: int
    width: int | None
    height: int | None


class Found(NamedTuple):
    """A file with where its bytes lie."""

    name: str
    storage_name: str
    media_type: str
    digest: str


class SameFile(NamedTuple):
    """An older resource that has a file with the same bytes, and whose it is."""

    digest: str
    resource_id: int
    title: str
    person_id: int
    person_name: str


def files_of(resource_id: int) -> list[FileShown]:
    """What stands beside a resource now, in the order in which it came."""
    return [FileShown(*row) for row in FILES.all(resource=resource_id)]


def get_file(resource_id: int, file_id: int, viewer: Person, *, small: bool) -> Found:
    """A file of a resource that the viewer may read; its small picture if asked for."""
    resource = get_resource(resource_id, viewer)
    wanted = ResourceFile.small_digest if small else ResourceFile.file_digest
    statement = (
        select(ResourceFile.name, StoredFile.storage_name, StoredFile.media_type, StoredFile.digest)
        .join(StoredFile, StoredFile.digest == wanted)
        .where(ResourceFile.id == file_id, ResourceFile.resource_id == resource.id, ResourceFile.removed_at.is_(None))
    )
    row = db.session.execute(statement).first()
    if row is None:
        raise NotFound
    return Found(*row)


def same_files(training_id: int, digests: Collection[str], but: int | None = None) -> list[SameFile]:
    """Resources shown in the training that have one of these files, the oldest of each file first."""
    statement = (
        select(ResourceFile.file_digest, Resource.id, Resource.title, Person.id, Person.name)
        .join(Resource, Resource.id == ResourceFile.resource_id)
        .join(Person, Person.id == Resource.person_id)
        .where(ResourceFile.file_digest.in_(digests), ResourceFile.removed_at.is_(None))
        .where(Resource.training_id == training_id, Resource.withdrawn_at.is_(None))
        .order_by(ResourceFile.added_at, ResourceFile.id)
    )
    rows = db.session.execute(statement if but is None else statement.where(Resource.id != but))
    return [SameFile(*row) for row in rows]


def twins_of(resource_id: int, limit: int = 3) -> list[SameFile]:
    """Others that are shown and have a file of this resource, the oldest first."""
    return [SameFile(*row) for row in TWINS.all(resource=resource_id, limit=limit)]


def _files() -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(ResourceFile.id, ResourceFile.name, StoredFile.media_type, StoredFile.size),
            *(ResourceFile.width, ResourceFile.height),
        )
        .join(StoredFile, StoredFile.digest == ResourceFile.file_digest)
        .where(ResourceFile.resource_id == bindparam("resource", type_=BigId), ResourceFile.removed_at.is_(None))
        .order_by(ResourceFile.id)
    )


def _twins() -> Select[*tuple[Any, ...]]:
    mine, here = aliased(ResourceFile), bindparam("resource", type_=BigId)
    return (
        select(func.min(ResourceFile.file_digest), Resource.id, Resource.title, Person.id, Person.name)
        .select_from(mine)
        .join(ResourceFile, ResourceFile.file_digest == mine.file_digest)
        .join(Resource, Resource.id == ResourceFile.resource_id)
        .join(Person, Person.id == Resource.person_id)
        .where(mine.resource_id == here, mine.removed_at.is_(None), ResourceFile.removed_at.is_(None))
        .where(Resource.id != here, Resource.withdrawn_at.is_(None))
        .group_by(Resource.id, Resource.title, Person.id, Person.name)
        .order_by(func.min(ResourceFile.added_at), Resource.id)
        .limit(bindparam("limit", type_=BigId))
    )


FILES, TWINS = Question(_files), Question(_twins)
