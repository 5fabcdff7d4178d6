"""Who took figures away as a file."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class FiguresExported(Event):
    """`scope` is a place's code or a class's, `what` the kind of the file."""

    training_id: int
    scope: str
    what: str
    rows: int
