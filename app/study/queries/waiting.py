"""What was heard and waits to be entered, with all that is known of each: one statement for a whole batch."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, select

from app.classrooms.models import Enrolment, Training
from app.courses.models import Section, Topic
from app.foundation.database import db
from app.foundation.events import RecordedEvent
from app.people.events import SessionsEnded
from app.people.models import Person
from app.study.models import StudyInterval, StudySignal, StudyVisit


class Waiting(NamedTuple):
    """A signal, its visit as far as it was heard, and where its person learned at that moment."""

    id: int
    person_id: int
    session_version: int
    topic_id: int
    visit: str
    opened_at: datetime
    heard_at: datetime
    sequence: int
    page_at: int
    stretches: str
    pressed: str | None
    heard_until: datetime | None
    page_until: int
    last_sequence: int
    section: str
    quiet: int
    spans: int
    present_version: int | None
    classroom_id: int | None
    training_id: int
    time_zone: str


_SIGNAL = (
    StudySignal.id, StudySignal.person_id, StudySignal.session_version, StudySignal.topic_id, StudySignal.visit,
    StudySignal.opened_at, StudySignal.heard_at, StudySignal.sequence, StudySignal.page_at, StudySignal.stretches,
    StudySignal.pressed,
)  # fmt: skip
_VISIT = (
    StudyVisit.heard_until, StudyVisit.page_until, StudyVisit.last_sequence, StudyVisit.section, StudyVisit.quiet,
    StudyVisit.spans,
)  # fmt: skip


def _learning() -> ColumnElement[bool]:
    """The enrolment that was open when the signal was heard."""
    return and_(
        Enrolment.person_id == StudySignal.person_id,
        Enrolment.since <= StudySignal.heard_at,
        Enrolment.until.is_(None) | (Enrolment.until > StudySignal.heard_at),
    )


_WAITING = (
    select(*_SIGNAL, *_VISIT, Person.session_version, Enrolment.classroom_id, Training.id, Training.time_zone)
    .outerjoin(StudyVisit, (StudyVisit.person_id == StudySignal.person_id) & (StudyVisit.number == StudySignal.visit))
    .outerjoin(Person, Person.id == StudySignal.person_id)
    .outerjoin(Enrolment, _learning())
    .outerjoin(Training, Training.id == Enrolment.training_id)
    .where(StudySignal.set_aside_at.is_(None))
    .order_by(StudySignal.id, Enrolment.since.desc())
)


def waiting_signals(person_id: int | None, most: int) -> list[Waiting]:
    """The oldest signals in the order in which they were heard, of everybody or of one person, each once."""
    statement = _WAITING if person_id is None else _WAITING.where(StudySignal.person_id == person_id)
    found: dict[int, Waiting] = {}
    for row in db.session.execute(statement.limit(most)):
        found.setdefault(row[0], Waiting._make(row))
    return list(found.values())


def section_lengths() -> dict[int, dict[str, int]]:
    """Characters of each section that can be read now, by topic."""
    statement = select(Section.topic_id, Section.kind, Section.characters).join(Topic, Topic.id == Section.topic_id)
    lengths: dict[int, dict[str, int]] = {}
    for topic_id, kind, characters in db.session.execute(statement.where(Topic.retired_at.is_(None))):
        lengths.setdefault(topic_id, {})[kind] = characters
    return lengths


def newest_interval() -> int:
    """The number of the interval that was added last."""
    return db.session.scalar(select(func.max(StudyInterval.id))) or 0


def sign_ins_ended_since(moment: datetime) -> list[tuple[int, datetime]]:
    """Whose sign-ins were ended when, from a moment on."""
    ended = (RecordedEvent.name == SessionsEnded.__name__, RecordedEvent.happened_at >= moment)
    rows = db.session.execute(select(RecordedEvent.data, RecordedEvent.happened_at).where(*ended))
    return [(int(data["person_id"]), at) for data, at in rows]
