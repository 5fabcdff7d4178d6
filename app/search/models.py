"""The index: one entry for each thing that can be found, and beside it the database's own index of its grams."""

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, Index, String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, Id, LongText

GRAMS_ON_SQLITE = (
    "CREATE VIRTUAL TABLE search_grams USING fts5(grams, content='', columnsize=0, detail=none,"
    " tokenize=\"ascii tokenchars '@^'\")"
)
GRAMS_ON_POSTGRESQL = (
    "CREATE TABLE search_grams (entry_id BIGINT NOT NULL PRIMARY KEY"
    " REFERENCES search_entries (id) ON DELETE CASCADE, grams TSVECTOR NOT NULL)"
)
INDEX_ON_POSTGRESQL = "CREATE INDEX ix_search_grams_grams ON search_grams USING gin (grams)"

FIRST = 100_000_000  # the number from which on acts count; what is filled in later and is older lies beneath


class SearchEntry(Base):
    """Title and words are folded; marks narrow down who may come upon it; `stamp` is when the original last changed.

    Numbers grow with time, so the newest are found first.
    """

    __tablename__ = "search_entries"
    __table_args__ = (UniqueConstraint("kind", "object_id"), Index("ix_search_entries_kind_id", "kind", "id"))
    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(12))
    object_id: Mapped[int]
    title: Mapped[LongText]
    words: Mapped[LongText]
    marks: Mapped[str] = mapped_column(String(120))
    written_at: Mapped[datetime]
    stamp: Mapped[datetime]


class SearchNote(Base):
    """Something that was written, changed or hidden and is not entered yet: it goes in the moment in which it is."""

    __tablename__ = "search_notes"
    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(12))
    object_id: Mapped[int]


statement: Any = DDL  # the library does not say what it takes
event.listen(SearchEntry.__table__, "after_create", statement(GRAMS_ON_SQLITE).execute_if(dialect="sqlite"))
for _statement in (GRAMS_ON_POSTGRESQL, INDEX_ON_POSTGRESQL):
    event.listen(SearchEntry.__table__, "after_create", statement(_statement).execute_if(dialect="postgresql"))
event.listen(SearchEntry.__table__, "before_drop", statement("DROP TABLE IF EXISTS search_grams"))
