"""Who takes part: everybody with a name, an account and a school, and who sits in which class."""

from dataclasses import dataclass, field
from random import Random

from app.demo import places
from app.demo.names import Accounts, Name, person_name
from app.demo.planning.calendar import DAY, WEEK, Calendar
from app.demo.planning.geography import Geography, classroom_names
from app.demo.planning.tables import Row
from app.demo.schools import schools_of
from app.demo.shape import Shape

STAGES = {
    "primary": "小学", "junior": "初中", "nine_year": "九年一贯制", "central": "中心学校", "senior": "高中",
}  # fmt: skip
DEMO_ROOM_ACCOUNTS = (("learner", "tutor", "classadmin"), ("learner2", "tutor2", "classadmin2"))
DEMO_ACCOUNTS = (*DEMO_ROOM_ACCOUNTS[0], *DEMO_ROOM_ACCOUNTS[1], "expert", "area", "team")
DEMO_SEAT = 4
PUPILS_OF_A_SCHOOL = 4  # class teachers that one school sends


@dataclass(frozen=True, slots=True)
class Stay:
    """A learner's time in one class, by the class's place in the list of rooms."""

    room: int
    since: int
    until: int | None


@dataclass(slots=True)
class Learner:
    id: int
    name: str
    stays: tuple[Stay, ...]

    def room_at(self, instant: int) -> int:
        """The room in which the learner is at this instant."""
        for stay in self.stays:
            if stay.until is None or instant < stay.until:
                return stay.room
        return self.stays[-1].room


@dataclass(slots=True)
class Room:
    """A class with its people's ids; `index` is its place in the list."""

    index: int
    id: int
    code: str
    name: str
    site: str
    city_code: str
    place_code: str
    tutor: int
    administrator: int
    technician: int
    names: dict[int, str]
    learners: list[Learner] = field(default_factory=list)


@dataclass(slots=True)
class Cast:
    """All people, as rows and as those who act."""

    people: list[Row] = field(default_factory=list)
    schools: list[Row] = field(default_factory=list)
    appointments: list[Row] = field(default_factory=list)
    rooms: list[Room] = field(default_factory=list)
    experts: list[int] = field(default_factory=list)
    demo: dict[str, int] = field(default_factory=dict)


class Casting:
    """Finds people for every part, in a fixed order, so that the same seed gives the same people."""

    def __init__(self, shape: Shape, where: Geography, calendar: Calendar, rng: Random, password_hash: str) -> None:
        self.shape, self.where, self.rng, self.password_hash = shape, where, rng, password_hash
        self.registered_at = calendar.start - WEEK + 10 * 3600
        self.accounts = Accounts(taken=DEMO_ACCOUNTS)
        self.cast = Cast()
        self._schools: dict[str, list[int]] = {}

    def fill(self) -> Cast:
        """Everybody, from the project team down to the learners."""
        self._found_schools()
        self._oversee()
        demo_rooms = (0, len(self.where.seats) // 2) if len(self.where.seats) > 1 else (0,)
        names = classroom_names(self.where)
        for index, (site, size) in enumerate(self.where.seats):
            demo = DEMO_ROOM_ACCOUNTS[demo_rooms.index(index)] if index in demo_rooms else ("", "", "")
            self._seat(index, names[index], site, size, demo)
        return self.cast

    def _found_schools(self) -> None:
        learners: dict[str, int] = {}
        for site, size in self.where.seats:
            learners[site.county_code] = learners.get(site.county_code, 0) + size
        for county in self.where.counties:
            if county.code not in learners:
                continue
            count = min(400, max(6, learners[county.code] // PUPILS_OF_A_SCHOOL))
            found = schools_of(county, count, self.rng)
            first = len(self.cast.schools) + 1
            self._schools[county.code] = list(range(first, first + len(found)))
            self.cast.schools += [
                (first + n, county.code, school.name, STAGES[school.kind]) for n, school in enumerate(found)
            ]

    def _oversee(self) -> None:
        province = places.province().code
        for number in range(self.shape.team):
            self._appoint("project_team", [province], "" if number else "team")
        self._appoint_experts()
        for number, city in enumerate(self.where.cities):
            self._appoint("area_administrator", [city.code], "" if number else "area", city.code)
        for county in self.where.counties:
            self._appoint("area_administrator", [county.code], "", county.code[:4])

    def _appoint_experts(self) -> None:
        """Cities are dealt out in the order of their codes, so that an expert's cities are neighbours."""
        count = min(self.shape.experts, len(self.where.cities))
        for number in range(count):
            low, high = (len(self.where.cities) * n // count for n in (number, number + 1))
            codes = [city.code for city in self.where.cities[low:high]]
            self.cast.experts.append(self._appoint("expert", codes, "" if number else "expert"))

    def _appoint(self, role: str, codes: list[str], demo: str, city_code: str = "") -> int:
        person_id, _ = self._person(city_code, None, demo)
        for code in codes:
            number = len(self.cast.appointments) + 1
            self.cast.appointments.append((number, person_id, role, code, self.registered_at, None))
        return person_id

    def _seat(self, index: int, named: tuple[str, str], site: places.Site, size: int, demo: tuple[str, ...]) -> None:
        city, schools = site.code[:4], self._schools[site.county_code]
        learner, *staff_demo = demo
        staff = [self._person(city, self.rng.choice(schools), account) for account in (*staff_demo, "")]
        ids = [person_id for person_id, _ in staff]
        names = {person_id: name.full for person_id, name in staff}
        room = Room(index, index + 1, *named, site.name, city, site.code, ids[0], ids[1], ids[2], names)
        for seat in range(size):
            person_id, name = self._person(city, self.rng.choice(schools), learner if seat == DEMO_SEAT else "")
            room.names[person_id] = name.full
            room.learners.append(Learner(person_id, name.full, (Stay(index, self.registered_at + 2 * DAY, None),)))
        self.cast.rooms.append(room)

    def _person(self, city_code: str, school_id: int | None, demo: str) -> tuple[int, Name]:
        name, number = person_name(self.rng, city_code), len(self.cast.people) + 1
        account = demo or self.accounts.give(name)
        password = self.password_hash if demo else None
        if demo:
            self.cast.demo[demo] = number
        self.cast.people.append(
            (
                number,
                account,
                name.full,
                name.sort_key,
                school_id,
                password,
                1,
                "zh",
                bool(demo),
                self.registered_at,
                None,
            )
        )
        return number, name


def transfer(rooms: list[Room], count: int, calendar: Calendar, rng: Random) -> None:
    """Let pairs of learners of neighbouring classes change places on a Monday; so every class keeps its size."""
    pairs = [rng.randrange(len(rooms)) for _ in range(count // 2)] if len(rooms) > 1 else []
    moved: set[int] = set()
    for index in pairs:
        here, there = rooms[index], rooms[(index + 1) % len(rooms)]
        one, other = (_somebody(room, moved, rng) for room in (here, there))
        at = calendar.start + rng.randint(1, max(1, calendar.weeks - 3)) * WEEK
        for learner, old, new in ((one, here, there), (other, there, here)):
            first = learner.stays[0]
            learner.stays = (Stay(old.index, first.since, at), Stay(new.index, at, None))
            old.learners.remove(learner)
            new.learners.append(learner)
            new.names[learner.id] = learner.name
            moved.add(learner.id)


def _somebody(room: Room, moved: set[int], rng: Random) -> Learner:
    """A learner who has not moved yet; those of the demo accounts' seat stay."""
    free = [learner for seat, learner in enumerate(room.learners) if seat != DEMO_SEAT and learner.id not in moved]
    return free[rng.randrange(len(free))]
