"""Text that people write becomes safe HTML here and nowhere else, once, when it is written."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape, unescape

import bleach
import nh3
from markdown import Markdown
from markupsafe import Markup

from app.foundation.course_markdown import Resolve, course_markdown

VERSION = 1
COURSE_VERSION = 1
LONGEST_TEXT = 20_000
LONGEST_RUN = 40
MOST_BRACKETS = 600
MOST_LINES = 1_000
MOST_STEPS = 200_000
MOST_MARKED_LINES = 400
TAGS = {
    "p", "br", "hr", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a",
    "h3", "h4", "h5", "table", "thead", "tbody", "tr", "th", "td", "sup",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto"}
COURSE_TAGS = TAGS | {"img", "div"}
COURSE_CLASSES = {
    "table": {"table", "table--cards"},
    "th": {"number"},
    "td": {"number"},
    "a": {"footnote-ref", "footnote-backref"},
    "div": {"footnote"},
}
COURSE_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "td": {"data-label"},
    "li": {"id"},
    "sup": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "h5": {"id"},
}
_RUN = re.compile(rf"([\[\]()*_`~<>!#&|\\])\1{{{LONGEST_RUN},}}")
_NESTED = re.compile(r"(?:(?:[-+*]|\d{1,9}\.)[ \t]+|>[ \t]*){12}")  # lists in lists in lists, on one line
_BLOCKS = re.compile(r"\n\s*\n")
_MARKED_LINE = re.compile(r"^[ \t]*(?:[-+*=#>|~`<]|\d{1,9}[.)])", re.MULTILINE)
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_LIST_SIGN = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+", re.MULTILINE)
_GAP = re.compile(r"([。！？；：，、）》]”?) ")
_SIGNS = "，。、；：？！…—·～％“”‘’（）《》〈〉「」『』【】〔〕@,.;:?'/%$=+-"
_BEGINS = _SIGNS[: _SIGNS.index(",")]  # what a line of prose may begin with beside letters and figures
_NO_PROSE = re.compile(
    rf"[^\n \u3000\w{re.escape(_SIGNS)}]|_|[ \u3000]$|^\u3000*\d+\.|^(?!$|\u3000*(?:[^\W_]|[{_BEGINS}]))", re.MULTILINE
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Rendered:
    """Safe HTML and the version of the pipeline that made it."""

    html: str
    version: int = VERSION


def render(text: str, mentions: Collection[str] = ()) -> Rendered:
    """Turn a person's Markdown into safe HTML; what is too tangled is shown as plain text, never lost.

    `@` and one of the names in `mentions` becomes a mark that a page can see.
    """
    if is_prose(text):
        return Rendered(_last_word(_paragraphs(text), mentions))
    if is_tangled(text):
        return Rendered(plain(text))
    try:
        raw = Markdown(extensions=["sane_lists", "nl2br", "tables"], output_format="html").convert(
            _lower_headings(text)
        )
    except (RecursionError, ValueError):
        return Rendered(plain(text))
    return Rendered(sanitise(raw, mentions))


def sanitise(html: str, mentions: Collection[str] = ()) -> str:
    """Bleach with a tight list, then nh3, so that a hole in either is covered by the other; marks come in between."""
    once = bleach.clean(html, tags=TAGS, attributes={"a": ["href", "title"]}, protocols=SCHEMES, strip=True)
    return _last_word(once, mentions)


def _last_word(html: str, mentions: Collection[str]) -> str:
    return nh3.clean(
        _with_marks(html, mentions) if mentions else html,
        tags=TAGS | {"span"},
        attributes={"a": {"href", "title"}},
        allowed_classes={"span": {"mention"}},
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer ugc",
    )


def render_course(text: str, prefix: str, resolve: Resolve = str) -> Rendered:
    """Turn an editor's Markdown into safe HTML: with footnotes, tables, own pictures and headings that have ids.

    Ids begin with the prefix; `resolve` is asked for the address of each link and picture.
    """
    raw = course_markdown(prefix, resolve).convert(text)
    once = bleach.clean(raw, tags=COURSE_TAGS, attributes=_may_course_keep, protocols=SCHEMES, strip=True)
    twice = nh3.clean(
        once,
        tags=COURSE_TAGS,
        attributes=COURSE_ATTRIBUTES,
        allowed_classes=COURSE_CLASSES,
        attribute_filter=lambda tag, name, value: value if _may_course_keep(tag, name, value) else None,
        url_schemes=SCHEMES,
        link_rel="noopener",
    )
    return Rendered(twice, COURSE_VERSION)


def _may_course_keep(tag: str, name: str, value: str) -> bool:
    """Pictures come from our own folder alone, classes from a fixed list."""
    if name == "class":
        return set(value.split()) <= COURSE_CLASSES.get(tag, set())
    if tag == "img" and name == "src":
        return value.startswith("/static/images/") and ".." not in value
    return name in COURSE_ATTRIBUTES.get(tag, set()) or (tag == "a" and name == "rel")


def plain(text: str) -> str:
    """Text as paragraphs with nothing interpreted."""
    paragraphs = re.split(r"\n{2,}", text.strip())
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs if part)


def is_prose(text: str) -> bool:
    """Whether a text is nothing but words in paragraphs, as most are: there is no sign in it that could mean anything."""
    is_short = len(text) <= LONGEST_TEXT and text.count("\n") <= MOST_LINES
    return is_short and not _NO_PROSE.search(text) and not _NESTED.search(text)


def _paragraphs(text: str) -> str:
    """What the library makes of prose, in a fiftieth of the time."""
    blocks = (block.lstrip().replace("\n", "<br>\n") for block in re.split(r"\n{2,}", text.strip("\n")) if block)
    return "\n".join(f"<p>{block}</p>" for block in blocks)


def is_tangled(text: str) -> bool:
    """Whether rendering could take longer than a person would wait: brackets cost the square of their number."""
    if len(text) > LONGEST_TEXT or text.count("\n") > MOST_LINES or _RUN.search(text) or _NESTED.search(text):
        return True
    marks = sum(text.count(mark) for mark in "[]*_`<>&\\")
    if max(marks, text.count("|")) > MOST_BRACKETS or len(_MARKED_LINE.findall(text)) > MOST_MARKED_LINES:
        return True
    return _depth(text) > 20 or max(_steps(text), _tag_steps(text)) > MOST_STEPS


def has_control_characters(text: str) -> bool:
    """NUL, other control characters and lone surrogates: no person types them, and databases refuse them."""
    return _CONTROL.search(text) is not None


def safe(html: str) -> Markup:
    """Mark HTML that this module made, and stored, as safe to show."""
    return Markup(html)  # noqa: S704


def excerpt(text: str, length: int = 80) -> str:
    """The beginning of a text in one line, for lists: without marks of Markdown, nor a gap after a Chinese sentence."""
    bare = re.sub(r"[#>_|\[\]]+", " ", re.sub(r"[*`]+", "", _LIST_SIGN.sub("", text)))
    line = _GAP.sub(r"\1", " ".join(bare.split()))
    return line if len(line) <= length else line[: length - 1] + "…"


def characters(text: str) -> int:
    """How many characters a person wrote, white space left out."""
    return len("".join(text.split()))


def words_of(html: str) -> str:
    """What HTML of ours says, without its tags."""
    return unescape(_TAG.sub(" ", html))


def _with_marks(html: str, mentions: Collection[str]) -> str:
    """HTML with `@name` marked in what it says, never inside a tag."""
    longest_first = sorted((escape(name, quote=False) for name in mentions), key=len, reverse=True)
    names = re.compile("@(?:" + "|".join(map(re.escape, longest_first)) + ")")
    parts = re.split(f"({_TAG.pattern})", html)
    return "".join(
        part if place % 2 else names.sub(r'<span class="mention">\g<0></span>', part)
        for place, part in enumerate(parts)
    )


def _depth(text: str) -> int:
    return max((line.count(">") for line in text.splitlines() if line.lstrip().startswith(">")), default=0)


def _steps(text: str) -> int:
    """How far the search for closing brackets may go: from each opening one to the end of its paragraph."""
    return sum(block.count("[") * len(block) for block in _BLOCKS.split(text))


def _tag_steps(text: str) -> int:
    """How far the search for the ends of tags may go: from each opening to its end, or to the end of the text."""
    last_end = text.rfind(">")
    return sum(len(text) - start if start > last_end else text.find(">", start) - start for start in _tag_starts(text))


def _tag_starts(text: str) -> list[int]:
    return [found.start() for found in _OPENING.finditer(text)]


def _lower_headings(text: str) -> str:
    """A person's headings stand below those of the page."""
    return re.sub(r"^(#{1,3})(?=\s)", r"##\1", text, flags=re.MULTILINE)
