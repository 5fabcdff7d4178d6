"""The project team shows picked works on the home page, and takes them down."""

from datetime import date, timedelta

from flask_babel import gettext as _

from app.classrooms.models import Training
from app.foundation import clock
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.queries import get_person
from app.recommendations.events import ShowingEnded, WorkShown
from app.recommendations.models import Pick, Recommendation, Showing
from app.recommendations.operations.steps import end_steps, held_readable
from app.recommendations.policy import may_show

LONGEST = timedelta(days=366)


def show_on_home_page(recommendation_id: int, member_id: int, position: int, until: date) -> Showing:
    """Show a picked work until a day, or show it differently from now on."""
    with transaction() as session:
        recommendation = held_readable(recommendation_id)
        training = _permit(recommendation, member_id)
        if locked(Pick, Pick.recommendation_id == recommendation_id, Pick.withdrawn_at.is_(None)) is None:
            raise NotFound
        today = training.day_of(clock.now())
        if not today <= until <= today + LONGEST:
            raise Refused(_("请选今天以后、一年以内的日子。"), "until")
        end_steps(recommendation_id, member_id, Showing)
        showing = Showing(
            recommendation_id=recommendation_id,
            shown_by_id=member_id,
            position=position,
            until=until,
            shown_at=clock.now(),
        )
        session.add(showing)
        session.flush()
        work = (recommendation.kind, recommendation.work_id, recommendation.person_id)
        record(WorkShown(showing.id, recommendation_id, *work), member_id)
        return showing


def end_showing(recommendation_id: int, member_id: int) -> None:
    """Take a work from the home page; it stays picked."""
    with transaction():
        _permit(held_readable(recommendation_id), member_id)
        showing = locked(Showing, Showing.recommendation_id == recommendation_id, Showing.withdrawn_at.is_(None))
        if showing is None:
            raise NotFound
        end_steps(recommendation_id, member_id, Showing)
        record(ShowingEnded(showing.id, recommendation_id), member_id)


def _permit(recommendation: Recommendation, member_id: int) -> Training:
    with transaction() as session:
        training = session.get_one(Training, recommendation.training_id)
        if not may_show(get_person(member_id), training.place_code):
            raise Forbidden
        return training
