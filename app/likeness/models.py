"""Fingerprints of what people wrote, and which of their own texts say the same."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id

KINDS = ("submission", "journal", "post")


class TextMark(Base):
    """One state of a text as a fingerprint: kept when the text is edited, so that words once said stay said."""

    __tablename__ = "text_marks"
    __table_args__ = (
        UniqueConstraint("kind", "work_id", "written_at"),
        CheckConstraint("kind IN ('submission', 'journal', 'post')", name="kind"),
        Index("ix_text_marks_person_id_kind", "person_id", "kind"),
        Index("ix_text_marks_classroom_id_kind", "classroom_id", "kind"),
        Index("ix_text_marks_training_id_written_at", "training_id", "written_at"),
    )
    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(12))
    work_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classrooms.id"))
    written_at: Mapped[datetime]
    letters: Mapped[int]
    sketch: Mapped[int]


class Repetition(Base):
    """Two works of one person that say the same, `share` thousandths of it; `work_id` is the one noticed later."""

    __tablename__ = "repetitions"
    __table_args__ = (
        UniqueConstraint("kind", "work_id", "other_id"),
        CheckConstraint("work_id <> other_id", name="two"),
        Index("ix_repetitions_training_id_kind", "training_id", "kind"),
    )
    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(12))
    work_id: Mapped[int]
    other_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    share: Mapped[int]
    noticed_at: Mapped[datetime]
