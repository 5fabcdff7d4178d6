"""The pages of the preview: the house's own templates, filled from files instead of the database."""

from dataclasses import asdict, dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from app.courses.course import STAGES, TITLE_OF, Fault, ModuleText
from app.courses.lines import line_of
from app.courses.parsing import GLOSSARY_FILE, Reading
from app.courses.queries import ModuleShown, SectionShown, TermShown, TopicLine
from app.courses.reading import minutes_of_sections


@dataclass(frozen=True, slots=True)
class Shown:
    """What was read, and the version of the files it was read from."""

    content: Path
    version: str
    reading: Reading

    def faults_of(self, path: str) -> list[Fault]:
        return [fault for fault in self.reading.faults if fault.path == path]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who has read nothing yet, as the templates ask for one."""

    readings: dict[int, dict[str, Any]] = field(default_factory=dict)
    submissions: dict[int, Any] = field(default_factory=dict)
    grades: dict[int, Any] = field(default_factory=dict)
    is_learning: bool = False


def course_page(shown: Shown) -> str:
    """The map of all that can be read; what is wrong anywhere stands above it."""
    lines, course = _lines(shown.reading.modules), shown.reading.course
    modules = [ModuleShown(n, *_heads(module)) for n, module in enumerate(shown.reading.modules, start=1)]
    return _render(
        shown, "courses/map.html", shown.reading.faults, course=_course(shown), topics=lines, shown=lines,
        modules=[(module, [line for line in lines if line.module_id == module.id]) for module in modules],
        going_on=None, stages=STAGES, stage="", keyword="", keywords=tuple(course.keywords) if course else (),
        told=line_of, numerals=dict(enumerate("一二三四五六七八九十", start=1)),
    )  # fmt: skip


def topic_page(shown: Shown, path: str) -> ResponseReturnValue | None:
    """One topic, or what is wrong with its file; None if there is no such file."""
    faults = shown.faults_of(path)
    found = [(n, topic) for n, topic in enumerate(_topics(shown)) if topic.path == path]
    if faults or (not found and (shown.content / path).is_file()):
        return _faults_page(shown, path, faults or shown.reading.faults)
    if not found:
        return None
    (at, topic), lines = found[0], _lines(shown.reading.modules)
    sections = [SectionShown(part.kind, part.html, part.characters) for part in topic.sections]
    return _render(
        shown, "courses/topic.html", [], topic=lines[at], sections=sections, threads=[], terms=_terms(shown, topic.slug),
        previous=lines[at - 1] if at else None, following=lines[at + 1] if at + 1 < len(lines) else None,
        contents=[{"label": TITLE_OF[section.kind], "url": f"#{section.kind}"} for section in sections],
        bookmark_at=None, submission=None, grade=None, classroom_code=None, visit=None,
    )  # fmt: skip


def glossary_page(shown: Shown) -> ResponseReturnValue | None:
    """The glossary, or what is wrong with it; None where there is none."""
    faults = shown.faults_of(GLOSSARY_FILE)
    if faults:
        return _faults_page(shown, GLOSSARY_FILE, faults)
    if shown.reading.glossary is None:
        return None
    letters = groupby(_terms(shown), key=lambda term: term.initial)
    return _render(
        shown, "courses/glossary.html", [], course=_course(shown), most=5,
        letters=[(letter, list(terms)) for letter, terms in letters],
        topics={line.slug: line for line in _lines(shown.reading.modules)},
    )  # fmt: skip


def missing_page(shown: Shown) -> ResponseReturnValue:
    """Everything but the course: the preview knows nobody and nothing else."""
    return _render(shown, "courses/preview_missing.html", []), 404


def _faults_page(shown: Shown, path: str, faults: list[Fault]) -> ResponseReturnValue:
    return _render(shown, "courses/preview_faults.html", [], path=path, wrong=_with_lines(shown.content, faults)), 422


def _render(read: Shown, base: str, faults: list[Fault], **values: Any) -> str:
    return render_template(
        "courses/preview.html", base=base, version=read.version, faults=_with_lines(read.content, faults),
        standing=Newcomer(), titles=TITLE_OF, **values,
    )  # fmt: skip


def _with_lines(content: Path, faults: list[Fault]) -> list[tuple[Fault, str]]:
    """Each fault with the line that it stands in, as far as the file can be read."""
    texts: dict[str, list[str]] = {}
    for path in {fault.path for fault in faults}:
        file = content / path
        texts[path] = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.is_file() else []
    return [(fault, "".join(texts[fault.path][fault.line - 1 : fault.line])[:120]) for fault in faults]


def _course(shown: Shown) -> dict[str, Any] | None:
    course, glossary = shown.reading.course, shown.reading.glossary
    titles = {"glossary_title": glossary.title, "glossary_html": glossary.introduction_html} if glossary else {}
    return {"introduction_html": course.introduction_html if course else "", **titles} if course or glossary else None


def _terms(shown: Shown, slug: str | None = None) -> list[TermShown]:
    terms = shown.reading.glossary.terms if shown.reading.glossary else []
    return [TermShown(**asdict(term)) for term in terms if slug is None or slug in term.topics]


def _topics(shown: Shown) -> list[Any]:
    return [topic for module in shown.reading.modules for topic in module.topics]


def _heads(module: ModuleText) -> tuple[str, int, str, str, str]:
    return module.slug, module.position, module.title, module.hook, module.introduction_html


def _lines(modules: list[ModuleText]) -> list[TopicLine]:
    """Topics as rows, numbered as they come."""
    numbered = [(n, module, topic) for n, module in enumerate(modules, start=1) for topic in module.topics]
    return [
        TopicLine(
            at, n, module.slug, module.title, module.position, topic.slug, topic.position, topic.title, topic.hook,
            topic.status, minutes_of_sections(topic.sections), topic.credit_minutes, topic.minimum_characters,
            topic.stages, topic.keywords, topic.sources,
        )
        for at, (n, module, topic) in enumerate(numbered, start=1)
    ]  # fmt: skip
