"""The tree of places of the demo province: real divisions of 2009, invented schools and sites."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"


class Place(NamedTuple):
    """A division with its GB/T 2260 code: 2 digits a province, 4 a city, 6 a county."""

    code: str
    name: str
    weight: int

    @property
    def parent_code(self) -> str:
        """Code of the division around this one, empty for the province."""
        return self.code[:-2]


class Site(NamedTuple):
    """A teaching site: its county's code and three digits more."""

    code: str
    name: str
    county_code: str
    weight: int


class Institution(NamedTuple):
    """A training institution and the place that runs it."""

    code: str
    name: str
    place_code: str
    level: str


def rows_of(name: str) -> list[list[str]]:
    """The fields of a tab-separated file of this domain, comments left out."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def divisions() -> tuple[Place, ...]:
    """Province, cities and counties in the order of their codes."""
    return tuple(Place(code, name, int(weight)) for code, name, weight in rows_of("divisions.tsv"))


def province() -> Place:
    """The province itself."""
    return divisions()[0]


@cache
def cities() -> tuple[Place, ...]:
    """The 14 cities, each weighing what its counties weigh together."""
    return tuple(
        place._replace(weight=sum(county.weight for county in counties(place.code)))
        for place in divisions()
        if len(place.code) == 4
    )


@cache
def counties(city_code: str = "43") -> tuple[Place, ...]:
    """The counties and districts below a city, or all of them."""
    return tuple(p for p in divisions() if len(p.code) == 6 and p.code.startswith(city_code))


@cache
def institutions() -> tuple[Institution, ...]:
    """6 under the province, then 142 of cities, counties and management zones."""
    listed = [(code, name, level) for code, name, level in rows_of("institutions.tsv")]
    own = [(city.code, f"{city.name}中小学教师培训中心", "city") for city in cities()]
    own += [(county.code, f"{county.name}教师进修学校", "county") for county in counties()]
    ordered = sorted(own + listed, key=lambda row: (row[2] != "province", row[0], row[2]))
    return tuple(
        Institution(f"T{number:03}", name, place, level) for number, (place, name, level) in enumerate(ordered, start=1)
    )


@cache
def sites() -> tuple[Site, ...]:
    """The 160 teaching sites: one a county, one for each city itself, a second in large counties."""
    found: list[Site] = []
    for county, name in _named_sites():
        number = 1 + len([site for site in found if site.county_code == county.code])
        found.append(Site(f"{county.code}{number:03}", name, county.code, county.weight))
    rivals = Counter(site.county_code for site in found)
    shared = (site._replace(weight=max(6, site.weight // rivals[site.county_code])) for site in found)
    return tuple(sorted(shared))


def _named_sites() -> list[tuple[Place, str]]:
    by_code = {county.code: county for county in counties()}
    named = [(county, f"{county.name}教师进修学校教学点") for county in counties()]
    named += [(counties(city.code)[0], f"{city.name}中小学教师培训中心教学点") for city in cities()]
    named += [(by_code[code], f"{by_code[code].name}{town}教学点") for code, town in rows_of("second_sites.tsv")]
    return named
