"""Notices: what a person should know, told once."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id


class Notice(Base):
    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("person_id", "about"),
        Index("ix_notices_person_id_id", "person_id", "id"),
        Index("ix_notices_unread", "person_id",
              postgresql_where=text("read_at IS NULL"), sqlite_where=text("read_at IS NULL")),
    )  # fmt: skip
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(30))
    about: Mapped[str] = mapped_column(String(120))
    url: Mapped[str] = mapped_column(String(200))
    data: Mapped[dict[str, Any]]
    told_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
