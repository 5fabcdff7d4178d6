"""What the expert of a region chooses from: recommended works whose authors agreed, those not yet picked first."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select

from app.classrooms.models import Classroom
from app.foundation.database import db
from app.people.models import Person, Role
from app.people.policy import scopes_of, within
from app.recommendations.models import Pick, Recommendation, Showing
from app.recommendations.policy import is_shown
from app.recommendations.queries.works import EXPERT, PAGE, Picked, readable_works, shown_of

STEPS = (Pick.word, Pick.picked_at, EXPERT.name, Showing.position, Showing.until)


class Chosen(NamedTuple):
    """Which part of the list an expert looks at."""

    kind: str | None = None
    classroom_id: int | None = None


def recommended_in(viewer: Person, chosen: Chosen, page: int = 1) -> tuple[list[Picked], int]:
    """One page of the works of the viewer's region, and how many there are in all."""
    statement = readable_works(*STEPS, func.count().over()).where(_in_region(viewer))
    if chosen.kind is not None:
        statement = statement.where(Recommendation.kind == chosen.kind)
    if chosen.classroom_id is not None:
        is_named = Recommendation.is_nameless.is_(False)  # else the choice of a class would tell whose it is
        statement = statement.where(Recommendation.classroom_id == chosen.classroom_id, is_named)
    waiting_first = (Pick.id.is_not(None), Recommendation.consented_at.desc(), Recommendation.id.desc())
    rows = db.session.execute(statement.order_by(*waiting_first).limit(PAGE).offset((page - 1) * PAGE)).all()
    return [picked_of(row[:-1]) for row in rows], rows[0][-1] if rows else 0


def classes_with_recommendations(viewer: Person) -> list[Any]:
    """Id and name of the region's classes whose authors gave their names."""
    statement = (
        select(Classroom.id, Classroom.name)
        .join(Recommendation, Recommendation.classroom_id == Classroom.id)
        .where(is_shown(), Recommendation.is_nameless.is_(False), _in_region(viewer))
        .distinct()
        .order_by(Classroom.name, Classroom.id)
    )
    return list(db.session.execute(statement))


def count_waiting_for_a_pick(viewer: Person) -> int:
    """How many works of the viewer's region nobody has picked."""
    waiting = readable_works().where(Pick.id.is_(None), _in_region(viewer)).subquery()
    return db.session.scalar(select(func.count()).select_from(waiting)) or 0


def picked_of(row: Any) -> Picked:
    return Picked(shown_of(row), *tuple(row)[-len(STEPS) :])


def _in_region(viewer: Person) -> ColumnElement[bool]:
    return within(Classroom.place_code, scopes_of(viewer, Role.EXPERT))
