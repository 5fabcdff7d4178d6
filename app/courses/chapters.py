"""Files one by one: a topic, a module's own page and the glossary, each as far as it can be read."""

import re
from collections.abc import Iterable

from app.courses.course import (
    LENGTHS,
    QUESTIONS,
    TITLE_OF,
    GlossaryText,
    ModuleText,
    SectionText,
    SourceFile,
    TermText,
    TopicText,
)
from app.courses.documents import Document, Lines, open_document, split_sections
from app.courses.glossary import LONGEST, SHORTEST, Entry, anchor_of, in_order, initial_of, split_terms, topics_that_say
from app.courses.questions import as_plain_text, is_one_numbered_list
from app.courses.rendering import Rendering
from app.courses.schemas import GLOSSARY, MODULE, TOPIC

_ID = re.compile(r' id="([^"]+)"')


def read_topic(file: SourceFile, rendering: Rendering) -> tuple[Document, TopicText | None]:
    """A topic with its sections; None if its front matter is not whole."""
    document = open_document(file, TOPIC)
    values = document.front.values
    sections = [
        _section(document, kind, line, rendering.render(document, lines, kind), lines)
        for kind, (line, lines) in split_sections(document, values.get("status")).items()
    ]
    ids = {found for section in sections for found in _ID.findall(section.html)}
    rendering.links.targets[rendering.links.pages[file.path]] = ids | {section.kind for section in sections}
    if len(values) < len(TOPIC):
        return document, None
    return document, TopicText(slug=_slug(file), path=file.path, sections=sections, **values)


def read_module(
    slug: str, file: SourceFile, topics: list[TopicText], rendering: Rendering
) -> tuple[Document, ModuleText | None]:
    """A module with its introduction; None if its front matter is not whole."""
    document = open_document(file, MODULE)
    if document.front.lines and not any(line.strip() for _, line in document.body):
        document.fault(document.body[0][0] - 1 if document.body else 1, "模块还没有引言")
    introduction, _ = rendering.render(document, document.body, slug)
    values = document.front.values
    if len(values) < len(MODULE):
        return document, None
    kept = sorted(topics, key=lambda topic: topic.position)
    return document, ModuleText(slug=slug, path=file.path, introduction_html=introduction, topics=kept, **values)


def read_glossary(
    file: SourceFile, topics: Iterable[TopicText], rendering: Rendering, is_whole: bool
) -> tuple[Document, GlossaryText | None]:
    """The words in their order; that each is used somewhere is asked for only when all topics could be read."""
    document = open_document(file, GLOSSARY)
    introduction, entries = split_terms(document)
    opening, _ = rendering.render(document, introduction, "glossary")
    texts = {topic.slug: plain_text(topic) for topic in topics}
    terms = {entry.names[0]: _term(document, entry, texts, rendering, is_whole) for entry in entries}
    rendering.links.targets[rendering.links.pages[file.path]] = {anchor_of(name) for name in terms}
    if "title" not in document.front.values:
        return document, None
    in_their_order = [terms[name] for name in in_order(terms)]
    return document, GlossaryText(document.front.values["title"], opening, in_their_order)


def plain_text(topic: TopicText) -> str:
    """Everything a topic says, section by section, without marks."""
    return "\n".join([topic.title, *(as_plain_text(section.html) for section in topic.sections)])


def _section(document: Document, kind: str, line: int, rendered: tuple[str, int], lines: Lines) -> SectionText:
    html, count = rendered
    if not any(text.strip() for _, text in lines):
        document.fault(line, f"小节“{TITLE_OF[kind]}”还是空的")
    elif kind == QUESTIONS and not is_one_numbered_list([text for _, text in lines]):
        document.fault(line, "“讨论与思考”只写编号的问题，一行一个：1. …")
    elif kind in LENGTHS and document.front.values.get("status") == "ready" and html:
        least, most = LENGTHS[kind]
        if not least <= count <= most:
            document.fault(line, f"“{TITLE_OF[kind]}”有 {count} 字，应当在 {least} 到 {most} 字之间")
    return SectionText(kind, html, count)


def _term(document: Document, entry: Entry, texts: dict[str, str], rendering: Rendering, is_whole: bool) -> TermText:
    name, *others = entry.names
    html, count = rendering.render(document, entry.lines, "term")
    if (html or not any(text.strip() for _, text in entry.lines)) and not SHORTEST <= count <= LONGEST:
        document.fault(entry.line, f"词条“{name}”的解释有 {count} 字，应当在 {SHORTEST} 到 {LONGEST} 字之间")
    topics = topics_that_say(entry.names, texts)
    if is_whole and not topics:
        document.fault(entry.line, f"词条“{name}”在各专题里没有用到")
    return TermText(name, others, initial_of(name), html, topics)


def _slug(file: SourceFile) -> str:
    return file.path.split("/")[-1].removesuffix(".md")
