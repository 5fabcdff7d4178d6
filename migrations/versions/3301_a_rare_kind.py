"""A kind of resources that is rare is found by an index of its own in each order, not by walking through all."""

import sqlalchemy as sa
from alembic import op

revision = "3301"
down_revision = "3101"
branch_labels = None
depends_on = None

SHOWN = sa.text("withdrawn_at IS NULL")
ORDERS = {"newest": "shared_at", "use_count": "use_count", "score": "score"}


def upgrade() -> None:
    for name, column in ORDERS.items():
        columns = ["training_id", "kind", column, "id"]
        op.create_index(f"ix_resources_kind_{name}", "resources", columns, postgresql_where=SHOWN, sqlite_where=SHOWN)
    op.execute("ANALYZE resources")  # until its sizes are known, SQLite takes one of these for the whole list


def downgrade() -> None:
    for name in reversed(ORDERS):
        op.drop_index(f"ix_resources_kind_{name}", table_name="resources")
