"""Drafts of any text box: every device keeps its own latest, so that none overwrites another."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.boxes import LONGEST_BOX
from app.foundation.database import Base, Id, LongText

LONGEST_PLACE = 200
LONGEST_TITLE = 120


class Draft(Base):
    """One version of one box on one device; `base_id` is the version it was written on top of.

    `form_key` is the key of the form in which it stood, `place` and `title` say where its page is.
    """

    __tablename__ = "drafts"
    __table_args__ = (Index("ix_drafts_person_id_box_id", "person_id", "box", "id"),)
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    box: Mapped[str] = mapped_column(String(LONGEST_BOX))
    device: Mapped[str] = mapped_column(String(40))
    base_id: Mapped[int | None]
    text: Mapped[LongText]
    saved_at: Mapped[datetime]
    settled_at: Mapped[datetime | None] = mapped_column(index=True)
    begun_at: Mapped[datetime | None]
    form_key: Mapped[str] = mapped_column(String(64), server_default="")
    machine: Mapped[str] = mapped_column(String(16), server_default="")
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE), server_default="")
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE), server_default="")
