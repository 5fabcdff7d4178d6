"""The newest entries of a kind are found without looking at the others."""

from alembic import op

revision = "1602"
down_revision = "1102"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_search_entries_kind_id", "search_entries", ["kind", "id"])


def downgrade() -> None:
    op.drop_index("ix_search_entries_kind_id", "search_entries")
