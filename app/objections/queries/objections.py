"""Single objections and lists of them, with names and answers."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.orm import aliased

from app.classrooms.models import Classroom
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.objections.models import Objection, ObjectionAnswer
from app.objections.policy import objections_answerable_by, objections_readable_by
from app.people.models import Person
from app.people.policy import is_project_team
from app.rankings.models import BoardKind, ClosedWeek

MOST = 100
SUBJECT, RAISER = aliased(Person), aliased(Person)
FIRST_WORD = aliased(ObjectionAnswer)


class Listed(NamedTuple):
    """An objection in a list; `is_upheld` is None until the project team has decided."""

    id: int
    week: str
    board: str
    figure: str
    subject: str
    raised_by: str
    raised_by_id: int
    raised_at: datetime
    withdrawn_at: datetime | None
    is_upheld: bool | None

    @property
    def is_waiting(self) -> bool:
        return self.is_upheld is None and self.withdrawn_at is None


class Answer(NamedTuple):
    """An answer with who gave it, and the revision that put an upheld one right."""

    text: str
    name: str
    answered_at: datetime
    is_final: bool
    is_upheld: bool
    revision: int | None


def own_objections(person: Person) -> list[Listed]:
    return _listed(Objection.raised_by_id == person.id)


def objections_to_answer(person: Person) -> list[Listed]:
    """Those on which the person has a say, the undecided ones first, however many were decided since."""
    return _listed(objections_answerable_by(person), case((_is_waiting(), 0), else_=1))


def objections_waiting(viewer: Person) -> Select[int, datetime]:
    """How many wait for a decision or a tutor's first word, and since when the oldest does: to be asked with other
    counts of the viewer's."""
    statement = select(func.count(), func.min(Objection.raised_at)).select_from(Objection)
    undecided = statement.outerjoin(ObjectionAnswer, _is_decision()).where(_is_waiting())
    if not is_project_team(viewer):
        undecided = undecided.where(~exists().where(FIRST_WORD.objection_id == Objection.id, ~FIRST_WORD.is_final))
    return undecided.where(objections_answerable_by(viewer))


def get_objection(objection_id: int, viewer: Person) -> Objection:
    statement = select(Objection).where(Objection.id == objection_id, objections_readable_by(viewer))
    found = db.session.scalars(statement).first()
    if found is None:
        raise NotFound
    return found


def get_listed(objection: Objection) -> Listed:
    """The same objection with its names."""
    return _listed(Objection.id == objection.id)[0]


def answers_to(objection_id: int) -> list[Answer]:
    """The tutor's word and the decision, in this order."""
    given = ObjectionAnswer
    statement = (
        select(given.text, Person.name, given.answered_at, given.is_final, given.is_upheld, ClosedWeek.revision)
        .join(Person, Person.id == given.answered_by_id)
        .outerjoin(ClosedWeek, ClosedWeek.id == given.correction_id)
        .where(given.objection_id == objection_id)
        .order_by(given.is_final)
    )
    return [Answer(*row) for row in db.session.execute(statement)]


def _listed(condition: ColumnElement[bool], *first: Any) -> list[Listed]:
    rows = db.session.execute(_select().where(condition).order_by(*first, Objection.id.desc()).limit(MOST))
    return list(_rows(rows))


def _rows(rows: Iterable[Any]) -> Iterable[Listed]:
    for number, week, board, figure, person, room, *rest in rows:
        yield Listed(number, week, board, figure, room if board == BoardKind.CLASSROOMS else person, *rest)


def _is_decision() -> ColumnElement[bool]:
    return and_(ObjectionAnswer.objection_id == Objection.id, ObjectionAnswer.is_final)


def _is_waiting() -> ColumnElement[bool]:
    return and_(ObjectionAnswer.id.is_(None), Objection.withdrawn_at.is_(None))


def _select() -> Any:
    is_class = and_(Classroom.id == Objection.subject_id, Objection.board == BoardKind.CLASSROOMS)
    names = (Objection.figure, SUBJECT.name, Classroom.name, RAISER.name, RAISER.id)
    states = (Objection.raised_at, Objection.withdrawn_at, ObjectionAnswer.is_upheld)
    return (
        select(Objection.id, Objection.week, Objection.board, *names, *states)
        .join(RAISER, RAISER.id == Objection.raised_by_id)
        .outerjoin(SUBJECT, and_(SUBJECT.id == Objection.subject_id, Objection.board != BoardKind.CLASSROOMS))
        .outerjoin(Classroom, is_class)
        .outerjoin(ObjectionAnswer, _is_decision())
    )
