"""Which version of the points table a week is scored by."""

from typing import Any

from sqlalchemy import Select, bindparam, select

from app.foundation.clock import Week
from app.foundation.database import BigId, db
from app.foundation.reading import Question
from app.rankings.models import PointsTable
from app.rankings.rules import DEFAULT, Rules


def rules_of(training_id: int, week: Week) -> Rules:
    """The newest version that begins with the week or before; without any, the table of the house."""
    table = find_points_table(training_id, week)
    return Rules.read(table.version, table.rules) if table else Rules.read(0, DEFAULT)


def find_points_table(training_id: int, week: Week) -> PointsTable | None:
    statement = (
        select(PointsTable)
        .where(PointsTable.training_id == training_id, PointsTable.first_week <= str(week))
        .order_by(PointsTable.version.desc())
        .limit(1)
    )
    return db.session.scalars(statement).first()


def rules_of_version(training_id: int, version: int) -> Rules:
    row = OF_VERSION.first(training=training_id, version=version)
    return Rules.read(row.version, row.rules) if row else Rules.read(0, DEFAULT)


def _of_version() -> Select[*tuple[Any, ...]]:
    of_training = PointsTable.training_id == bindparam("training", type_=BigId)
    version = PointsTable.version == bindparam("version", type_=BigId)
    return select(PointsTable.version, PointsTable.rules).where(of_training, version)


OF_VERSION = Question(_of_version)
