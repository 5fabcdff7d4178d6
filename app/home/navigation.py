"""The main navigation: everybody's own next things first, what all share after them."""

from collections.abc import Iterator
from dataclasses import dataclass

COURSE, FORUM, HONOURS = ("课程", "/course"), ("论坛", "/forum"), ("学员之星", "/honours")
STATISTICS = ("学情", "/statistics")


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is here, as far as it decides where they go next; places are their codes."""

    is_guest: bool = False
    learns_in: str | None = None
    tutors: bool = False
    works_in: str | None = None
    oversees: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One link; `label` is a Chinese text to be translated where it is shown."""

    label: str
    url: str
    current: bool


def entries_for(standing: Standing, path: str) -> list[Entry]:
    """The links for somebody on the page at `path`; none comes twice."""
    links = dict.fromkeys(_links(standing))
    return [Entry(label, url, path == url or path.startswith(url + "/")) for label, url in links]


def _links(standing: Standing) -> Iterator[tuple[str, str]]:
    if standing.is_guest:
        yield from (COURSE, HONOURS)
        return
    if standing.tutors:
        yield ("批阅", "/grading")
    if standing.oversees is not None:
        yield ("学情", f"/statistics/{standing.oversees}" if standing.oversees else "/statistics")
    elif standing.works_in:
        yield STATISTICS
    if standing.learns_in or not (standing.works_in or standing.oversees is not None):
        yield ("我的学习", "/me")
    yield COURSE
    for code in dict.fromkeys(filter(None, (standing.learns_in, standing.works_in))):
        yield ("班级", f"/classrooms/{code}")
    yield from (FORUM, HONOURS)
