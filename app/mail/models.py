"""Letters by e-mail: where a person may be written to, and the outbox through which everything leaves."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.clock import SHANGHAI
from app.foundation.database import Base, Id
from app.foundation.dialects import partial_index

QUIET_FROM, QUIET_UNTIL = 22, 7


class Mailbox(Base):
    """A person's address, confirmed by a code that was sent there, and the hours in which they want no post."""

    __tablename__ = "mailboxes"
    __table_args__ = (
        CheckConstraint("quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23", name="quiet_hours"),
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    address: Mapped[str | None] = mapped_column(String(254))
    confirmed_at: Mapped[datetime | None]
    code_hash: Mapped[str | None] = mapped_column(String(64))
    code_expires_at: Mapped[datetime | None]
    quiet_from: Mapped[int] = mapped_column(default=QUIET_FROM)
    quiet_until: Mapped[int] = mapped_column(default=QUIET_UNTIL)
    time_zone: Mapped[str] = mapped_column(String(40), default=SHANGHAI)


class Mail(Base):
    """One letter to be sent once: its words are found when it leaves, `data` is only what they need beyond the person."""

    __tablename__ = "mails"
    __table_args__ = (
        UniqueConstraint("person_id", "kind", "period"),
        partial_index("ix_mails_waiting", "next_try_at", where="sent_at IS NULL AND dropped_at IS NULL"),
    )
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(30))
    period: Mapped[str] = mapped_column(String(60))
    data: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    problem: Mapped[str | None] = mapped_column(String(60))
