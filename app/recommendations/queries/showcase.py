"""The showcase that anybody may read."""

from sqlalchemy import func, select

from app.classrooms.models import Training
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.foundation.markup import plain
from app.recommendations.models import Pick, Recommendation
from app.recommendations.queries.works import EXPERT, HTML, PAGE, Material, Shown, Whole, readable_works, shown_of
from app.resources.models import Resource

NEWEST = (Recommendation.consented_at.desc(), Recommendation.id.desc())


def picked_works(training_id: int, limit: int = 4) -> list[Shown]:
    """The works of a training that were taken into the showcase last."""
    statement = readable_works().where(Recommendation.training_id == training_id).order_by(*NEWEST).limit(limit)
    return [shown_of(row) for row in db.session.execute(statement)]


def showcase(kind: str | None = None, page: int = 1) -> tuple[list[Shown], int]:
    """One page of everything that is shown, newest first, and how much there is in all."""
    statement = readable_works(func.count().over()).order_by(*NEWEST).limit(PAGE).offset((page - 1) * PAGE)
    if kind is not None:
        statement = statement.where(Recommendation.kind == kind)
    rows = db.session.execute(statement).all()
    return [shown_of(row) for row in rows], rows[0][-1] if rows else 0


def material_of(work: Shown) -> Material | None:
    """What a resource is beside its words; nothing is asked for works of other kinds, which are words alone."""
    if work.kind != "resource":
        return None
    statement = (
        select(Resource.id, Resource.description, Resource.source, Resource.link, Recommendation.is_nameless)
        .join(Recommendation, Recommendation.work_id == Resource.id)
        .where(Recommendation.id == work.id)
    )
    row = db.session.execute(statement).first()
    return Material(row.id, plain(row.description), *row[2:]) if row else None


def get_shown(recommendation_id: int) -> Whole:
    """One work of the showcase, for anybody."""
    statement = readable_works(HTML, Training.name, Pick.word, EXPERT.name).where(
        Recommendation.id == recommendation_id
    )
    row = db.session.execute(statement).first()
    if row is None:
        raise NotFound
    return Whole(shown_of(row), *tuple(row)[-4:])
