"""Who recommends: the class's tutors, never their own work. Who shows it: its author alone decides."""

from sqlalchemy import ColumnElement, and_

from app.classrooms.models import StaffRole
from app.classrooms.policy import is_staff_of
from app.people.models import Person
from app.recommendations.models import Recommendation


def may_recommend(person: Person, author_id: int, classroom_id: int) -> bool:
    return person.id != author_id and is_staff_of(person, classroom_id, StaffRole.TUTOR)


def may_withdraw(person: Person, recommendation: Recommendation) -> bool:
    """Whoever recommended it, or a tutor of the class who came after."""
    is_its_tutor = is_staff_of(person, recommendation.classroom_id, StaffRole.TUTOR)
    return person.id == recommendation.recommended_by_id or is_its_tutor


def may_consent(person: Person, recommendation: Recommendation) -> bool:
    return person.id == recommendation.person_id


def is_shown() -> ColumnElement[bool]:
    """Recommendations that anybody may read: their authors agreed and nobody has withdrawn them."""
    return and_(Recommendation.consented_at.is_not(None), Recommendation.withdrawn_at.is_(None))
