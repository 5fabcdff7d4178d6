"""The versions of the rules, and what others would have made of a week."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from app.classrooms.models import Training
from app.foundation.clock import Week
from app.foundation.database import db
from app.rankings.models import ClosedWeek, PointsTable
from app.rankings.queries.boards import count_week
from app.rankings.queries.closed_weeks import frozen_rows
from app.rankings.queries.standings import Standings
from app.rankings.rules import DEFAULT, Rules
from app.rankings.scoring.rows import BOARDS, Row
from app.rulebook.comparison import Comparison, compare
from app.rulebook.keys import Key, differences
from app.rulebook.models import Publication

WHOLE_BOARD = 1_000_000


class Version(NamedTuple):
    """A version of the rules and what it changed."""

    number: int
    first_week: Week
    published_at: datetime
    reason: str
    changes: list[tuple[Key, str, str]]


def versions_of(training_id: int) -> list[Version]:
    """All versions, the newest first; the first is compared with the house's own table."""
    statement = (
        select(
            PointsTable.version, PointsTable.first_week, PointsTable.published_at, PointsTable.rules, Publication.reason
        )
        .outerjoin(Publication, Publication.points_table_id == PointsTable.id)
        .where(PointsTable.training_id == training_id)
        .order_by(PointsTable.version)
    )
    versions, before = [], Rules.read(0, DEFAULT)
    for number, first_week, published_at, table, reason in db.session.execute(statement):
        rules = Rules.read(number, table)
        versions.append(Version(number, Week.parse(first_week), published_at, reason or "", differences(before, rules)))
        before = rules
    return versions[::-1]


def what_if(training: Training, week: Week, standings: Standings, rules: Rules) -> dict[str, Comparison]:
    """The boards of a week as they stand, beside how they would under other rules; nothing is written."""
    after = count_week(training, week, _as_of(training, week, standings.closed, standings.as_of), rules)
    before = _whole(standings)
    return {board: compare(before[board], after[board]) for board in BOARDS}


def _as_of(training: Training, week: Week, closed: ClosedWeek | None, running: datetime) -> datetime:
    """The instant as of which the week was counted."""
    if closed is None:
        return running
    return week.ends_at(training.time_zone) if closed.revision == 1 else closed.closed_at


def _whole(standings: Standings) -> dict[str, list[Row]]:
    """The boards to the last row: of a frozen week in one statement."""
    if standings.closed is None:
        return {board: standings.page(board, 1, WHOLE_BOARD) for board in BOARDS}
    boards: dict[str, list[Row]] = {board: [] for board in BOARDS}
    for row in frozen_rows(standings.closed.id):
        boards[row.board].append(row)
    return boards
