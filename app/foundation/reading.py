"""Reads that are built once: a statement becomes SQL by its first asking, its answers are plain rows.

Building a statement costs more than asking it. A `Question` is made where its module is loaded, takes its
values by the names of its `bindparam`s, and answers with named tuples of just the columns that were selected.
"""

from collections.abc import Callable, Container, Hashable, Iterator, Sequence
from datetime import datetime
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Dialect, bindparam, literal
from sqlalchemy.orm.attributes import instance_state, manager_of_class

from app.foundation import clock
from app.foundation.database import Base, Glance, Instant, db, drop_glance, glance, glancing, session_at_work
from app.foundation.statements import Wording, connection_in_use, run, word

Entity = TypeVar("Entity", bound=Base)


class Rows:
    """Rows as the driver found them: they are alike when what was found is alike, and become values when read.

    A piece is kept under them if all that is in them can be: texts, numbers, instants, but no JSON.
    """

    __slots__ = ("_found", "_wording")

    def __init__(self, wording: Wording, found: Sequence[Any]) -> None:
        self._wording, self._found = wording, tuple(found)

    def __hash__(self) -> int:
        return hash(self._found)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rows):
            return NotImplemented
        return self._wording is other._wording and self._found == other._found

    def __iter__(self) -> Iterator[Any]:
        return map(self._wording.read, self._found)

    def __len__(self) -> int:
        return len(self._found)

    def only(self, name: str, wanted: Container[Any]) -> "Rows":
        """Those of which one column, as the driver tells it, is among what is wanted."""
        place = self._wording.places[name]
        found = [row for row in self._found if row[place] in wanted]
        return self if len(found) == len(self._found) else Rows(self._wording, found)

    def column(self, name: str) -> list[Any]:
        """What was found in one column, as the driver tells it: numbers, texts, and whether there is anything."""
        place = self._wording.places[name]
        return [row[place] for row in self._found]


Shown = TypeVar("Shown")


class Known(Generic[Shown]):
    """What rows that hardly ever change were read into, for as long as the same are found."""

    def __init__(self, kind: Callable[..., Shown]) -> None:
        self._kind = kind
        self._last: tuple[Rows, tuple[Shown, ...]] | None = None

    def of(self, rows: Rows) -> tuple[Shown, ...]:
        last = self._last
        if last is None or last[0] != rows:
            last = self._last = rows, tuple(self._kind(*row) for row in rows)
        return last[1]


class Question:
    """One SELECT with named values. A list of values goes to a `bindparam(…, expanding=True)`: it is worded anew only
    when it grows beyond twice its size, since its number would change the SQL."""

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build
        self._wordings: dict[Hashable, Wording] = {}

    @cached_property
    def statement(self) -> Any:
        """What is asked, built by the first asking: for entities it goes to the session."""
        with clock.stopped():
            return self._build()

    def all(self, **values: Any) -> list[Any]:
        """Every row, each a named tuple."""
        wording, rows = self._ask(values)
        return [wording.read(row) for row in rows]

    def rows(self, **values: Any) -> Rows:
        """Every row, unread: what a piece of a page is kept under."""
        return Rows(*self._ask(values))

    def first(self, **values: Any) -> Any:
        """The first row, or None."""
        wording, rows = self._ask(values)
        return wording.read(rows[0]) if rows else None

    def one(self, **values: Any) -> Any:
        """The only value of the first row, or None."""
        row = self.first(**values)
        return None if row is None else row[0]

    def _ask(self, values: dict[str, Any]) -> tuple[Wording, Sequence[Any]]:
        seen = glancing()
        session = session_at_work() if seen is None else None
        if session is None:
            seen = seen or glance()
            wording = self._wording(seen.engine.dialect, values)
            return wording, _glanced(seen, wording, values)
        connection = connection_in_use()
        wording = self._wording(connection.dialect, values)
        return wording, run(connection, wording, values)[0]

    def _wording(self, dialect: Dialect, values: dict[str, Any]) -> Wording:
        sizes = {name: _room_for(value) for name, value in values.items() if type(value) is list}
        key: Hashable = (dialect.name, *sizes.items()) if sizes else dialect.name
        wording = self._wordings.get(key)
        if wording is None:
            wording = self._wordings[key] = word(self.statement, dialect, sizes=sizes)
        return wording


def moment() -> ColumnElement[datetime]:
    """The present inside a statement: for one that is kept, its value `present`."""
    return bindparam("present", type_=Instant()) if clock.is_stopped() else literal(clock.now(), Instant())


def apart(kind: type[Entity], values: Sequence[Any]) -> Entity:
    """The columns of a table as an entity that came from the database but belongs to no session, for reading alone."""
    manager = manager_of_class(kind)
    entity: Entity = manager.new_instance()
    entity.__dict__.update(zip(_columns(kind), values, strict=False))
    instance_state(entity).key = (kind, (entity.__dict__["id"],), None)
    return entity


@cache
def _columns(kind: type[Base]) -> tuple[str, ...]:
    return tuple(kind.__table__.columns.keys())


def _room_for(values: Sequence[Any]) -> int:
    """The next power of two: lists of about the same length have the same words."""
    return 1 << (len(values) - 1).bit_length() if values else 0


def _glanced(seen: Glance, wording: Wording, values: dict[str, Any]) -> Sequence[Any]:
    """What the driver finds; where it fails the session asks again, since it knows what each failure means."""
    parameters = wording.parameters(values)
    try:
        cursor = seen.driver.cursor()
        if seen.engine.dispatch.before_cursor_execute:
            seen.engine.dispatch.before_cursor_execute(None, cursor, wording.sql, parameters, None, False)
        cursor.execute(wording.sql, parameters)
        rows: Sequence[Any] = cursor.fetchall()
        cursor.close()
    except seen.engine.dialect.loaded_dbapi.Error as fault:
        drop_glance(fault)
        return run(db.session.connection(), wording, values)[0]
    return rows
