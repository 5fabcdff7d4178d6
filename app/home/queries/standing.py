"""Where somebody stands, from what is known of them already."""

from app.administration.policy import administers
from app.classrooms.memberships import memberships_of
from app.classrooms.models import StaffRole
from app.classrooms.policy import is_tutor, learning_of
from app.home.navigation import Standing
from app.people.models import Person, Role
from app.people.policy import is_project_team, scopes_of
from app.roster.policy import runs_rosters


def find_standing(person: Person | None) -> Standing:
    """One statement at most, and none where memberships were read before."""
    if person is None:
        return Standing(is_guest=True)
    learning = learning_of(person)
    working = next((held for held in memberships_of(person) if held.role in list(StaffRole)), None)
    scopes = scopes_of(person, *Role)
    return Standing(
        learns_in=learning.classroom_code if learning else None,
        tutors=is_tutor(person),
        works_in=working.classroom_code if working else None,
        oversees=("" if is_project_team(person) or len(scopes) > 1 else scopes[0]) if scopes else None,
        administers=administers(person),
        runs_rosters=runs_rosters(person),
    )
