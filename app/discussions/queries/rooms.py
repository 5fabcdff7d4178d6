"""A class's salon as a room."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select

from app.classrooms.memberships import PersonalQuestion
from app.classrooms.models import Classroom, Training
from app.classrooms.policy import classrooms_readable_by
from app.discussions.policy import Room
from app.foundation.errors import NotFound
from app.people.models import Person


@dataclass(frozen=True, slots=True)
class Salon:
    id: int
    code: str
    name: str
    training_id: int
    place_code: str
    time_zone: str

    @property
    def room(self) -> Room:
        return Room(self.training_id, self.id, self.place_code)


def get_salon(code: str, viewer: Person) -> Salon:
    """The salon of a class that the viewer may see."""
    row = SALON.first(viewer, code=code)
    if row is None:
        raise NotFound
    return Salon(*row)


def _salon(viewer: Person) -> Select[*tuple[Any, ...]]:
    columns = (Classroom.id, Classroom.code, Classroom.name, Classroom.training_id, Classroom.place_code)
    salons = select(*columns, Training.time_zone).join(Training, Training.id == Classroom.training_id)
    return salons.where(Classroom.code == bindparam("code"), classrooms_readable_by(viewer))


SALON = PersonalQuestion(_salon)
