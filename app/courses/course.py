"""The course as plain values: what stands in the files, and what is wrong with them."""

from dataclasses import dataclass, field

CASE, COMMENTARY, EXTENSION, QUESTIONS, ASSIGNMENT = "case", "commentary", "extension", "questions", "assignment"
SECTION_TITLES = {
    "案例故事": CASE,
    "专家点评": COMMENTARY,
    "案例延伸": EXTENSION,
    "讨论与思考": QUESTIONS,
    "作业": ASSIGNMENT,
}
TITLE_OF = {kind: title for title, kind in SECTION_TITLES.items()}
SECTIONS_OF = {
    "ready": (CASE, COMMENTARY, EXTENSION, QUESTIONS, ASSIGNMENT),
    "preparing": (QUESTIONS, ASSIGNMENT),
}
LENGTHS = {CASE: (700, 1200), COMMENTARY: (500, 900), EXTENSION: (400, 800)}
STAGES = ("小学", "初中", "高中")
MINUTES_OF_A_CREDIT_HOUR = 45


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file below the content folder; `text` is None when its bytes are not text."""

    path: str
    text: str | None


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong where, in an editor's words; lines count from 1."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class SectionText:
    kind: str
    html: str
    characters: int


@dataclass(frozen=True, slots=True)
class TopicText:
    slug: str
    path: str
    position: int
    title: str
    hook: str
    credit_minutes: int
    minimum_characters: int
    status: str
    stages: list[str]
    keywords: list[str]
    sources: list[str]
    sections: list[SectionText]


@dataclass(frozen=True, slots=True)
class ModuleText:
    slug: str
    path: str
    position: int
    title: str
    hook: str
    introduction_html: str
    topics: list[TopicText] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TermText:
    """A word of the glossary; `topics` are the slugs of those that use it, most first."""

    name: str
    other_names: list[str]
    initial: str
    html: str
    topics: list[str]


@dataclass(frozen=True, slots=True)
class GlossaryText:
    title: str
    introduction_html: str
    terms: list[TermText]


@dataclass(frozen=True, slots=True)
class CourseText:
    """The whole; `keywords` are the words by which topics may be found, in the order in which they are shown."""

    title: str
    credit_hours: int
    keywords: list[str]
    introduction_html: str
    modules: list[ModuleText]
    glossary: GlossaryText | None = None
