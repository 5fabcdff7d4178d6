"""What the hints look at: how a learner's time was said, page by page, and which sections were finished in it."""

from datetime import datetime

from sqlalchemy import func, select

from app.courses.models import Section
from app.foundation.database import db
from app.study.ledger import Verdict, seconds_of
from app.study.models import SectionProgress, StudyInterval
from app.study.patterns import Finish, Hint, Sighting, hints_of

LOOKED_AT = (Verdict.COUNTED, Verdict.QUIET)


def hints_between(person_id: int, training_id: int, start: datetime, end: datetime, zone: str) -> list[Hint]:
    """Patterns in a learner's reading of a time that somebody may want to talk about."""
    spans = (
        select(
            StudyInterval.started_at,
            StudyInterval.ended_at,
            StudyInterval.visit,
            func.coalesce(StudyInterval.moves, 0),
        )
        .where(StudyInterval.person_id == person_id, StudyInterval.training_id == training_id)
        .where(StudyInterval.started_at >= start, StudyInterval.started_at < end)
        .where(StudyInterval.verdict.in_(LOOKED_AT))
        .order_by(StudyInterval.started_at)
    )
    finished = (
        select(SectionProgress.finished_at, SectionProgress.seconds, Section.characters)
        .join(Section, (Section.topic_id == SectionProgress.topic_id) & (Section.kind == SectionProgress.section))
        .where(SectionProgress.person_id == person_id, SectionProgress.training_id == training_id)
        .where(SectionProgress.finished_at >= start, SectionProgress.finished_at < end)
    )
    seen = [
        Sighting(seconds_of(began), seconds_of(ended), visit, moves)
        for began, ended, visit, moves in db.session.execute(spans)
    ]
    read = [Finish(seconds_of(at), seconds, size) for at, seconds, size in db.session.execute(finished) if at]
    return hints_of(seen, read, zone)
