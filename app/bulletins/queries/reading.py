"""One bulletin with everything its page shows, its versions, its comments, and who agreed to be named."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, select

from app.bulletins.blocks import Block, read_blocks
from app.bulletins.models import Bulletin, BulletinComment, BulletinLike, BulletinNaming, BulletinVersion
from app.bulletins.policy import is_inside, may_read_bulletin, may_read_hidden, may_read_versions
from app.classrooms.models import Classroom, Training
from app.foundation.database import BigId, db
from app.foundation.errors import NotFound
from app.foundation.reading import Question
from app.people.models import Person, Place

MOST_COMMENTS = 200


@dataclass(frozen=True, slots=True)
class BulletinShown:
    """A published bulletin in one of its versions, as rows tell it; `is_inside` says how much the viewer may see."""

    id: int
    title: str
    week: str
    published_at: datetime
    edited_at: datetime | None
    version_number: int
    like_count: int
    comment_count: int
    author_id: int
    author_name: str
    training_id: int
    training_name: str
    training_starts_on: Any
    time_zone: str
    training_place: str
    classroom_id: int
    classroom_code: str
    classroom_name: str
    place_code: str
    site_name: str
    is_liked: bool
    hidden_at: datetime | None
    hidden_reason: str
    blocks: list[Block]
    people: list[tuple[int, str]]
    number: int
    is_inside: bool


def find_bulletin(bulletin_id: int, viewer: Person) -> BulletinShown | None:
    """The newest version of a bulletin, if the viewer may read it."""
    return _read(NEWEST.first(bulletin=bulletin_id, viewer=viewer.id), viewer)


def get_bulletin(bulletin_id: int, viewer: Person) -> BulletinShown:
    """The same, for a page that is about it."""
    shown = find_bulletin(bulletin_id, viewer)
    if shown is None:
        raise NotFound
    return shown


def get_version(bulletin_id: int, number: int, viewer: Person) -> BulletinShown:
    """An earlier version, for those who may read what was corrected."""
    shown = _read(ONE_VERSION.first(bulletin=bulletin_id, viewer=viewer.id, number=number), viewer)
    if shown is None or not may_read_versions(viewer, shown.classroom_id, shown.place_code):
        raise NotFound
    return shown


def versions_of(bulletin_id: int) -> list[Any]:
    """All versions of a bulletin, newest first: number, title, who, when."""
    columns = (BulletinVersion.number, BulletinVersion.title, Person.name, BulletinVersion.published_at)
    statement = select(*columns).join(Person, Person.id == BulletinVersion.published_by_id)
    return list(
        db.session.execute(
            statement.where(BulletinVersion.bulletin_id == bulletin_id).order_by(BulletinVersion.number.desc())
        )
    )


def comments_of(bulletin_id: int) -> list[Any]:
    """What readers said, oldest first: at most two hundred, the newest of them."""
    rows: list[Any] = COMMENTS.all(bulletin=bulletin_id)
    return rows[::-1]


def named_in(bulletin_id: int) -> frozenset[int]:
    """The learners who agreed to be named in a bulletin for everybody."""
    return frozenset(row[0] for row in NAMED.all(bulletin=bulletin_id))


def _read(row: Any, viewer: Person) -> BulletinShown | None:
    if row is None or not may_read_bulletin(viewer, row.training_id, row.training_place):
        return None
    if row.hidden_at is not None and not may_read_hidden(viewer, row.classroom_id, row.place_code):
        return None
    people = [(entry[0], str(entry[1])) for entry in row.people if isinstance(entry, list) and len(entry) == 2]
    inside = is_inside(viewer, row.classroom_id, row.place_code)
    values: list[Any] = [*row[:23], read_blocks(row.blocks), people, row.number, inside]
    return BulletinShown(*values)


def _bulletins(version: Any) -> Select[*tuple[Any, ...]]:
    is_liked = exists().where(
        BulletinLike.bulletin_id == Bulletin.id, BulletinLike.person_id == bindparam("viewer", type_=BigId)
    )
    columns = (
        *(Bulletin.id, BulletinVersion.title, Bulletin.week, Bulletin.published_at, Bulletin.edited_at),
        *(Bulletin.version_number, Bulletin.like_count, Bulletin.comment_count, Bulletin.author_id, Person.name),
        *(Bulletin.training_id, Training.name.label("training_name"), Training.starts_on, Training.time_zone),
        Training.place_code.label("training_place"),
        *(Classroom.id.label("classroom_id"), Classroom.code, Classroom.name.label("classroom_name")),
        *(Classroom.place_code, Place.name.label("site_name"), is_liked.label("is_liked")),
        *(Bulletin.hidden_at, Bulletin.hidden_reason),
        *(BulletinVersion.blocks, BulletinVersion.people, BulletinVersion.number),
    )
    return (
        select(*columns)
        .join(BulletinVersion, and_(BulletinVersion.bulletin_id == Bulletin.id, BulletinVersion.number == version))
        .join(Person, Person.id == Bulletin.author_id)
        .join(Training, Training.id == Bulletin.training_id)
        .join(Classroom, Classroom.id == Bulletin.classroom_id)
        .join(Place, Place.code == Classroom.place_code)
        .where(Bulletin.id == bindparam("bulletin", type_=BigId))
    )


def _comments() -> Select[*tuple[Any, ...]]:
    columns = (BulletinComment.id, BulletinComment.author_id, Person.name, BulletinComment.html)
    return (
        select(*columns, BulletinComment.written_at)
        .join(Person, Person.id == BulletinComment.author_id)
        .where(BulletinComment.bulletin_id == bindparam("bulletin", type_=BigId), BulletinComment.hidden_at.is_(None))
        .order_by(BulletinComment.id.desc())
        .limit(MOST_COMMENTS)
    )


NEWEST = Question(lambda: _bulletins(Bulletin.version_number))
ONE_VERSION = Question(lambda: _bulletins(bindparam("number", type_=BigId)))
COMMENTS = Question(_comments)
NAMED = Question(
    lambda: select(BulletinNaming.person_id).where(BulletinNaming.bulletin_id == bindparam("bulletin", type_=BigId))
)
