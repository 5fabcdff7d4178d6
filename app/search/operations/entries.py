"""Writing entries and their grams; the index on SQLite forgets a row only if it is told what stood there."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import insert, text

from app.foundation.database import db
from app.foundation.dialects import is_sqlite
from app.search.folding import fold, visible
from app.search.grams import tokens_in_line, tokens_of
from app.search.models import SearchEntry
from app.search.operations.numbers import new_numbers
from app.search.queries.kinds import Kind, Source

FORGET = text("INSERT INTO search_grams (search_grams, rowid, grams) VALUES ('delete', :number, :grams)")
LEARN = text("INSERT INTO search_grams (rowid, grams) VALUES (:number, :grams)")
SET = text(
    "INSERT INTO search_grams (entry_id, grams) SELECT * FROM unnest(CAST(:numbers AS bigint[]), CAST(:grams AS tsvector[]))"
    " ON CONFLICT (entry_id) DO UPDATE SET grams = excluded.grams"
)
Content = dict[str, Any]


class Numbered(NamedTuple):
    """An entry's number, kind and content."""

    number: int
    kind: str
    content: Content


def as_content(source: Source) -> Content:
    """What an entry says of a thing; the words begin with the title."""
    title, words = fold(source.title), fold(visible(source.html))
    return {
        "object_id": source.object_id,
        "title": title,
        "words": f"{title} {words}".strip(),
        "marks": source.marks,
        "written_at": source.written_at,
        "stamp": source.stamp,
    }


def held_by(entry: SearchEntry) -> Content:
    return {name: getattr(entry, name) for name in ("object_id", "title", "words", "marks", "written_at", "stamp")}


def add_entries(kind: Kind, sources: Sequence[Source]) -> None:
    """New entries, in the order in which they are given."""
    if sources:
        numbered = zip(new_numbers(len(sources)), sources, strict=True)
        write_entries([Numbered(number, kind.name, as_content(source)) for number, source in numbered])


def write_entries(entries: Sequence[Numbered]) -> None:
    """Many new entries whose numbers are known."""
    if entries:
        rows = [{"id": entry.number, "kind": entry.kind, **entry.content} for entry in entries]
        db.session.execute(insert(SearchEntry.__table__), rows)  # type: ignore[arg-type]
        learn(entries)


def change_entry(entry: SearchEntry, content: Content) -> None:
    forget(entry)
    for name, value in content.items():
        setattr(entry, name, value)
    db.session.flush()
    learn([Numbered(entry.id, entry.kind, content)])


def remove_entry(entry: SearchEntry) -> None:
    """On PostgreSQL the grams go with their entry."""
    forget(entry)
    db.session.delete(entry)
    db.session.flush()


def forget(entry: SearchEntry) -> None:
    if is_sqlite():
        db.session.execute(FORGET, {"number": entry.id, "grams": _tokens(entry.kind, held_by(entry))})


def learn(entries: Sequence[Numbered]) -> None:
    """Put the grams of entries into the database's index."""
    if is_sqlite():
        rows = [{"number": entry.number, "grams": _tokens(entry.kind, entry.content)} for entry in entries]
        db.session.execute(LEARN, rows)
        return
    vectors = [_vector(entry.kind, entry.content) for entry in entries]
    db.session.execute(SET, {"numbers": [entry.number for entry in entries], "grams": vectors})


def _tokens(kind: str, content: Content) -> str:
    return tokens_in_line(kind, content["title"], content["words"], content["marks"])


def _vector(kind: str, content: Content) -> str:
    """A literal of PostgreSQL: each token quoted, so that no word of ours is taken for a sign of its grammar."""
    tokens = tokens_of(kind, content["title"], content["words"], content["marks"])
    return "'" + "' '".join(tokens) + "'"
