"""What was written or changed is noted for the index by the act, and entered by the server's process a moment later."""

import sqlalchemy as sa
from alembic import op

revision = "2601"
down_revision = "1602"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "search_notes",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("object_id", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_notes")),
    )


def downgrade() -> None:
    op.drop_table("search_notes")
