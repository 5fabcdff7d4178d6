"""Reading the course: the map as plain rows, one topic with its sections, its questions."""

from typing import Any, NamedTuple

from sqlalchemy import Select, select

from app.courses.glossary import anchor_of
from app.courses.models import Course, GlossaryTerm, Module, Section, SectionKind, Topic, TopicStatus
from app.courses.policy import topics_readable_by
from app.courses.questions import as_plain_text, paragraphs_in, questions_in
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.foundation.reading import Known, Question
from app.people.models import Person


class CourseShown(NamedTuple):
    """What stands above all modules; the title of the glossary is empty where there is none."""

    title: str
    credit_hours: int
    keywords: list[str]
    introduction_html: str
    glossary_title: str
    glossary_html: str


class TermShown(NamedTuple):
    """A word of the glossary, with the slugs of the topics that use it, most first."""

    name: str
    other_names: list[str]
    initial: str
    html: str
    topics: list[str]

    @property
    def anchor(self) -> str:
        return anchor_of(self.name)


class ModuleShown(NamedTuple):
    """A module as the map shows it."""

    id: int
    slug: str
    position: int
    title: str
    hook: str
    introduction_html: str


class TopicLine(NamedTuple):
    """A topic as the map and other lists show it."""

    id: int
    module_id: int
    module_slug: str
    module_title: str
    module_position: int
    slug: str
    position: int
    title: str
    hook: str
    status: str
    reading_minutes: int
    credit_minutes: int
    minimum_characters: int
    stages: list[str]
    keywords: list[str]
    sources: list[str]

    @property
    def is_ready(self) -> bool:
        return self.status == TopicStatus.READY

    @property
    def url(self) -> str:
        return f"/course/{self.module_slug}/{self.slug}"


class SectionShown(NamedTuple):
    """One part of a topic: its kind, its safe HTML and how many characters it has."""

    kind: str
    html: str
    characters: int

    @property
    def questions(self) -> list[str]:
        """The questions to discuss, each as safe HTML; empty for other sections."""
        return questions_in(self.html) if self.kind == SectionKind.QUESTIONS else []


def find_course() -> CourseShown | None:
    """What the course says of itself; None before it was loaded."""
    row = COURSE.first()
    return CourseShown(*row) if row else None


def terms_in_order() -> list[TermShown]:
    """The words of the glossary as a dictionary orders them."""
    return list(KNOWN_TERMS.of(TERMS.rows()))


def modules_in_order() -> list[ModuleShown]:
    """The modules of the course, without retired ones."""
    return [ModuleShown(*row) for row in MODULES.all()]


def topics_in_order() -> list[TopicLine]:
    """All topics of the course in its order, without retired ones: what the public map shows."""
    return list(KNOWN_TOPICS.of(TOPICS.rows()))


def get_topic_line(topic_id: int, viewer: Person) -> TopicLine:
    """One topic by its id with its address, if the viewer may read it."""
    row = db.session.execute(_lines().where(Topic.id == topic_id, topics_readable_by(viewer))).first()
    if row is None:
        raise NotFound
    return TopicLine(*row)


def sections_of(topic_id: int, viewer: Person) -> list[SectionShown]:
    """The parts of a topic in their order, if the viewer may read it."""
    statement = (
        select(Section.kind, Section.html, Section.characters)
        .join(Topic, Topic.id == Section.topic_id)
        .where(Section.topic_id == topic_id, topics_readable_by(viewer))
        .order_by(Section.position)
    )
    return [SectionShown(*row) for row in db.session.execute(statement)]


def beginning_of_case(topic_id: int, longest: int) -> list[str]:
    """The first paragraphs of a case as plain text: what a guest sees of it over the shoulder of a reader."""
    case = select(Section.html).where(Section.topic_id == topic_id, Section.kind == SectionKind.CASE)
    paragraphs: list[str] = []
    for paragraph in paragraphs_in(db.session.scalar(case) or ""):
        if sum(map(len, paragraphs)) >= longest:
            break
        paragraphs.append(paragraph)
    return paragraphs


def section_lengths() -> dict[int, dict[str, int]]:
    """Characters of each section by topic and kind, of everything not retired."""
    statement = select(Section.topic_id, Section.kind, Section.characters).join(Topic).where(Topic.retired_at.is_(None))
    lengths: dict[int, dict[str, int]] = {}
    for topic_id, kind, characters in db.session.execute(statement.order_by(Section.position)):
        lengths.setdefault(topic_id, {})[kind] = characters
    return lengths


def find_section_length(topic_id: int, kind: str) -> int | None:
    """How many characters a section has that can be read now."""
    return db.session.scalar(
        select(Section.characters)
        .join(Topic, Topic.id == Section.topic_id)
        .where(Section.topic_id == topic_id, Section.kind == kind, Topic.retired_at.is_(None))
    )


def get_topic(module_slug: str, topic_slug: str, viewer: Person) -> Topic:
    """One topic by its address, if the viewer may read it."""
    statement = (
        select(Topic)
        .join(Module, Module.id == Topic.module_id)
        .where(Module.slug == module_slug, Topic.slug == topic_slug, topics_readable_by(viewer))
    )
    topic = db.session.scalars(statement).first()
    if topic is None:
        raise NotFound
    return topic


def questions_of(topic_id: int, viewer: Person) -> list[str]:
    """The questions of a topic as plain text, in their order."""
    sections = sections_of(topic_id, viewer)
    return [as_plain_text(question) for section in sections for question in section.questions]


def _lines() -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(Topic.id, Topic.module_id, Module.slug, Module.title, Module.position),
            *(Topic.slug, Topic.position, Topic.title, Topic.hook, Topic.status),
            *(Topic.reading_minutes, Topic.credit_minutes, Topic.minimum_characters),
            *(Topic.stages, Topic.keywords, Topic.sources),
        )
        .join(Module, Module.id == Topic.module_id)
        .where(Topic.retired_at.is_(None), Module.retired_at.is_(None))
    )


def _course() -> Select[*tuple[Any, ...]]:
    columns = (Course.title, Course.credit_hours, Course.keywords, Course.introduction_html)
    return select(*columns, Course.glossary_title, Course.glossary_html)


def _glossary() -> Select[*tuple[Any, ...]]:
    columns = (GlossaryTerm.name, GlossaryTerm.other_names, GlossaryTerm.initial, GlossaryTerm.html)
    return select(*columns, GlossaryTerm.topics).order_by(GlossaryTerm.position)


def _modules() -> Select[*tuple[Any, ...]]:
    columns = (Module.id, Module.slug, Module.position, Module.title, Module.hook, Module.introduction_html)
    return select(*columns).where(Module.retired_at.is_(None)).order_by(Module.position, Module.id)


COURSE, TERMS, MODULES = Question(_course), Question(_glossary), Question(_modules)
KNOWN_TERMS, KNOWN_TOPICS = Known(TermShown), Known(TopicLine)
TOPICS = Question(lambda: _lines().order_by(Module.position, Module.id, Topic.position, Topic.id))
