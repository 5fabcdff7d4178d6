"""Drafts of any text box: every device keeps its own latest, so that none overwrites another."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText


class Draft(Base):
    """One saved state of one box on one device; `base_id` is the state it was written on top of."""

    __tablename__ = "drafts"
    __table_args__ = (Index("ix_drafts_person_id_box_id", "person_id", "box", "id"),)
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    box: Mapped[str] = mapped_column(String(80))
    device: Mapped[str] = mapped_column(String(40))
    base_id: Mapped[int | None]
    text: Mapped[LongText]
    saved_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
