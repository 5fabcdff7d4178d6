"""What is said on each board is counted in an index, and so is the length of a board's list, however long the boards get."""

import sqlalchemy as sa
from alembic import op

revision = "3801"
down_revision = "3701"
branch_labels = None
depends_on = None

SHOWN = sa.text("board_id IS NOT NULL AND hidden_at IS NULL")
# SQLite looks into the row for any column that a question names, and takes an index that spares it that before one in the right order.
COUNTED = ["training_id", "board_id", "post_count", "last_post_at", "hidden_at"]
NEWEST, LISTED = ["board_id", "last_post_at"], ["board_id", "is_pinned", "last_post_at", "id"]


def upgrade() -> None:
    op.create_index("ix_threads_training_id_board_id", "threads", COUNTED, postgresql_where=SHOWN, sqlite_where=SHOWN)
    _anew("ix_threads_board_id_last_post_at", [*NEWEST, "id", "hidden_at"])
    _anew("ix_threads_board_id_is_pinned", [*LISTED, "hidden_at", "author_id"])


def downgrade() -> None:
    _anew("ix_threads_board_id_is_pinned", LISTED)
    _anew("ix_threads_board_id_last_post_at", NEWEST)
    op.drop_index("ix_threads_training_id_board_id", table_name="threads")


def _anew(name: str, columns: list[str]) -> None:
    op.drop_index(name, table_name="threads")
    op.create_index(name, "threads", columns)
