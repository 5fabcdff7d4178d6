"""Who is asked to answer an objection, and who hears the answer."""

from sqlalchemy import literal, or_, select

from app.classrooms.models import StaffAssignment, StaffRole, Training
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.events import subscribe
from app.notifications.operations import tell
from app.objections.events import ObjectionAnswered, ObjectionRaised
from app.people.models import Appointment, Role
from app.rankings.models import BoardKind


@subscribe(ObjectionRaised)
def ask_for_an_answer(event: ObjectionRaised) -> None:
    """The class's tutors where it is about a learner, and the project team."""
    training = db.session.get_one(Training, event.training_id)
    asked = set(_team_of(training))
    if event.board == BoardKind.LEARNERS and event.classroom_id is not None:
        asked |= set(_tutors_of(event.classroom_id))
    for person_id in sorted(asked - {event.raised_by_id}):
        _tell(person_id, "doubted", f"objection:{event.objection_id}", event)


@subscribe(ObjectionAnswered)
def tell_the_objector(event: ObjectionAnswered) -> None:
    kind = (
        "objection_explained" if not event.is_final else "objection_upheld" if event.is_upheld else "objection_rejected"
    )
    _tell(event.raised_by_id, kind, f"objection:{event.objection_id}:{'end' if event.is_final else 'word'}", event)


def _tell(person_id: int, kind: str, cause: str, event: ObjectionRaised | ObjectionAnswered) -> None:
    number = db.session.get_one(Training, event.training_id).number_of(Week.parse(event.week))
    thing = ("objection", event.objection_id)
    tell(person_id, kind, cause, f"/objections/{event.objection_id}", {"number": number}, thing=thing)


def _tutors_of(classroom_id: int) -> list[int]:
    held, present = StaffAssignment, clock.now()
    tutors = select(held.person_id).where(held.classroom_id == classroom_id, held.role == StaffRole.TUTOR)
    return list(
        db.session.scalars(tutors.where(held.since <= present, or_(held.until.is_(None), held.until > present)))
    )


def _team_of(training: Training) -> list[int]:
    held, present = Appointment, clock.now()
    team = select(held.person_id).where(
        held.role == Role.PROJECT_TEAM, literal(training.place_code).startswith(held.place_code)
    )
    return list(db.session.scalars(team.where(held.since <= present, or_(held.until.is_(None), held.until > present))))
