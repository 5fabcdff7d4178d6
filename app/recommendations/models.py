"""Works that a tutor finds worth showing; nothing leaves the class before its author agrees."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText


class Recommendation(Base):
    """Shown while the author's consent stands and nobody has withdrawn it."""

    __tablename__ = "recommendations"
    __table_args__ = (
        CheckConstraint("kind IN ('submission', 'journal')", name="kind"),
        Index("uq_recommendations_standing", "kind", "work_id", unique=True,
              postgresql_where=text("withdrawn_at IS NULL"), sqlite_where=text("withdrawn_at IS NULL")),
        Index("ix_recommendations_training_id_consented_at", "training_id", "consented_at"),
    )  # fmt: skip
    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(12))
    work_id: Mapped[int]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    recommended_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[LongText]
    recommended_at: Mapped[datetime]
    consented_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
