"""One way of reading a week's boards, whether it still runs or has been frozen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import and_, func, or_, select

from app.classrooms.models import Training
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.rankings.models import ClosedWeek, Standing
from app.rankings.queries.closed_weeks import frozen_rows, revisions_of
from app.rankings.queries.points_tables import rules_of_version
from app.rankings.queries.running import Counted, running_boards
from app.rankings.rules import Rules
from app.rankings.scoring.rows import LEARNERS, Row


class Standings(Protocol):
    """What pages ask of a week."""

    @property
    def closed(self) -> ClosedWeek | None: ...
    @property
    def revisions(self) -> Sequence[ClosedWeek]: ...
    @property
    def as_of(self) -> datetime: ...
    @property
    def rules(self) -> Rules: ...
    def page(self, board: str, number: int, size: int) -> list[Row]: ...
    def count(self, board: str) -> int: ...
    def winners(self, board: str, also: int | None) -> list[Row]: ...
    def find(self, board: str, subject_id: int) -> Row | None: ...
    def find_above(self, row: Row) -> Row | None: ...
    def around(self, row: Row, size: int) -> list[Row]: ...
    def members(self, classroom_id: int, size: int) -> list[Row]: ...


@dataclass(frozen=True, slots=True)
class Running:
    """Boards in memory, shared by all who look."""

    counted: Counted
    closed: ClosedWeek | None = None
    revisions: Sequence[ClosedWeek] = ()

    @property
    def as_of(self) -> datetime:
        return self.counted.as_of

    @property
    def rules(self) -> Rules:
        return self.counted.rules

    def page(self, board: str, number: int, size: int) -> list[Row]:
        return self.counted.boards[board][(number - 1) * size : number * size]

    def count(self, board: str) -> int:
        return len(self.counted.boards[board])

    def winners(self, board: str, also: int | None) -> list[Row]:
        return [row for row in self.counted.boards[board] if row.is_winner or row.subject_id == also]

    def find(self, board: str, subject_id: int) -> Row | None:
        return next((row for row in self.counted.boards[board] if row.subject_id == subject_id), None)

    def find_above(self, row: Row) -> Row | None:
        better = [other for other in self.counted.boards[row.board][: row.place] if other.place < row.place]
        return better[-1] if better else None

    def around(self, row: Row, size: int) -> list[Row]:
        rows = self.counted.boards[row.board]
        here = rows.index(row)
        return rows[max(here - size, 0) : here + size + 1]

    def members(self, classroom_id: int, size: int) -> list[Row]:
        rows = self.counted.boards[LEARNERS]
        return [row for row in rows if row.classroom_id == classroom_id and row.points][:size]


@dataclass(frozen=True, slots=True)
class Frozen:
    """Boards as they were written when the week was closed or corrected."""

    closed: ClosedWeek
    revisions: Sequence[ClosedWeek]

    @property
    def as_of(self) -> datetime:
        return self.closed.closed_at

    @property
    def rules(self) -> Rules:
        return rules_of_version(self.closed.training_id, self.closed.rules_version)

    def page(self, board: str, number: int, size: int) -> list[Row]:
        ids = (
            select(Standing.id)
            .where(Standing.closed_week_id == self.closed.id, Standing.board == board)
            .order_by(Standing.place, Standing.subject_id)
            .limit(size)
            .offset((number - 1) * size)
        )
        return frozen_rows(self.closed.id, Standing.id.in_(select(ids.subquery().c.id)))

    def count(self, board: str) -> int:
        rows = select(func.count()).where(Standing.closed_week_id == self.closed.id, Standing.board == board)
        return db.session.scalar(rows) or 0

    def winners(self, board: str, also: int | None) -> list[Row]:
        wanted = or_(Standing.is_winner.is_(True), Standing.subject_id == also)
        return frozen_rows(self.closed.id, Standing.board == board, wanted)

    def find(self, board: str, subject_id: int) -> Row | None:
        rows = frozen_rows(self.closed.id, Standing.board == board, Standing.subject_id == subject_id)
        return rows[0] if rows else None

    def find_above(self, row: Row) -> Row | None:
        rows = frozen_rows(self.closed.id, Standing.board == row.board, Standing.place == self._place_above(row))
        return rows[-1] if rows else None

    def around(self, row: Row, size: int) -> list[Row]:
        span = Standing.place.between(row.place - size, row.place + size)
        rows = frozen_rows(self.closed.id, Standing.board == row.board, and_(span, Standing.points > 0))
        here = next((n for n, other in enumerate(rows) if other.subject_id == row.subject_id), None)
        return [row] if here is None else rows[max(here - size, 0) : here + size + 1]

    def members(self, classroom_id: int, size: int) -> list[Row]:
        mine = and_(Standing.board == LEARNERS, Standing.classroom_id == classroom_id, Standing.points > 0)
        return frozen_rows(self.closed.id, mine)[:size]

    def _place_above(self, row: Row) -> object:
        return (
            select(func.max(Standing.place))
            .where(
                Standing.closed_week_id == self.closed.id,
                Standing.board == row.board,
                Standing.place < row.place,
            )
            .scalar_subquery()
        )


def standings_of(training: Training, week: Week, revision: int | None = None) -> Standings:
    """The week's boards: the asked or newest revision, or the present state of one that is not closed."""
    revisions = revisions_of(training.id, week)
    if revisions or revision is not None:
        closed = next((one for one in revisions if revision in (None, one.revision)), None)
        if closed is None:
            raise NotFound
        return Frozen(closed, revisions)
    return Running(running_boards(training, week))
