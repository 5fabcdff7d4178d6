"""Counting a day: its facts are taken away and written anew, so that a second run changes nothing."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select

from app.classrooms.models import Training
from app.classrooms.scheme import grades_of as rungs_of
from app.foundation import clock
from app.foundation.bulk import add_rows
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.dialects import insert_or
from app.foundation.events import RecordedEvent
from app.foundation.transactions import locked, transaction
from app.statistics.figures import COUNTS, LIVELY, RUNGS
from app.statistics.models import ClassroomDay, FactDay, PersonDay, PersonState
from app.statistics.queries import sources, standing

Seat = tuple[int | None, int]
Numbers = dict[Any, dict[str, int]]


def count_day(training_id: int, day: date, now: datetime) -> int:
    """Write a day's facts anew and give the number of people who did something; of the newest day the states too.

    All is read and worked out before the transaction, since on SQLite nobody else writes while one runs.
    """
    training = db.session.get_one(Training, training_id)
    seen = db.session.scalar(select(func.max(RecordedEvent.id))) or 0
    counting = _Counting(training, day, now)
    people = counting.people()
    rooms, states = counting.states(people)
    with transaction():
        if _take(training_id, day, now, seen):
            _write_people(training_id, day, people)
            _write_classrooms(training_id, day, rooms)
            if counting.is_newest:
                db.session.execute(delete(PersonState).where(PersonState.training_id == training_id))
                add_rows(PersonState, states)
    return len(people)


def count_everything(training_id: int, now: datetime) -> int:
    """Every day until now, the oldest first: for a database that has no facts yet."""
    training = db.session.get_one(Training, training_id)
    days = list(sources.calendar_of(training).days(training.day_of(now)))
    for day in days:
        count_day(training_id, day, now)
    return len(days)


def _take(training_id: int, day: date, now: datetime, seen: int) -> bool:
    """Hold the day's row and clear its facts; False where somebody who saw more has counted it meanwhile."""
    row = {"training_id": training_id, "day": day, "counted_at": now, "events_seen": seen}
    db.session.execute(insert_or(FactDay).values(**row).on_conflict_do_nothing())
    held = locked(FactDay, FactDay.training_id == training_id, FactDay.day == day)
    if held is None or held.events_seen > seen:
        return False
    held.counted_at, held.events_seen = now, seen
    for table in (PersonDay, ClassroomDay):
        db.session.execute(delete(table).where(table.training_id == training_id, table.day == day))
    return True


def _write_people(training_id: int, day: date, people: Numbers) -> None:
    """A row for each person and class; PostgreSQL is told days as text."""
    named = {"training_id": training_id, "day": day}
    add_rows(
        PersonDay,
        [
            {**named, "classroom_id": room, "person_id": person, **{name: numbers.get(name, 0) for name in COUNTS}}
            for (room, person), numbers in sorted(people.items(), key=_by_seat)
        ],
    )


def _write_classrooms(training_id: int, day: date, rooms: Numbers) -> None:
    names = [*COUNTS, "study_seconds", "learners", "on_schedule", "complete", "waiting", "active", "active_week"]
    named = {"training_id": training_id, "day": day}
    add_rows(
        ClassroomDay,
        [
            {**named, "classroom_id": room, **{name: int(numbers.get(name, 0)) for name in names}}
            for room, numbers in rooms.items()
        ],
    )


def _by_seat(counted: tuple[tuple[int | None, int], Any]) -> tuple[int, int]:
    """By class and person, so that the rows of a day come in one order on both databases."""
    (room, person), _ = counted
    return room or 0, person


class _Counting:
    """One day of one training."""

    def __init__(self, training: Training, day: date, now: datetime) -> None:
        self.training, self.day, self.now = training, day, now
        self.calendar = sources.calendar_of(training)
        self.is_newest = day == self.calendar.newest(training.day_of(now))
        self.seconds: dict[int | None, int] = defaultdict(int)

    def people(self) -> Numbers:
        """What each person did in each class."""
        found: Numbers = defaultdict(lambda: defaultdict(int))
        self._count_minutes(found)
        for kind, room, person, number in sources.works_of(self.training, self.day):
            found[room, person][kind] += number
        rungs = {
            name: RUNGS[min(place, len(RUNGS) - 1)] for place, name in enumerate(rungs_of(self.training.grade_ladder))
        }
        for room, person, grade, number, points in sources.grades_of(self.training, self.day):
            seat = found[room, person]
            seat["graded"] += number
            seat["score_sum"] += int(points)
            seat[rungs.get(grade, RUNGS[-1])] += number
        return found

    def states(self, people: Numbers) -> tuple[Numbers, list[dict[str, Any]]]:
        """Each class's numbers of the day; of the newest day also how everybody stands."""
        learners = standing.learners_at(
            self.training, clock.now() if self.is_newest else self.calendar.ends_at(self.day)
        )
        stands = standing.stands_at(self.training, self.day, learners, self.now if self.is_newest else None)
        waiting = self._waiting()
        monday = Week.of_day(self.day).monday
        today = {person for (_room, person), numbers in people.items() if any(numbers.get(name) for name in LIVELY)}
        week = today | standing.active_before(self.training, monday, self.day)
        rooms: Numbers = defaultdict(lambda: defaultdict(int))
        for (room, _person), numbers in people.items():
            for name, number in numbers.items():
                rooms[room][name] += number
        for room, seconds in self.seconds.items():
            rooms[room]["study_seconds"] = seconds
        for (room, _person), number in waiting.items():
            rooms[room]["waiting"] += number
        for person, room in learners.items():
            row, stand = rooms[room], stands[person]
            row["learners"] += 1
            row["on_schedule"] += stand.is_on_schedule
            row["complete"] += stand.is_complete
            row["active"] += person in today
            row["active_week"] += person in week
        return rooms, self._persons(learners, stands, waiting, today, week) if self.is_newest else []

    def _count_minutes(self, found: Numbers) -> None:
        """Whole minutes as everybody's own ledger counts them: those that a day completes, so that days add up to it."""
        before = sources.seconds_before(self.training, self.day)
        for room, person, seconds in sources.study_of(self.training, self.day):
            had = before.get(person, 0)
            before[person] = had + int(seconds)
            self.seconds[room] += int(seconds)
            if seconds:
                found[room, person]["study_minutes"] = before[person] // 60 - had // 60

    def _waiting(self) -> standing.Waiting:
        if self.is_newest:
            return standing.waiting_now(self.training)
        return standing.waiting_at(self.training, self.calendar.ends_at(self.day))

    def _persons(
        self, learners: dict[int, int], stands: dict[int, standing.Stand], waiting: standing.Waiting,
        today: set[int], week: set[int],
    ) -> list[dict[str, Any]]:  # fmt: skip
        seats = {(room, person) for person, room in learners.items()} | set(waiting)
        rows = []
        for room, person in sorted(seats):
            is_learner = learners.get(person) == room
            stand = stands[person] if is_learner else standing.NOBODY
            rows.append(
                {
                    "training_id": self.training.id, "classroom_id": room, "person_id": person,
                    "is_learner": is_learner, "is_on_schedule": stand.is_on_schedule, "is_complete": stand.is_complete,
                    "is_active": is_learner and person in today, "is_active_this_week": is_learner and person in week,
                    "waiting": waiting.get((room, person), 0), "done_minutes": stand.done.minutes,
                    "done_assignments": stand.done.assignment_count, "done_journals": stand.done.journals,
                    "done_salon_posts": stand.done.salon_posts,
                }
            )  # fmt: skip
        return rows
