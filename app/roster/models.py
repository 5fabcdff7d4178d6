"""Imports of rosters, the acts that change who belongs where, and what each act changed, so that it can be undone.

Personal data stand here alone: sealed, found by a blind index, read masked. Who reads what is said in `policy.py`.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.classrooms.models import Training
from app.foundation.database import Base, Id, LongText


class PersonalRecord(Base):
    """Identity number and telephone of somebody: masked for whoever works for their class, whole for the project team.

    They stay as long as the account does; an erasure of the person takes this row with it.
    """

    __tablename__ = "personal_records"
    __table_args__ = (Index("ix_personal_records_phone_index", "phone_index"),)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    identity_sealed: Mapped[str | None] = mapped_column(String(200))
    identity_index: Mapped[str | None] = mapped_column(String(64), unique=True)
    phone_sealed: Mapped[str | None] = mapped_column(String(200))
    phone_index: Mapped[str | None] = mapped_column(String(64))


class RosterImport(Base):
    """A roster that was sent: what was understood of it, what a person decided; the cells are sealed and forgotten."""

    __tablename__ = "roster_imports"
    __table_args__ = (Index("ix_roster_imports_training_id_uploaded_at", "training_id", "uploaded_at"),)
    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    uploaded_at: Mapped[datetime]
    file_name: Mapped[str] = mapped_column(String(120))
    understood: Mapped[dict[str, Any]]
    decisions: Mapped[dict[str, Any]]
    counts: Mapped[dict[str, Any]]
    sealed: Mapped[str | None] = mapped_column(Text)

    training: Mapped[Training] = relationship(lazy="raise")


class RosterRow(Base):
    """What one row of a sent roster means; those that vanished from it have numbers below zero."""

    __tablename__ = "roster_rows"
    __table_args__ = (Index("ix_roster_rows_import_id_kind", "import_id", "kind", "number"),)
    import_id: Mapped[int] = mapped_column(ForeignKey("roster_imports.id"), primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(60))
    detail: Mapped[LongText]


class RosterAct(Base):
    """Something that was done to who belongs where; an undone one says by whom and when."""

    __tablename__ = "roster_acts"
    __table_args__ = (
        CheckConstraint("kind IN ('import', 'transfer', 'departure', 'return', 'merge')", name="kind"),
        Index("ix_roster_acts_person_id_done_at", "person_id", "done_at"),
    )
    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(12))
    import_id: Mapped[int | None] = mapped_column(ForeignKey("roster_imports.id"), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    other_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    done_at: Mapped[datetime]
    told: Mapped[dict[str, Any]]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    undone_at: Mapped[datetime | None]


class RosterChange(Base):
    """One row of one table before and after an act; a new one had no before."""

    __tablename__ = "roster_changes"
    __table_args__ = (Index("ix_roster_changes_table_name_row_key", "table_name", "row_key"),)
    act_id: Mapped[int] = mapped_column(ForeignKey("roster_acts.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    table_name: Mapped[str] = mapped_column(String(40))
    row_key: Mapped[int]
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)


class PersonMerge(Base):
    """A former account and the one that stays in its place; works stay where they were made."""

    __tablename__ = "person_merges"
    former_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    kept_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    merged_at: Mapped[datetime]
