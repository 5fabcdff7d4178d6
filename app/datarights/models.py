"""Copies of personal data that were asked for, and erasures with the time in which they can be called off."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText
from app.foundation.dialects import partial_index


class DataCopy(Base):
    """Somebody asked for everything that is kept about a person; the file itself is made when it is fetched."""

    __tablename__ = "data_copies"
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[LongText]
    asked_at: Mapped[datetime]


class Erasure(Base):
    """Asked for, confirmed, then waiting until it is due; a person has one open at a time."""

    __tablename__ = "erasures"
    __table_args__ = (
        partial_index("uq_erasures_open", "person_id", where="called_off_at IS NULL AND done_at IS NULL", unique=True),
        Index("ix_erasures_due_at", "due_at"),
    )
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[LongText]
    asked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    called_off_at: Mapped[datetime | None]
    called_off_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    done_at: Mapped[datetime | None]
