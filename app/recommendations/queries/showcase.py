"""The showcase that anybody may read."""

from sqlalchemy import func

from app.classrooms.models import Training
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.recommendations.models import Pick, Recommendation
from app.recommendations.queries.works import EXPERT, HTML, PAGE, Shown, Whole, readable_works, shown_of

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


def get_shown(recommendation_id: int) -> Whole:
    """One work of the showcase, for anybody."""
    statement = readable_works(HTML, Training.name, Pick.word, EXPERT.name).where(
        Recommendation.id == recommendation_id
    )
    row = db.session.execute(statement).first()
    if row is None:
        raise NotFound
    return Whole(shown_of(row), *tuple(row)[-4:])
