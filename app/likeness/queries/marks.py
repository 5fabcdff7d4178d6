"""Fingerprints that are known, by person and by class."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from app.assignments.models import Submission, SubmissionState, SubmissionVersion
from app.courses.models import Topic
from app.foundation.database import BigId, db
from app.foundation.reading import Question
from app.likeness.models import Repetition, TextMark
from app.likeness.sketch import ALIKE, is_candidate, letters, share, sketch
from app.people.models import Person

MANY = 500  # more names than this are not worth a list in a statement
MARKS = Question(
    lambda: select(TextMark.work_id, TextMark.sketch).where(
        TextMark.classroom_id == bindparam("classroom_id", type_=BigId),
        TextMark.kind == "submission",
        TextMark.person_id != bindparam("person_id", type_=BigId),
    )
)
Marks = dict[tuple[str, int], list[tuple[int, int]]]


class Hint(NamedTuple):
    """Somebody's work that says much the same; to be looked at, never a verdict."""

    work_id: int
    person_id: int
    name: str
    title: str
    percent: int


def marks_of(training_id: int, person_ids: Collection[int]) -> Marks:
    """By kind and person: works and fingerprints, in the order of marking."""
    statement = select(TextMark.kind, TextMark.person_id, TextMark.work_id, TextMark.sketch)
    statement = statement.where(TextMark.training_id == training_id).order_by(TextMark.id)
    if len(person_ids) <= MANY:
        statement = statement.where(TextMark.person_id.in_(person_ids))
    marks: Marks = defaultdict(list)
    for kind, person_id, work_id, sketched in db.session.execute(statement):
        marks[kind, person_id].append((work_id, sketched))
    return marks


def repetitions_of(kind: str, work_ids: Collection[int]) -> dict[int, list[tuple[int, int]]]:
    """By work: the other works of the same person that say the same, and how many thousandths of it."""
    pairs = select(Repetition.work_id, Repetition.other_id, Repetition.share)
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for column in (Repetition.work_id, Repetition.other_id):
        for work_id, other_id, part in db.session.execute(pairs.where(Repetition.kind == kind, column.in_(work_ids))):
            mine, other = (work_id, other_id) if column is Repetition.work_id else (other_id, work_id)
            found[mine].append((other, part))
    return dict(found)


def submissions_like(submission_id: int, person_id: int, text: str, classroom_id: int) -> list[Hint]:
    """Submissions of others in the same class that say much the same as this text, the most alike first.

    One statement as long as no fingerprint is near, and a second one for the texts that have to be looked at.
    """
    words = letters(text)
    mine = sketch(words)
    marks = MARKS.all(classroom_id=classroom_id, person_id=person_id)
    near = {work_id for work_id, sketched in marks if is_candidate(sketched, mine)} - {submission_id}
    found: dict[int, Hint] = {}
    for other_id, author_id, name, title, said in db.session.execute(_wordings(near)) if near else ():
        hint = Hint(other_id, author_id, name, title, share(words, letters(said)) // 10)
        if hint.percent * 10 >= ALIKE and (hint.work_id not in found or found[hint.work_id].percent < hint.percent):
            found[hint.work_id] = hint
    return sorted(found.values(), key=lambda hint: (-hint.percent, hint.work_id))


def _wordings(work_ids: Collection[int]) -> Any:
    """What works say, as far as their tutors may read it, with author and title."""
    version = SubmissionVersion
    return (
        select(Submission.id, Person.id, Person.name, Topic.title, version.text)
        .join(Person, Person.id == Submission.person_id)
        .join(Topic, Topic.id == Submission.topic_id)
        .join(version, version.submission_id == Submission.id)
        .where(Submission.id.in_(work_ids), Submission.state != SubmissionState.TAKEN_BACK)
        .where(version.taken_back_at.is_(None))
    )
