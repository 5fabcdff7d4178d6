"""Making entries say what their originals say, inside whatever transaction is running."""

from collections.abc import Collection

from sqlalchemy import select

from app.foundation.database import db
from app.foundation.transactions import transaction
from app.search.models import SearchEntry
from app.search.operations.entries import add_entries, as_content, change_entry, held_by, remove_entry
from app.search.operations.numbers import alongside
from app.search.queries.kinds import Kind


def refresh(kind: Kind, ids: Collection[int]) -> int:
    """Bring the entries of these things up to date, whatever happened to them; gives how many were not."""
    with transaction():
        alongside()
        sources = {source.object_id: source for source in kind.sources(ids)}
        entries = select(SearchEntry).where(SearchEntry.kind == kind.name, SearchEntry.object_id.in_(ids))
        changed = 0
        for entry in db.session.scalars(entries):
            source = sources.pop(entry.object_id, None)
            content = as_content(source) if source else None
            if content is None:
                remove_entry(entry)
            elif content != held_by(entry):
                change_entry(entry, content)
            else:
                continue
            changed += 1
        new = sorted(sources.values(), key=lambda source: (source.written_at, source.object_id))
        add_entries(kind, new)
        return changed + len(new)
