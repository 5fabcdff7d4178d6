"""All files of the course become one checked value, or a list of every fault in them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.courses.chapters import read_glossary, read_module, read_topic
from app.courses.course import (
    MINUTES_OF_A_CREDIT_HOUR,
    CourseText,
    Fault,
    GlossaryText,
    ModuleText,
    SourceFile,
    TopicText,
)
from app.courses.documents import Document, open_document
from app.courses.keywords import unknown_keyword
from app.courses.links import Links
from app.courses.rendering import Kept, Rendering
from app.courses.schemas import COURSE

COURSE_FILE, MODULE_FILE, GLOSSARY_FILE = "course.md", "module.md", "glossary.md"
RESERVED = "glossary"  # the page of the glossary stands where a module's would
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


@dataclass(slots=True)
class Reading:
    """As much of the course as could be read; `course` is there only if all of it could."""

    course: CourseText | None = None
    modules: list[ModuleText] = field(default_factory=list)
    glossary: GlossaryText | None = None
    faults: list[Fault] = field(default_factory=list)


def read_course(files: Iterable[SourceFile], pictures: Iterable[str] = ()) -> tuple[CourseText | None, list[Fault]]:
    """Check all files at once; the course is None as soon as there is one fault. Pictures are names in static/images."""
    reading = read_files(files, pictures)
    return reading.course, reading.faults


def read_files(files: Iterable[SourceFile], pictures: Iterable[str] = (), kept: Kept | None = None) -> Reading:
    """The same with what could be read besides; `kept` makes the next reading quick."""
    reader = _Reader(list(files), frozenset(pictures), kept)
    course = reader.read()
    reader.result.faults = sorted(set(reader.result.faults))
    reader.result.course = None if reader.result.faults else course
    return reader.result


class _Reader:
    def __init__(self, files: list[SourceFile], pictures: frozenset[str], kept: Kept | None) -> None:
        self.result = Reading()
        self.single: dict[str, SourceFile] = {}
        self.topic_files: dict[str, list[SourceFile]] = defaultdict(list)
        self.documents: dict[str, Document] = {}
        for file in files:
            self._sort_in(file)
        topics = (file.path for files in self.topic_files.values() for file in files)
        glossary = [GLOSSARY_FILE] if GLOSSARY_FILE in self.single else []
        pages = {path: f"/course/{path.removesuffix('.md')}" for path in (*topics, *glossary)}
        self.links = Links(pages, pictures)
        self.rendering = Rendering(self.links, kept)

    def read(self) -> CourseText | None:
        slugs = {path.split("/")[0] for path in self.single if "/" in path}
        modules = [self._module(slug) for slug in sorted({*slugs, *self.topic_files})]
        self.result.modules = sorted((module for module in modules if module), key=lambda module: module.position)
        self._check_doubles()
        self._read_glossary()
        course = self._course()
        self.result.faults += self.links.faults()
        return course

    def _sort_in(self, file: SourceFile) -> None:
        folder, _, name = file.path.rpartition("/")
        if file.path in (COURSE_FILE, GLOSSARY_FILE):
            self.single[file.path] = file
        elif not folder or "/" in folder or not name.endswith(".md"):
            self._fault(file.path, 1, "不认识的文件；课程文件写作 模块/专题.md，图片放在 static/images")
        elif not all(_SLUG.fullmatch(part) and len(part) <= 60 for part in (folder, name.removesuffix(".md"))):
            self._fault(file.path, 1, "文件名和文件夹名只能用小写字母、数字和连字符，例如 parent-meeting.md")
        elif folder == RESERVED:
            self._fault(file.path, 1, f"文件夹名 {RESERVED} 留给了术语表，请换一个")
        elif name == MODULE_FILE:
            self.single[file.path] = file
        else:
            self.topic_files[folder].append(file)

    def _module(self, slug: str) -> ModuleText | None:
        topics = [self._topic(file) for file in self.topic_files.get(slug, [])]
        path = f"{slug}/{MODULE_FILE}"
        if path not in self.single:
            self._fault(path, 1, "缺少这个文件")
            return None
        document, module = read_module(slug, self.single[path], [topic for topic in topics if topic], self.rendering)
        if not topics:
            document.fault(1, "模块里还没有专题")
        self._keep(document)
        return module

    def _topic(self, file: SourceFile) -> TopicText | None:
        document, topic = read_topic(file, self.rendering)
        self._keep(document)
        return topic

    def _read_glossary(self) -> None:
        if GLOSSARY_FILE in self.single:
            topics = [topic for module in self.result.modules for topic in module.topics]
            is_whole = len(topics) == sum(map(len, self.topic_files.values()))
            file = self.single[GLOSSARY_FILE]
            document, self.result.glossary = read_glossary(file, topics, self.rendering, is_whole)
            self._keep(document)

    def _course(self) -> CourseText | None:
        if COURSE_FILE not in self.single:
            self._fault(COURSE_FILE, 1, "缺少这个文件")
            return None
        document = open_document(self.single[COURSE_FILE], COURSE)
        introduction, _ = self.rendering.render(document, document.body, "course")
        self._keep(document)
        values = document.front.values
        if len(values) < len(COURSE):
            return None
        modules, glossary = self.result.modules, self.result.glossary
        course = CourseText(introduction_html=introduction, modules=modules, glossary=glossary, **values)
        self._check_minutes(course)
        self._check_keywords(course)
        return course

    def _check_doubles(self) -> None:
        modules = self.result.modules
        self._first_come("position", [(module.position, module.path) for module in modules])
        for module in modules:
            self._first_come("position", [(topic.position, topic.path) for topic in module.topics])
        paths = sorted(file.path for files in self.topic_files.values() for file in files)
        self._first_come("文件名", [(path.split("/")[1].removesuffix(".md"), path) for path in paths])

    def _first_come(self, what: str, pairs: Iterable[tuple[object, str]]) -> None:
        seen: dict[object, str] = {}
        for value, path in pairs:
            if value in seen:
                line = self.documents[path].line_of(what)
                self._fault(path, line, f"{what} {value} 已经用在 {seen[value]}")
            seen.setdefault(value, path)

    def _check_minutes(self, course: CourseText) -> None:
        written = [topic.credit_minutes for _, topic in all_topics(course)]
        wanted, total = course.credit_hours * MINUTES_OF_A_CREDIT_HOUR, sum(written)
        if len(written) == sum(map(len, self.topic_files.values())) and total != wanted:
            hours = f"{course.credit_hours} 学时应当是 {wanted} 分钟"
            line = self.documents[COURSE_FILE].line_of("credit_hours")
            self._fault(COURSE_FILE, line, f"{hours}，各专题 credit_minutes 加起来是 {total}")

    def _check_keywords(self, course: CourseText) -> None:
        """Held to the list only where there is one: a new course collects its words first."""
        for _, topic in all_topics(course) if course.keywords else ():
            for word in topic.keywords:
                if word not in course.keywords:
                    line = self.documents[topic.path].line_of("keywords")
                    self._fault(topic.path, line, unknown_keyword(word, course.keywords))

    def _keep(self, document: Document) -> None:
        self.documents[document.path] = document
        self.result.faults += document.faults

    def _fault(self, path: str, line: int, message: str) -> None:
        self.result.faults.append(Fault(path, line, message))


def all_topics(course: CourseText) -> Iterator[tuple[ModuleText, TopicText]]:
    """Every topic with its module, in the order of the course."""
    return ((module, topic) for module in course.modules for topic in module.topics)
