"""Study time: what the server heard of somebody's reading, appended and never changed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText


class StudySignal(Base):
    """What a page said and nobody has entered yet: taken down at once, entered in batches, gone in the same moment.

    Nothing is looked up to take it down, so the row refers to nothing; who and what it names is asked when it is entered.
    """

    __tablename__ = "study_signals"
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(index=True)
    session_version: Mapped[int]
    topic_id: Mapped[int]
    visit: Mapped[str] = mapped_column(String(40))
    opened_at: Mapped[datetime]
    heard_at: Mapped[datetime]
    sequence: Mapped[int]
    page_at: Mapped[int]
    stretches: Mapped[LongText]
    pressed: Mapped[str | None] = mapped_column(String(12))
    set_aside_at: Mapped[datetime | None]


class StudyVisit(Base):
    """How far one load of a page has been heard; it says nothing that its intervals do not, only faster."""

    __tablename__ = "study_visits"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    number: Mapped[str] = mapped_column(String(40), primary_key=True)
    heard_until: Mapped[datetime]
    page_until: Mapped[int]
    last_sequence: Mapped[int]
    section: Mapped[str] = mapped_column(String(12))
    quiet: Mapped[int]
    spans: Mapped[int]


class StudyInterval(Base):
    """A span, by the server's clock, for which a reading page gave a sign of life; or one that it did not."""

    __tablename__ = "study_intervals"
    __table_args__ = (
        CheckConstraint("started_at <= ended_at", name="order"),
        UniqueConstraint("person_id", "visit", "sequence"),
        Index("ix_study_intervals_person_id_started_at", "person_id", "started_at"),
        Index("ix_study_intervals_person_id_topic_id_section", "person_id", "topic_id", "section"),
    )
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"))
    section: Mapped[str] = mapped_column(String(12))
    visit: Mapped[str] = mapped_column(String(40))
    sequence: Mapped[int]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    verdict: Mapped[str] = mapped_column(String(12))
    moves: Mapped[int | None]


class StudyDay(Base):
    """Seconds studied on one local day in one class: the union of that day's intervals, rebuilt from them."""

    __tablename__ = "study_days"
    __table_args__ = (
        Index("ix_study_days_training_id_day", "training_id", "day"),
        Index("ix_study_days_classroom_id_day", "classroom_id", "day"),
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"), primary_key=True)
    seconds: Mapped[int]


class SectionProgress(Base):
    """How far a learner has come in one section: seconds read, and when it was finished."""

    __tablename__ = "section_progress"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), primary_key=True)
    section: Mapped[str] = mapped_column(String(12), primary_key=True)
    seconds: Mapped[int] = mapped_column(default=0)
    last_read_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
