"""The log: recorded acts in pages, the newest first, and the names that belong to them when they are read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, tuple_

from app.administration.models import Change
from app.administration.sentences import DAILY
from app.classrooms.models import Classroom, Training
from app.foundation.clock import SHANGHAI, day_starts_at
from app.foundation.database import db
from app.foundation.events import RecordedEvent
from app.people.models import Person, Place

PAGE = 50
PERSON_KEYS = ("person_id", "author_id")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the log is asked for; nothing is asked for by default but what is not everyday."""

    act: str = ""
    by: str = ""
    about: str = ""
    day: date | None = None
    with_daily: bool = False

    @property
    def is_narrow(self) -> bool:
        return bool(self.act or self.by or self.about or self.day)


def logged(wanted: Wanted, before: tuple[datetime, int] | None = None) -> list[Any]:
    """Recorded acts; one more than a page where there are older ones. `before` is where the last page ended."""
    columns = (RecordedEvent.id, RecordedEvent.name, RecordedEvent.actor_id, RecordedEvent.happened_at)
    about = (RecordedEvent.data, RecordedEvent.about_person_id)
    statement: Select[Any] = select(*columns, *about).where(*_conditions(wanted))
    if before is not None:
        statement = statement.where(tuple_(RecordedEvent.happened_at, RecordedEvent.id) < before)
    newest_first = (RecordedEvent.happened_at.desc(), RecordedEvent.id.desc())
    return list(db.session.execute(statement.order_by(*newest_first).limit(PAGE + 1)))


def names_in(rows: Collection[Any]) -> dict[str, dict[Any, str]]:
    """Names of the people, classes, trainings and places of some acts, and the reasons that were given."""
    wanted: dict[str, set[Any]] = {
        "person": set(),
        "classroom": set(),
        "training": set(),
        "place": set(),
        "change": set(),
    }
    for row in rows:
        wanted["person"] |= {row.actor_id, row.about_person_id, *(row.data.get(key) for key in PERSON_KEYS)}
        wanted["classroom"] |= {row.data.get("classroom_id"), row.data.get("to_classroom_id")}
        wanted["training"].add(row.data.get("training_id"))
        wanted["place"].add(row.data.get("place_code"))
        wanted["change"].add(row.data.get("change_id"))
    columns = {
        "person": (Person.id, Person.name), "classroom": (Classroom.id, Classroom.name),
        "training": (Training.id, Training.name), "place": (Place.code, Place.name), "change": (Change.id, Change.reason),
    }  # fmt: skip
    return {kind: _read(columns[kind], ids - {None}) for kind, ids in wanted.items()}


def _read(columns: tuple[Any, Any], ids: set[Any]) -> dict[Any, str]:
    if not ids:
        return {}
    return dict(db.session.execute(select(*columns).where(columns[0].in_(ids))).all())


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if wanted.act:
        asked.append(RecordedEvent.name == wanted.act)
    elif not (wanted.with_daily or wanted.by or wanted.about):
        asked.append(RecordedEvent.name.not_in(list(DAILY)))
    if wanted.by:
        asked.append(RecordedEvent.actor_id.in_(_people(wanted.by)))
    if wanted.about:
        asked.append(_is_about(wanted.about))
    if wanted.day is not None:
        asked.append(RecordedEvent.happened_at >= day_starts_at(wanted.day, SHANGHAI))
        asked.append(RecordedEvent.happened_at < day_starts_at(wanted.day + timedelta(days=1), SHANGHAI))
    return asked


def _is_about(words: str) -> ColumnElement[bool]:
    """A person by account or name, a class or training by its code or name."""
    things = [f"classroom:{number}" for number in _numbers(Classroom, words)]
    things += [f"training:{number}" for number in _numbers(Training, words)]
    return or_(RecordedEvent.about_person_id.in_(_people(words)), RecordedEvent.about.in_(things))


def _people(words: str) -> list[int]:
    named = or_(Person.account == words.lower(), Person.name == words)
    return list(db.session.scalars(select(Person.id).where(named).limit(PAGE)))


def _numbers(table: Any, words: str) -> list[int]:
    named = or_(table.code == words.lower(), table.name == words)
    return list(db.session.scalars(select(table.id).where(named).limit(PAGE)))
