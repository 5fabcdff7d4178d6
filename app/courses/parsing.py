"""All files of the course become one checked value, or a list of every fault in them."""

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from app.courses.course import (
    LENGTHS,
    MINUTES_OF_A_CREDIT_HOUR,
    QUESTIONS,
    STAGES,
    TITLE_OF,
    CourseText,
    Fault,
    ModuleText,
    SectionText,
    SourceFile,
    TopicText,
)
from app.courses.documents import Document, Lines, open_document, split_sections
from app.courses.front_matter import Line, Schema, Whole
from app.courses.front_matter import Lines as LineList
from app.courses.links import Links
from app.courses.prose import faults_of
from app.courses.questions import is_one_numbered_list
from app.foundation.markup import characters, render_course

COURSE_FILE, MODULE_FILE = "course.md", "module.md"
COURSE: Schema = {"title": Line(80), "credit_hours": Whole(1, 500)}
MODULE: Schema = {"title": Line(80), "position": Whole(1, 99), "hook": Line(120)}
TOPIC: Schema = {
    "title": Line(80),
    "position": Whole(1, 99),
    "hook": Line(120),
    "credit_minutes": Whole(1, 600),
    "status": Line(12, one_of=("ready", "preparing")),
    "stages": LineList(10, one_of=STAGES),
    "keywords": LineList(20),
    "minimum_characters": Whole(1, 20_000),
    "sources": LineList(200, may_be_empty=True),
}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_TAG = re.compile(r"<[^>]+>")
_ID = re.compile(r' id="([^"]+)"')


def read_course(files: Iterable[SourceFile], pictures: Iterable[str] = ()) -> tuple[CourseText | None, list[Fault]]:
    """Check all files at once; the course is None as soon as there is one fault. Pictures are names in static/images."""
    reading = _Reading(list(files), frozenset(pictures))
    course = reading.read()
    faults = sorted(set(reading.faults))
    return (None if faults else course), faults


