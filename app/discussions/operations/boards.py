"""The forum's boards."""

from sqlalchemy import select

from app.courses.models import Module
from app.discussions.models import EXPERTS, Board
from app.foundation.database import db
from app.foundation.transactions import transaction

OPEN_TALK = (
    ("ideas", "妙招", "管用的小办法：怎么想到的、怎么做的、做了以后怎样"),
    (EXPERTS, "问专家", "把难题说清楚，课程专家会来看"),
    ("tea", "茶座", "课间歇口气：教学点的见闻、读书、心情"),
)


def open_boards(training_id: int) -> list[Board]:
    """Give a training its boards: one for each module of the course, then those for open talk; once is enough."""
    with transaction() as session:
        wanted = [*_module_boards(), *OPEN_TALK]
        boards = {b.slug: b for b in session.scalars(select(Board).where(Board.training_id == training_id))}
        for position, (slug, name, purpose) in enumerate(wanted, 1):
            board = boards.setdefault(slug, Board(training_id=training_id, slug=slug))
            board.position, board.name, board.purpose = position, name, purpose
            session.add(board)
        session.flush()
        return sorted(boards.values(), key=lambda board: board.position)


def _module_boards() -> list[tuple[str, str, str]]:
    modules = select(Module).where(Module.retired_at.is_(None)).order_by(Module.position)
    return [(module.slug[:40], module.title, module.hook) for module in db.session.scalars(modules)]
