"""Who published a points table, and why."""

import sqlalchemy as sa
from alembic import op

revision = "1503"
down_revision = "1502"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE = "points_table_publications"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("points_table_id", BIG, autoincrement=False, nullable=False),
        sa.Column("published_by_id", BIG, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["points_table_id"], ["points_tables.id"], name=op.f(f"fk_{TABLE}_points_table_id_points_tables")
        ),
        sa.ForeignKeyConstraint(["published_by_id"], ["people.id"], name=op.f(f"fk_{TABLE}_published_by_id_people")),
        sa.PrimaryKeyConstraint("points_table_id", name=op.f(f"pk_{TABLE}")),
    )


def downgrade() -> None:
    op.drop_table(TABLE)
