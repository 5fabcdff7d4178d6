"""Who hid or published something of the bulletins, or a standing report, is found by an index: thousands of accounts may go at once."""

import sqlalchemy as sa
from alembic import op

revision = "3701"
down_revision = "3601"
branch_labels = None
depends_on = None

HIDDEN = sa.text("hidden_by_id IS NOT NULL")


def upgrade() -> None:
    for table in ("bulletins", "bulletin_comments"):
        op.create_index(
            f"ix_{table}_hidden_by_id", table, ["hidden_by_id"], postgresql_where=HIDDEN, sqlite_where=HIDDEN
        )
    for table in ("bulletin_versions", "standing_reports"):
        op.create_index(f"ix_{table}_published_by_id", table, ["published_by_id"])


def downgrade() -> None:
    for table in ("standing_reports", "bulletin_versions"):
        op.drop_index(f"ix_{table}_published_by_id", table_name=table)
    for table in ("bulletin_comments", "bulletins"):
        op.drop_index(f"ix_{table}_hidden_by_id", table_name=table)
