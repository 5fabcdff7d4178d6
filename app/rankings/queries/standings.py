"""One way of reading a week's boards, whether it still runs or has been frozen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import and_, bindparam, func, or_, select

from app.classrooms.models import Training
from app.foundation.clock import Week
from app.foundation.database import BigId
from app.foundation.errors import NotFound
from app.foundation.freshness import fresh
from app.foundation.reading import Question
from app.rankings.models import ClosedWeek, Standing
from app.rankings.queries.closed_weeks import CLOSED_WEEK, frozen, revisions_of
from app.rankings.queries.points_tables import rules_of_version
from app.rankings.queries.running import Counted, running_boards
from app.rankings.rules import Rules
from app.rankings.scoring.rows import LEARNERS, Row

HOUR = 3600  # seconds


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
    def opening(self, board: str, size: int) -> list[Row]: ...
    def find(self, board: str, subject_id: int) -> Row | None: ...
    def find_above(self, row: Row) -> Row | None: ...
    def around(self, board: str, subject_id: int, size: int) -> list[Row]: ...
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

    def opening(self, board: str, size: int) -> list[Row]:
        rows = self.counted.boards[board]
        return rows[:size] + [row for row in rows[size:] if row.is_winner]

    def find(self, board: str, subject_id: int) -> Row | None:
        return next((row for row in self.counted.boards[board] if row.subject_id == subject_id), None)

    def find_above(self, row: Row) -> Row | None:
        better = [other for other in self.counted.boards[row.board][: row.place] if other.place < row.place]
        return better[-1] if better else None

    def around(self, board: str, subject_id: int, size: int) -> list[Row]:
        rows = self.counted.boards[board]
        here = next((n for n, row in enumerate(rows) if row.subject_id == subject_id), None)
        return [] if here is None else rows[max(here - size, 0) : here + size + 1]

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
        return self._rows(PAGE, board=board, size=size, skipped=(number - 1) * size)

    def count(self, board: str) -> int:
        """Counted once: a frozen board gets no longer, and a correction is another one."""
        key = ("rows of a board", self.closed.id, board)
        return fresh(key, HOUR, lambda: int(COUNT.one(closed=self.closed.id, board=board))).value

    def opening(self, board: str, size: int) -> list[Row]:
        """The first rows, and the winners, some of whom may stand further down."""
        return self._rows(OPENING, board=board, size=size, skipped=0)

    def find(self, board: str, subject_id: int) -> Row | None:
        rows = self._rows(OF_SUBJECT, board=board, subject=subject_id)
        return rows[0] if rows else None

    def find_above(self, row: Row) -> Row | None:
        rows = self._rows(ABOVE, board=row.board, place=row.place)
        return rows[-1] if rows else None

    def around(self, board: str, subject_id: int, size: int) -> list[Row]:
        """Who stands around somebody; those without points share one place and are left out."""
        rows = self._rows(AROUND, board=board, subject=subject_id, size=size)
        here = next((n for n, other in enumerate(rows) if other.subject_id == subject_id), None)
        if here is None or not rows[here].points:
            return [] if here is None else [rows[here]]
        return rows[max(here - size, 0) : here + size + 1]

    def members(self, classroom_id: int, size: int) -> list[Row]:
        return self._rows(MEMBERS, board=LEARNERS, classroom=classroom_id)[:size]

    def _rows(self, question: Question, **values: Any) -> list[Row]:
        return [Row(*row) for row in question.all(closed=self.closed.id, **values)]


def standings_of(training: Training, week: Week, revision: int | None = None) -> Standings:
    """The week's boards: the asked or newest revision, or the present state of one that is not closed."""
    revisions = revisions_of(training.id, week)
    if revisions or revision is not None:
        closed = next((one for one in revisions if revision in (None, one.revision)), None)
        if closed is None:
            raise NotFound
        return Frozen(closed, revisions)
    return Running(running_boards(training, week))


def _ids() -> Any:
    """A part of a board in its order."""
    order = (Standing.place, Standing.subject_id)
    whole = select(Standing.id).where(Standing.closed_week_id == CLOSED_WEEK, ON_BOARD).order_by(*order)
    return select(whole.limit(_number("size")).offset(_number("skipped")).subquery().c.id)


def _above() -> Any:
    better = (Standing.closed_week_id == CLOSED_WEEK, ON_BOARD, Standing.place < _number("place"))
    return frozen(ON_BOARD, Standing.place == select(func.max(Standing.place)).where(*better).scalar_subquery())


def _around() -> Any:
    is_subject = Standing.subject_id == _number("subject")
    own = select(Standing.place).where(Standing.closed_week_id == CLOSED_WEEK, ON_BOARD, is_subject).scalar_subquery()
    near = Standing.place.between(own - _number("size"), own + _number("size"))
    return frozen(ON_BOARD, or_(and_(near, Standing.points > 0), is_subject))


def _number(name: str) -> Any:
    return bindparam(name, type_=BigId)


ON_BOARD = Standing.board == bindparam("board")
PAGE = Question(lambda: frozen(Standing.id.in_(_ids())))
COUNT = Question(lambda: select(func.count()).where(Standing.closed_week_id == CLOSED_WEEK, ON_BOARD))
OPENING = Question(lambda: frozen(ON_BOARD, or_(Standing.is_winner.is_(True), Standing.id.in_(_ids()))))
OF_SUBJECT = Question(lambda: frozen(ON_BOARD, Standing.subject_id == _number("subject")))
ABOVE, AROUND = Question(_above), Question(_around)
MEMBERS = Question(lambda: frozen(ON_BOARD, Standing.classroom_id == _number("classroom"), Standing.points > 0))
