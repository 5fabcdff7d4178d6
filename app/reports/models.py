"""Standing reports as they were published: words and figures are kept and never changed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText


class StandingReport(Base):
    """The report of one area on one week, with everything that it shows."""

    __tablename__ = "standing_reports"
    __table_args__ = (
        UniqueConstraint("training_id", "place_code", "week"),
        Index("ix_standing_reports_training_id_last_day", "training_id", "last_day", "place_code"),
    )
    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    place_code: Mapped[str] = mapped_column(ForeignKey("places.code"))
    week: Mapped[str] = mapped_column(String(8))
    last_day: Mapped[date]
    introduction: Mapped[LongText]
    contents: Mapped[dict[str, Any]]
    published_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    published_at: Mapped[datetime]
