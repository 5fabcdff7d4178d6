"""Reports of posts, what moderators decided, and what an author objected: rows are only ever added.

What bulletins and resources were hidden for is decided there; here somebody looks at such a hiding once more.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText
from app.foundation.dialects import partial_index


class Verdict(StrEnum):
    """Leave a post as it is, take it out of sight, or leave it and have a word with its author."""

    LEFT = "left"
    HIDDEN = "hidden"
    WARNED = "warned"


class Case(Base):
    """Everything about one reported post; while it waits for moderators, further reports join it."""

    __tablename__ = "moderation_cases"
    __table_args__ = (
        partial_index("uq_moderation_cases_waiting", "post_id", where="waiting_since IS NOT NULL", unique=True),
        Index("ix_moderation_cases_waiting_since", "waiting_since"),
        Index("ix_moderation_cases_post_id", "post_id"),
    )
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


class HiddenKind(StrEnum):
    """What can be hidden after a report, besides posts."""

    BULLETIN = "bulletin"
    COMMENT = "comment"
    RESOURCE = "resource"


class Outcome(StrEnum):
    """What becomes of something hidden when somebody looks at it once more."""

    KEPT = "kept"
    SHOWN = "shown"


class HidingReview(Base):
    """A hidden thing looked at once more: because its author objected, or because a moderator thought again.

    `report_id` is the newest report for which it was hidden, so that each hiding is looked at once.
    """

    __tablename__ = "hiding_reviews"
    __table_args__ = (
        UniqueConstraint("kind", "report_id"),
        CheckConstraint("kind IN ('bulletin', 'comment', 'resource')", name="kind"),
        CheckConstraint("outcome IN ('kept', 'shown')", name="outcome"),
    )
    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(10))
    report_id: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    text: Mapped[LongText] = mapped_column(server_default="")
    objected_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(10))
    answer: Mapped[LongText] = mapped_column(server_default="")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
