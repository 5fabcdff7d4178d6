"""What a kind of thing has to say of itself to be found."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, bindparam
from sqlalchemy.orm import InstrumentedAttribute

from app.foundation.database import BigId
from app.people.models import Person

MOST_AT_ONCE = 500
IDS: Any = bindparam("ids", expanding=True, type_=BigId)


class Source(NamedTuple):
    """A thing as it goes into the index, in its own words; a reply or a submission has no title of its own."""

    object_id: int
    title: str
    html: str
    marks: str
    written_at: datetime
    stamp: datetime


class Result(NamedTuple):
    """A thing as the list of results shows it."""

    url: str
    title: str
    html: str
    author: str | None
    place: str | None
    written_at: datetime | None


@dataclass(frozen=True, slots=True)
class Kind:
    """`joined` adds to a statement about the kind's table whatever `readable_by` asks of, and leaves out what is never found.

    `carries` says which sorts of marks its entries have, if these narrow down who may come upon it at all.
    """

    name: str
    has_titles: bool
    carries: tuple[str, ...]
    weight: int  # which of two equal hits of different kinds comes first
    key: InstrumentedAttribute[int]
    stamp: SQLColumnExpression[datetime]
    written_at: SQLColumnExpression[datetime]
    joined: Callable[[Select[*tuple[Any, ...]]], Select[*tuple[Any, ...]]]
    readable_by: Callable[[Person], ColumnElement[bool]]
    sources: Callable[[Collection[int]], Iterable[Source]]
    shown: Callable[[Collection[int], Person], dict[int, Result]]

    def narrowed(self, marks: list[str] | None) -> list[str] | None:
        """Those of somebody's marks that an entry of the kind may carry; None where all entries are open to anybody's look.

        The index goes through every entry of each mark that it is asked for, so that one in vain costs as much as one that counts.
        """
        if marks is None or not self.carries:
            return None
        return [mark for mark in marks if mark.startswith(self.carries)]
