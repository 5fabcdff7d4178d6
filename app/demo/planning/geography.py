"""Where a demo training takes place: which cities and sites, and how many classes of which size at each."""

from dataclasses import dataclass
from random import Random

from app.demo import places
from app.demo.places import Place, Site
from app.demo.planning.tables import Row
from app.demo.rhythm import apportion
from app.demo.shape import Shape

NUMERALS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Geography:
    """The part of the province that takes part; `seats` holds for each class its site and number of learners."""

    cities: tuple[Place, ...]
    counties: tuple[Place, ...]
    sites: tuple[Site, ...]
    seats: tuple[tuple[Site, int], ...]


def geography(shape: Shape, rng: Random) -> Geography:
    """Choose places by weight, every city with at least one site, every site with at least one class."""
    cities = sorted(sorted(places.cities(), key=lambda city: (-city.weight, city.code))[: shape.cities])
    sites = _sites(cities, shape.sites)
    counties = tuple(county for city in cities for county in places.counties(city.code))
    rooms = apportion(shape.classrooms, [site.weight for site in sites], minima=1)
    homes = [site for site, count in zip(sites, rooms, strict=True) for _ in range(count)]
    weights = [rng.randint(85, 115) for _ in homes]
    sizes = apportion(shape.learners, weights, shape.smallest_class, shape.largest_class)
    return Geography(tuple(cities), counties, tuple(sites), tuple(zip(homes, sizes, strict=True)))


def _sites(cities: list[Place], count: int) -> list[Site]:
    """The heaviest sites of each city in turn, in the order of their codes."""
    queues = [
        sorted((site for site in places.sites() if site.code.startswith(city.code)), key=lambda s: (-s.weight, s.code))
        for city in cities
    ]
    turns = [queue[turn] for turn in range(max(map(len, queues))) for queue in queues if turn < len(queue)]
    return sorted(turns[:count])


def place_rows(where: Geography) -> list[Row]:
    """Province, cities, counties and sites, parents first."""
    province = places.province()
    rows: list[Row] = [(province.code, None, "province", province.name)]
    rows += [(city.code, province.code, "city", city.name) for city in where.cities]
    rows += [(county.code, county.parent_code, "county", county.name) for county in where.counties]
    return rows + [(site.code, site.county_code, "site", site.name) for site in where.sites]


def institution_rows(where: Geography) -> list[tuple[str, str]]:
    """Place and name of the institutions of the places that take part."""
    known = {places.province().code, *(place.code for place in (*where.cities, *where.counties))}
    return [(one.place_code, one.name) for one in places.institutions() if one.place_code in known]


def classroom_names(where: Geography) -> list[tuple[str, str]]:
    """Code and name of each class: numbered within its site by code, within its county by name."""
    county_names = {county.code: county.name for county in where.counties}
    at_site: dict[str, int] = {}
    in_county: dict[str, int] = {}
    named = []
    for site, _ in where.seats:
        at_site[site.code] = at_site.get(site.code, 0) + 1
        in_county[site.county_code] = number = in_county.get(site.county_code, 0) + 1
        named.append((f"{site.code}-{at_site[site.code]}", f"{county_names[site.county_code]}{numeral(number)}班"))
    return named


def numeral(number: int) -> str:
    """A number from 1 to 99 in characters."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else NUMERALS[tens] + "十"
    return ten + (NUMERALS[ones] if ones else "")
