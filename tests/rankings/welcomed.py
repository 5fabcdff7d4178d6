"""What others made of somebody's resources in a week, counted once more from whole tables."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import select

from app.foundation.database import db
from app.resources.models import Resource, ResourceRating, ResourceUse

LATE = datetime(9999, 1, 1, tzinfo=UTC)
Earned = tuple[int | None, datetime, int]


class Welcomed:
    """Class, instant and points of each use and mark that counts for a person in the oracle's week."""

    def __init__(self, oracle, table: dict[str, int]) -> None:
        self.oracle, self.table = oracle, table
        self.resources = {one.id: one for one in db.session.scalars(select(Resource))}
        self.uses = list(db.session.scalars(select(ResourceUse)))
        self.ratings = list(db.session.scalars(select(ResourceRating)))

    def of(self, person: int) -> Iterator[Earned]:
        yield from self._used(person)
        for resource in self.resources.values():
            if self._counts(resource, person):
                yield from self._marks(resource)

    def _counts(self, resource: Resource, person: int) -> bool:
        is_there = (resource.withdrawn_at or LATE) >= self.oracle.as_of
        is_theirs = resource.person_id == person and resource.training_id == self.oracle.training.id
        return is_theirs and is_there and resource.repeats_id is None

    def _used(self, person: int) -> Iterator[Earned]:
        week = [
            use for use in self.uses
            if self.oracle.start <= use.used_at < self.oracle.now and self._counts(self.resources[use.resource_id], person)
        ]  # fmt: skip
        seen: set[int] = set()
        for use in sorted(week, key=lambda use: (use.used_at, use.resource_id, use.person_id)):
            in_return = any(
                other.person_id == person and self.resources[other.resource_id].person_id == use.person_id
                and other.used_at < self.oracle.now
                for other in self.uses
            )  # fmt: skip
            if not in_return and use.person_id not in seen and len(seen) < self.table["uses_a_week"]:
                seen.add(use.person_id)
                yield self.resources[use.resource_id].classroom_id, use.used_at, self.table["used"]

    def _marks(self, resource: Resource) -> Iterator[Earned]:
        """Each rating is judged as it was when its own week ended, so that a mark once reached is not reached again."""
        first: dict[int, datetime] = {}
        for rating in sorted(self.ratings, key=lambda rating: rating.rated_at):
            is_good = rating.resource_id == resource.id and rating.stars >= self.table["stars"]
            if is_good and rating.rated_at < self.oracle.now and self._stood(rating, resource):
                first.setdefault(rating.person_id, rating.rated_at)
        instants = sorted(first.values())
        for mark, points in (("raters", "rated"), ("more_raters", "rated_more")):
            number = self.table[mark]
            if 1 <= number <= len(instants) and instants[number - 1] >= self.oracle.start:
                yield resource.classroom_id, instants[number - 1], self.table[points]

    def _stood(self, rating: ResourceRating, resource: Resource) -> bool:
        counted_at = (
            self.oracle.now if rating.rated_at >= self.oracle.start else self.oracle.end_of_week(rating.rated_at)
        )
        returned = any(
            other.person_id == resource.person_id
            and self.resources[other.resource_id].person_id == rating.person_id
            and other.rated_at < counted_at
            for other in self.ratings
        )
        is_of_the_class = rating.classroom_id == resource.classroom_id
        return self.oracle.stood(rating.rated_at, rating.superseded_at) and not returned and not is_of_the_class
