"""In which state a closed week is, and how many objected."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, case, func, select

from app.classrooms.models import Training
from app.foundation import clock
from app.foundation.database import BigId
from app.foundation.reading import Question
from app.objections.models import Objection, ObjectionAnswer
from app.objections.period import State, period_ends, state_of
from app.rankings.models import ClosedWeek, PointsTable
from app.rankings.rules import DEFAULT, Rules


class Period(NamedTuple):
    """What everybody may know of a week's objections."""

    state: State
    ends_at: datetime
    raised: int
    upheld: int
    undecided: int

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN


def period_of(training: Training, revisions: Sequence[ClosedWeek]) -> Period:
    """The period of a closed week; `revisions` are all of it, the newest first."""
    closings = [one.closed_at for one in reversed(revisions)]
    raised, upheld, decided, table = _numbers(training.id, revisions[0])
    rules = Rules.read(revisions[0].rules_version, table or DEFAULT)
    ends = period_ends(closings, rules.objections, training.time_zone)
    undecided = raised - decided
    return Period(state_of(ends, undecided, clock.now()), ends, raised, upheld, undecided)


def _numbers(training_id: int, closed: ClosedWeek) -> tuple[int, int, int, dict[str, Any] | None]:
    """How many were raised, upheld and decided, and the week's rules; those that were withdrawn are none."""
    asked = {"training": training_id, "version": closed.rules_version, "week": closed.week}
    raised, held, decided, table = NUMBERS.first(**asked)
    return raised, held, decided, table


def _counted() -> Select[*tuple[Any, ...]]:
    training = bindparam("training", type_=BigId)
    version = PointsTable.version == bindparam("version", type_=BigId)
    rules = select(PointsTable.rules).where(PointsTable.training_id == training, version)
    upheld = func.count(case((ObjectionAnswer.is_upheld, 1)))
    raised = (Objection.training_id == training, Objection.week == bindparam("week"), Objection.withdrawn_at.is_(None))
    return (
        select(func.count(Objection.id), upheld, func.count(ObjectionAnswer.id), rules.scalar_subquery())
        .select_from(Objection)
        .outerjoin(ObjectionAnswer, and_(ObjectionAnswer.objection_id == Objection.id, ObjectionAnswer.is_final))
        .where(*raised)
    )


NUMBERS = Question(_counted)
