"""A file taken apart: front matter on top, then lines that know their numbers, then sections by their headings."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from app.courses.course import SECTION_TITLES, SECTIONS_OF, TITLE_OF, Fault, SourceFile
from app.courses.front_matter import FrontMatter, Reader, Schema
from app.foundation.markup import has_control_characters

Lines = list[tuple[int, str]]
_HEADING = re.compile(r"^##\s+(.*?)\s*#*$")


@dataclass(slots=True)
class Document:
    """What a file says, with the faults found on the way."""

    path: str
    front: FrontMatter = field(default_factory=FrontMatter)
    body: Lines = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, line: int, message: str) -> None:
        self.faults.append(Fault(self.path, line, message))

    def line_of(self, key: str) -> int:
        return self.front.lines.get(key, 1)


def open_document(file: SourceFile, schema: Schema) -> Document:
    """Read the front matter by its schema and number the lines of the rest."""
    document = Document(file.path)
    if file.text is None:
        document.fault(1, "不是 UTF-8 编码的文字，请另存为 UTF-8")
        return document
    lines = list(enumerate(file.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1))
    unseen = [number for number, line in lines if has_control_characters(line)]
    for number in unseen:
        document.fault(number, "有看不见的控制字符，请删掉重打这一行")
    end = next((n for n, line in lines[1:] if line.rstrip() == "---"), None)
    if lines[0][1].rstrip() != "---" or end is None:
        document.fault(1, "文件要以两行 --- 围起来的说明开头（title、position 等）")
    elif not any(number < end for number in unseen):
        document.front = Reader(file.path, schema, first_line=2).read("\n".join(line for _, line in lines[1 : end - 1]))
        document.faults += document.front.faults
    document.body = [] if end is None else lines[end:]
    return document


def split_sections(document: Document, status: str | None) -> dict[str, tuple[int, Lines]]:
    """The sections of a topic by kind: line of the heading and numbered lines; says what is missing, doubled, misplaced."""
    found: dict[str, tuple[int, Lines]] = {}
    current: Lines | None = None
    for number, line in document.body:
        heading = _HEADING.match(line)
        if heading:
            current = _open_section(document, found, number, heading[1])
        elif current is not None:
            current.append((number, line))
        elif line.strip() and not found:
            document.fault(number, f"正文要从“## {next(iter(SECTION_TITLES))}”这样的小节标题开始")
            current = []
    if status in SECTIONS_OF:
        _compare(document, found, status)
    return found


def _open_section(document: Document, found: dict[str, tuple[int, Lines]], number: int, title: str) -> Lines:
    kind = SECTION_TITLES.get(title)
    lines: Lines = []
    if kind is None:
        document.fault(number, f"不认识的小节“{title}”；小节只有 {'、'.join(SECTION_TITLES)}")
    elif kind in found:
        document.fault(number, f"小节“{title}”写了两次，第一次在第 {found[kind][0]} 行")
    else:
        found[kind] = (number, lines)
    return lines


def _compare(document: Document, found: dict[str, tuple[int, Lines]], status: str) -> None:
    wanted = SECTIONS_OF[status]
    end = max((number for number, line in document.body if line.strip()), default=1)
    for kind in wanted:
        if kind not in found:
            document.fault(end, f"缺少小节“{TITLE_OF[kind]}”")
    for kind, (line, _) in found.items():
        if kind not in wanted:
            document.fault(line, f"status 是 {status} 的专题还不能有“{TITLE_OF[kind]}”；写完了请把 status 改成 ready")
    order = [kind for kind in found if kind in wanted]
    for earlier, later in pairwise(order):
        if wanted.index(earlier) > wanted.index(later):
            title, before = TITLE_OF[later], TITLE_OF[earlier]
            document.fault(found[later][0], f"小节“{title}”应当在“{before}”前面")
