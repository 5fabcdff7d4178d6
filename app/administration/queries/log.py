"""The log: recorded acts in pages, the newest first, and the names that belong to them when they are read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, or_, select, tuple_, union_all

from app.administration.models import Change
from app.administration.sentences import RUNNING
from app.classrooms.models import Classroom, Training
from app.foundation.clock import SHANGHAI, day_starts_at
from app.foundation.database import BigId, Instant, db
from app.foundation.events import RecordedEvent
from app.foundation.reading import Question
from app.people.models import Person, Place

PAGE = 50
PERSON_KEYS = ("person_id", "author_id")
COLUMNS = (
    RecordedEvent.id, RecordedEvent.name, RecordedEvent.actor_id, RecordedEvent.happened_at, RecordedEvent.data,
    RecordedEvent.about_person_id,
)  # fmt: skip
NEWEST_FIRST = (RecordedEvent.happened_at.desc(), RecordedEvent.id.desc())
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


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
    if not (wanted.act or wanted.by or wanted.about or wanted.with_daily):
        since, until = _span_of(wanted.day) if wanted.day else (EARLIEST, LATEST)
        instant, number = before or (LATEST, 0)
        return OF_RUNNING.all(since=since, until=until, before=instant, number=number)
    statement: Select[Any] = select(*COLUMNS).where(*_conditions(wanted))
    if before is not None:
        statement = statement.where(tuple_(RecordedEvent.happened_at, RecordedEvent.id) < before)
    return list(db.session.execute(statement.order_by(*NEWEST_FIRST).limit(PAGE + 1)))


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
    if wanted.by:
        asked.append(RecordedEvent.actor_id.in_(_people(wanted.by)))
    if wanted.about:
        asked.append(_is_about(wanted.about))
    if wanted.day is not None:
        since, until = _span_of(wanted.day)
        asked += [RecordedEvent.happened_at >= since, RecordedEvent.happened_at < until]
    return asked


def _span_of(day: date) -> tuple[datetime, datetime]:
    return day_starts_at(day, SHANGHAI), day_starts_at(day + timedelta(days=1), SHANGHAI)


def _of_running() -> Select[Any]:
    """The newest page of each act of running the trainings, and of these the newest: among a million everyday acts
    nothing is walked through that is not shown."""
    moment, number = bindparam("before", type_=Instant()), bindparam("number", type_=BigId)
    span = (
        tuple_(RecordedEvent.happened_at, RecordedEvent.id) < tuple_(moment, number),
        RecordedEvent.happened_at >= bindparam("since", type_=Instant()),
        RecordedEvent.happened_at < bindparam("until", type_=Instant()),
    )
    place = select(RecordedEvent.happened_at, RecordedEvent.id).where(*span).order_by(*NEWEST_FIRST).limit(PAGE + 1)
    each = union_all(*(select(place.where(RecordedEvent.name == name).subquery()) for name in RUNNING)).subquery()
    newest = select(each.c.id).order_by(each.c.happened_at.desc(), each.c.id.desc()).limit(PAGE + 1)
    return select(*COLUMNS).where(RecordedEvent.id.in_(newest)).order_by(*NEWEST_FIRST)


OF_RUNNING = Question(_of_running)


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
