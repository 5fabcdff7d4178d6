"""Resources that people share, the files that come with them, and what others did with them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText
from app.foundation.dialects import partial_index
from app.foundation.stored_files import StoredFile


def _of_shown(name: str, *columns: str) -> Index:
    """What a list in one order walks along: only what is shown, ending with the number, so that no two are level."""
    return partial_index(name, "training_id", *columns, "id", where="withdrawn_at IS NULL")


class Resource(Base):
    """Something shared; what was taken back or down stays for the record. Counts are made of the facts below."""

    __tablename__ = "resources"
    __table_args__ = (
        partial_index("ix_resources_withdrawn_by_id", "withdrawn_by_id", where="withdrawn_by_id IS NOT NULL"),
        Index("ix_resources_training_id_shared_at", "training_id", "shared_at"),
        _of_shown("ix_resources_newest", "shared_at"),
        _of_shown("ix_resources_use_count", "use_count"),
        _of_shown("ix_resources_score", "score"),
        _of_shown("ix_resources_topic_id", "topic_id", "shared_at"),
        _of_shown("ix_resources_kind_newest", "kind", "shared_at"),
        _of_shown("ix_resources_kind_use_count", "kind", "use_count"),
        _of_shown("ix_resources_kind_score", "kind", "score"),
    )
    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classrooms.id"), index=True)
    place_code: Mapped[str] = mapped_column(String(12), server_default="")
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"))
    kind: Mapped[str] = mapped_column(String(20))
    stage: Mapped[str] = mapped_column(String(10), server_default="any")
    is_own: Mapped[bool] = mapped_column(server_default=text("true"))
    source: Mapped[str] = mapped_column(String(200), server_default="")
    licence: Mapped[str] = mapped_column(String(10), server_default="credit")
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[LongText]
    text: Mapped[LongText] = mapped_column(server_default="")
    html: Mapped[LongText] = mapped_column(server_default="")
    markup_version: Mapped[int] = mapped_column(server_default="0")
    link: Mapped[str] = mapped_column(String(500), server_default="")
    shared_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    withdrawn_reason: Mapped[str] = mapped_column(String(500), server_default="")
    repeats_id: Mapped[int | None] = mapped_column(ForeignKey("resources.id"))
    use_count: Mapped[int] = mapped_column(server_default="0")
    favourite_count: Mapped[int] = mapped_column(server_default="0")
    rating_count: Mapped[int] = mapped_column(server_default="0")
    rating_total: Mapped[int] = mapped_column(server_default="0")
    score: Mapped[int] = mapped_column(server_default="0")


class ResourceFile(Base):
    """A file of a resource; of a picture or a PDF also a small picture to look at first."""

    __tablename__ = "resource_files"
    __table_args__ = (Index("ix_resource_files_file_digest", "file_digest"),)
    id: Mapped[Id]
    resource_id: Mapped[int] = mapped_column(ForeignKey("resources.id"), index=True)
    file_digest: Mapped[str] = mapped_column(ForeignKey(StoredFile.digest))
    small_digest: Mapped[str | None] = mapped_column(ForeignKey(StoredFile.digest))
    name: Mapped[str] = mapped_column(String(200))
    width: Mapped[int | None]
    height: Mapped[int | None]
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class ResourceUse(Base):
    """Somebody other than its author opened or downloaded a resource: their first time, and only that counts."""

    __tablename__ = "resource_uses"
    __table_args__ = (Index("ix_resource_uses_person_id", "person_id"), Index("ix_resource_uses_used_at", "used_at"))
    resource_id: Mapped[int] = mapped_column(ForeignKey("resources.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classrooms.id"))
    used_at: Mapped[datetime]


class ResourceRating(Base):
    """One to five stars by somebody who used it; who thinks again adds a row, and the one before is superseded."""

    __tablename__ = "resource_ratings"
    __table_args__ = (
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
        partial_index(
            "uq_resource_ratings_standing", "resource_id", "person_id", where="superseded_at IS NULL", unique=True
        ),
        Index("ix_resource_ratings_person_id", "person_id"),
        Index("ix_resource_ratings_rated_at", "rated_at"),
    )
    id: Mapped[Id]
    resource_id: Mapped[int] = mapped_column(ForeignKey("resources.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classrooms.id"))
    stars: Mapped[int]
    rated_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]


class Favourite(Base):
    """Somebody wants to find a resource again; taking it off takes the row away, the recorded events stay."""

    __tablename__ = "resource_favourites"
    __table_args__ = (Index("ix_resource_favourites_resource_id", "resource_id"),)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resources.id"), primary_key=True)
    kept_at: Mapped[datetime]


class ResourceReport(Base):
    """Somebody says what is wrong with a resource; it waits until somebody other than its author decides."""

    __tablename__ = "resource_reports"
    __table_args__ = (
        UniqueConstraint("resource_id", "reporter_id"),
        CheckConstraint("verdict IN ('left', 'removed')", name="verdict"),
        Index("ix_resource_reports_decided_at", "decided_at"),
    )
    id: Mapped[Id]
    resource_id: Mapped[int] = mapped_column(ForeignKey("resources.id"))
    reporter_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[LongText]
    reported_at: Mapped[datetime]
    verdict: Mapped[str | None] = mapped_column(String(10))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    answer: Mapped[str] = mapped_column(String(500), server_default="")
