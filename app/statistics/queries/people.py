"""The people behind a class's figures: each with what they did there, and how the present learners stand."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Date, and_, bindparam, func, select, union

from app.classrooms.models import Classroom, Enrolment, StaffAssignment
from app.foundation.database import BigId, db
from app.foundation.reading import Question
from app.people.models import Person, Place, School
from app.statistics.calendar import Period
from app.statistics.figures import COUNTS, Figures
from app.statistics.models import PersonDay, PersonState
from app.statistics.queries.sums import UP_TO

LEARNER, STAFF, GONE = "learner", "staff", "gone"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who counts in a class: a learner, one who works for it, or one who has left."""

    id: int
    name: str
    part: str
    figures: Figures


def members_of(classroom_id: int, period: Period, *, is_newest: bool) -> list[Member]:
    """Everybody who counts in a class, the learners first by name; states are known of the newest day alone."""
    sums = {row.id: row for row in SUMS.all(room=classroom_id, first=period.first, last=period.last)}
    states = {row.id: row for row in STATES_OF.all(room=classroom_id)}
    staff = set(
        db.session.scalars(select(StaffAssignment.person_id).where(StaffAssignment.classroom_id == classroom_id))
    )
    members = []
    for number in {**states, **sums}:
        part = LEARNER if number in states and states[number].is_learner else STAFF if number in staff else GONE
        row = sums.get(number) or states[number]
        figures = _figures(sums.get(number), states.get(number) if is_newest else None)
        if part == LEARNER or figures != Figures():
            members.append((Member(number, row.name, part, figures), row.sort_name))
    order = (LEARNER, GONE, STAFF)
    return [member for member, _ in sorted(members, key=lambda m: (order.index(m[0].part), m[1], m[0].id))]


def find_member(classroom_id: int, person_id: int) -> Any:
    """Number and name of somebody who counts or once counted in a class, or None."""
    return MEMBER.first(room=classroom_id, person=person_id)


def figures_of_member(classroom_id: int, person_id: int, period: Period) -> Figures:
    """What one person did in a class."""
    row = SUMS_OF_ONE.first(room=classroom_id, person=person_id, first=period.first, last=period.last)
    return Figures(*(int(number or 0) for number in row)) if row is not None else Figures()


def everybody_under(training_id: int, place_code: str) -> list[Any]:
    """Everybody who counts under a place, class by class, with school and figures: the rows of a file."""
    inside = _inside(training_id, place_code)
    sums = (
        select(PersonDay.classroom_id, PersonDay.person_id, *(_sum(name) for name in COUNTS))
        .where(PersonDay.classroom_id.in_(inside))
        .group_by(PersonDay.classroom_id, PersonDay.person_id)
        .subquery()
    )
    state = select(PersonState).where(PersonState.classroom_id.in_(inside)).subquery()
    seats: Any = union(
        select(state.c.classroom_id, state.c.person_id), select(sums.c.classroom_id, sums.c.person_id)
    ).subquery()
    staff = (
        select(StaffAssignment.classroom_id, StaffAssignment.person_id).where(StaffAssignment.classroom_id.in_(inside))
        .distinct().subquery()
    )  # fmt: skip
    statement = (
        select(
            Classroom.place_code, Classroom.code, Classroom.name.label("classroom"), Person.name,
            School.name.label("school"), state.c.is_learner, staff.c.person_id.is_not(None).label("is_staff"),
            state.c.is_on_schedule, state.c.is_complete, func.coalesce(state.c.waiting, 0).label("waiting"),
            *(func.coalesce(sums.c[name], 0).label(name) for name in COUNTS),
        )
        .select_from(seats)
        .join(Classroom, Classroom.id == seats.c.classroom_id)
        .join(Person, Person.id == seats.c.person_id)
        .outerjoin(School, School.id == Person.school_id)
        .outerjoin(sums, _same_seat(sums, seats))
        .outerjoin(state, _same_seat(state, seats))
        .outerjoin(staff, _same_seat(staff, seats))
        .order_by(Classroom.place_code, Classroom.code, Person.sort_name, Person.id)
    )  # fmt: skip
    return list(db.session.execute(statement))


