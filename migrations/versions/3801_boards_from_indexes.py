"""What is said on each board is counted in an index, and so is the length of a board's list, however long the boards get."""

import sqlalchemy as sa
from alembic import op

revision = "3801"
down_revision = "3701"
branch_labels = None
depends_on = None

SHOWN = sa.text("board_id IS NOT NULL AND hidden_at IS NULL")
OF_THE_LIST = ["board_id", "is_pinned", "last_post_at", "id"]


def upgrade() -> None:
    columns = ["training_id", "board_id", "post_count", "last_post_at"]
    op.create_index("ix_threads_training_id_board_id", "threads", columns, postgresql_where=SHOWN, sqlite_where=SHOWN)
    op.drop_index("ix_threads_board_id_is_pinned", table_name="threads")
    op.create_index("ix_threads_board_id_is_pinned", "threads", [*OF_THE_LIST, "hidden_at", "author_id"])


def downgrade() -> None:
    op.drop_index("ix_threads_board_id_is_pinned", table_name="threads")
    op.create_index("ix_threads_board_id_is_pinned", "threads", OF_THE_LIST)
    op.drop_index("ix_threads_training_id_board_id", table_name="threads")
