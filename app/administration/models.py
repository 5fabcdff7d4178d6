"""Why something was changed, by whom, from what to what: written once and never again."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText


class Subject(StrEnum):
    TRAINING = "training"
    CLASSROOM = "classroom"
    PERSON = "person"


class Change(Base):
    """A change with its reason; `before` and `after` hold figures, dates and codes, of a person nothing."""

    __tablename__ = "administrative_changes"
    __table_args__ = (Index("ix_administrative_changes_subject_subject_id", "subject", "subject_id"),)
    id: Mapped[Id]
    subject: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[int]
    what: Mapped[str] = mapped_column(String(20))
    reason: Mapped[LongText]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime]
