"""Picked works: those that the home page shows now, and those that the project team may put there."""

from datetime import date

from app.classrooms.models import Training
from app.foundation.database import db
from app.people.models import Person, Role
from app.people.policy import scopes_of, within
from app.recommendations.models import Pick, Recommendation, Showing
from app.recommendations.queries.region import STEPS, picked_of
from app.recommendations.queries.works import Picked, readable_works

MOST_ON_THE_DESK = 100


def on_home_page(training_id: int, today: date, limit: int = 6) -> list[Picked]:
    """What the project team shows of a training today, in its order; asked anew on each visit, so that what was
    taken back is gone at once."""
    is_on = (Recommendation.training_id == training_id, Pick.id.is_not(None), Showing.until >= today)
    statement = readable_works(*STEPS).where(*is_on).order_by(Showing.position, Showing.shown_at.desc(), Showing.id)
    return [picked_of(row) for row in db.session.execute(statement.limit(limit))]


def picked_in(viewer: Person) -> list[Picked]:
    """The works that experts picked in the project team's trainings, newest first."""
    is_theirs = within(Training.place_code, scopes_of(viewer, Role.PROJECT_TEAM))
    statement = readable_works(*STEPS).where(Pick.id.is_not(None), is_theirs)
    newest = statement.order_by(Pick.picked_at.desc(), Pick.id.desc()).limit(MOST_ON_THE_DESK)
    return [picked_of(row) for row in db.session.execute(newest)]
