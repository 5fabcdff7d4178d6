"""Who opened, rated and kept which of the shared resources: most are used a little, a few by many."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple

from app.demo.planning.cast import Learner
from app.demo.planning.job import World
from app.demo.planning.tables import Rows

DAY = 86_400
UNUSED, LIKED = 0.5, 0.02  # how many nobody opens, and how many go from hand to hand
MOST, MOST_LIKED = 3, 40
RATES, KEEPS = 0.3, 0.12  # how many of those who used one rate it, and keep it
STARS = ((3, 4, 4, 4, 5, 5), (2, 3, 3, 4, 4, 5))  # of a resource that is good, and of another


class Shared(NamedTuple):
    """A resource that was written: whose, and since when (seconds)."""

    id: int
    person_id: int
    at: int


def uses_of(world: World, learners: Sequence[Learner], shared: Iterable[Shared]) -> Rows:
    """Rows of uses, ratings and favourites; nobody uses their own, nothing lies after now."""
    rows: Rows = {"resource_uses": [], "resource_ratings": [], "resource_favourites": []}
    rng = world.rng("uses")
    for one in shared:
        stars = STARS[rng.random() < 0.3]
        for learner in rng.sample(learners, _times(rng, len(learners))):
            at = one.at + 600 + int(rng.expovariate(1 / (2 * DAY)))
            if learner.id == one.person_id or not world.is_past(at + DAY):
                continue
            room = world.room_ids[learner.room_at(at)]
            rows["resource_uses"].append((one.id, learner.id, room, at))
            if rng.random() < RATES:
                rated = at + 300 + int(rng.random() * DAY / 2)
                rows["resource_ratings"].append((one.id, learner.id, room, rng.choice(stars), rated, None))
            if rng.random() < KEEPS:
                rows["resource_favourites"].append((learner.id, one.id, at + 60))
    return rows


def _times(rng: Random, most: int) -> int:
    drawn = rng.random()
    if drawn < UNUSED:
        return 0
    if drawn > 1 - LIKED:
        return min(most, rng.randint(MOST_LIKED // 3, MOST_LIKED))
    return min(most, rng.randint(1, MOST))
