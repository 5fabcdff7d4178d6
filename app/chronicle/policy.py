"""A class's week is its own: members read what they may read anyway, who looks after the class reads whose it is."""

from app.classrooms.models import Classroom
from app.classrooms.policy import may_read_roster
from app.people.models import Person

OPEN_TO_MEMBERS = ("journals", "posts", "resources")


def may_read_names(person: Person, classroom: Classroom, figure: str) -> bool:
    """Who stands behind a figure: published things are signed, study time and assignments are between two people."""
    return figure in OPEN_TO_MEMBERS or may_read_roster(person, classroom)
