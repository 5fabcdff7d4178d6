"""What somebody made under an account that was merged into theirs: to read, and only for them."""

from typing import Any

from sqlalchemy import Row, func, select

from app.foundation.database import Base, db
from app.people.models import Person
from app.roster.models import PersonMerge

MOST = 200


def earlier_works(viewer: Person) -> list[Row[Any]]:
    """Assignments and journals of the viewer's former accounts, newest first: title, html, made_at."""
    former = select(PersonMerge.former_id).where(PersonMerge.kept_id == viewer.id)
    tables = Base.metadata.tables
    works, versions, topics = tables["submissions"], tables["submission_versions"], tables["topics"]
    later = versions.alias()
    newest = (
        select(func.max(later.c.id))
        .where(later.c.submission_id == works.c.id, later.c.taken_back_at.is_(None))
        .correlate(works)
    )
    handed_in = (
        select(topics.c.title, versions.c.html, versions.c.handed_in_at.label("made_at"))
        .select_from(works)
        .join(topics, topics.c.id == works.c.topic_id)
        .join(versions, versions.c.submission_id == works.c.id)
        .where(works.c.person_id.in_(former), versions.c.id == newest.scalar_subquery())
    )
    journals = tables["journals"]
    written = select(journals.c.title, journals.c.html, journals.c.written_at.label("made_at")).where(
        journals.c.person_id.in_(former)
    )
    found = [*db.session.execute(handed_in.limit(MOST)), *db.session.execute(written.limit(MOST))]
    return sorted(found, key=lambda one: one.made_at, reverse=True)
