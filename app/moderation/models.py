"""Reports of posts, what moderators decided, and what an author objected: rows are only ever added."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText


class Verdict(StrEnum):
    """Leave a post as it is, take it out of sight, or leave it and have a word with its author."""

    LEFT = "left"
    HIDDEN = "hidden"
    WARNED = "warned"


class Case(Base):
    """Everything about one reported post; while it waits for moderators, further reports join it."""

    __tablename__ = "moderation_cases"
    __table_args__ = (
        Index("uq_moderation_cases_waiting", "post_id", unique=True,
              postgresql_where=text("waiting_since IS NOT NULL"), sqlite_where=text("waiting_since IS NOT NULL")),
        Index("ix_moderation_cases_waiting_since", "waiting_since"),
        Index("ix_moderation_cases_post_id", "post_id"),
    )  # fmt: skip
    id: Mapped[Id]
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    opened_at: Mapped[datetime]
    waiting_since: Mapped[datetime | None]


class Report(Base):
    """Somebody of the room says what is wrong with a post."""

    __tablename__ = "post_reports"
    __table_args__ = (UniqueConstraint("case_id", "reporter_id"),)
    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_cases.id"))
    reporter_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    reason: Mapped[LongText]
    reported_at: Mapped[datetime]


class Decision(Base):
    """What a moderator decided: number 1, and number 2 by somebody else after the author objected."""

    __tablename__ = "moderation_decisions"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint("verdict IN ('left', 'hidden', 'warned')", name="verdict"),
        CheckConstraint("number IN (1, 2)", name="number"),
        Index("ix_moderation_decisions_decided_at", "decided_at"),
    )
    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_cases.id"))
    number: Mapped[int]
    moderator_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    verdict: Mapped[str] = mapped_column(String(10))
    reason: Mapped[LongText]
    decided_at: Mapped[datetime]


class Objection(Base):
    """The author's one word against a decision."""

    __tablename__ = "moderation_objections"
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_cases.id"), primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    text: Mapped[LongText]
    objected_at: Mapped[datetime]
