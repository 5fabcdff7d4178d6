"""Who may object, who says a first word, who decides; nobody else reads an objection, its subject included."""

from sqlalchemy import ColumnElement, and_, false, or_, true

from app.classrooms.memberships import memberships_of
from app.classrooms.models import StaffRole
from app.classrooms.policy import classroom_ids_of, is_staff_of
from app.objections.models import Objection
from app.people.models import Person
from app.people.policy import is_project_team
from app.rankings.models import BoardKind


def may_object(person: Person, training_id: int) -> bool:
    """Everybody who learns or works in one of the training's classes."""
    return any(held.training_id == training_id for held in memberships_of(person))


def may_remark(person: Person, objection: Objection) -> bool:
    """The tutors of the class, on what concerns one of its learners."""
    is_learner_s = objection.board == BoardKind.LEARNERS and objection.raised_by_id != person.id
    return is_learner_s and is_staff_of(person, objection.classroom_id, StaffRole.TUTOR)


def may_decide(person: Person, objection: Objection) -> bool:
    return is_project_team(person) and objection.raised_by_id != person.id


def may_read_objection(person: Person, objection: Objection) -> bool:
    is_own = objection.raised_by_id == person.id
    return is_own or may_remark(person, objection) or may_decide(person, objection)


def objections_readable_by(person: Person) -> ColumnElement[bool]:
    return or_(Objection.raised_by_id == person.id, objections_answerable_by(person))


def objections_answerable_by(person: Person) -> ColumnElement[bool]:
    """Objections of others on which the person decides or says a first word."""
    rooms = classroom_ids_of(person, StaffRole.TUTOR)
    of_class = and_(Objection.board == BoardKind.LEARNERS, Objection.classroom_id.in_(rooms)) if rooms else false()
    return and_(Objection.raised_by_id != person.id, or_(true() if is_project_team(person) else false(), of_class))
