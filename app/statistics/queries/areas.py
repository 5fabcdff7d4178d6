"""Places and classes by their codes, as far as somebody may read their figures."""

from collections.abc import Sequence

from sqlalchemy import select

from app.classrooms.models import Classroom
from app.foundation.database import db
from app.people.models import Person, Place
from app.people.policy import overseen_by
from app.statistics.policy import classrooms_with_figures_for
from app.statistics.queries.sums import Area


def areas_for(person: Person, training_id: int, places: Sequence[str], classrooms: Sequence[str]) -> list[Area]:
    """The asked places and classes in the order of the tree; others are left out as if they were not there."""
    found: list[Area] = []
    if places:
        rows = select(Place.name, Place.code).where(Place.code.in_(places), overseen_by(person, Place.code))
        found += [Area(name, code) for name, code in db.session.execute(rows.order_by(Place.code))]
    if classrooms:
        rooms = select(Classroom.name, Classroom.place_code, Classroom.id, Classroom.code).where(
            Classroom.training_id == training_id, Classroom.code.in_(classrooms), classrooms_with_figures_for(person)
        )
        found += [Area(*row) for row in db.session.execute(rooms.order_by(Classroom.place_code, Classroom.code))]
    return found
