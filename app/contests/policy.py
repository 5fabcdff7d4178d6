"""Who reads and answers contests: the learner reads their own; who looks after the class where they learn answers."""

from sqlalchemy import ColumnElement, or_

from app.classrooms.policy import classroom_ids_of, is_staff_of
from app.contests.models import StudyContest
from app.people.models import Person
from app.study.policy import READERS


def may_answer_contest(person: Person, contest_person_id: int, classroom_id: int) -> bool:
    return person.id != contest_person_id and is_staff_of(person, classroom_id, *READERS)


def looks_after_learners(person: Person) -> bool:
    return bool(classroom_ids_of(person, *READERS))


def contests_answerable_by(person: Person) -> ColumnElement[bool]:
    """The first question asked of the table of contests."""
    return StudyContest.classroom_id.in_(classroom_ids_of(person, *READERS)) & (StudyContest.person_id != person.id)


def contests_readable_by(person: Person) -> ColumnElement[bool]:
    return or_(StudyContest.person_id == person.id, contests_answerable_by(person))
