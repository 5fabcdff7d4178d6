"""Who may read a journal: its writer always; once published, its class, and those who oversee the place."""

from sqlalchemy import ColumnElement, and_, or_, select

from app.classrooms.models import Classroom
from app.classrooms.policy import classroom_ids_of, is_member
from app.journals.models import Journal
from app.people.models import Person
from app.people.policy import overseen_by, oversees


def may_read_journal(person: Person, journal: Journal) -> bool:
    """A private journal is private from everybody, the project team included."""
    if journal.person_id == person.id:
        return True
    if journal.published_at is None:
        return False
    return is_member(person, journal.classroom_id) or oversees(person, journal.classroom.place_code)


def journals_readable_by(person: Person) -> ColumnElement[bool]:
    """The same question asked of the table of journals."""
    overseen = select(Classroom.id).where(overseen_by(person, Classroom.place_code))
    of_classes = or_(Journal.classroom_id.in_(classroom_ids_of(person)), Journal.classroom_id.in_(overseen))
    return or_(Journal.person_id == person.id, and_(Journal.published_at.is_not(None), of_classes))


def may_edit_journal(person: Person, journal: Journal) -> bool:
    """Until it is graded: afterwards the comment would speak of words that are no longer there."""
    return journal.person_id == person.id and journal.graded_at is None
