"""What the hints look at: how a learner's time was said, page by page, and which sections were finished in it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from app.courses.models import Section
from app.foundation.database import BigId, Instant
from app.foundation.reading import Question
from app.study.ledger import Verdict, seconds_of
from app.study.models import SectionProgress, StudyInterval
from app.study.patterns import Finish, Hint, Sighting, hints_of

LOOKED_AT = (Verdict.COUNTED, Verdict.QUIET)


def hints_between(person_id: int, training_id: int, start: datetime, end: datetime, zone: str) -> list[Hint]:
    """Patterns in a learner's reading of a time that somebody may want to talk about."""
    asked = {"person": person_id, "training": training_id, "start": start, "end": end}
    seen = [
        Sighting(seconds_of(began), seconds_of(ended), visit, moves) for began, ended, visit, moves in SEEN.all(**asked)
    ]
    read = [Finish(seconds_of(at), seconds, size) for at, seconds, size in FINISHED.all(**asked) if at]
    return hints_of(seen, read, zone)


def _seen() -> Select[*tuple[Any, ...]]:
    interval = StudyInterval
    return (
        select(interval.started_at, interval.ended_at, interval.visit, func.coalesce(interval.moves, 0))
        .where(interval.person_id == PERSON, interval.training_id == TRAINING)
        .where(interval.started_at >= START, interval.started_at < END, interval.verdict.in_(LOOKED_AT))
        .order_by(interval.started_at)
    )


def _finished() -> Select[*tuple[Any, ...]]:
    return (
        select(SectionProgress.finished_at, SectionProgress.seconds, Section.characters)
        .join(Section, (Section.topic_id == SectionProgress.topic_id) & (Section.kind == SectionProgress.section))
        .where(SectionProgress.person_id == PERSON, SectionProgress.training_id == TRAINING)
        .where(SectionProgress.finished_at >= START, SectionProgress.finished_at < END)
    )


PERSON, TRAINING = (bindparam(name, type_=BigId) for name in ("person", "training"))
START, END = (bindparam(name, type_=Instant()) for name in ("start", "end"))
SEEN, FINISHED = Question(_seen), Question(_finished)
