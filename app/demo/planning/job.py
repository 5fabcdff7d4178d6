"""All that is needed to work out what one class did: everything plain, so that it can travel to another process."""

from dataclasses import dataclass
from random import Random

from app.demo.planning.calendar import Calendar
from app.demo.planning.cast import Learner, Room
from app.demo.planning.chance import SEED, chance
from app.demo.planning.course import Course
from app.demo.planning.quotas import Quota, RoomQuota


@dataclass(frozen=True, slots=True)
class World:
    """What is the same for all classes."""

    calendar: Calendar
    course: Course
    training_id: int
    ladder: tuple[tuple[str, int], ...]
    tutors: tuple[int, ...]
    room_ids: tuple[int, ...]
    room_places: tuple[str, ...]
    story_ids: frozenset[int]
    seed: str = SEED

    def rng(self, *names: object) -> Random:
        """A source of chance of its own for each purpose."""
        return chance(self.seed, *names)

    def is_past(self, instant: int) -> bool:
        return instant <= self.calendar.now


@dataclass(frozen=True, slots=True)
class Special:
    """The lively thread: who speaks in which answer, and how many look in."""

    speakers: tuple[int, ...]
    views: int
    told: int  # posts of its staff there, which no quota holds


@dataclass(frozen=True, slots=True)
class RoomJob:
    """One class; `first` says where the ids of its submissions, journals, threads and posts begin.

    `quotas` are those of everybody who ever learns here, `movers` those of them who change classes.
    """

    room: Room
    quotas: dict[int, Quota]
    movers: dict[int, Learner]
    staff: RoomQuota
    first: dict[str, int]
    special: Special | None
