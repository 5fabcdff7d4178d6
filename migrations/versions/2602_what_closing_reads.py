"""Closing a week finds its works by the day of their last handing in, and the stars of the weeks before by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "2602"
down_revision = "2601"
branch_labels = None
depends_on = None

def upgrade() -> None:
    op.create_index("ix_submissions_training_id_handed_in_at", "submissions", ["training_id", "handed_in_at"])
    op.create_index(
        "ix_standings_winners", "standings", ["closed_week_id", "board"],
        postgresql_where=sa.text("is_winner"), sqlite_where=sa.text("is_winner = 1"),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("ix_standings_winners", "standings")
    op.drop_index("ix_submissions_training_id_handed_in_at", "submissions")
