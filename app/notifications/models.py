"""Notices: what a person should know, told once; several about one thing gather in a line until it is read."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id
from app.foundation.dialects import partial_index


class Notice(Base):
    """`about` is the cause, told once to a person; `thing` is what they must still be allowed to see.

    The first unread notice of a kind about what `gathers` it heads a line; later ones join it (`head_id`) and
    renew its `told_at`, by which lines are listed.
    """

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("person_id", "about"),
        Index("ix_notices_person_id_id", "person_id", "id"),
        # few joined a line: an index with all the others looks as if it found nothing
        partial_index("ix_notices_head_id", "head_id", where="head_id IS NOT NULL"),
        partial_index("ix_notices_unread", "person_id", where="read_at IS NULL"),
        partial_index("ix_notices_lines", "person_id", "told_at", "id", where="head_id IS NULL"),
        partial_index(
            "uq_notices_gathering", "person_id", "kind", "gathers",
            where="read_at IS NULL AND head_id IS NULL", unique=True,
        ),
    )  # fmt: skip
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(30))
    about: Mapped[str] = mapped_column(String(120))
    url: Mapped[str] = mapped_column(String(200))
    data: Mapped[dict[str, Any]]
    told_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    thing_kind: Mapped[str | None] = mapped_column(String(20))
    thing_id: Mapped[int | None]
    gathers: Mapped[str | None] = mapped_column(String(60))
    actor_id: Mapped[int | None]
    head_id: Mapped[int | None]


class NoticeChoice(Base):
    """Whether a person wants to hear of a group of kinds; where nothing was chosen, the group's own rule holds."""

    __tablename__ = "notice_choices"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(30), primary_key=True)
    is_silent: Mapped[bool]


class DigestWish(Base):
    """Who wants what is unread by e-mail: each day or each Monday at an hour, in the zone of their training."""

    __tablename__ = "digest_wishes"
    __table_args__ = (
        CheckConstraint("frequency IN ('daily', 'weekly')", name="frequency"),
        CheckConstraint("hour BETWEEN 0 AND 23", name="hour"),
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    frequency: Mapped[str] = mapped_column(String(10))
    hour: Mapped[int]
    time_zone: Mapped[str] = mapped_column(String(40))
    covered_until: Mapped[datetime]
    next_at: Mapped[datetime] = mapped_column(index=True)
