"""Assignments handed in: one submission for a learner and topic, with all its versions."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.classrooms.models import Classroom
from app.courses.models import Topic
from app.foundation.database import Base, Id, LongText
from app.foundation.stored_files import StoredFile
from app.people.models import Person


class SubmissionState(StrEnum):
    HANDED_IN = "handed_in"
    TAKEN_BACK = "taken_back"
    RETURNED = "returned"
    GRADED = "graded"


class Submission(Base):
    """`state` and `version_number` repeat what versions, returns and grades say, for lists; acts keep them true."""

    __tablename__ = "submissions"
    __table_args__ = (
        UniqueConstraint("person_id", "training_id", "topic_id"),
        CheckConstraint("state IN ('handed_in', 'taken_back', 'returned', 'graded')", name="state"),
        Index("ix_submissions_classroom_id_state_handed_in_at", "classroom_id", "state", "handed_in_at"),
        Index("ix_submissions_training_id_first_handed_in_at", "training_id", "first_handed_in_at"),
        Index("ix_submissions_training_id_handed_in_at", "training_id", "handed_in_at"),
        Index("ix_submissions_topic_id", "topic_id"),
    )
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"))
    state: Mapped[str] = mapped_column(String(12))
    version_number: Mapped[int]
    first_handed_in_at: Mapped[datetime]
    handed_in_at: Mapped[datetime]
    is_late: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship(lazy="raise")
    topic: Mapped[Topic] = relationship(lazy="raise")
    classroom: Mapped[Classroom] = relationship(lazy="raise")
    versions: Mapped[list["SubmissionVersion"]] = relationship(lazy="raise", order_by="SubmissionVersion.number")


class SubmissionVersion(Base):
    """One handing in; never changed afterwards."""

    __tablename__ = "submission_versions"
    __table_args__ = (
        UniqueConstraint("submission_id", "number"),
        # what counting asks of a version, so that nobody reads its text for it
        Index("ix_submission_versions_submission_id_handed_in_at",
              "submission_id", "handed_in_at", "taken_back_at", "characters"),
    )  # fmt: skip
    id: Mapped[Id]
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"))
    number: Mapped[int]
    text: Mapped[LongText]
    html: Mapped[LongText]
    markup_version: Mapped[int]
    characters: Mapped[int]
    handed_in_at: Mapped[datetime]
    is_late: Mapped[bool]
    taken_back_at: Mapped[datetime | None]

    attachments: Mapped[list["SubmissionAttachment"]] = relationship(lazy="raise", order_by="SubmissionAttachment.id")


class SubmissionAttachment(Base):
    """A file that came with a version; the bytes are stored once by their content."""

    __tablename__ = "submission_attachments"
    id: Mapped[Id]
    version_id: Mapped[int] = mapped_column(ForeignKey("submission_versions.id"), index=True)
    file_digest: Mapped[str] = mapped_column(ForeignKey(StoredFile.digest))
    name: Mapped[str] = mapped_column(String(200))

    file: Mapped[StoredFile] = relationship(lazy="raise")
