"""A training, its classrooms, and who belongs to them from when until when."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.clock import SHANGHAI, Week, day_starts_at, local_day
from app.foundation.database import Base, Id
from app.foundation.dialects import partial_index
from app.people.models import Person, Place


class Training(Base):
    """One run of the course (期) with its calendar, its zone and what it asks, all as data."""

    __tablename__ = "trainings"
    __table_args__ = (CheckConstraint("starts_on <= ends_on", name="calendar"),)
    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    place_code: Mapped[str] = mapped_column(ForeignKey("places.code"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    late_until: Mapped[date]
    time_zone: Mapped[str] = mapped_column(String(40), default=SHANGHAI)
    scheme: Mapped[dict[str, Any]]
    grade_ladder: Mapped[list[Any]]

    def week_of(self, instant: datetime) -> Week:
        return Week.of(instant, self.time_zone)

    def day_of(self, instant: datetime) -> date:
        return local_day(instant, self.time_zone)

    @property
    def starts_at(self) -> datetime:
        return day_starts_at(self.starts_on, self.time_zone)

    def number_of(self, week: Week) -> int:
        """Which week of the training it is: the first is 1."""
        return (week.monday - Week.of_day(self.starts_on).monday).days // 7 + 1

    @property
    def weeks(self) -> list[Week]:
        first, last = Week.of_day(self.starts_on), Week.of_day(self.ends_on)
        weeks = [first]
        while weeks[-1] < last:
            weeks.append(weeks[-1].next())
        return weeks


class Classroom(Base):
    __tablename__ = "classrooms"
    __table_args__ = (Index("ix_classrooms_training_id_place_code", "training_id", "place_code"),)
    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    code: Mapped[str] = mapped_column(String(30), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    place_code: Mapped[str] = mapped_column(ForeignKey("places.code"))

    training: Mapped[Training] = relationship(lazy="raise")
    place: Mapped[Place] = relationship(lazy="raise")


class Enrolment(Base):
    """A learner's time in a class; a transfer ends one and begins another, the past stays."""

    __tablename__ = "enrolments"
    __table_args__ = (
        partial_index("uq_enrolments_open", "person_id", "training_id", where="until IS NULL", unique=True),
        Index("ix_enrolments_classroom_id_until", "classroom_id", "until"),
    )
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"))
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="raise")
    classroom: Mapped[Classroom] = relationship(lazy="raise")


class StaffRole(StrEnum):
    TUTOR = "tutor"
    CLASS_ADMINISTRATOR = "class_administrator"
    TECHNICIAN = "technician"


class StaffAssignment(Base):
    """Somebody's work for a class, from when until when."""

    __tablename__ = "staff_assignments"
    __table_args__ = (
        CheckConstraint("role IN ('tutor', 'class_administrator', 'technician')", name="role"),
        UniqueConstraint("classroom_id", "person_id", "role", "since"),
    )
    id: Mapped[Id]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="raise")
    classroom: Mapped[Classroom] = relationship(lazy="raise")
