"""What other pages show of the honours: the latest closed week's winners, and one's own place in it."""

from typing import NamedTuple

from sqlalchemy import select

from app.foundation.database import db
from app.rankings.models import ClosedWeek, Standing
from app.rankings.queries.closed_weeks import find_latest_closed_week, frozen_rows
from app.rankings.queries.names import named
from app.rankings.queries.people import newest_revision
from app.rankings.scoring.rows import CLASSROOMS, LEARNERS


class Star(NamedTuple):
    """A learner of the week; `place` counts among the stars, `board_place` among all learners."""

    person_id: int
    name: str
    classroom_name: str
    place: int
    board_place: int
    points: int
    week: str


class ActiveClass(NamedTuple):
    """An active class of the week; points in thousandths."""

    classroom_id: int
    code: str
    name: str
    place: int
    points: int
    week: str


class MyStanding(NamedTuple):
    """One's own row in the latest closed week."""

    week: str
    place: int
    points: int
    is_winner: bool


def learners_of_the_week(training_id: int, limit: int = 10) -> list[Star]:
    """The stars of the latest closed week, the best first."""
    closed = find_latest_closed_week(training_id)
    if closed is None:
        return []
    rows = frozen_rows(closed.id, Standing.board == LEARNERS, Standing.is_winner.is_(True))[:limit]
    people, rooms = named(rows)
    return [
        Star(
            row.subject_id,
            people[row.subject_id].name,
            rooms[row.classroom_id].name if row.classroom_id else "",
            number,
            row.place,
            row.points,
            closed.week,
        )
        for number, row in enumerate(rows, 1)
    ]


def active_classes(training_id: int, limit: int = 5) -> list[ActiveClass]:
    """The active classes of the latest closed week, the most active first."""
    closed = find_latest_closed_week(training_id)
    if closed is None:
        return []
    rows = frozen_rows(closed.id, Standing.board == CLASSROOMS, Standing.is_winner.is_(True))[:limit]
    rooms = named(rows)[1]
    named_rows = [(rooms[row.subject_id], row) for row in rows]
    return [ActiveClass(room.id, room.code, room.name, row.place, row.points, closed.week) for room, row in named_rows]


def my_standing(person_id: int) -> MyStanding | None:
    """The person's place in the latest closed week in which they took part, by its newest revision."""
    statement = (
        select(ClosedWeek.week, Standing.place, Standing.points, Standing.is_winner)
        .join(ClosedWeek, ClosedWeek.id == Standing.closed_week_id)
        .where(Standing.board == LEARNERS, Standing.subject_id == person_id)
        .where(ClosedWeek.revision == newest_revision(ClosedWeek))
        .order_by(ClosedWeek.week.desc())
        .limit(1)
    )
    row = db.session.execute(statement).first()
    return MyStanding(*row) if row else None
