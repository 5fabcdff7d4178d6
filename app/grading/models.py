"""What tutors say of works of three kinds: grades with their history, returns, claims and answers."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.database import Base, Id, LongText
from app.foundation.dialects import partial_index
from app.people.models import Person


class WorkKind(StrEnum):
    SUBMISSION = "submission"
    JOURNAL = "journal"
    POST = "post"


class DeskKind(StrEnum):
    """What a tutor takes to the desk in one piece; posts come with their whole thread."""

    SUBMISSION = "submission"
    JOURNAL = "journal"
    THREAD = "thread"


class Grade(Base):
    """One judgement of one version of a work; a regrade supersedes it and both stay."""

    __tablename__ = "grades"
    __table_args__ = (
        CheckConstraint("kind IN ('submission', 'journal', 'post')", name="kind"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score"),
        partial_index("uq_grades_standing", "kind", "work_id", where="superseded_at IS NULL", unique=True),
        Index("ix_grades_kind_work_id", "kind", "work_id"),
        Index("ix_grades_grader_id_comment_digest_graded_at", "grader_id", "comment_digest", "graded_at"),
        Index("ix_grades_training_id_graded_at", "training_id", "graded_at"),
        Index("ix_grades_person_id_kind", "person_id", "kind"),
        Index("ix_grades_grader_id_graded_at", "grader_id", "graded_at"),
    )
    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(12))
    work_id: Mapped[int]
    version_number: Mapped[int]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    grader_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    score: Mapped[int | None]
    grade: Mapped[str] = mapped_column(String(10))
    comment: Mapped[LongText]
    comment_digest: Mapped[str] = mapped_column(String(32))
    handed_in_at: Mapped[datetime]
    graded_at: Mapped[datetime]
    first_graded_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]

    grader: Mapped[Person] = relationship(lazy="raise", foreign_keys=[grader_id])


class WithdrawnGrade(Base):
    """A grade that its tutor took back at once, before anybody was told; it counts nowhere any more."""

    __tablename__ = "withdrawn_grades"
    __table_args__ = (Index("ix_withdrawn_grades_kind_work_id", "kind", "work_id"),)
    id: Mapped[Id]
    grade_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    work_id: Mapped[int]
    version_number: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    grader_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    score: Mapped[int | None]
    grade: Mapped[str] = mapped_column(String(10))
    comment: Mapped[LongText]
    graded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime]


class Return(Base):
    """A submission given back for another version, with the reason."""

    __tablename__ = "returns"
    __table_args__ = (UniqueConstraint("submission_id", "version_number"),)
    id: Mapped[Id]
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"))
    version_number: Mapped[int]
    tutor_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    reason: Mapped[LongText]
    returned_at: Mapped[datetime]

    tutor: Mapped[Person] = relationship(lazy="raise")


class Claim(Base):
    """A tutor has this work (`kind` is a DeskKind) on the desk; it lapses by itself."""

    __tablename__ = "claims"
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    work_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    tutor_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    claimed_at: Mapped[datetime]
    lapses_at: Mapped[datetime]


class GradeAnswer(Base):
    """What the learner, or the tutor in turn, says to a grade or a return."""

    __tablename__ = "grade_answers"
    __table_args__ = (Index("ix_grade_answers_kind_work_id", "kind", "work_id"),)
    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(12))
    work_id: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    text: Mapped[LongText]
    html: Mapped[LongText]
    written_at: Mapped[datetime]

    author: Mapped[Person] = relationship(lazy="raise")
