"""Works that a tutor finds worth showing; nothing leaves the class before its author agrees."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText
from app.foundation.dialects import partial_index

STANDING = "withdrawn_at IS NULL"


class Recommendation(Base):
    """May be read by everybody while the author's consent stands and nobody has withdrawn it."""

    __tablename__ = "recommendations"
    __table_args__ = (
        CheckConstraint("kind IN ('submission', 'journal', 'thread', 'bulletin', 'resource')", name="kind"),
        partial_index("uq_recommendations_standing", "kind", "work_id", where=STANDING, unique=True),
        Index("ix_recommendations_training_id_consented_at", "training_id", "consented_at"),
    )
    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(12))
    work_id: Mapped[int]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    recommended_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    reason: Mapped[LongText]
    recommended_at: Mapped[datetime]
    consented_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    is_nameless: Mapped[bool] = mapped_column(default=False, server_default=text("false"))


class Pick(Base):
    """The expert of the region chose a recommended work, with a word of their own."""

    __tablename__ = "picks"
    __table_args__ = (partial_index("uq_picks_standing", "recommendation_id", where=STANDING, unique=True),)
    id: Mapped[Id]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendations.id"), index=True)
    picked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    word: Mapped[LongText]
    picked_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class Showing(Base):
    """The project team shows a picked work on the home page: in which order, and until which day."""

    __tablename__ = "showings"
    __table_args__ = (
        CheckConstraint("position BETWEEN 1 AND 99", name="position"),
        partial_index("uq_showings_standing", "recommendation_id", where=STANDING, unique=True),
    )
    id: Mapped[Id]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendations.id"), index=True)
    shown_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    position: Mapped[int]
    until: Mapped[date]
    shown_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
