"""What a class is writing, and what is needed to write it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select

from app.bulletins.blocks import Block, read_blocks
from app.bulletins.models import Bulletin, BulletinDraft
from app.bulletins.policy import drafts_writable_by
from app.classrooms.models import Classroom, Enrolment, Training
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.people.models import Person, Place


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A draft with where it belongs."""

    id: int
    title: str
    week: str
    bulletin_id: int | None
    revision: int
    saved_at: datetime
    saved_by: str
    saved_by_id: int
    training_id: int
    training_name: str
    training_starts_on: Any
    time_zone: str
    classroom_id: int
    classroom_code: str
    classroom_name: str
    place_code: str
    site_name: str
    blocks: list[Block]

    @property
    def week_number(self) -> int:
        return (Week.parse(self.week).monday - Week.of_day(self.training_starts_on).monday).days // 7 + 1


def get_draft(draft_id: int, viewer: Person) -> DraftShown:
    """A draft of a class for which the viewer writes."""
    statement = (
        select(
            *(BulletinDraft.id, BulletinDraft.title, BulletinDraft.week, BulletinDraft.bulletin_id),
            *(BulletinDraft.revision, BulletinDraft.saved_at, Person.name, Person.id),
            *(Training.id, Training.name),
            *(Training.starts_on, Training.time_zone, Classroom.id, Classroom.code, Classroom.name),
            *(Classroom.place_code, Place.name, BulletinDraft.blocks),
        )
        .join(Person, Person.id == BulletinDraft.saved_by_id)
        .join(Classroom, Classroom.id == BulletinDraft.classroom_id)
        .join(Training, Training.id == Classroom.training_id)
        .join(Place, Place.code == Classroom.place_code)
        .where(BulletinDraft.id == draft_id, drafts_writable_by(viewer))
    )
    row = db.session.execute(statement).first()
    if row is None:
        raise NotFound
    values: list[Any] = [*row[:-1], read_blocks(row[-1])]
    return DraftShown(*values)


def find_draft(classroom_id: int, week: str) -> int | None:
    """The draft that is being written about a week."""
    statement = select(BulletinDraft.id).where(BulletinDraft.classroom_id == classroom_id, BulletinDraft.week == week)
    return db.session.scalar(statement)


def state_of_week(classroom_id: int, week: str) -> tuple[bool, int | None]:
    """Whether a class has published nothing about a week, and the draft that it is writing about it."""
    out = exists().where(Bulletin.classroom_id == classroom_id, Bulletin.week == week)
    draft = select(BulletinDraft.id).where(BulletinDraft.classroom_id == classroom_id, BulletinDraft.week == week)
    is_out, draft_id = db.session.execute(select(out, draft.scalar_subquery())).one()
    return not is_out, draft_id


def issue_of(classroom_id: int) -> int:
    """Which number the next bulletin of a class has."""
    statement = select(func.count()).where(Bulletin.classroom_id == classroom_id)
    return (db.session.scalar(statement) or 0) + 1


def learners_ever_in(classroom_id: int) -> list[tuple[int, str]]:
    """Everybody who learns or learnt in a class."""
    statement = select(Person.id, Person.name).join(Enrolment, Enrolment.person_id == Person.id)
    rows = db.session.execute(statement.where(Enrolment.classroom_id == classroom_id).distinct().order_by(Person.id))
    return [(row[0], row[1]) for row in rows]
