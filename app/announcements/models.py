"""Announcements: to a training, an area or a class, from a moment until a day; who read them and who said so."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText


class Audience(StrEnum):
    """Whom an announcement concerns in its classes."""

    EVERYBODY = "everybody"
    LEARNERS = "learners"
    STAFF = "staff"


class Announcement(Base):
    """What is said to a subtree of places, or to one class of it; a draft while `publish_at` is not set.

    `told_at` says when those concerned were told: that happens once, whatever is edited later.
    """

    __tablename__ = "announcements"
    __table_args__ = (
        CheckConstraint("audience IN ('everybody', 'learners', 'staff')", name="audience"),
        Index("ix_announcements_training_id_publish_at", "training_id", "publish_at"),
        Index("ix_announcements_told_at_publish_at", "told_at", "publish_at"),
    )
    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    place_code: Mapped[str] = mapped_column(ForeignKey("places.code"))
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classrooms.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    audience: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[LongText]
    html: Mapped[LongText]
    markup_version: Mapped[int]
    version_number: Mapped[int] = mapped_column(default=1)
    asks_acknowledgement: Mapped[bool] = mapped_column(default=False)
    is_pinned: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    publish_at: Mapped[datetime | None]
    expires_on: Mapped[date | None]
    told_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class AnnouncementVersion(Base):
    """What an announcement said before it was edited."""

    __tablename__ = "announcement_versions"
    __table_args__ = (UniqueConstraint("announcement_id", "number"),)
    id: Mapped[Id]
    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[LongText]
    written_at: Mapped[datetime]


class AnnouncementReading(Base):
    """Somebody had an announcement before their eyes, and perhaps said that they took note."""

    __tablename__ = "announcement_readings"
    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id"), primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False, index=True)
    read_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
