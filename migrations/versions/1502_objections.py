"""Objections to closed weeks, and their answers."""

import sqlalchemy as sa
from alembic import op

revision = "1502"
down_revision = "1202"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def upgrade() -> None:
    op.create_table(
        "objections",
        sa.Column("id", BIG, nullable=False),
        sa.Column("closed_week_id", BIG, nullable=False),
        sa.Column("training_id", BIG, nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("board", sa.String(length=16), nullable=False),
        sa.Column("subject_id", BIG, nullable=False),
        sa.Column("classroom_id", BIG, nullable=True),
        sa.Column("figure", sa.String(length=12), nullable=False),
        sa.Column("raised_by_id", BIG, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        _refers("objections", "closed_week_id", "closed_weeks"),
        _refers("objections", "training_id", "trainings"),
        _refers("objections", "classroom_id", "classrooms"),
        _refers("objections", "raised_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objections")),
        sa.UniqueConstraint(
            "closed_week_id", "board", "subject_id", "figure", "raised_by_id",
            name=op.f("uq_objections_once"),
        ),
    )  # fmt: skip
    op.create_index("ix_objections_training_id_week", "objections", ["training_id", "week"])
    op.create_index("ix_objections_raised_by_id", "objections", ["raised_by_id"])
    op.create_index("ix_objections_classroom_id", "objections", ["classroom_id"])
    op.create_table(
        "objection_answers",
        sa.Column("id", BIG, nullable=False),
        sa.Column("objection_id", BIG, nullable=False),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("is_upheld", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered_by_id", BIG, nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("correction_id", BIG, nullable=True),
        sa.CheckConstraint("is_final OR NOT is_upheld", name=op.f("ck_objection_answers_upheld")),
        sa.CheckConstraint(
            "is_upheld = (correction_id IS NOT NULL)", name=op.f("ck_objection_answers_corrected")
        ),
        _refers("objection_answers", "objection_id", "objections"),
        _refers("objection_answers", "answered_by_id", "people"),
        _refers("objection_answers", "correction_id", "closed_weeks"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection_answers")),
        sa.UniqueConstraint("objection_id", "is_final", name=op.f("uq_objection_answers_objection_id_is_final")),
    )


def downgrade() -> None:
    op.drop_table("objection_answers")
    for name in ("classroom_id", "raised_by_id", "training_id_week"):
        op.drop_index(f"ix_objections_{name}", table_name="objections")
    op.drop_table("objections")
