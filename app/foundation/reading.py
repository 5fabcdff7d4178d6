"""Reads that are built once: a statement becomes SQL by its first asking, its answers are plain rows.

Building a statement costs more than asking it. A `Question` is made where its module is loaded, takes its
values by the names of its `bindparam`s, and answers with named tuples of just the columns that were selected.
"""

from collections import namedtuple
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, Dialect, bindparam, literal
from sqlalchemy.orm.attributes import instance_state, manager_of_class
from sqlalchemy.types import TypeEngine

from app.foundation import clock
from app.foundation.database import Base, Glance, Instant, db, drop_glance, glance, glancing, session_at_work

Convert = Callable[[Any], Any]
Entity = TypeVar("Entity", bound=Base)


@dataclass(frozen=True, slots=True)
class _Wording:
    """A question in the words of one database, with what turns values into its own kinds and back."""

    sql: str
    order: Sequence[str] | None
    fixed: dict[str, Any]
    lists: Mapping[str, Sequence[str]]
    inward: dict[str, Convert]
    outward: list[tuple[int, Convert]]
    row: Callable[[Sequence[Any]], Any]
    places: dict[str, int]

    def parameters(self, values: Mapping[str, Any]) -> Any:
        named = dict(self.fixed)
        for name, value in values.items():
            if name in self.lists:
                named.update(self._listed(name, value))
            else:
                named[name] = self.inward[name](value) if name in self.inward else value
        return named if self.order is None else tuple([named[name] for name in self.order])

    def read(self, found: Sequence[Any]) -> Any:
        if not self.outward:
            return self.row(found)
        values = list(found)
        for place, convert in self.outward:
            if values[place] is not None:
                values[place] = convert(values[place])
        return self.row(values)

    def _listed(self, name: str, values: Sequence[Any]) -> Iterable[tuple[str, Any]]:
        """A list under as many names as the words have room for; the last of it stands for what is missing."""
        names = self.lists[name]
        filled = [*values, *list(values[-1:]) * (len(names) - len(values))]
        return ((one, _given(self.inward, one, value)) for one, value in zip(names, filled, strict=True))


class Rows:
    """Rows as the driver found them: they are alike when what was found is alike, and become values when read."""

    __slots__ = ("_found", "_wording")

    def __init__(self, wording: _Wording, found: Sequence[Any]) -> None:
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


class Question:
    """One SELECT with named values. A list of values goes to a `bindparam(…, expanding=True)`: it is worded anew only
    when it grows beyond twice its size, since its number would change the SQL."""

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build
        self._wordings: dict[Hashable, _Wording] = {}

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

    def _ask(self, values: dict[str, Any]) -> tuple[_Wording, Sequence[Any]]:
        seen = glancing()
        session = session_at_work() if seen is None else None
        if session is None:
            seen = seen or glance()
            wording = self._wording(seen.engine.dialect, values)
            return wording, _glanced(seen, wording.sql, wording.parameters(values))
        if session.info.get("writing"):
            session.flush()
        connection = session.connection()
        wording = self._wording(connection.dialect, values)
        return wording, _read(connection, wording.sql, wording.parameters(values))

    def _wording(self, dialect: Dialect, values: dict[str, Any]) -> _Wording:
        sizes = {name: _room_for(value) for name, value in values.items() if type(value) is list}
        key: Hashable = (dialect.name, *sizes.items()) if sizes else dialect.name
        wording = self._wordings.get(key)
        if wording is None:
            wording = self._wordings[key] = _word(self.statement, dialect, sizes)
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


def _glanced(seen: Glance, sql: str, parameters: Any) -> Sequence[Any]:
    """What the driver finds; where it fails the library asks again, since it knows what each failure means."""
    try:
        cursor = seen.driver.cursor()
        if seen.engine.dispatch.before_cursor_execute:
            seen.engine.dispatch.before_cursor_execute(None, cursor, sql, parameters, None, False)
        cursor.execute(sql, parameters)
        rows: Sequence[Any] = cursor.fetchall()
        cursor.close()
    except seen.engine.dialect.loaded_dbapi.Error as fault:
        drop_glance(fault)
        return db.session.connection().exec_driver_sql(sql, parameters).fetchall()
    return rows


def _read(connection: Connection, sql: str, parameters: Any) -> Sequence[Any]:
    """The same inside of what the session has begun."""
    cursor = connection.connection.cursor()
    if connection.dispatch.before_cursor_execute:
        connection.dispatch.before_cursor_execute(connection, cursor, sql, parameters, None, False)
    try:
        cursor.execute(sql, parameters)
        rows: Sequence[Any] = cursor.fetchall()
    except connection.dialect.loaded_dbapi.Error:
        return connection.exec_driver_sql(sql, parameters).fetchall()
    finally:
        cursor.close()
    return rows


def _word(statement: Any, dialect: Dialect, sizes: Mapping[str, int]) -> _Wording:
    """The question as SQL, with lists written out: those that are part of it, and room for those that will be given."""
    compiled = statement.compile(dialect=dialect)
    written = compiled.construct_expanded_state(compiled.params | {name: [None] * sizes[name] for name in sizes})
    given = {name: _inward(bound.type, dialect) for bound, name in compiled.bind_names.items()}
    inward = {name: convert for name, convert in (given | dict(written.processors)).items() if convert}
    asked = {name for bound, name in compiled.bind_names.items() if bound.required}
    asked.update(name for listed in sizes for name in written.parameter_expansion[listed])
    columns = statement.selected_columns
    outward = [(place, _outward(column.type, dialect)) for place, column in enumerate(columns)]
    return _Wording(
        sql=written.statement,
        order=written.positiontup,
        fixed={name: _given(inward, name, value) for name, value in written.parameters.items() if name not in asked},
        lists={name: written.parameter_expansion[name] for name in sizes},
        inward=inward,
        outward=[(place, convert) for place, convert in outward if convert],
        row=_row(columns.keys()),
        places={name: place for place, name in enumerate(columns.keys())},
    )


def _given(inward: Mapping[str, Convert], name: str, value: Any) -> Any:
    return inward[name](value) if name in inward else value


def _row(names: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    kind: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]
    return cast("Callable[[Sequence[Any]], Any]", kind._make)


def _inward(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _outward(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
