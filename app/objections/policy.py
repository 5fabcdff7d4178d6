"""Who may object, who says a first word, who decides; nobody else reads an objection, its subject included."""

from sqlalchemy import ColumnElement, and_, false, or_, select

from app.classrooms.memberships import memberships_of
from app.classrooms.models import StaffRole, Training
from app.classrooms.policy import classroom_ids_of, is_staff_of
from app.objections.models import Objection
from app.people.models import Person, Role
from app.people.policy import scopes_of, within
from app.rankings.models import BoardKind


def may_object(person: Person, training_id: int) -> bool:
    """Everybody who learns or works in one of the training's classes."""
    return any(held.training_id == training_id for held in memberships_of(person))


def is_about(person: Person, objection: Objection) -> bool:
    """Whether the doubted figure is the person's own: then they have no say, whatever they are."""
    return objection.board != BoardKind.CLASSROOMS and objection.subject_id == person.id


def may_remark(person: Person, objection: Objection) -> bool:
    """The tutors of the class, on what concerns one of its learners."""
    is_learner_s = objection.board == BoardKind.LEARNERS and objection.raised_by_id != person.id
    return (
        is_learner_s
        and not is_about(person, objection)
        and is_staff_of(person, objection.classroom_id, StaffRole.TUTOR)
    )


def may_decide(person: Person, objection: Objection) -> bool:
    """The project team of the training's place; nobody decides on their own figures or their own objection."""
    is_concerned = objection.raised_by_id == person.id or is_about(person, objection)
    team = scopes_of(person, Role.PROJECT_TEAM)
    return not is_concerned and any(objection.training.place_code.startswith(scope) for scope in team)


def may_read_objection(person: Person, objection: Objection) -> bool:
    is_own = objection.raised_by_id == person.id
    return is_own or may_remark(person, objection) or may_decide(person, objection)


def objections_readable_by(person: Person) -> ColumnElement[bool]:
    return or_(Objection.raised_by_id == person.id, objections_answerable_by(person))


def objections_answerable_by(person: Person) -> ColumnElement[bool]:
    """Objections of others on which the person decides or says a first word."""
    rooms = classroom_ids_of(person, StaffRole.TUTOR)
    of_class = and_(Objection.board == BoardKind.LEARNERS, Objection.classroom_id.in_(rooms)) if rooms else false()
    theirs = within(Training.place_code, scopes_of(person, Role.PROJECT_TEAM))
    of_training = Objection.training_id.in_(select(Training.id).where(theirs))
    is_own_figure = and_(Objection.board != BoardKind.CLASSROOMS, Objection.subject_id == person.id)
    return and_(Objection.raised_by_id != person.id, ~is_own_figure, or_(of_training, of_class))
