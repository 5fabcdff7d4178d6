"""What editors' Markdown has beyond people's: footnotes, headings with ids, tables that become cards, links of the house."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.treeprocessors import Treeprocessor

AFTER_INLINE = 12  # lower numbers run later; by then links, images and the cells of tables are elements
Resolve = Callable[[str], str]


class _Tables(Treeprocessor):
    """Each cell learns the name of its column, which a phone shows beside it; alignment becomes a class."""

    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            table.set("class", "table table--cards")
            names = [_text(head) for head in table.iter("th")]
            for row in table.iter("tr"):
                for name, cell in zip(names, row, strict=False):
                    _dress(cell, name)


class _Links(Treeprocessor):
    """Addresses that editors write between files become addresses of pages."""

    def __init__(self, markdown: Markdown, resolve: Resolve) -> None:
        super().__init__(markdown)
        self.resolve = resolve

    def run(self, root: Element) -> None:
        for kind, name in (("a", "href"), ("img", "src")):
            for element in root.iter(kind):
                if "footnote" not in element.get("class", ""):
                    element.set(name, self.resolve(element.get(name, "")))


class _House(Extension):
    def __init__(self, resolve: Resolve) -> None:
        super().__init__()
        self.resolve = resolve

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — the library's own name
        md.treeprocessors.register(_Tables(md), "house-tables", AFTER_INLINE)
        md.treeprocessors.register(_Links(md, self.resolve), "house-links", AFTER_INLINE - 1)


def course_markdown(prefix: str, resolve: Resolve) -> Markdown:
    """A fresh converter, so that nothing of one document leaks into the next; ids begin with the prefix."""
    return Markdown(
        extensions=[
            "sane_lists",
            TableExtension(use_align_attribute=True),
            FootnoteExtension(SEPARATOR=f"-{prefix}-", BACKLINK_TITLE="回到正文第 {} 处"),
            TocExtension(slugify=lambda text, separator: f"{prefix}-{slugify_unicode(text, separator)}"),
            _House(resolve),
        ],
        output_format="html",
    )


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _dress(cell: Element, name: str) -> None:
    if cell.attrib.pop("align", None) == "right":
        cell.set("class", "number")
    if cell.tag == "td" and name:
        cell.set("data-label", name)
