"""Discussions: threads of posts, in a class's closed salon or on a board open to the training."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.database import Base, Id, LongText
from app.foundation.dialects import partial_index
from app.foundation.stored_files import StoredFile
from app.people.models import Person

JsonOrNull = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class MarkKind(StrEnum):
    """What a thread can be marked with; an answer and a summary are posts of it."""

    PIN = "pin"
    CLOSING = "closing"
    ANSWER = "answer"
    SUMMARY = "summary"


EXPERTS = "experts"  # the board on which experts are asked


class Board(Base):
    """A board of the training's forum."""

    __tablename__ = "boards"
    __table_args__ = (UniqueConstraint("training_id", "slug"),)
    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    slug: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    purpose: Mapped[str] = mapped_column(String(200))


class Thread(Base):
    """In a salon (`classroom_id`) or on a board (`board_id`), never both; its numbers and states are rebuilt from rows."""

    __tablename__ = "threads"
    __table_args__ = (
        CheckConstraint("(classroom_id IS NULL) != (board_id IS NULL)", name="one_home"),
        Index("ix_threads_classroom_id_last_post_at", "classroom_id", "last_post_at"),
        Index("ix_threads_board_id_last_post_at", "board_id", "last_post_at", "id", "hidden_at"),
        Index("ix_threads_classroom_id_is_pinned", "classroom_id", "is_pinned", "last_post_at", "id"),
        Index(
            "ix_threads_board_id_is_pinned",
            *("board_id", "is_pinned", "last_post_at", "id", "hidden_at", "author_id"),
        ),
        partial_index(
            "ix_threads_training_id_board_id",
            *("training_id", "board_id", "post_count", "last_post_at", "hidden_at"),
            where="board_id IS NOT NULL AND hidden_at IS NULL",
        ),
        Index("ix_threads_topic_id", "topic_id"),
    )
    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), index=True)
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classrooms.id"))
    board_id: Mapped[int | None] = mapped_column(ForeignKey("boards.id"))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    started_at: Mapped[datetime]
    last_post_at: Mapped[datetime]
    post_count: Mapped[int] = mapped_column(default=1)
    last_number: Mapped[int] = mapped_column(default=1)
    view_count: Mapped[int] = mapped_column(default=0)
    hidden_at: Mapped[datetime | None]
    is_pinned: Mapped[bool] = mapped_column(default=False, server_default=false())
    closed_at: Mapped[datetime | None]
    answer_number: Mapped[int | None]
    summary_number: Mapped[int | None]

    author: Mapped[Person] = relationship(lazy="raise")


class Post(Base):
    """Number 1 opens the thread; deleting hides; `classroom_id` is the author's class at the time.

    `attached` repeats its files and `like_count` counts its likes, so that a page reads posts in one statement.
    """

    __tablename__ = "posts"
    __table_args__ = (
        partial_index("ix_posts_hidden_by_id", "hidden_by_id", where="hidden_by_id IS NOT NULL"),
        UniqueConstraint("thread_id", "number"),
        Index("ix_posts_author_id_written_at", "author_id", "written_at"),
        Index("ix_posts_training_id_written_at", "training_id", "written_at"),
        partial_index("ix_posts_training_id_edited_at", "training_id", "edited_at", where="edited_at IS NOT NULL"),
    )
    id: Mapped[Id]
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    number: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classrooms.id"))
    is_salon: Mapped[bool]
    quoted_post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    text: Mapped[LongText]
    html: Mapped[LongText]
    markup_version: Mapped[int]
    characters: Mapped[int]
    written_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    hidden_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    hidden_reason: Mapped[str | None] = mapped_column(String(500))
    quoted_words: Mapped[str | None] = mapped_column(Text)
    attached: Mapped[list[Any] | None] = mapped_column(JsonOrNull)
    like_count: Mapped[int] = mapped_column(default=0, server_default="0")
    rated_at: Mapped[datetime | None]

    author: Mapped[Person] = relationship(lazy="raise", foreign_keys=[author_id])


class PostRevision(Base):
    """What a post said before an edit."""

    __tablename__ = "post_revisions"
    __table_args__ = (UniqueConstraint("post_id", "number"),)
    id: Mapped[Id]
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    number: Mapped[int]
    text: Mapped[LongText]
    replaced_at: Mapped[datetime]


class ReadMark(Base):
    """Up to which post somebody has read a thread."""

    __tablename__ = "read_marks"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), primary_key=True)
    last_number: Mapped[int]
    read_at: Mapped[datetime]


class ThreadView(Base):
    """One person looking at one thread on one day: what a view is."""

    __tablename__ = "thread_views"
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    day: Mapped[date] = mapped_column(primary_key=True)


class ThreadMark(Base):
    """A state of a thread with who set it and when; lifting it takes the row away, the recorded events stay."""

    __tablename__ = "thread_marks"
    __table_args__ = (
        CheckConstraint("kind IN ('pin', 'closing', 'answer', 'summary')", name="kind"),
        CheckConstraint("(kind IN ('answer', 'summary')) = (post_id IS NOT NULL)", name="post"),
    )
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"), index=True)
    set_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    set_at: Mapped[datetime]


class ThreadMove(Base):
    """A thread that went from one board to another."""

    __tablename__ = "thread_moves"
    id: Mapped[Id]
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), index=True)
    from_board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    to_board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    moved_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    moved_at: Mapped[datetime]


class Like(Base):
    """Somebody likes a post: once, and until they take it back."""

    __tablename__ = "likes"
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    liked_at: Mapped[datetime]


class Mention(Base):
    """Somebody who is spoken to by name in a post."""

    __tablename__ = "mentions"
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    mentioned_at: Mapped[datetime]


class PostAttachment(Base):
    """A file that came with a post; a picture has a small one to be shown beside the text."""

    __tablename__ = "post_attachments"
    id: Mapped[Id]
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), index=True)
    file_digest: Mapped[str] = mapped_column(ForeignKey(StoredFile.digest))
    small_digest: Mapped[str | None] = mapped_column(ForeignKey(StoredFile.digest))
    name: Mapped[str] = mapped_column(String(200))
    width: Mapped[int | None]
    height: Mapped[int | None]
    attached_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
