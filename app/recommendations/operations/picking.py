"""The expert of the region picks works with a word of their own, and may take a pick back."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.classrooms.models import Classroom
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.queries import get_person
from app.recommendations.events import PickWithdrawn, WorkPicked
from app.recommendations.models import Pick, Recommendation, Showing
from app.recommendations.operations.steps import end_steps, held_readable
from app.recommendations.policy import may_pick


def pick_work(recommendation_id: int, expert_id: int, word: str) -> Pick:
    """Pick a work once; whose author did not agree, or who took it back, cannot be picked."""
    with transaction() as session:
        recommendation = held_readable(recommendation_id)
        _permit(recommendation, expert_id)
        standing = select(Pick.id).where(Pick.recommendation_id == recommendation_id, Pick.withdrawn_at.is_(None))
        if session.scalars(standing).first():
            raise Refused(_("这份作品已经选过了。"), "word")
        pick = Pick(recommendation_id=recommendation_id, picked_by_id=expert_id, word=word, picked_at=clock.now())
        session.add(pick)
        session.flush()
        settle_drafts(expert_id, f"pick:{recommendation_id}")
        work = (recommendation.kind, recommendation.work_id, recommendation.person_id, recommendation.recommended_by_id)
        record(WorkPicked(pick.id, recommendation_id, *work), expert_id)
        return pick


def withdraw_pick(recommendation_id: int, expert_id: int) -> None:
    """Take a pick back, as an expert of the region; it leaves the home page with it."""
    with transaction():
        recommendation = held_readable(recommendation_id)
        _permit(recommendation, expert_id)
        pick = locked(Pick, Pick.recommendation_id == recommendation_id, Pick.withdrawn_at.is_(None))
        if pick is None:
            raise NotFound
        end_steps(recommendation_id, expert_id, Showing, Pick)
        record(PickWithdrawn(pick.id, recommendation_id, recommendation.kind, recommendation.work_id), expert_id)


def _permit(recommendation: Recommendation, expert_id: int) -> None:
    with transaction() as session:
        place_code = session.get_one(Classroom, recommendation.classroom_id).place_code
        if not may_pick(get_person(expert_id), place_code):
            raise Forbidden
