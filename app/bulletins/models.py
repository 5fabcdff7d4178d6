"""Class bulletins (班级简报): drafts that are rewritten, published versions that stay, and what readers say to them."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText
from app.foundation.dialects import partial_index
from app.foundation.stored_files import StoredFile


class Bulletin(Base):
    """A published bulletin; `text` and `html` are its newest version as somebody outside the class may read it.

    A hidden one was taken back by its class, or by whoever decided about a report, with a reason for its writers.

    `version_number`, `like_count` and `comment_count` repeat what their rows say, so that lists read one table.
    """

    __tablename__ = "bulletins"
    __table_args__ = (
        Index("ix_bulletins_training_id_published_at", "training_id", "published_at"),
        Index("ix_bulletins_training_id_newest", "training_id", "published_at", "id"),
        Index("ix_bulletins_classroom_id_week", "classroom_id", "week"),
        partial_index("ix_bulletins_hidden_by_id", "hidden_by_id", where="hidden_by_id IS NOT NULL"),
    )
    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    week: Mapped[str] = mapped_column(String(8))
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[LongText]
    html: Mapped[LongText]
    markup_version: Mapped[int]
    published_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    version_number: Mapped[int] = mapped_column(default=1, server_default="1")
    like_count: Mapped[int] = mapped_column(default=0, server_default="0")
    comment_count: Mapped[int] = mapped_column(default=0, server_default="0")
    hidden_at: Mapped[datetime | None]
    hidden_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    hidden_reason: Mapped[str] = mapped_column(String(500), server_default="")


class BulletinVersion(Base):
    """What was published when by whom; `people` are the learners whose names stand in its texts, as [id, name]."""

    __tablename__ = "bulletin_versions"
    __table_args__ = (UniqueConstraint("bulletin_id", "number"),)
    id: Mapped[Id]
    bulletin_id: Mapped[int] = mapped_column(ForeignKey("bulletins.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    blocks: Mapped[list[Any]]
    people: Mapped[list[Any]]
    published_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    published_at: Mapped[datetime]


class BulletinDraft(Base):
    """What a class is writing about a week: one at a time, its own or the next version of a published bulletin.

    `revision` counts how often it was saved, so that two who write at once do not undo each other.
    """

    __tablename__ = "bulletin_drafts"
    __table_args__ = (UniqueConstraint("classroom_id", "week"),)
    id: Mapped[Id]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"))
    week: Mapped[str] = mapped_column(String(8))
    bulletin_id: Mapped[int | None] = mapped_column(ForeignKey("bulletins.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    blocks: Mapped[list[Any]]
    revision: Mapped[int]
    begun_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    begun_at: Mapped[datetime]
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    saved_at: Mapped[datetime]


class BulletinPicture(Base):
    """A picture that a class may put into its bulletins; `post_id` is the salon post from which it came, if one did."""

    __tablename__ = "bulletin_pictures"
    id: Mapped[Id]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id"), index=True)
    file_digest: Mapped[str] = mapped_column(ForeignKey(StoredFile.digest))
    small_digest: Mapped[str] = mapped_column(ForeignKey(StoredFile.digest))
    name: Mapped[str] = mapped_column(String(200))
    width: Mapped[int]
    height: Mapped[int]
    post_id: Mapped[int | None]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]


class BulletinComment(Base):
    """A word to a bulletin, read by everybody who reads the bulletin; deleting hides."""

    __tablename__ = "bulletin_comments"
    __table_args__ = (
        Index("ix_bulletin_comments_bulletin_id_id", "bulletin_id", "id"),
        partial_index("ix_bulletin_comments_hidden_by_id", "hidden_by_id", where="hidden_by_id IS NOT NULL"),
    )
    id: Mapped[Id]
    bulletin_id: Mapped[int] = mapped_column(ForeignKey("bulletins.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    text: Mapped[LongText]
    html: Mapped[LongText]
    markup_version: Mapped[int]
    written_at: Mapped[datetime]
    hidden_at: Mapped[datetime | None]
    hidden_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class BulletinReport(Base):
    """Somebody says what is wrong with a bulletin or with one comment under it, and what was decided about it."""

    __tablename__ = "bulletin_reports"
    __table_args__ = (
        UniqueConstraint("bulletin_id", "about", "reporter_id"),
        CheckConstraint("verdict IN ('left', 'hidden')", name="verdict"),
        Index("ix_bulletin_reports_decided_at", "decided_at"),
    )
    id: Mapped[Id]
    bulletin_id: Mapped[int] = mapped_column(ForeignKey("bulletins.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("bulletin_comments.id"), index=True)
    about: Mapped[int]  # the comment's number, 0 for the bulletin itself, so that nobody reports one thing twice
    reporter_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[LongText]
    reported_at: Mapped[datetime]
    verdict: Mapped[str | None] = mapped_column(String(10))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    answer: Mapped[str] = mapped_column(String(500), server_default="")


class BulletinLike(Base):
    """Somebody likes a bulletin: once, and until they take it back."""

    __tablename__ = "bulletin_likes"
    bulletin_id: Mapped[int] = mapped_column(ForeignKey("bulletins.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    liked_at: Mapped[datetime]


class BulletinNaming(Base):
    """A learner agrees to stand in a bulletin under their own name for readers of other classes too."""

    __tablename__ = "bulletin_namings"
    bulletin_id: Mapped[int] = mapped_column(ForeignKey("bulletins.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    agreed_at: Mapped[datetime]
