"""The forum's boards of a demo training: the house's own, and three where people ask each other."""

from app.demo.planning.forum import ADDED
from app.demo.texts import BOARDS
from app.discussions.models import Board
from app.discussions.operations import open_boards
from app.foundation.transactions import transaction


def open_all_boards(training_id: int) -> list[Board]:
    """Every board in its order."""
    with transaction() as session:
        boards = open_boards(training_id)
        added = [board for board in BOARDS if board.slug in ADDED]
        for position, board in enumerate(added, len(boards) + 1):
            row = Board(
                training_id=training_id, slug=board.slug, position=position, name=board.title, purpose=board.description
            )
            session.add(row)
            boards.append(row)
        session.flush()
        return boards
