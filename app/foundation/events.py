"""News goes up as events: recorded in the act's own transaction, heard inside it or after it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Index, String, insert
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation import clock
from app.foundation.database import Base, Id
from app.foundation.transactions import after_commit, is_writing
from app.foundation.writing import Change


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; subclasses are named noun + past tense and carry plain values."""


def handed_over(default: Any) -> Any:
    """A field for those who listen, which spares each of them to read it again; it is not written down."""
    return field(default=default, metadata={"is_handed_over": True}, compare=False)


class RecordedEvent(Base):
    """Who did what when: append-only, the trail that an audit follows."""

    __tablename__ = "recorded_events"
    __table_args__ = (Index("ix_recorded_events_name_happened_at_id", "name", "happened_at", "id"),)
    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(60))
    actor_id: Mapped[int | None] = mapped_column(index=True)
    happened_at: Mapped[datetime] = mapped_column(index=True)
    data: Mapped[dict[str, Any]]
    about_person_id: Mapped[int | None] = mapped_column(index=True)
    about: Mapped[str | None] = mapped_column(String(40), index=True)


RECORD = Change(lambda: insert(RecordedEvent))
Listener = Callable[[Any], None]
_names: dict[type[Event], tuple[str, ...]] = {}
_inside: dict[type[Event], list[Listener]] = defaultdict(list)
_afterwards: dict[type[Event], list[Listener]] = defaultdict(list)


def subscribe(kind: type[Event]) -> Callable[[Listener], Listener]:
    """Hear an event inside its transaction: what the listener writes stands or falls with the act."""
    return _register(_inside, kind)


def subscribe_after_commit(kind: type[Event]) -> Callable[[Listener], Listener]:
    """Hear an event once it is in the database; for nudges that may get lost."""
    return _register(_afterwards, kind)


def record(event: Event, actor_id: int | None) -> None:
    """Write the event down and let everyone who cares hear it."""
    if not is_writing():
        raise RuntimeError("an event is recorded inside its act's transaction")
    RECORD.make(**_row(event, actor_id))
    _let_hear(event)


def record_all(events: Sequence[tuple[Event, int | None]]) -> None:
    """The same of many, each with who did it: written down together, then heard one after another."""
    RECORD.make_all([_row(event, actor_id) for event, actor_id in events])
    for event, _actor_id in events:
        _let_hear(event)


def _row(event: Event, actor_id: int | None) -> dict[str, Any]:
    data = {name: getattr(event, name) for name in _written_down(type(event))}
    about = {"about_person_id": _person_in(data), "about": _thing_in(data)}
    return {"name": type(event).__name__, "actor_id": actor_id, "happened_at": clock.now(), "data": data, **about}


def _let_hear(event: Event) -> None:
    for listener in _inside[type(event)]:
        listener(event)
    for listener in _afterwards[type(event)]:
        after_commit(partial(listener, event))


def _written_down(kind: type[Event]) -> tuple[str, ...]:
    if kind not in _names:
        _names[kind] = tuple(one.name for one in fields(kind) if "is_handed_over" not in one.metadata)
    return _names[kind]


def _person_in(data: dict[str, Any]) -> int | None:
    """Whom an event is about, so that what happened to somebody is found by an index."""
    return next((data[key] for key in ("person_id", "author_id") if data.get(key) is not None), None)


def _thing_in(data: dict[str, Any]) -> str | None:
    """The class or else the training that an event is about: `classroom:12`."""
    for key in ("classroom_id", "to_classroom_id", "training_id"):
        if data.get(key) is not None:
            return f"{key.removeprefix('to_').removesuffix('_id')}:{data[key]}"
    return None


def _register(table: dict[type[Event], list[Listener]], kind: type[Event]) -> Callable[[Listener], Listener]:
    def add(listener: Listener) -> Listener:
        if listener not in table[kind]:
            table[kind].append(listener)
        return listener

    return add
