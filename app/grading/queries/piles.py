"""How much waits for a tutor, by kind and topic: one statement for all counts of a page."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select

from app.classrooms.memberships import PersonalQuestion
from app.courses.models import Topic
from app.grading.queries.waiting import waiting_works
from app.people.models import Person


@dataclass(frozen=True, slots=True)
class Pile:
    """How many works wait, and since when the oldest does; `topic_id` only for assignments."""

    kind: str
    topic_id: int | None
    topic_title: str | None
    count: int
    oldest: datetime


def piles_of(person: Person, without: tuple[str, int] | None = None) -> list[Pile]:
    """What waits for a tutor by kind and topic, largest first; `without` is a work that is as good as done."""
    kind, work_id = without or (None, None)
    return [Pile(*row) for row in PILES.all(person, without is not None, kind=kind, work=work_id)]


def _piles(person: Person, is_without: bool) -> Select[Any]:
    items = waiting_works(person)
    count = func.count().label("works")
    statement = (
        select(items.c.kind, items.c.topic_id, Topic.title, count, func.min(items.c.at))
        .outerjoin(Topic, Topic.id == items.c.topic_id)
        .group_by(items.c.kind, items.c.topic_id, Topic.title)
        .order_by(count.desc(), items.c.kind, items.c.topic_id)
    )
    if is_without:
        statement = statement.where(~and_(items.c.kind == bindparam("kind"), items.c.id == bindparam("work")))
    return statement


PILES = PersonalQuestion(_piles)


def counts_by_kind(piles: list[Pile]) -> dict[str, int]:
    """How many works of each kind wait; a kind of which nothing waits is left out."""
    counts: dict[str, int] = defaultdict(int)
    for pile in piles:
        counts[pile.kind] += pile.count
    return dict(counts)
