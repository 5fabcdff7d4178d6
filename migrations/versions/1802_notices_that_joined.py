"""The index of notices that joined a line holds those alone."""

import sqlalchemy as sa
from alembic import op

revision = "1802"
down_revision = "1901"
branch_labels = None
depends_on = None

JOINED = sa.text("head_id IS NOT NULL")


def upgrade() -> None:
    op.drop_index("ix_notices_head_id", table_name="notices")
    op.create_index("ix_notices_head_id", "notices", ["head_id"], postgresql_where=JOINED, sqlite_where=JOINED)


def downgrade() -> None:
    op.drop_index("ix_notices_head_id", table_name="notices")
    op.create_index("ix_notices_head_id", "notices", ["head_id"])
