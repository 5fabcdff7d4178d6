"""What is known already, as plain values in which a roster is looked up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from app.roster.nearness import bare, nearest

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class KnownClassroom:
    id: int
    code: str
    name: str
    place_code: str


@dataclass(frozen=True, slots=True)
class KnownSchool:
    id: int
    place_code: str
    name: str


@dataclass(frozen=True, slots=True)
class KnownPerson:
    id: int
    name: str
    account: str
    school_id: int | None
    is_disabled: bool
    identity_index: str | None
    phone_index: str | None


@dataclass(frozen=True)
class Register:
    """`classrooms` are those over which whoever sent the roster has a say; `seats` are all of the training."""

    classrooms: Sequence[KnownClassroom]
    schools: Sequence[KnownSchool]
    people: Sequence[KnownPerson]
    seats: Mapping[int, int]
    staff: frozenset[tuple[int, int, str]]
    counties: Mapping[str, str]

    @cached_property
    def classrooms_by_id(self) -> dict[int, KnownClassroom]:
        return {one.id: one for one in self.classrooms}

    @cached_property
    def schools_by_id(self) -> dict[int, KnownSchool]:
        return {one.id: one for one in self.schools}

    @cached_property
    def people_by_id(self) -> dict[int, KnownPerson]:
        return {one.id: one for one in self.people}

    @cached_property
    def by_identity(self) -> dict[str, KnownPerson]:
        return {one.identity_index: one for one in self.people if one.identity_index}

    @cached_property
    def by_account(self) -> dict[str, KnownPerson]:
        return {one.account: one for one in self.people}

    @cached_property
    def by_phone(self) -> dict[str, list[KnownPerson]]:
        return _grouped((one.phone_index, one) for one in self.people if one.phone_index)

    @cached_property
    def by_name_and_school(self) -> dict[tuple[str, int | None], list[KnownPerson]]:
        return _grouped(((one.name, one.school_id), one) for one in self.people)

    @cached_property
    def learners_of(self) -> dict[int, list[KnownPerson]]:
        """The present learners by class."""
        known = self.people_by_id
        return _grouped((room, known[person]) for person, room in self.seats.items() if person in known)

    @cached_property
    def _rooms(self) -> dict[str, list[KnownClassroom]]:
        return _grouped((bare(word), one) for one in self.classrooms for word in {one.code, one.name})

    @cached_property
    def _schools(self) -> dict[tuple[str, str], list[KnownSchool]]:
        """By county and by city: a class takes teachers from several counties."""
        return _grouped(
            ((place, bare(one.name)), one)
            for one in self.schools
            for place in dict.fromkeys((one.place_code, one.place_code[:4]))
        )

    @cached_property
    def _names_in_city(self) -> dict[str, list[KnownSchool]]:
        return _grouped((one.place_code[:4], one) for one in self.schools)

    def rooms_called(self, word: str) -> list[KnownClassroom]:
        return self._rooms.get(bare(word), [])

    def room_near(self, word: str) -> str | None:
        return next(iter(nearest(word, dict.fromkeys(one.name for one in self.classrooms))), None)

    def county_called(self, word: str, room: KnownClassroom) -> str:
        """The county that was meant, in the city of the class; without a word the county of the class."""
        wanted = bare(word).rstrip("市县区")
        for code, name in self.counties.items():
            if wanted and code.startswith(room.place_code[:4]) and bare(name).rstrip("市县区").endswith(wanted):
                return code
        return room.place_code[:6]

    def school_called(self, word: str, county: str) -> KnownSchool | None:
        """A school of the county, else the only one of that name in the city."""
        name = bare(word)
        here = self._schools.get((county, name), [])
        around = here or self._schools.get((county[:4], name), [])
        return around[0] if len(around) == 1 else None

    def schools_near(self, word: str, county: str) -> list[KnownSchool]:
        """Up to three schools of the city that may have been meant, those of the county first among equals."""
        around = sorted(self._names_in_city.get(county[:4], []), key=lambda one: (one.place_code != county, one.id))
        by_name: dict[str, KnownSchool] = {}
        for one in around:
            by_name.setdefault(one.name, one)
        return [by_name[name] for name in nearest(word, by_name)]


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    found: dict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)
