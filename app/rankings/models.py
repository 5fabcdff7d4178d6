"""The points table as data, and closed weeks: frozen standings with everything that made them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText


class PointsTable(Base):
    """One version of the rules; a week is scored by the newest version that begins with it or before."""

    __tablename__ = "points_tables"
    __table_args__ = (UniqueConstraint("training_id", "version"),)
    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    version: Mapped[int]
    first_week: Mapped[str] = mapped_column(String(8))
    rules: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]


class BoardKind(StrEnum):
    LEARNERS = "learners"
    CLASSROOMS = "classrooms"
    TUTORS = "tutors"
    CLASS_ADMINISTRATORS = "administrators"


class ClosedWeek(Base):
    """One frozen state of a week; a correction is a further revision and the old one stays readable."""

    __tablename__ = "closed_weeks"
    __table_args__ = (
        UniqueConstraint("training_id", "week", "revision"),
        CheckConstraint("revision >= 1", name="revision"),
    )
    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    week: Mapped[str] = mapped_column(String(8))
    revision: Mapped[int]
    rules_version: Mapped[int]
    closed_at: Mapped[datetime]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[LongText]
    hash: Mapped[str] = mapped_column(String(64))


class Standing(Base):
    """One row of a frozen board: a place, its points in thousandths, and the parts they came from."""

    __tablename__ = "standings"
    __table_args__ = (
        UniqueConstraint("closed_week_id", "board", "subject_id"),
        Index("ix_standings_closed_week_id_board_place", "closed_week_id", "board", "place"),
        Index("ix_standings_board_subject_id", "board", "subject_id"),
        Index("ix_standings_winners", "closed_week_id", "board",  # what is true is a number on SQLite
              postgresql_where=text("is_winner"), sqlite_where=text("is_winner = 1")),
    )  # fmt: skip
    id: Mapped[Id]
    closed_week_id: Mapped[int] = mapped_column(ForeignKey("closed_weeks.id"))
    board: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[int]
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classrooms.id"))
    place: Mapped[int]
    is_winner: Mapped[bool] = mapped_column(default=False)
    points: Mapped[int]
    quality: Mapped[int]
    reached_at: Mapped[datetime | None]
    parts: Mapped[dict[str, Any]]
