"""People, the tree of places they live in, and the roles they hold over parts of it."""

from datetime import datetime
from enum import StrEnum

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.database import Base, Id


class PlaceKind(StrEnum):
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    SITE = "site"


class Place(Base):
    """A node of the tree; its GB/T 2260 code begins with its parent's, so a subtree is a prefix."""

    __tablename__ = "places"
    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("places.code"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(80))


class Institution(Base):
    """A city's, county's or the province's own training institution."""

    __tablename__ = "institutions"
    id: Mapped[Id]
    place_code: Mapped[str] = mapped_column(ForeignKey("places.code"), index=True)
    name: Mapped[str] = mapped_column(String(120))


class School(Base):
    __tablename__ = "schools"
    __table_args__ = (UniqueConstraint("place_code", "name"),)
    id: Mapped[Id]
    place_code: Mapped[str] = mapped_column(ForeignKey("places.code"))
    name: Mapped[str] = mapped_column(String(120))
    stage: Mapped[str] = mapped_column(String(20))


class Role(StrEnum):
    """Roles over a part of the tree; learners, tutors and class administrators belong to classrooms."""

    EXPERT = "expert"
    AREA_ADMINISTRATOR = "area_administrator"
    PROJECT_TEAM = "project_team"


class Person(UserMixin, Base):
    """Somebody with an account; a sign-in is bound to `session_version`, and bumping it ends them all."""

    __tablename__ = "people"
    __table_args__ = (Index("ix_people_sort_name_id", "sort_name", "id"),)
    id: Mapped[Id]
    account: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    sort_name: Mapped[str] = mapped_column(String(120), default="")
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id"), index=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    session_version: Mapped[int] = mapped_column(default=1)
    language: Mapped[str] = mapped_column(String(5), default="zh")
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]

    school: Mapped[School | None] = relationship(lazy="raise")
    appointments: Mapped[list["Appointment"]] = relationship(lazy="raise", viewonly=True)

    def get_id(self) -> str:
        return f"{self.id}:{self.session_version}"

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None


class Appointment(Base):
    """A role over a subtree of places, from a day until another; several make an expert of several cities."""

    __tablename__ = "appointments"
    __table_args__ = (
        CheckConstraint("role IN ('expert', 'area_administrator', 'project_team')", name="role"),
        Index("ix_appointments_person_id_until", "person_id", "until"),
    )
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    role: Mapped[str] = mapped_column(String(20))
    place_code: Mapped[str] = mapped_column(ForeignKey("places.code"))
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class ActivationCode(Base):
    """A one-time code for the first sign-in; only its hash is kept."""

    __tablename__ = "activation_codes"
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
