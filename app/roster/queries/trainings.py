"""Into which trainings somebody may import, the one they most likely mean first."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from app.classrooms.models import Classroom, Training
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.people.models import Person
from app.roster.nearness import bare
from app.roster.policy import classrooms_run_by, trainings_imported_by

COLUMNS = (Training.id, Training.code, Training.name, Training.starts_on, Training.late_until, Training.time_zone)


def trainings_to_import(viewer: Person) -> list[Row[Any]]:
    """The newest that runs first, then those that come, the next one first, then those that are over."""
    today = clock.now().date()
    found: list[Row[Any]] = list(db.session.execute(select(*COLUMNS).where(trainings_imported_by(viewer))))
    return sorted(found, key=lambda one: _nearness(one, today))


def get_training_to_import(code: str | None, viewer: Person) -> Row[Any]:
    """The one of that code; the one most likely meant where none is named."""
    for one in trainings_to_import(viewer):
        if code in (None, one.code):
            return one
    raise NotFound


def other_training_of(words: Iterable[str], training_id: int, viewer: Person) -> str | None:
    """The name of another training, in the viewer's classes of which there is one that is called so."""
    wanted = {bare(word) for word in words}
    statement = (
        select(Classroom.code, Classroom.name, Training.name.label("training"))
        .join(Training, Training.id == Classroom.training_id)
        .where(Training.id != training_id, trainings_imported_by(viewer), classrooms_run_by(viewer))
        .order_by(Training.starts_on.desc(), Training.id.desc())
    )
    rooms = db.session.execute(statement)
    return next((room.training for room in rooms if {bare(room.code), bare(room.name)} & wanted), None)


def _nearness(one: Row[Any], today: date) -> tuple[int, int, int]:
    if one.starts_on > today:
        return 1, one.starts_on.toordinal(), one.id
    return 0 if one.late_until >= today else 2, -one.starts_on.toordinal(), -one.id
