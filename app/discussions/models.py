"""Discussions: threads of posts, in a class's closed salon or on a board open to the training."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.database import Base, Id, LongText
from app.people.models import Person


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
    """In a salon (`classroom_id`) or on a board (`board_id`), never both; the numbers are rebuilt from posts and views."""

    __tablename__ = "threads"
    __table_args__ = (
        CheckConstraint("(classroom_id IS NULL) != (board_id IS NULL)", name="one_home"),
        Index("ix_threads_classroom_id_last_post_at", "classroom_id", "last_post_at"),
        Index("ix_threads_board_id_last_post_at", "board_id", "last_post_at"),
        Index("ix_threads_topic_id", "topic_id"),
    )
    id: Mapped[Id]
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), index=True)
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classrooms.id"))
    board_id: Mapped[int | None] = mapped_column(ForeignKey("boards.id"))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    title: Mapped[str] = mapped_column(String(200))
    started_at: Mapped[datetime]
    last_post_at: Mapped[datetime]
    post_count: Mapped[int] = mapped_column(default=1)
    last_number: Mapped[int] = mapped_column(default=1)
    view_count: Mapped[int] = mapped_column(default=0)
    hidden_at: Mapped[datetime | None]

    author: Mapped[Person] = relationship(lazy="raise")


class Post(Base):
    """Number 1 opens the thread; deleting hides; `classroom_id` is the author's class at the time."""

    __tablename__ = "posts"
    __table_args__ = (
        UniqueConstraint("thread_id", "number"),
        Index("ix_posts_author_id_written_at", "author_id", "written_at"),
        Index("ix_posts_training_id_written_at", "training_id", "written_at"),
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
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
