"""Finding people by whatever is known of them, and everything that is known of one."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, or_, select, tuple_

from app.administration.policy import held_by, people_administered_by, scopes_administered_by
from app.administration.ranks import Held, stands_over
from app.classrooms.models import Classroom, Enrolment, StaffAssignment, Training
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.people.models import ActivationCode, Appointment, Person, Place, School
from app.people.policy import within

PAGE = 30
MOST_WORDS = 4
MOST_MEANT = 9


class Standing(NamedTuple):
    """What somebody holds and where they belong now, as far as others' rights over them hang on it."""

    roles: list[Held]
    places: list[str]


def people_found(viewer: Person, words: str, after: tuple[str, int] | None = None) -> list[Any]:
    """People in the order of their names; every word is in name, account, school, class or place."""
    asked = words.split()[:MOST_WORDS]
    statement = _lines(viewer).where(*map(_is_meant, asked))
    # Whom the words leave are few: they are found first and put in order then, not looked for in the order of all.
    key = Person.sort_name.concat("") if asked else Person.sort_name
    if after is not None:
        statement = statement.where(tuple_(key, Person.id) > after)
    return list(db.session.execute(statement.order_by(key, Person.id).limit(PAGE + 1)))


def people_meant(viewer: Person, who: str) -> list[Any]:
    """Whom an account or a whole name means; an account means one."""
    lines = _lines(viewer).where(Person.disabled_at.is_(None))
    by_account = list(db.session.execute(lines.where(Person.account == who.strip().lower())))
    if by_account:
        return by_account
    by_name = lines.where(Person.name == who.strip()).order_by(Person.id)
    return list(db.session.execute(by_name.limit(MOST_MEANT)))


def classes_of_all(person_ids: list[int]) -> dict[int, list[Any]]:
    """The present classes of people in a list, as learners and as staff."""
    found: dict[int, list[Any]] = {person_id: [] for person_id in person_ids}
    for table in (Enrolment, StaffAssignment):
        statement = (
            select(table.person_id, Classroom.name)
            .join(Classroom, Classroom.id == table.classroom_id)
            .where(table.person_id.in_(person_ids), table.until.is_(None))
            .order_by(table.id)
        )
        for row in db.session.execute(statement):
            found[row.person_id].append(row.name)
    return found


def get_administered(person_id: int, viewer: Person) -> Any:
    """Somebody whom the viewer may see here: account, name, school, since when, disabled or not."""
    columns = (Person.created_at, Person.password_hash.is_not(None).label("has_password"), Person.school_id)
    statement = _lines(viewer).add_columns(*columns).where(Person.id == person_id)
    row = db.session.execute(statement).first()
    if row is None:
        raise NotFound
    return row


def standing_of(person_id: int) -> Standing:
    """What the person holds and where they belong at this moment."""
    present = clock.now()

    def running(table: Any) -> tuple[ColumnElement[bool], ...]:
        return table.person_id == person_id, table.since <= present, table.until.is_(None) | (table.until > present)

    roles = select(Appointment.role, Appointment.place_code).where(*running(Appointment))
    school = select(School.place_code).join(Person, Person.school_id == School.id).where(Person.id == person_id)
    rooms = [
        select(Classroom.place_code).join(table, table.classroom_id == Classroom.id).where(*running(table))
        for table in (Enrolment, StaffAssignment)
    ]
    places = db.session.scalars(school.union(*rooms))
    return Standing([Held(*row) for row in db.session.execute(roles)], sorted(places))


def may_act_on(viewer: Person, person_id: int) -> bool:
    """Whether everything that somebody holds lies beneath one role of the viewer's."""
    return stands_over(held_by(viewer), *standing_of(person_id))


def appointments_of(person_id: int) -> list[Any]:
    """Every role that somebody holds or held, the present ones first."""
    held = Appointment
    statement = (
        select(held.id, held.role, held.place_code, held.since, held.until, Place.name.label("place"))
        .join(Place, Place.code == held.place_code)
        .where(held.person_id == person_id)
        .order_by(held.until.is_not(None), held.since.desc(), held.id.desc())
    )
    return list(db.session.execute(statement))


def classes_of(person_id: int) -> list[Any]:
    """Every class somebody learns or works in, or did: role, class, training, since, until."""
    found: list[Any] = []
    for table, role in ((Enrolment, None), (StaffAssignment, StaffAssignment.role)):
        columns: tuple[Any, ...] = (
            Classroom.code,
            Classroom.name,
            Classroom.place_code,
            Training.name.label("training"),
        )
        statement = (
            select(*columns, table.since, table.until, *((role,) if role is not None else ()))
            .join(Classroom, Classroom.id == table.classroom_id)
            .join(Training, Training.id == Classroom.training_id)
            .where(table.person_id == person_id)
        )
        found += db.session.execute(statement.order_by(table.since.desc()))
    return sorted(found, key=lambda row: (row.until is not None, -row.since.timestamp()))


def newest_code(person_id: int) -> Any:
    """The newest activation code: when it was given, until when it holds, whether it was used."""
    code = ActivationCode
    statement = select(code.issued_at, code.expires_at, code.used_at).where(code.person_id == person_id)
    return db.session.execute(statement.order_by(code.id.desc()).limit(1)).first()


def schools_named(viewer: Person, words: str) -> list[Any]:
    """Schools inside the viewer's scope whose names hold the words."""
    statement = select(School.id, School.name, Place.name.label("place")).join(Place, Place.code == School.place_code)
    named = [School.name.contains(word, autoescape=True) for word in words.split()]
    inside = within(School.place_code, scopes_administered_by(viewer))
    return list(db.session.execute(statement.where(inside, *named).order_by(School.name, School.id).limit(MOST_MEANT)))


def _lines(viewer: Person) -> Select[*tuple[Any, ...]]:
    columns = (Person.id, Person.name, Person.account, Person.sort_name, Person.disabled_at)
    place = Place.name.label("place")
    return (
        select(*columns, School.name.label("school"), place)
        .outerjoin(School, School.id == Person.school_id)
        .outerjoin(Place, Place.code == School.place_code)
        .where(people_administered_by(viewer))
    )


def _is_meant(word: str) -> ColumnElement[bool]:
    """Schools, classes and places are few: whether any is meant is asked first, and people are asked by what there is."""
    places = select(Place.code).where(Place.name.contains(word, autoescape=True))
    schools = select(School.id).where(or_(School.name.contains(word, autoescape=True), School.place_code.in_(places)))
    named = or_(Classroom.name.contains(word, autoescape=True), Classroom.code == word.lower())
    rooms = select(Classroom.id).where(or_(named, Classroom.place_code.in_(places)))
    has_school, has_room = db.session.execute(select(schools.exists(), rooms.exists())).one()
    meant = [Person.name.contains(word, autoescape=True), Person.account.contains(word.lower(), autoescape=True)]
    if has_school:
        meant.append(Person.school_id.in_(schools))
    if has_room:
        meant += [
            Person.id.in_(select(table.person_id).where(table.classroom_id.in_(rooms), table.until.is_(None)))
            for table in (Enrolment, StaffAssignment)
        ]
    return or_(*meant)
