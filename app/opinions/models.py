"""Second opinions: a learner asks once for a work, another tutor judges it without knowing the first judgement."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText


class SecondOpinion(Base):
    """Open while `given_at` is empty; `tutor_id` is who has it now. `is_better` says that it stands from then on."""

    __tablename__ = "second_opinions"
    __table_args__ = (
        UniqueConstraint("kind", "work_id"),
        CheckConstraint("kind IN ('submission', 'journal')", name="kind"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score"),
        Index("ix_second_opinions_tutor_id_given_at", "tutor_id", "given_at"),
    )
    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(12))
    work_id: Mapped[int]
    version_number: Mapped[int]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    first_grader_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    tutor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[LongText]
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    score: Mapped[int | None]
    grade: Mapped[str | None] = mapped_column(String(10))
    comment: Mapped[LongText | None]
    given_at: Mapped[datetime | None]
    is_better: Mapped[bool | None]


class PassedOpinion(Base):
    """A tutor who could not or did not give an opinion: it went on to another and never comes back to them."""

    __tablename__ = "passed_opinions"
    __table_args__ = (UniqueConstraint("opinion_id", "tutor_id"),)
    id: Mapped[Id]
    opinion_id: Mapped[int] = mapped_column(ForeignKey("second_opinions.id"))
    tutor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    passed_at: Mapped[datetime]
