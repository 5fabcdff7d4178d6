"""Daily facts: what each class and each person did on each day, counted anew by delete and insert."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id


class FactDay(Base):
    """A day that has been counted, and the newest recorded event that the counting could have seen."""

    __tablename__ = "fact_days"
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    counted_at: Mapped[datetime]
    events_seen: Mapped[int]


class _Counts:
    """What adds up over days; rungs are those of the grade ladder, the best first, the fifth holds all lower ones."""

    study_minutes: Mapped[int] = mapped_column(default=0)
    assignments: Mapped[int] = mapped_column(default=0)
    journals: Mapped[int] = mapped_column(default=0)
    salon_posts: Mapped[int] = mapped_column(default=0)
    forum_posts: Mapped[int] = mapped_column(default=0)
    resources: Mapped[int] = mapped_column(default=0)
    bulletins: Mapped[int] = mapped_column(default=0)
    graded: Mapped[int] = mapped_column(default=0)
    score_sum: Mapped[int] = mapped_column(default=0)
    rung_1: Mapped[int] = mapped_column(default=0)
    rung_2: Mapped[int] = mapped_column(default=0)
    rung_3: Mapped[int] = mapped_column(default=0)
    rung_4: Mapped[int] = mapped_column(default=0)
    rung_5: Mapped[int] = mapped_column(default=0)


class PersonDay(_Counts, Base):
    """What one person did on one day in one class; without a class what experts and the team wrote."""

    __tablename__ = "person_days"
    __table_args__ = (
        Index("ix_person_days_training_id_day", "training_id", "day"),
        Index("ix_person_days_classroom_id_person_id", "classroom_id", "person_id", "day"),
    )
    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    day: Mapped[date]
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classrooms.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)


class ClassroomDay(_Counts, Base):
    """The sum of a class's people on one day, and how the class stood at the day's end; seconds are for checking."""

    __tablename__ = "classroom_days"
    __table_args__ = (
        Index("uq_classroom_days", "training_id", "day", "classroom_id", unique=True),
        Index("ix_classroom_days_classroom_id_day", "classroom_id", "day"),
    )
    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    day: Mapped[date]
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classrooms.id"))
    study_seconds: Mapped[int] = mapped_column(default=0)
    learners: Mapped[int] = mapped_column(default=0)
    on_schedule: Mapped[int] = mapped_column(default=0)
    complete: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)
    active: Mapped[int] = mapped_column(default=0)
    active_week: Mapped[int] = mapped_column(default=0)


class PersonState(Base):
    """How somebody stands in a class as of the newest day; `done_…` is all their work of the training, wherever done."""

    __tablename__ = "person_states"
    __table_args__ = (
        Index("uq_person_states", "training_id", "classroom_id", "person_id", unique=True),
        Index("ix_person_states_classroom_id", "classroom_id"),
    )
    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    is_learner: Mapped[bool]
    is_on_schedule: Mapped[bool]
    is_complete: Mapped[bool]
    is_active: Mapped[bool]
    is_active_this_week: Mapped[bool]
    waiting: Mapped[int]
    done_minutes: Mapped[int]
    done_assignments: Mapped[int]
    done_journals: Mapped[int]
    done_salon_posts: Mapped[int]
