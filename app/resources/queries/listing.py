"""Resources in one of three orders, a page at a time: a page begins where another ended, so none costs more."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, Self

from sqlalchemy import ColumnElement, Select, bindparam, func, select, tuple_
from sqlalchemy.orm import aliased

from app.classrooms.models import Classroom
from app.foundation.database import BigId, Instant, db
from app.foundation.reading import Question
from app.people.models import Person, Place
from app.resources.models import Resource

PER_PAGE = 20
COUNTY = 6  # characters of a county's code
BEGINNING = 160
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LARGEST = 2**53
Shelf = aliased(Place)


class Order(StrEnum):
    NEWEST = "newest"
    USED = "used"
    RATED = "rated"


COLUMNS = {Order.NEWEST: Resource.shared_at, Order.USED: Resource.use_count, Order.RATED: Resource.score}


class Key(NamedTuple):
    """Where a page ended: the last value of its order (instants in microseconds) and the last number."""

    value: int
    id: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """None for what no page of ours has ended with."""
        value, mark, number = text.partition("-")
        if not (mark and value.isdecimal() and number.isdecimal() and value.isascii() and number.isascii()):
            return None
        key = cls(int(value), int(number))
        return key if max(key) < LARGEST else None

    def __str__(self) -> str:
        return f"{self.value}-{self.id}"

    def as_value(self, order: Order) -> datetime | int:
        return EPOCH + self.value * MICROSECOND if order is Order.NEWEST else self.value


class Filters(NamedTuple):
    """What to list; None asks for nothing. `ids` are those that words were found in."""

    kind: str | None = None
    stage: str | None = None
    topic_id: int | None = None
    is_own: bool | None = None
    place: str | None = None
    ids: Sequence[int] | None = None


class Page(NamedTuple):
    """A page of rows, and where the ones before and after it begin, if there are any."""

    rows: list[Any]
    previous: Key | None
    next: Key | None


Condition = Callable[[], ColumnElement[bool]]
CONDITIONS: dict[str, Condition] = {
    "kind": lambda: Resource.kind == bindparam("kind"),
    "stage": lambda: Resource.stage == bindparam("stage"),
    "topic_id": lambda: Resource.topic_id == bindparam("topic_id", type_=BigId),
    "is_own": lambda: Resource.is_own == bindparam("is_own"),
    "place": lambda: Resource.place_code.between(bindparam("place"), bindparam("place_end")),
}


def list_resources(
    training_id: int, filters: Filters, order: Order, after: Key | None = None, before: Key | None = None
) -> Page:
    """A page after one key or before another, else the first; one more is read than is shown."""
    key, backwards = (before, True) if before is not None else (after, False)
    asked = {name: value for name, value in filters._asdict().items() if name != "ids" and value is not None}
    shape = (order, key is not None, backwards, tuple(asked))
    values: dict[str, Any] = {"training": training_id, "limit": PER_PAGE + 1, **asked}
    if filters.place is not None:
        values["place_end"] = filters.place + "~"
    if key is not None:
        values |= {"value": key.as_value(order), "number": key.id}
    if filters.ids is None:
        rows = _asked(*shape).all(**values)
    else:
        statement = _statement(*shape, ids=filters.ids)
        rows = list(db.session.execute(statement, values))
    return _page(rows, order, key is not None, backwards)


def _page(rows: list[Any], order: Order, has_key: bool, backwards: bool) -> Page:
    """The rows in the list's own order; there is a page on the side that one came from, and on the other if a row was left."""
    has_more, rows = len(rows) > PER_PAGE, rows[:PER_PAGE]
    if backwards:
        rows.reverse()
    if not rows:
        return Page([], None, None)
    is_before, is_after = (has_more, has_key) if backwards else (has_key, has_more)
    return Page(rows, _key_of(rows[0], order) if is_before else None, _key_of(rows[-1], order) if is_after else None)


def _key_of(row: Any, order: Order) -> Key:
    value = {Order.NEWEST: row.shared_at, Order.USED: row.use_count, Order.RATED: row.score}[order]
    return Key(as_number(value) if isinstance(value, datetime) else value, row.id)


def as_number(moment: datetime) -> int:
    """Microseconds since 1970, as a key has them."""
    return (moment - EPOCH) // MICROSECOND


@cache
def _asked(order: Order, has_key: bool, backwards: bool, names: tuple[str, ...]) -> Question:
    return Question(lambda: _statement(order, has_key, backwards, names))


def _statement(
    order: Order, has_key: bool, backwards: bool, names: tuple[str, ...], ids: Sequence[int] | None = None
) -> Select[*tuple[Any, ...]]:
    """The numbers of a page first, along one index; only what is on the page is looked into."""
    column = COLUMNS[order]
    page = select(Resource.id).where(Resource.training_id == bindparam("training", type_=BigId))
    page = page.where(Resource.withdrawn_at.is_(None), *(CONDITIONS[name]() for name in names))
    if has_key:
        kind = Instant() if order is Order.NEWEST else BigId
        here = tuple_(column, Resource.id)
        there = tuple_(bindparam("value", type_=kind), bindparam("number", type_=BigId))
        page = page.where(here > there if backwards else here < there)
    if ids is not None:
        page = page.where(Resource.id.in_(ids))
    numbers = _ordered(page, column, backwards).limit(bindparam("limit", type_=BigId)).subquery()
    return _ordered(shown_in_lists().join(numbers, numbers.c.id == Resource.id), column, backwards)


def _ordered(statement: Any, column: Any, backwards: bool) -> Any:
    return (
        statement.order_by(column, Resource.id) if backwards else statement.order_by(column.desc(), Resource.id.desc())
    )


def shown_in_lists(*further: Any) -> Select[*tuple[Any, ...]]:
    """What any list tells of a resource."""
    beginning = func.substr(Resource.description, 1, BEGINNING).label("beginning")
    return (
        select(
            *(
                Resource.id,
                Resource.title,
                beginning,
                Resource.kind,
                Resource.stage,
                Resource.is_own,
                Resource.shared_at,
            ),
            *(
                Resource.use_count,
                Resource.favourite_count,
                Resource.rating_count,
                Resource.rating_total,
                Resource.score,
            ),
            *(Resource.withdrawn_at, Person.name.label("person_name"), Classroom.name.label("classroom_name")),
            Shelf.name.label("county_name"),
            *further,
        )
        .join(Person, Person.id == Resource.person_id)
        .outerjoin(Classroom, Classroom.id == Resource.classroom_id)
        .outerjoin(Shelf, Shelf.code == func.substr(Resource.place_code, 1, COUNTY))
    )
