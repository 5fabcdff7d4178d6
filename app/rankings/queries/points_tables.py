"""Which version of the points table a week is scored by."""

from sqlalchemy import select

from app.foundation.clock import Week
from app.foundation.database import db
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
    statement = select(PointsTable).where(PointsTable.training_id == training_id, PointsTable.version == version)
    table = db.session.scalars(statement).first()
    return Rules.read(table.version, table.rules) if table else Rules.read(0, DEFAULT)