class _Reading:
    def __init__(self, files: list[SourceFile], pictures: frozenset[str]) -> None:
        self.faults: list[Fault] = []
        self.course_file: SourceFile | None = None
        self.module_files: dict[str, SourceFile] = {}
        self.topic_files: dict[str, list[SourceFile]] = defaultdict(list)
        for file in files:
            self._sort_in(file)
        topics = (file.path for files in self.topic_files.values() for file in files)
        self.links = Links({path: f"/course/{path.removesuffix('.md')}" for path in topics}, pictures)
        self.lines: dict[str, int] = {}

    def read(self) -> CourseText | None:
        modules = [self._module(slug) for slug in sorted({*self.module_files, *self.topic_files})]
        whole = [module for module in modules if module is not None]
        self._check_doubles(whole)
        course = self._course(whole)
        self.faults += self.links.faults()
        return course

    def _sort_in(self, file: SourceFile) -> None:
        parts = file.path.split("/")
        if file.path == COURSE_FILE:
            self.course_file = file
        elif len(parts) != 2 or not parts[1].endswith(".md"):
            self._fault(file.path, 1, "不认识的文件；课程文件写作 模块/专题.md，图片放在 static/images")
        elif not all(_SLUG.fullmatch(part) and len(part) <= 60 for part in (parts[0], parts[1].removesuffix(".md"))):
            self._fault(file.path, 1, "文件名和文件夹名只能用小写字母、数字和连字符，例如 parent-meeting.md")
        elif parts[1] == MODULE_FILE:
            self.module_files[parts[0]] = file
        else:
            self.topic_files[parts[0]].append(file)

    def _course(self, modules: list[ModuleText]) -> CourseText | None:
        if self.course_file is None:
            self._fault(COURSE_FILE, 1, "缺少这个文件")
            return None
        document = open_document(self.course_file, COURSE)
        self._render(document, document.body, "course")
        self.faults += document.faults
        values = document.front.values
        if len(values) < len(COURSE):
            return None
        course = CourseText(values["title"], values["credit_hours"], sorted(modules, key=lambda m: m.position))
        self._check_minutes(course, document.line_of("credit_hours"))
        return course

    def _module(self, slug: str) -> ModuleText | None:
        topics = [self._topic(slug, file) for file in self.topic_files.get(slug, [])]
        file = self.module_files.get(slug)
        if file is None:
            self._fault(f"{slug}/{MODULE_FILE}", 1, "缺少这个文件")
            return None
        document = open_document(file, MODULE)
        if document.front.lines and not any(line.strip() for _, line in document.body):
            document.fault(document.body[0][0] - 1 if document.body else 1, "模块还没有引言")
        introduction, _ = self._render(document, document.body, slug)
        if not topics:
            document.fault(1, "模块里还没有专题")
        self.faults += document.faults
        values = document.front.values
        if len(values) < len(MODULE):
            return None
        self.lines[file.path] = document.line_of("position")
        kept = sorted((topic for topic in topics if topic), key=lambda topic: topic.position)
        return ModuleText(
            slug=slug, path=file.path, introduction_html=introduction, topics=kept,
            **{name: values[name] for name in MODULE},
        )  # fmt: skip

    def _topic(self, module: str, file: SourceFile) -> TopicText | None:
        document = open_document(file, TOPIC)
        status = document.front.values.get("status")
        sections = [
            self._section(document, kind, line, lines, status)
            for kind, (line, lines) in split_sections(document, status).items()
        ]
        ids = {found for section in sections for found in _ID.findall(section.html)}
        self.links.targets[self.links.topics[file.path]] = ids | {section.kind for section in sections}
        self.faults += document.faults
        values = document.front.values
        if len(values) < len(TOPIC):
            return None
        self.lines[file.path] = document.line_of("position")
        slug = file.path.removeprefix(f"{module}/").removesuffix(".md")
        return TopicText(slug=slug, path=file.path, sections=sections, **{name: values[name] for name in TOPIC})

    def _section(self, document: Document, kind: str, line: int, lines: Lines, status: str | None) -> SectionText:
        rendered, count = self._render(document, lines, kind)
        if not any(text.strip() for _, text in lines):
            document.fault(line, f"小节“{TITLE_OF[kind]}”还是空的")
        elif kind == QUESTIONS and not is_one_numbered_list([text for _, text in lines]):
            document.fault(line, "“讨论与思考”只写编号的问题，一行一个：1. …")
        elif kind in LENGTHS and status == "ready" and rendered:
            least, most = LENGTHS[kind]
            if not least <= count <= most:
                document.fault(line, f"“{TITLE_OF[kind]}”有 {count} 字，应当在 {least} 到 {most} 字之间")
        return SectionText(kind, rendered, count)

    def _render(self, document: Document, lines: Lines, prefix: str) -> tuple[str, int]:
        """Safe HTML and the number of characters a reader sees; nothing is rendered of what has faults."""
        faults = list(faults_of(lines))
        for number, message in faults:
            document.fault(number, message)
        if faults:
            return "", 0
        text = "\n".join(line for _, line in lines).strip()
        rendered = render_course(text, prefix, lambda target: self._resolve(document.path, lines, target)).html
        return rendered, characters(html.unescape(_TAG.sub("", rendered)))

    def _resolve(self, path: str, lines: Lines, target: str) -> str:
        line = next((number for number, text in lines if target in text), lines[0][0])
        return self.links.resolve(path, line, target)

    def _check_doubles(self, modules: list[ModuleText]) -> None:
        self._first_come("position", [(module.position, module.path) for module in modules])
        for module in modules:
            self._first_come("position", [(topic.position, topic.path) for topic in module.topics])
        slugs = [
            (file.path.split("/")[1].removesuffix(".md"), file.path)
            for files in self.topic_files.values()
            for file in files
        ]
        self._first_come("文件名", sorted(slugs, key=lambda pair: pair[1]))

    def _first_come(self, what: str, pairs: Iterable[tuple[object, str]]) -> None:
        seen: dict[object, str] = {}
        for value, path in pairs:
            if value in seen:
                line = self.lines.get(path, 1) if what == "position" else 1
                self._fault(path, line, f"{what} {value} 已经用在 {seen[value]}")
            seen.setdefault(value, path)

    def _check_minutes(self, course: CourseText, line: int) -> None:
        written = [topic.credit_minutes for module in course.modules for topic in module.topics]
        wanted, total = course.credit_hours * MINUTES_OF_A_CREDIT_HOUR, sum(written)
        if len(written) == len(self.links.topics) and total != wanted:
            hours = f"{course.credit_hours} 学时应当是 {wanted} 分钟"
            self._fault(COURSE_FILE, line, f"{hours}，各专题 credit_minutes 加起来是 {total}")

    def _fault(self, path: str, line: int, message: str) -> None:
        self.faults.append(Fault(path, line, message))


def all_topics(course: CourseText) -> Iterator[tuple[ModuleText, TopicText]]:
    """Every topic with its module, in the order of the course."""
    return ((module, topic) for module in course.modules for topic in module.topics)
