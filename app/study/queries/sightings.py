"""What the hints look at: how a learner's time was said, page by page, and which sections were finished in it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, select

from app.classrooms.models import Enrolment
from app.courses.models import Section
from app.foundation.database import BigId, Instant, db
from app.foundation.reading import Question
from app.study.ledger import Verdict, seconds_of
from app.study.models import SectionProgress, StudyInterval, StudyVisit
from app.study.patterns import MOST_REPEATS, Finish, Hint, Repeats, Sighting, hints_of

LOOKED_AT = (Verdict.COUNTED, Verdict.QUIET)


def hints_between(person_id: int, training_id: int, start: datetime, end: datetime, zone: str) -> list[Hint]:
    """Patterns in a learner's reading of a time that somebody may want to talk about."""
    asked = {"person": person_id, "training": training_id, "start": start, "end": end}
    return _hints(SEEN.all(**asked), FINISHED.all(**asked), REPEATED.all(**asked), zone)


def hints_of_classes(classroom_ids: list[int], start: datetime, end: datetime, zone: str) -> dict[int, list[Hint]]:
    """The same of all who learn in some classes now, by person; three statements for however many."""
    of_time = (_seen(), *_of_learners(StudyInterval)), (_finished(), *_of_learners(SectionProgress))
    parts = []
    for statement, learning, is_present in (*of_time, (_repeated(), *_of_learners(StudyInterval))):
        asked = statement.join(Enrolment, learning).where(is_present, Enrolment.classroom_id.in_(classroom_ids))
        rows: dict[int, list[Any]] = defaultdict(list)
        for row in db.session.execute(asked, {"start": start, "end": end}):
            rows[row[0]].append(row)
        parts.append(rows)
    seen, finished, repeated = parts
    hints = {one: _hints(seen[one], finished[one], repeated[one], zone) for one in {*seen, *finished, *repeated}}
    return {person_id: some for person_id, some in hints.items() if some}


def _of_learners(told: type[StudyInterval | SectionProgress]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """How what was told hangs together with the enrolment of who told it, and that they still learn there."""
    learning = and_(Enrolment.person_id == told.person_id, Enrolment.training_id == told.training_id)
    return learning, Enrolment.until.is_(None)


def _hints(seen: Iterable[Any], finished: Iterable[Any], repeated: Iterable[Any], zone: str) -> list[Hint]:
    return hints_of(
        [Sighting(seconds_of(start), seconds_of(end), visit, moves) for _, start, end, visit, moves in seen],
        [Finish(seconds_of(at), seconds, size) for _, at, seconds, size in finished if at],
        [Repeats(seconds_of(at), times) for _, at, times in repeated],
        zone,
    )


def _seen() -> Select[*tuple[Any, ...]]:
    interval = StudyInterval
    return (
        select(
            interval.person_id, interval.started_at, interval.ended_at, interval.visit, func.coalesce(interval.moves, 0)
        )
        .where(interval.started_at >= START, interval.started_at < END, interval.verdict.in_(LOOKED_AT))
        .order_by(interval.started_at)
    )


def _finished() -> Select[*tuple[Any, ...]]:
    return (
        select(SectionProgress.person_id, SectionProgress.finished_at, SectionProgress.seconds, Section.characters)
        .join(Section, (Section.topic_id == SectionProgress.topic_id) & (Section.kind == SectionProgress.section))
        .where(SectionProgress.finished_at >= START, SectionProgress.finished_at < END)
    )


def _repeated() -> Select[*tuple[Any, ...]]:
    """Visits that were heard again and again: more numbers were given than there are intervals."""
    visit, interval = StudyVisit, StudyInterval
    times = visit.spans - func.count(interval.id)
    return (
        select(visit.person_id, visit.heard_until, times)
        .join(interval, (interval.person_id == visit.person_id) & (interval.visit == visit.number))
        .where(visit.heard_until >= START, visit.heard_until < END)
        .group_by(visit.person_id, visit.number, visit.heard_until, visit.spans)
        .having(times >= MOST_REPEATS)
    )


def _of_one(told: type[StudyInterval | SectionProgress]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return told.person_id == PERSON, told.training_id == TRAINING


PERSON, TRAINING = (bindparam(name, type_=BigId) for name in ("person", "training"))
START, END = (bindparam(name, type_=Instant()) for name in ("start", "end"))
SEEN = Question(lambda: _seen().where(*_of_one(StudyInterval)))
FINISHED = Question(lambda: _finished().where(*_of_one(SectionProgress)))
REPEATED = Question(lambda: _repeated().where(*_of_one(StudyInterval)))
