"""Sentences that a tutor writes often, kept to begin from."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id

LONGEST = 300


class Phrase(Base):
    __tablename__ = "phrases"
    __table_args__ = (UniqueConstraint("person_id", "text"),)
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    text: Mapped[str] = mapped_column(String(LONGEST))
    kept_at: Mapped[datetime]
