"""The course as mirrored from its Markdown files: modules, topics and their typed sections."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.database import Base, Id, LongText


class SectionKind(StrEnum):
    """The five sections of a topic in their order."""

    CASE = "case"
    COMMENTARY = "commentary"
    EXTENSION = "extension"
    QUESTIONS = "questions"
    ASSIGNMENT = "assignment"


class TopicStatus(StrEnum):
    READY = "ready"
    PREPARING = "preparing"


class Course(Base):
    """The one row that says what stands above all modules: the introduction, the words to find topics by."""

    __tablename__ = "courses"
    id: Mapped[Id]
    title: Mapped[str] = mapped_column(String(80))
    credit_hours: Mapped[int]
    keywords: Mapped[list[str]]
    introduction_html: Mapped[LongText]
    glossary_title: Mapped[str] = mapped_column(String(80))
    glossary_html: Mapped[LongText]
    fingerprint: Mapped[str] = mapped_column(String(64))


class GlossaryTerm(Base):
    """A word of the glossary with the slugs of the topics that use it, most first."""

    __tablename__ = "glossary_terms"
    id: Mapped[Id]
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(40), unique=True)
    other_names: Mapped[list[str]]
    initial: Mapped[str] = mapped_column(String(1))
    html: Mapped[LongText]
    topics: Mapped[list[str]]


class Module(Base):
    __tablename__ = "modules"
    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(80))
    hook: Mapped[str] = mapped_column(String(120))
    introduction_html: Mapped[LongText]
    fingerprint: Mapped[str] = mapped_column(String(64))
    retired_at: Mapped[datetime | None]

    topics: Mapped[list["Topic"]] = relationship(lazy="raise", order_by="Topic.position", back_populates="module")


class Topic(Base):
    """A case-study topic; its slug is its identity for ever, whatever is edited."""

    __tablename__ = "topics"
    __table_args__ = (
        UniqueConstraint("module_id", "slug"),
        CheckConstraint("status IN ('ready', 'preparing')", name="status"),
    )
    id: Mapped[Id]
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"))
    slug: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(80))
    hook: Mapped[str] = mapped_column(String(120))
    credit_minutes: Mapped[int]
    minimum_characters: Mapped[int]
    reading_minutes: Mapped[int]
    status: Mapped[str] = mapped_column(String(12))
    stages: Mapped[list[str]]
    keywords: Mapped[list[str]]
    sources: Mapped[list[str]]
    fingerprint: Mapped[str] = mapped_column(String(64))
    retired_at: Mapped[datetime | None]

    module: Mapped[Module] = relationship(lazy="raise", back_populates="topics")
    sections: Mapped[list["Section"]] = relationship(lazy="raise", order_by="Section.position")

    @property
    def is_ready(self) -> bool:
        return self.status == TopicStatus.READY and self.retired_at is None


class Section(Base):
    """One typed part of a topic, rendered when it is loaded."""

    __tablename__ = "sections"
    __table_args__ = (
        UniqueConstraint("topic_id", "kind"),
        CheckConstraint("kind IN ('case', 'commentary', 'extension', 'questions', 'assignment')", name="kind"),
    )
    id: Mapped[Id]
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"))
    kind: Mapped[str] = mapped_column(String(12))
    position: Mapped[int]
    html: Mapped[LongText]
    characters: Mapped[int]
