"""The blueprint that the pages of chasing and praise share, and how they find their class."""

from flask import Blueprint

from app.classrooms.models import Classroom
from app.classrooms.queries import get_classroom
from app.foundation.errors import Forbidden, NotFound
from app.people.models import Person
from app.reminders.policy import may_chase, may_read_contacts

reminders = Blueprint("reminders", "app.reminders.routes", template_folder="../templates")
A_PERSONS_PACE = "60/minute"


def class_to_read(code: str, person: Person) -> Classroom:
    """A class whose learners' standing the person may see; to its own learners this page is not there."""
    classroom = get_classroom(code, person)
    if not may_read_contacts(person, classroom):
        raise NotFound
    return classroom


def class_to_chase(code: str, person: Person) -> Classroom:
    classroom = class_to_read(code, person)
    if not may_chase(person, classroom):
        raise Forbidden
    return classroom
