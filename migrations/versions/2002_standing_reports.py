"""Standing reports as they were published."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2002"
down_revision = "2001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "standing_reports",
        sa.Column("id", BIG, nullable=False),
        sa.Column("training_id", BIG, nullable=False),
        sa.Column("place_code", sa.String(length=12), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.Column("contents", JSON, nullable=False),
        sa.Column("published_by_id", BIG, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["training_id"], ["trainings.id"], name=op.f("fk_standing_reports_training_id_trainings")
        ),
        sa.ForeignKeyConstraint(["place_code"], ["places.code"], name=op.f("fk_standing_reports_place_code_places")),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["people.id"], name=op.f("fk_standing_reports_published_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_reports")),
        sa.UniqueConstraint(
            "training_id", "place_code", "week", name=op.f("uq_standing_reports_training_id_place_code_week")
        ),
    )
    op.create_index(
        "ix_standing_reports_training_id_last_day", "standing_reports", ["training_id", "last_day", "place_code"]
    )


def downgrade() -> None:
    op.drop_table("standing_reports")
