"""Topics of the course, with all their sections."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, literal, select

from app.courses.models import Module, Section, Topic
from app.courses.policy import topics_readable_by
from app.foundation.database import Instant, db
from app.people.models import Person
from app.search.grams import ALL
from app.search.queries.kinds.kind import Kind, Result, Source

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)  # the course has no date: it is older than what is written about it


def _joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement.join(Module, Module.id == Topic.module_id).where(Topic.retired_at.is_(None))


def _sources(ids: Collection[int]) -> Iterator[Source]:
    sections = _sections(ids)
    for row in db.session.execute(_joined(select(Topic.id, Topic.title, Topic.hook, Topic.keywords).where(_in(ids)))):
        told = " ".join([row.title, row.hook, *row.keywords])
        yield Source(row.id, row.title, f"<p>{_escaped(told)}</p>{sections[row.id]}", ALL, ALWAYS, ALWAYS)


def _shown(ids: Collection[int], viewer: Person) -> dict[int, Result]:
    columns = (Topic.id, Topic.title, Topic.slug, Module.slug.label("module_slug"), Module.title.label("module_title"))
    sections = _sections(ids)
    statement = _joined(select(*columns).where(_in(ids), topics_readable_by(viewer)))
    return {
        row.id: Result(
            f"/course/{row.module_slug}/{row.slug}", row.title, sections[row.id], None, row.module_title, None
        )
        for row in db.session.execute(statement)
    }


def _sections(ids: Collection[int]) -> dict[int, str]:
    found: dict[int, str] = defaultdict(str)
    statement = select(Section.topic_id, Section.html).where(Section.topic_id.in_(ids))
    for topic_id, html in db.session.execute(statement.order_by(Section.topic_id, Section.position)):
        found[topic_id] += html
    return found


def _in(ids: Collection[int]) -> Any:
    return Topic.id.in_(ids)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


_always = literal(ALWAYS, Instant())
TOPICS = Kind("topic", True, (), 1, Topic.id, _always, _always, _joined, topics_readable_by, _sources, _shown)
