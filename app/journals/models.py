"""Journals: private until their writer publishes them to the class."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.classrooms.models import Classroom
from app.foundation.database import Base, Id, LongText
from app.foundation.dialects import partial_index
from app.people.models import Person


class Journal(Base):
    __tablename__ = "journals"
    __table_args__ = (
        Index("ix_journals_classroom_id_published_at", "classroom_id", "published_at"),
        Index("ix_journals_training_id_published_at", "training_id", "published_at"),
        Index("ix_journals_person_id_training_id", "person_id", "training_id"),
        partial_index("ix_journals_training_id_edited_at", "training_id", "edited_at", where="edited_at IS NOT NULL"),
    )
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"))
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[LongText]
    html: Mapped[LongText]
    markup_version: Mapped[int]
    characters: Mapped[int]
    version_number: Mapped[int] = mapped_column(default=1)
    written_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    graded_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="raise")
    classroom: Mapped[Classroom] = relationship(lazy="raise")


class JournalVersion(Base):
    """What a journal said before it was edited."""

    __tablename__ = "journal_versions"
    __table_args__ = (UniqueConstraint("journal_id", "number"),)
    id: Mapped[Id]
    journal_id: Mapped[int] = mapped_column(ForeignKey("journals.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[LongText]
    written_at: Mapped[datetime]
