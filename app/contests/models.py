"""A learner's word against the ledger, the answer to it, and the talks that followed a hint."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText


class StudyContest(Base):
    """A stretch of which a learner says that it was read, and why they think so."""

    __tablename__ = "study_contests"
    __table_args__ = (
        CheckConstraint("started_at < ended_at", name="order"),
        UniqueConstraint("person_id", "started_at", "ended_at"),
        Index("ix_study_contests_classroom_id_contested_at", "classroom_id", "contested_at"),
    )
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"))
    section: Mapped[str] = mapped_column(String(12))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    reason: Mapped[LongText]
    contested_at: Mapped[datetime]


class ContestAnswer(Base):
    """What the tutor or class administrator said to it, once; `seconds` are those that were added."""

    __tablename__ = "contest_answers"
    contest_id: Mapped[int] = mapped_column(ForeignKey("study_contests.id"), primary_key=True, autoincrement=False)
    answerer_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    is_accepted: Mapped[bool]
    words: Mapped[LongText]
    seconds: Mapped[int]
    answered_at: Mapped[datetime]


class HintTalk(Base):
    """Somebody who looks after the class talked with the learner about a pattern of a day."""

    __tablename__ = "hint_talks"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    pattern: Mapped[str] = mapped_column(String(12), primary_key=True)
    talker_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    talked_at: Mapped[datetime]
