"""What all steps of a recommendation share: holding it, and ending the steps that stand on it."""

from sqlalchemy import update

from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.foundation.transactions import locked
from app.recommendations.models import Pick, Recommendation, Showing


def held_recommendation(recommendation_id: int) -> Recommendation:
    found = locked(Recommendation, Recommendation.id == recommendation_id)
    if found is None:
        raise NotFound
    return found


def held_readable(recommendation_id: int) -> Recommendation:
    """One whose author agreed and that nobody took back."""
    found = held_recommendation(recommendation_id)
    if found.consented_at is None or found.withdrawn_at is not None:
        raise NotFound
    return found


def end_steps(recommendation_id: int, by_id: int, *steps: type[Pick | Showing]) -> None:
    """End the standing rows of these steps; they stay as history."""
    for step in steps:
        standing = update(step).where(step.recommendation_id == recommendation_id, step.withdrawn_at.is_(None))
        db.session.execute(standing.values(withdrawn_at=clock.now(), withdrawn_by_id=by_id))
