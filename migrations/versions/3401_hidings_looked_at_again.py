"""What was hidden after a report can be contested by its author and looked at once more."""

import sqlalchemy as sa
from alembic import op

revision = "3401"
down_revision = "3501"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "hiding_reviews",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("report_id", NUMBER, nullable=False),
        sa.Column("author_id", NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False, server_default=""),
        sa.Column("objected_at", INSTANT, nullable=True),
        sa.Column("outcome", sa.String(10), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False, server_default=""),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("decided_by_id", NUMBER, nullable=True),
        sa.CheckConstraint("kind IN ('bulletin', 'comment', 'resource')", name=op.f("ck_hiding_reviews_kind")),
        sa.CheckConstraint("outcome IN ('kept', 'shown')", name=op.f("ck_hiding_reviews_outcome")),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_hiding_reviews_author_id_people")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["people.id"], name=op.f("fk_hiding_reviews_decided_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hiding_reviews")),
        sa.UniqueConstraint("kind", "report_id", name=op.f("uq_hiding_reviews_kind_report_id")),
    )
    op.create_index(op.f("ix_hiding_reviews_author_id"), "hiding_reviews", ["author_id"])


def downgrade() -> None:
    op.drop_table("hiding_reviews")
