"""Mirroring the checked course into the database: keyed by slugs, in one transaction, nothing ever deleted that carries work."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, select

from app.courses.course import CourseText, GlossaryText, ModuleText, SectionText, TopicText
from app.courses.events import CourseSynced
from app.courses.models import Course, GlossaryTerm, Module, Section, Topic
from app.courses.reading import minutes_of_sections
from app.foundation import clock
from app.foundation.database import db
from app.foundation.events import record
from app.foundation.markup import COURSE_VERSION
from app.foundation.transactions import transaction

TOPIC_FIELDS = (
    "slug", "position", "title", "hook", "credit_minutes", "minimum_characters", "status", "stages", "keywords", "sources",
)  # fmt: skip


@dataclass(slots=True)
class SyncReport:
    """What a sync did, by slugs, the whole being called "course"; all empty when the database was already like the files."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.returned or self.retired)


def sync_course(course: CourseText) -> SyncReport:
    """Make modules, topics and sections like the files; what vanished is retired, and comes back as it was."""
    report, now = SyncReport(), clock.now()
    with transaction() as session:
        _mirror_course(course, report)
        modules = {row.slug: row for row in session.scalars(select(Module).with_for_update())}
        topics = {row.slug: row for row in session.scalars(select(Topic).with_for_update())}
        for module in course.modules:
            row = modules.setdefault(module.slug, Module(slug=module.slug))
            _mirror_module(row, module, report)
            for topic in module.topics:
                _mirror_topic(topics.setdefault(topic.slug, Topic(slug=topic.slug)), topic, row.id, report)
        _retire(modules.values(), {module.slug for module in course.modules}, now, report)
        _retire(topics.values(), {topic.slug for module in course.modules for topic in module.topics}, now, report)
        if not report.is_empty:
            record(CourseSynced(**asdict(report)), None)
    return report


def _mirror_course(course: CourseText, report: SyncReport) -> None:
    """What stands above all modules, and the glossary, whose words carry nobody's work and are written anew."""
    glossary = course.glossary or GlossaryText("", "", [])
    written = {name: getattr(course, name) for name in _COURSE_FIELDS}
    fingerprint = _fingerprint({**written, "glossary": asdict(glossary)})
    row = db.session.scalars(select(Course).with_for_update()).first()
    if row is not None and row.fingerprint == fingerprint:
        return
    (report.added if row is None else report.changed).append("course")
    row = row or Course()
    for name, value in written.items():
        setattr(row, name, value)
    row.glossary_title, row.glossary_html, row.fingerprint = glossary.title, glossary.introduction_html, fingerprint
    db.session.add(row)
    db.session.execute(delete(GlossaryTerm))
    db.session.add_all(GlossaryTerm(position=n, **asdict(term)) for n, term in enumerate(glossary.terms, start=1))


_COURSE_FIELDS = ("title", "credit_hours", "keywords", "introduction_html")


def _mirror_module(row: Module, module: ModuleText, report: SyncReport) -> None:
    fingerprint = _fingerprint({name: getattr(module, name) for name in _MODULE_FIELDS})
    if _is_same(row, fingerprint, report):
        return
    for name in _MODULE_FIELDS:
        setattr(row, name, getattr(module, name))
    row.fingerprint = fingerprint
    db.session.add(row)
    db.session.flush()


_MODULE_FIELDS = ("slug", "position", "title", "hook", "introduction_html")


def _mirror_topic(row: Topic, topic: TopicText, module_id: int, report: SyncReport) -> None:
    fingerprint = _fingerprint({**asdict(topic), "path": "", "module": module_id})
    if _is_same(row, fingerprint, report):
        return
    for name in TOPIC_FIELDS:
        setattr(row, name, getattr(topic, name))
    row.reading_minutes = minutes_of_sections(topic.sections)
    row.module_id = module_id
    row.fingerprint = fingerprint
    db.session.add(row)
    db.session.flush()
    _mirror_sections(row.id, topic.sections)


def _mirror_sections(topic_id: int, sections: list[SectionText]) -> None:
    db.session.execute(
        delete(Section).where(Section.topic_id == topic_id, Section.kind.not_in([section.kind for section in sections]))
    )
    kept = {row.kind: row for row in db.session.scalars(select(Section).where(Section.topic_id == topic_id))}
    for position, section in enumerate(sections, start=1):
        row = kept.get(section.kind) or Section(topic_id=topic_id, kind=section.kind)
        row.position, row.html, row.characters = position, section.html, section.characters
        db.session.add(row)


def _is_same(row: Module | Topic, fingerprint: str, report: SyncReport) -> bool:
    """Whether the row needs no writing; otherwise it is noted what will happen to it."""
    if row not in db.session:
        report.added.append(row.slug)
    elif row.retired_at is not None:
        row.retired_at = None
        report.returned.append(row.slug)
    elif row.fingerprint == fingerprint:
        return True
    else:
        report.changed.append(row.slug)
    return False


def _retire(rows: Iterable[Module | Topic], present: set[str], now: datetime, report: SyncReport) -> None:
    for row in rows:
        if row.slug not in present and row.retired_at is None:
            row.retired_at = now
            report.retired.append(row.slug)


def _fingerprint(values: dict[str, Any]) -> str:
    text = json.dumps([COURSE_VERSION, values], ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()
