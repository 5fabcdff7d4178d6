"""Assignments as they were last handed in; what was taken back is not found, not even by its writer."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Select, and_, select

from app.assignments.models import Submission, SubmissionState, SubmissionVersion
from app.assignments.policy import submissions_readable_by
from app.classrooms.memberships import PersonalQuestion
from app.classrooms.models import Classroom
from app.courses.models import Topic
from app.foundation.database import db
from app.people.models import Person
from app.search.grams import CLASSROOM, PERSON, PLACE, marks_of
from app.search.queries.kinds.kind import IDS, Kind, Result, Source


def _joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement.where(Submission.state != SubmissionState.TAKEN_BACK)


def _versed(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """With the version that stands and the class it was handed in to."""
    last = and_(SubmissionVersion.submission_id == Submission.id, SubmissionVersion.number == Submission.version_number)
    return _joined(statement).join(SubmissionVersion, last).join(Classroom, Classroom.id == Submission.classroom_id)


def _sources(ids: Collection[int]) -> Iterator[Source]:
    columns = (Submission.id, Submission.person_id, Submission.classroom_id, Classroom.place_code)
    statement = select(*columns, SubmissionVersion.html, Submission.handed_in_at).where(Submission.id.in_(ids))
    for row in db.session.execute(_versed(statement)):
        marks = marks_of(row.person_id, row.classroom_id, row.place_code)
        yield Source(row.id, "", row.html, marks, row.handed_in_at, row.handed_in_at)


def _shown(ids: Collection[int], viewer: Person) -> dict[int, Result]:
    return {
        row.id: Result(f"/submissions/{row.id}", row.title, row.html, row.name, row.place, row.handed_in_at)
        for row in SHOWN.all(viewer, ids=list(ids))
    }


def _readable(viewer: Person) -> Select[*tuple[Any, ...]]:
    columns = (Submission.id, Topic.title, SubmissionVersion.html, Person.name, Classroom.name.label("place"))
    statement = _versed(select(*columns, Submission.handed_in_at))
    statement = statement.join(Topic, Topic.id == Submission.topic_id).join(Person, Person.id == Submission.person_id)
    return statement.where(Submission.id.in_(IDS), submissions_readable_by(viewer))


SHOWN = PersonalQuestion(_readable)
_when = Submission.handed_in_at
SUBMISSIONS = Kind(
    "submission", False, (PERSON, CLASSROOM, PLACE), 0, Submission.id, _when, _when, _joined, submissions_readable_by, _sources, _shown
)  # fmt: skip
