"""Chasing and praise: rounds of reminders, contacts with learners that are only ever added, and what came of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText
from app.foundation.dialects import partial_index

CHANNELS = "channel IN ('notice', 'mail', 'sms', 'phone', 'group', 'face', 'message')"


class ReminderRules(Base):
    """How a training wants its people to be reminded; without a row the house's own manners hold."""

    __tablename__ = "reminder_rules"
    __table_args__ = (
        CheckConstraint("quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23", name="quiet_hours"),
        CheckConstraint("most_a_week BETWEEN 1 AND 14 AND idle_days BETWEEN 1 AND 30", name="measure"),
        CheckConstraint("praise_days BETWEEN 0 AND 60", name="praise"),
    )
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), primary_key=True, autoincrement=False)
    quiet_from: Mapped[int]
    quiet_until: Mapped[int]
    most_a_week: Mapped[int]
    idle_days: Mapped[int]
    praise_days: Mapped[int]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class ReminderRound(Base):
    """One act that reminds many, with the words as they were typed."""

    __tablename__ = "reminder_rounds"
    __table_args__ = (
        CheckConstraint("kind IN ('chase', 'praise')", name="kind"),
        CheckConstraint(CHANNELS, name="channel"),
        Index("ix_reminder_rounds_classroom_id_made_at", "classroom_id", "made_at"),
    )
    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    channel: Mapped[str] = mapped_column(String(10))
    text: Mapped[LongText]
    made_at: Mapped[datetime]


class Reminder(Base):
    """One person's part of a round: sent, waiting (until `due_at`, or for a person where that is empty) or dropped."""

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("round_id", "person_id"),
        CheckConstraint("sent_at IS NULL OR dropped_at IS NULL", name="one_end"),
        partial_index("ix_reminders_waiting", "due_at", where="sent_at IS NULL AND dropped_at IS NULL"),
        Index("ix_reminders_person_id", "person_id"),
    )
    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(ForeignKey("reminder_rounds.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    due_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(12))


class Contact(Base):
    """Somebody of the staff reached out to a learner. `wanted` is how much of each kind had to be done for what was
    lacking then; `words` is what the learner read, `note` what the staff wrote down for themselves."""

    __tablename__ = "contacts"
    __table_args__ = (
        CheckConstraint("kind IN ('chase', 'praise')", name="kind"),
        CheckConstraint(CHANNELS, name="channel"),
        Index("ix_contacts_person_id_made_at", "person_id", "made_at"),
        Index("ix_contacts_classroom_id_made_at", "classroom_id", "made_at"),
        Index("ix_contacts_training_id_made_at", "training_id", "made_at"),
    )
    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    channel: Mapped[str] = mapped_column(String(10))
    outcome: Mapped[str | None] = mapped_column(String(12))
    words: Mapped[LongText]
    note: Mapped[LongText]
    wanted: Mapped[dict[str, Any]]
    promised_on: Mapped[date | None]
    made_at: Mapped[datetime]
    reminder_id: Mapped[int | None] = mapped_column(ForeignKey("reminders.id"), unique=True)


class ContactReturn(Base):
    """What came of a contact, rebuilt from contacts and activity: who was idle, who came back when, when a promise was met."""

    __tablename__ = "contact_returns"
    __table_args__ = (Index("ix_contact_returns_classroom_id_made_at", "classroom_id", "made_at"),)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), primary_key=True, autoincrement=False)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), index=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    channel: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime]
    was_idle: Mapped[bool]
    came_back_at: Mapped[datetime | None]
    promise_met_on: Mapped[date | None]


class LetterRefusal(Base):
    """Who ended reminders by e-mail, by the link in one of them."""

    __tablename__ = "reminder_refusals"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    since: Mapped[datetime]
