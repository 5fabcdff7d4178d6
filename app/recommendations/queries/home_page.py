"""Picked works: those that the home page shows now, and those that the project team may put there."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam, exists, func, select

from app.classrooms.models import Training
from app.foundation.database import BigId, db
from app.foundation.reading import Question
from app.people.models import Person, Role
from app.people.policy import scopes_of, within
from app.recommendations.models import Pick, Recommendation, Showing
from app.recommendations.queries.region import STEPS, picked_of
from app.recommendations.queries.works import Picked, readable_works

MOST_ON_THE_DESK = 100
PLACES = 6  # of the home page
ORDER = (Showing.position, Showing.shown_at.desc(), Showing.id)


def on_home_page(training_id: int, today: date) -> list[Picked]:
    """What the project team shows of a training today, in its order; asked anew on each visit, so that what was
    taken back is gone at once."""
    return [picked_of(row) for row in ON_HOME_PAGE.all(training=training_id, today=today)]


def beyond_the_home_page(viewer: Person, today: date) -> set[int]:
    """Recommendations of the viewer's trainings that are shown today, but for which the page has no place left."""
    place = func.row_number().over(partition_by=Recommendation.training_id, order_by=ORDER)
    shown = readable_works(place).where(Pick.id.is_not(None), Showing.until >= today, _is_theirs(viewer))
    return {row[0] for row in db.session.execute(shown) if row[-1] > PLACES}


def picked_in(viewer: Person) -> list[Picked]:
    """The works that experts picked in the project team's trainings, newest first."""
    statement = readable_works(*STEPS).where(Pick.id.is_not(None), _is_theirs(viewer))
    newest = statement.order_by(Pick.picked_at.desc(), Pick.id.desc()).limit(MOST_ON_THE_DESK)
    return [picked_of(row) for row in db.session.execute(newest)]


def count_never_shown(viewer: Person) -> int:
    """How many picked works of the viewer's trainings were never on the home page, not even for a while."""
    was_shown = exists().where(Showing.recommendation_id == Recommendation.id).correlate(Recommendation)
    new = readable_works().where(Pick.id.is_not(None), _is_theirs(viewer), ~was_shown).subquery()
    return db.session.scalar(select(func.count()).select_from(new)) or 0


def _is_theirs(viewer: Person) -> ColumnElement[bool]:
    return within(Training.place_code, scopes_of(viewer, Role.PROJECT_TEAM))


def _on_home_page() -> Select[Any]:
    mine = Recommendation.training_id == bindparam("training", type_=BigId)
    is_on = (mine, Pick.id.is_not(None), Showing.until >= bindparam("today", type_=Date()))
    return readable_works(*STEPS).where(*is_on).order_by(*ORDER).limit(PLACES)


ON_HOME_PAGE = Question(_on_home_page)