def seats_under(training_id: int, place_code: str) -> int:
    """How many rows `everybody_under` gives."""
    inside = _inside(training_id, place_code)
    seats: Any = union(
        select(PersonState.classroom_id, PersonState.person_id).where(PersonState.classroom_id.in_(inside)),
        select(PersonDay.classroom_id, PersonDay.person_id).where(PersonDay.classroom_id.in_(inside)),
    )
    return db.session.scalar(select(func.count()).select_from(seats.subquery())) or 0


def _inside(training_id: int, place_code: str) -> Any:
    return select(Classroom.id).where(
        Classroom.training_id == training_id, Classroom.place_code.between(place_code, place_code + UP_TO)
    )


def _same_seat(table: Any, seats: Any) -> Any:
    return and_(table.c.classroom_id == seats.c.classroom_id, table.c.person_id == seats.c.person_id)


def done_under(training_id: int, place_code: str, what: str) -> list[Any]:
    """Class and number of one kind of work, whole training, for each present learner under a place."""
    return DONE[what].all(training=training_id, low=place_code, high=place_code + UP_TO)


def place_names() -> dict[str, str]:
    return {row.code: row.name for row in db.session.execute(select(Place.code, Place.name))}


def _figures(sums: Any, state: Any) -> Figures:
    counts = [int(getattr(sums, name)) for name in COUNTS] if sums is not None else [0] * len(COUNTS)
    if state is None:
        return Figures(*counts)
    flags = (state.is_learner, state.is_on_schedule, state.is_complete, state.waiting, state.is_active)
    return Figures(*map(int, (*counts, *flags, state.is_active_this_week)))


def _sum(name: str) -> Any:
    return func.sum(getattr(PersonDay, name)).label(name)


SUMS = Question(
    lambda: (
        select(Person.id, Person.name, Person.sort_name, *map(_sum, COUNTS))
        .join(PersonDay, PersonDay.person_id == Person.id)
        .where(PersonDay.classroom_id == bindparam("room", type_=BigId))
        .where(PersonDay.day.between(bindparam("first", type_=Date()), bindparam("last", type_=Date())))
        .group_by(Person.id, Person.name, Person.sort_name)
    )
)
STATES_OF = Question(
    lambda: select(
        Person.id, Person.name, Person.sort_name, PersonState.is_learner, PersonState.is_on_schedule,
        PersonState.is_complete, PersonState.is_active, PersonState.is_active_this_week, PersonState.waiting,
    )
    .join(PersonState, PersonState.person_id == Person.id)
    .where(PersonState.classroom_id == bindparam("room", type_=BigId))
)  # fmt: skip
MEMBER = Question(
    lambda: select(Person.id, Person.name).where(
        Person.id == bindparam("person", type_=BigId),
        Person.id.in_(
            select(PersonDay.person_id).where(PersonDay.classroom_id == bindparam("room", type_=BigId))
            .union(select(Enrolment.person_id).where(Enrolment.classroom_id == bindparam("room", type_=BigId)))
        ),
    )
)  # fmt: skip


def _done(what: str) -> Question:
    return Question(
        lambda: (
            select(Classroom.code, getattr(PersonState, what))
            .join(Classroom, Classroom.id == PersonState.classroom_id)
            .where(PersonState.training_id == bindparam("training", type_=BigId), PersonState.is_learner)
            .where(Classroom.place_code.between(bindparam("low"), bindparam("high")))
        )
    )


DONE = {what: _done(what) for what in ("done_minutes", "done_assignments", "done_journals", "done_salon_posts")}
SUMS_OF_ONE = Question(
    lambda: select(*map(_sum, COUNTS)).where(
        PersonDay.classroom_id == bindparam("room", type_=BigId), PersonDay.person_id == bindparam("person", type_=BigId),
        PersonDay.day.between(bindparam("first", type_=Date()), bindparam("last", type_=Date())),
    )
)  # fmt: skip
