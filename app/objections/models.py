"""Objections to closed weeks, and what was answered: rows are only ever added."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.classrooms.models import Training
from app.foundation.database import Base, Id, LongText


class Objection(Base):
    """Somebody of the training doubts a figure of one row of a closed week."""

    __tablename__ = "objections"
    __table_args__ = (
        UniqueConstraint("closed_week_id", "board", "subject_id", "figure", "raised_by_id", name="uq_objections_once"),
        Index("ix_objections_training_id_week", "training_id", "week"),
        Index("ix_objections_raised_by_id", "raised_by_id"),
        Index("ix_objections_classroom_id", "classroom_id"),
    )
    id: Mapped[Id]
    closed_week_id: Mapped[int] = mapped_column(ForeignKey("closed_weeks.id"))
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    week: Mapped[str] = mapped_column(String(8))
    board: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[int]
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classrooms.id"))
    figure: Mapped[str] = mapped_column(String(12))
    raised_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[LongText]
    raised_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    training: Mapped[Training] = relationship(lazy="joined", innerjoin=True)


class ObjectionAnswer(Base):
    """A tutor's first word, or the project team's decision; an upheld one names the revision that put it right."""

    __tablename__ = "objection_answers"
    __table_args__ = (
        UniqueConstraint("objection_id", "is_final"),
        CheckConstraint("is_final OR NOT is_upheld", name="upheld"),
        CheckConstraint("is_upheld = (correction_id IS NOT NULL)", name="corrected"),
    )
    id: Mapped[Id]
    objection_id: Mapped[int] = mapped_column(ForeignKey("objections.id"))
    is_final: Mapped[bool]
    is_upheld: Mapped[bool]
    text: Mapped[LongText]
    answered_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    answered_at: Mapped[datetime]
    correction_id: Mapped[int | None] = mapped_column(ForeignKey("closed_weeks.id"))
