"""How much everybody does in the whole training, so that all totals come out to the unit."""

from dataclasses import dataclass
from random import Random

from app.demo.planning.cast import Room
from app.demo.rhythm import TEMPERAMENTS, Temperament, activity, apportion
from app.demo.shape import Shape

MINUTES, ASSIGNMENTS, JOURNALS, POSTS = 2000, 12, 6, 4
STORY = {
    "submissions": 11,
    "journals": 4,
    "posts": 6,
    "minutes": 1840,
    "resources": 3,
}  # what the demo learner has done in the end

STEADY = next(kind for kind in TEMPERAMENTS if kind.name == "steady")


@dataclass(slots=True)
class Quota:
    """What one learner does in all; `minutes` are whole ones, `posts` those in sight."""

    temperament: Temperament
    activity: int
    is_complete: bool
    minutes: int = 0
    submissions: int = 0
    journals: int = 0
    private_journals: int = 0
    posts: int = 0
    resources: int = 0


@dataclass(slots=True)
class RoomQuota:
    """What the staff of a class write in its salon, and how many posts are hidden there."""

    tutor_posts: int
    administrator_posts: int
    hidden_posts: int


def quotas(
    shape: Shape, rooms: list[Room], rng: Random, *, story_id: int, spoken: dict[int, int], told: int
) -> tuple[dict[int, Quota], list[RoomQuota]]:
    """A quota for each learner by id and one for each room.

    `spoken` are posts that are fixed already, by learner; `told` are so many more that no quota holds.
    """
    ids = [learner.id for room in rooms for learner in room.learners]
    incomplete = _incomplete(shape, ids, story_id, set(spoken), rng)
    given = {person: _temper(person in incomplete, rng) for person in ids}
    given[story_id].temperament = STEADY
    staff = _staff(shape, len(rooms), rng)
    talk = shape.salon_posts - told - sum(room.tutor_posts + room.administrator_posts for room in staff)
    lacking = _Lacking(incomplete)
    spread = _Spread(given, lacking, rng)
    spread.minutes(shape.minutes, story_id)
    spread.works(_Asked("submissions", ASSIGNMENTS, others_percent=85, most_more=3), shape.submissions, story_id)
    spread.works(_Asked("journals", JOURNALS, others_percent=56, most_more=4), shape.journals, story_id)
    spread.works(_Asked("posts", POSTS, others_percent=60, most_more=30), talk, story_id, spoken)
    spread.gifts(shape.resources, shape.private_journals, story_id)
    return given, staff


def _incomplete(shape: Shape, ids: list[int], story_id: int, never: set[int], rng: Random) -> list[int]:
    """Those who do not finish, the demo learner first."""
    free = [person for person in ids if person != story_id and person not in never]
    return [story_id, *rng.sample(free, shape.learners - shape.complete - 1)]


def _temper(is_incomplete: bool, rng: Random) -> Quota:
    kinds = [kind for kind in TEMPERAMENTS if kind.on_schedule != is_incomplete]
    kind = rng.choices(kinds, [kind.share for kind in kinds])[0]
    return Quota(kind, activity(kind, rng), not is_incomplete)


def _staff(shape: Shape, rooms: int, rng: Random) -> list[RoomQuota]:
    hidden = apportion(shape.hidden_posts, [rng.randint(0, 100) for _ in range(rooms)])
    return [RoomQuota(rng.randint(1, 3), rng.randint(2, 4), hidden[index]) for index in range(rooms)]


class _Lacking:
    """Who of the incomplete lacks what: everybody at least minutes or journals, most of them assignments."""

    def __init__(self, people: list[int]) -> None:
        self.place = {person: number for number, person in enumerate(people)}

    def __call__(self, person: int, what: str) -> bool:
        place = self.place.get(person)
        if place is None:
            return False
        if what == "minutes":
            return place % 5 not in (1, 3)
        if what == "journals":
            return place % 5 not in (2, 4)
        return place % 8 != 7 if what == "submissions" else place % 2 == 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """A requirement: what it is of, how much, which part of the rest goes to those who do not finish."""

    what: str
    least: int
    others_percent: int
    most_more: int


class _Spread:
    """Spreads totals over the learners, first over those who do not finish, then over the rest."""

    def __init__(self, given: dict[int, Quota], lacking: _Lacking, rng: Random) -> None:
        self.given, self.lacking, self.rng = given, lacking, rng
        self.complete = [person for person, quota in given.items() if quota.is_complete]
        self.others = [person for person, quota in given.items() if not quota.is_complete]

    def minutes(self, total: int, story_id: int) -> None:
        for person in self.others:
            quota = self.given[person]
            most = MINUTES - 40 if self.lacking(person, "minutes") else MINUTES + 400
            least = 0 if self.lacking(person, "minutes") else MINUTES + 3
            drawn = quota.activity * self.rng.randint(12, 24) + least // 2
            quota.minutes = STORY["minutes"] if person == story_id else min(most, max(least, drawn))
        left = total - sum(self.given[person].minutes for person in self.others)
        weights = [200 + self.given[person].activity for person in self.complete]
        least_each = [MINUTES + self.rng.randint(1, 90) for _ in self.complete]
        for person, minutes in zip(self.complete, apportion(left, weights, least_each, 4700), strict=True):
            self.given[person].minutes = minutes

    def works(self, asked: "_Asked", total: int, story_id: int, fixed: dict[int, int] | None = None) -> None:
        """At least what is asked for those who finish; of the rest a part goes to the others."""
        left = total - asked.least * len(self.complete)
        bounds = [self._bounds(person, asked, story_id) for person in self.others]
        low, high = [least for least, _ in bounds], [most for _, most in bounds]
        of_others = min(max(left * asked.others_percent // 100, sum(low)), sum(high))
        weights = [self.given[person].activity + self.rng.randint(0, 40) for person in self.others]
        self._give(asked, self.others, apportion(of_others, weights, low, high))
        floor = [max(asked.least, (fixed or {}).get(person, -1) + 1) for person in self.complete]
        weights = [max(0, self.given[p].activity - self.rng.randint(0, 250)) ** 2 for p in self.complete]
        more = apportion(total - of_others - sum(floor), weights, 0, asked.most_more)
        self._give(asked, self.complete, [least + extra for least, extra in zip(floor, more, strict=True)])

    def _bounds(self, person: int, asked: "_Asked", story_id: int) -> tuple[int, int]:
        """Exactly what is asked, or less than that for those who lack it."""
        if person == story_id:
            return STORY[asked.what], STORY[asked.what]
        return (0, asked.least - 1) if self.lacking(person, asked.what) else (asked.least, asked.least)

    def _give(self, asked: "_Asked", people: list[int], numbers: list[int]) -> None:
        for person, number in zip(people, numbers, strict=True):
            setattr(self.given[person], asked.what, number)

    def gifts(self, resources: int, private_journals: int, story_id: int) -> None:
        people = list(self.given)
        weights = [self.given[person].activity * self.rng.randint(20, 180) for person in people]
        least = [STORY["resources"] if person == story_id else 0 for person in people]
        for person, number in zip(people, apportion(resources, weights, least, 60), strict=True):
            self.given[person].resources = number
        weights = [self.rng.randint(0, 100) for _ in people]
        for person, number in zip(people, apportion(private_journals, weights, 0, 2), strict=True):
            self.given[person].private_journals = number
