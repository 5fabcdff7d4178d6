"""Sections become safe HTML; what did not change since the last reading is not rendered again."""

import html
import re

from app.courses.course import Fault
from app.courses.documents import Document, Lines
from app.courses.links import Links
from app.courses.prose import faults_of
from app.foundation.markup import characters, render_course

Kept = dict[tuple[object, ...], tuple[str, int, list[tuple[Fault, str, str]]]]
_TAG = re.compile(r"<[^>]+>")


class Rendering:
    """Renders for one reading of all files; `kept` may live on until the next one."""

    def __init__(self, links: Links, kept: Kept | None = None) -> None:
        self.links = links
        self.kept: Kept = {} if kept is None else kept
        self.place = (frozenset(links.pages), links.pictures)

    def render(self, document: Document, lines: Lines, prefix: str) -> tuple[str, int]:
        """Safe HTML and the number of characters a reader sees; nothing is rendered of what has faults."""
        faults = list(faults_of(lines))
        for number, message in faults:
            document.fault(number, message)
        if faults or not lines:
            return "", 0
        text = "\n".join(line for _, line in lines)
        key = (document.path, prefix, lines[0][0], text, self.place)
        if key in self.kept:
            self.links.used += self.kept[key][2]
        else:
            self.kept[key] = self._rendered(document.path, lines, text, prefix)
        return self.kept[key][:2]

    def _rendered(
        self, path: str, lines: Lines, text: str, prefix: str
    ) -> tuple[str, int, list[tuple[Fault, str, str]]]:
        before = len(self.links.used)
        rendered = render_course(text.strip(), prefix, lambda target: self._resolve(path, lines, target)).html
        return rendered, characters(html.unescape(_TAG.sub("", rendered))), self.links.used[before:]

    def _resolve(self, path: str, lines: Lines, target: str) -> str:
        line = next((number for number, text in lines if target in text), lines[0][0])
        return self.links.resolve(path, line, target)
