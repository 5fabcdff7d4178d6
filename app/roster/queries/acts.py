"""What was done, and who may take it back."""

from typing import Any

from sqlalchemy import ColumnElement, Row, and_, select
from sqlalchemy.orm import aliased

from app.classrooms.models import Classroom, Enrolment, Training
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.people.models import Person
from app.roster.models import RosterAct, RosterImport
from app.roster.policy import classrooms_run_by, may_read_import

DOER, UNDOER = aliased(Person), aliased(Person)


def may_undo(person: Person, act: RosterAct) -> bool:
    """An import by whoever may read it; what was done to one person by whoever runs a class of theirs."""
    if act.import_id is not None:
        sent = db.session.get_one(RosterImport, act.import_id)
        return may_read_import(person, sent, db.session.get_one(Training, sent.training_id))
    return act.person_id is not None and runs_roster_of(person, act.person_id)


def runs_roster_of(person: Person, learner_id: int) -> bool:
    """Whether somebody learns, or once learnt, in a class that the person runs; and now in no other."""
    return bool(db.session.scalar(select(Person.id).where(Person.id == learner_id, learners_run_by(person))))


def learners_run_by(person: Person) -> ColumnElement[bool]:
    """The same asked of the table of people."""
    seats = select(Enrolment.id).join(Classroom, Classroom.id == Enrolment.classroom_id)
    seats = seats.where(Enrolment.person_id == Person.id)
    own = seats.where(classrooms_run_by(person)).exists()
    elsewhere = seats.where(Enrolment.until.is_(None), ~classrooms_run_by(person)).exists()
    return and_(own, ~elsewhere)


def get_act(act_id: int, viewer: Person) -> RosterAct:
    """An act that the viewer may take back."""
    act = db.session.get(RosterAct, act_id)
    if act is None or not may_undo(viewer, act):
        raise NotFound
    return act


def acts_about(person_id: int) -> list[Row[Any]]:
    """What was done to somebody, newest first."""
    statement = (
        select(
            *(RosterAct.id, RosterAct.kind, RosterAct.done_at, RosterAct.undone_at, RosterAct.told),
            *(DOER.name.label("done_by"), UNDOER.name.label("undone_by")),
        )
        .outerjoin(DOER, DOER.id == RosterAct.done_by_id)
        .outerjoin(UNDOER, UNDOER.id == RosterAct.undone_by_id)
        .where((RosterAct.person_id == person_id) | (RosterAct.other_id == person_id))
        .order_by(RosterAct.done_at.desc(), RosterAct.id.desc())
    )
    return list(db.session.execute(statement))


def find_act_of(import_id: int) -> RosterAct | None:
    """How an import was applied, if it was."""
    return db.session.scalars(select(RosterAct).where(RosterAct.import_id == import_id)).first()
