"""Who recommends: the class's tutors, never their own work. Who agrees: its author alone. Who picks: the region's
experts. Who shows: the project team. Each may take their own step back, and the author everything, at any time."""

from sqlalchemy import ColumnElement, and_

from app.classrooms.models import StaffRole
from app.classrooms.policy import is_staff_of
from app.people.models import Person, Role
from app.people.policy import is_expert, is_project_team, scopes_of
from app.recommendations.models import Recommendation

__all__ = [
    "is_expert", "is_project_team", "is_shown", "may_consent", "may_pick", "may_recommend",
    "may_recommend_bulletin", "may_show", "may_withdraw",
]  # fmt: skip
BULLETIN_STAFF = (StaffRole.TUTOR, StaffRole.CLASS_ADMINISTRATOR)


def may_recommend(person: Person, author_id: int, classroom_id: int | None) -> bool:
    return person.id != author_id and is_staff_of(person, classroom_id, StaffRole.TUTOR)


def may_recommend_bulletin(person: Person, author_id: int, classroom_id: int | None) -> bool:
    """A bulletin is the staff's own work: whichever of its tutors and administrators did not publish it."""
    return person.id != author_id and is_staff_of(person, classroom_id, *BULLETIN_STAFF)


def may_withdraw(person: Person, recommendation: Recommendation) -> bool:
    """Whoever recommended it, or a tutor of the class who came after."""
    roles = BULLETIN_STAFF if recommendation.kind == "bulletin" else (StaffRole.TUTOR,)
    is_its_tutor = is_staff_of(person, recommendation.classroom_id, *roles)
    return person.id == recommendation.recommended_by_id or is_its_tutor


def may_consent(person: Person, recommendation: Recommendation) -> bool:
    return person.id == recommendation.person_id


def may_pick(person: Person, place_code: str) -> bool:
    """The experts of the class's region."""
    return any(place_code.startswith(scope) for scope in scopes_of(person, Role.EXPERT))


def may_show(person: Person, place_code: str) -> bool:
    """The project team of the training's province."""
    return any(place_code.startswith(scope) for scope in scopes_of(person, Role.PROJECT_TEAM))


def is_shown() -> ColumnElement[bool]:
    """Recommendations that anybody may read: their authors agreed and nobody has withdrawn them."""
    return and_(Recommendation.consented_at.is_not(None), Recommendation.withdrawn_at.is_(None))
