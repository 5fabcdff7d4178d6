"""Fingerprints that are known, by person and by class."""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select

from app.assignments.models import Submission
from app.courses.models import Topic
from app.foundation.database import db
from app.likeness.models import Repetition, TextMark
from app.likeness.queries.texts import all_wordings
from app.likeness.sketch import ALIKE, is_candidate, letters, share
from app.people.models import Person

MANY = 500  # more names than this are not worth a list in a statement
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
    for kind, person_id, work_id, sketch in db.session.execute(statement):
        marks[kind, person_id].append((work_id, sketch))
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


def submissions_like(submission_id: int, text: str, classroom_id: int) -> list[Hint]:
    """Submissions of the same class that say much the same as this text, the most alike first."""
    marks = select(TextMark.work_id, TextMark.sketch).where(
        TextMark.classroom_id == classroom_id, TextMark.kind == "submission"
    )
    rows = db.session.execute(marks).all()
    own = [sketch for work_id, sketch in rows if work_id == submission_id]
    near = {
        work_id
        for work_id, sketch in rows
        if work_id != submission_id and any(is_candidate(sketch, mine) for mine in own)
    }
    words = letters(text)
    shares = {
        work_id: max(share(words, letters(said)) for said in wordings)
        for work_id, wordings in all_wordings("submission", near).items()
    }
    return _named({work_id: part for work_id, part in shares.items() if part >= ALIKE})


def _named(shares: dict[int, int]) -> list[Hint]:
    if not shares:
        return []
    statement = (
        select(Submission.id, Person.id, Person.name, Topic.title)
        .join(Person, Person.id == Submission.person_id)
        .join(Topic, Topic.id == Submission.topic_id)
        .where(Submission.id.in_(shares))
    )
    hints = [Hint(*row, shares[row[0]] // 10) for row in db.session.execute(statement)]
    return sorted(hints, key=lambda hint: (-hint.percent, hint.work_id))
