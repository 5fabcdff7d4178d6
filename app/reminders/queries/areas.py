"""All classes below a place: how many press, how many of them somebody has talked to, who came back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, or_, select

from app.classrooms.models import Classroom, Enrolment, Training
from app.foundation import clock
from app.foundation.database import BigId, Instant, db
from app.foundation.freshness import Fresh, fresh
from app.foundation.reading import Question
from app.people.models import Person, Place
from app.progress.queries import module_ids
from app.reminders.models import Contact
from app.reminders.pace import Risk, outlook
from app.reminders.queries.returns import Returns, returns_of_classrooms
from app.reminders.queries.rules import rules_of
from app.reminders.queries.strides import course_of, nothing_done, strides_under
from app.reminders.recipients import UNREACHED, Kind

MINUTE = 60
LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class; `contacted` are those of `nudge` and `call` whom somebody reached within seven days."""

    id: int
    code: str
    name: str
    place: str
    learners: int
    nudge: int
    call: int
    contacted: int
    returns: Returns

    @property
    def at_risk(self) -> int:
        return self.nudge + self.call

    @property
    def is_untouched(self) -> bool:
        return self.at_risk > 0 and self.contacted == 0


@dataclass(frozen=True, slots=True)
class Chasing:
    """The classes of a place, the most pressing first, and who came back there by each way."""

    rows: list[ClassRow]
    channels: dict[str, Returns]

    @property
    def learners(self) -> int:
        return sum(row.learners for row in self.rows)

    @property
    def call(self) -> int:
        return sum(row.call for row in self.rows)

    @property
    def nudge(self) -> int:
        return sum(row.nudge for row in self.rows)

    @property
    def contacted(self) -> int:
        return sum(row.contacted for row in self.rows)

    @property
    def returns(self) -> Returns:
        return sum_of(row.returns for row in self.rows)


def chasing_below(training: Training, prefix: str) -> Fresh[Chasing]:
    """At most a minute old."""
    key = ("chasing", str(db.engine.url), training.id, prefix)
    return fresh(key, MINUTE, lambda: read_chasing(training, prefix, clock.now()))


def read_chasing(training: Training, prefix: str, now: datetime) -> Chasing:
    rules, course = rules_of(training.id), course_of(training, module_ids(), now)
    seen, nothing = strides_under(training, course, prefix), nothing_done(course)
    under = {"training": training.id, "low": prefix, "high": prefix + "~"}
    reached = {row.person_id for row in REACHED.all(since=now - LATELY, **under)}
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for person_id, room in LEARNERS.all(**under):
        risk = outlook(seen.get(person_id, nothing).stride, course.span, rules.idle_days).risk
        counts[room][0] += 1
        if risk > Risk.STEADY:
            counts[room][risk] += 1
            counts[room][3] += person_id in reached
    back = returns_of_classrooms(training.id, prefix)
    rows = [_row(room, counts[room.id], back.get(room.id, {})) for room in ROOMS.all(**under)]
    return Chasing(sorted(rows, key=lambda row: (-row.call, -row.nudge, row.code)), _by_channel(back.values()))


def places_around(code: str) -> tuple[Place | None, list[Place], list[Place]]:
    """A place, those above it from the province down, and its own parts."""
    near = or_(Place.parent_code == code, Place.code.in_([code[:length] for length in range(2, len(code) + 1)]))
    found = list(db.session.scalars(select(Place).where(near).order_by(func.length(Place.code), Place.code)))
    here = next((place for place in found if place.code == code), None)
    above = [place for place in found if place.code != code and code.startswith(place.code)]
    return here, above, [place for place in found if place.parent_code == code]


def sum_of(parts: Iterable[Returns]) -> Returns:
    found = Returns()
    for part in parts:
        found = found.plus(part)
    return found


def _row(room: Any, counts: list[int], back: dict[str, Returns]) -> ClassRow:
    learners, nudge, call, contacted = counts
    returns = sum_of(back.values())
    return ClassRow(room.id, room.code, room.name, room.place, learners, nudge, call, contacted, returns)


def _by_channel(rooms: Iterable[dict[str, Returns]]) -> dict[str, Returns]:
    found: dict[str, Returns] = {}
    for channels in rooms:
        for channel, numbers in channels.items():
            found[channel] = found.get(channel, Returns()).plus(numbers)
    return found


def _under() -> tuple[Any, Any]:
    here = Classroom.training_id == bindparam("training", type_=BigId)
    return here, Classroom.place_code.between(bindparam("low"), bindparam("high"))


ROOMS = Question(
    lambda: (
        select(Classroom.id, Classroom.code, Classroom.name, Place.name.label("place"))
        .join(Place, Place.code == Classroom.place_code)
        .where(*_under())
        .order_by(Classroom.code)
    )
)
LEARNERS = Question(
    lambda: (
        select(Enrolment.person_id, Enrolment.classroom_id)
        .join(Classroom, Classroom.id == Enrolment.classroom_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(*_under(), Enrolment.until.is_(None), Person.disabled_at.is_(None))
    )
)
REACHED = Question(
    lambda: (
        select(Contact.person_id)
        .join(Classroom, Classroom.id == Contact.classroom_id)
        .where(*_under(), Contact.kind == Kind.CHASE, Contact.made_at >= bindparam("since", type_=Instant()))
        .where(func.coalesce(Contact.outcome, "").not_in(UNREACHED))
        .distinct()
    )
)
