"""Links between files of the course: from what an editor writes to where a reader goes, and whether it is there."""

from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from app.courses.course import Fault

PICTURES = "/static/images/"


@dataclass(slots=True)
class Links:
    """Collects every link of every file; asked at the end, when all targets are known."""

    pages: dict[str, str]
    pictures: frozenset[str]
    targets: dict[str, set[str]] = field(default_factory=dict)
    used: list[tuple[Fault, str, str]] = field(default_factory=list)

    def resolve(self, path: str, line: int, written: str) -> str:
        """The address for a target as written in a file; what cannot be right is noted as a fault."""
        fault = Fault(path, line, f"链接“{written}”不知道通向哪里")
        parts = urlsplit(_unquoted(written))
        if parts.scheme in ("http", "https") and parts.netloc:
            return written
        if parts.scheme == "mailto" or "\x02" in written:  # the library hides the letters of an address
            return written
        if written.startswith(PICTURES):
            if written.removeprefix(PICTURES) not in self.pictures:
                self.used.append((Fault(path, line, f"static/images 里没有图片“{written}”"), "", ""))
            return written
        page = self._page(path, parts.path) if not parts.scheme and not parts.netloc else None
        if page is None:
            self.used.append((fault, "", ""))
            return written
        self.used.append((fault, page, parts.fragment))
        own = page == self.pages.get(path)
        return ("" if own else page) + (f"#{parts.fragment}" if parts.fragment else "")

    def faults(self) -> list[Fault]:
        """Links to pages or places in pages that do not exist."""
        return [
            fault
            for fault, page, fragment in self.used
            if page not in self.targets or (fragment and fragment not in self.targets[page])
        ]

    def _page(self, path: str, target: str) -> str | None:
        if not target:
            return self.pages.get(path)
        if target.startswith("/"):
            return target if target in self.pages.values() else None
        return self.pages.get(normpath(join(dirname(path), target)))


def _unquoted(written: str) -> str:
    try:
        urlsplit(written)
    except ValueError:
        return ""
    return unquote(written)
