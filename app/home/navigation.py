"""The main navigation: everybody's own next things first, what all share after them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

COURSE, FORUM, HONOURS = ("course", "/course"), ("forum", "/forum"), ("honours", "/honours")
RESOURCES = ("resources", "/resources")
STATISTICS = ("statistics", "/statistics")


class Standing(NamedTuple):
    """What somebody is here, as far as it decides where they go next; places are their codes."""

    is_guest: bool = False
    learns_in: str | None = None
    tutors: bool = False
    works_in: str | None = None
    oversees: str | None = None
    administers: bool = False
    runs_rosters: bool = False


class Entry(NamedTuple):
    """One link; `name` says what it leads to, the words for it belong to the page."""

    name: str
    url: str
    current: bool


@lru_cache(maxsize=4096)
def entries_for(standing: Standing, path: str) -> tuple[Entry, ...]:
    """The links for somebody on the page at `path`; none comes twice."""
    links = dict.fromkeys(_links(standing))
    return tuple(Entry(name, url, path == url or path.startswith(url + "/")) for name, url in links)


def _links(standing: Standing) -> Iterator[tuple[str, str]]:
    if standing.is_guest:
        yield from (COURSE, HONOURS)
        return
    if standing.tutors:
        yield ("grading", "/grading")
    if standing.oversees is not None:
        yield ("statistics", f"/statistics/{standing.oversees}" if standing.oversees else "/statistics")
    elif standing.works_in:
        yield STATISTICS
    if standing.learns_in or not (standing.works_in or standing.oversees is not None):
        yield ("learning", "/me")
    yield COURSE
    for code in dict.fromkeys(filter(None, (standing.learns_in, standing.works_in))):
        yield ("classroom", f"/classrooms/{code}")
    yield from (FORUM, RESOURCES, HONOURS)
    yield from _offices(standing)


def _offices(standing: Standing) -> Iterator[tuple[str, str]]:
    if standing.runs_rosters:
        yield ("roster", "/roster")
    if standing.administers:
        yield ("administration", "/administration")
