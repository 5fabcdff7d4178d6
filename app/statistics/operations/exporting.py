"""An export is an act: who took which figures away, and how many rows."""

from app.foundation.events import record
from app.foundation.transactions import transaction
from app.statistics.events import FiguresExported


def record_export(person_id: int, training_id: int, scope: str, what: str, rows: int) -> None:
    with transaction():
        record(FiguresExported(training_id, scope, what, rows), person_id)
