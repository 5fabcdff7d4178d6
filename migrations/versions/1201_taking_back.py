"""Grades that were taken back at once, a tutor's gradings in their order, and phrases."""

import sqlalchemy as sa
from alembic import op

revision = "1201"
down_revision = "1402"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "withdrawn_grades",
        sa.Column("id", BIG, nullable=False),
        sa.Column("grade_id", BIG, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("work_id", BIG, nullable=False),
        sa.Column("version_number", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("grader_id", BIG, nullable=False),
        sa.Column("score", BIG, nullable=True),
        sa.Column("grade", sa.String(length=10), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("graded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["grader_id"], ["people.id"], name=op.f("fk_withdrawn_grades_grader_id_people")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_withdrawn_grades_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawn_grades")),
    )
    op.create_index("ix_withdrawn_grades_kind_work_id", "withdrawn_grades", ["kind", "work_id"])
    op.create_table(
        "phrases",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_phrases_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrases")),
        sa.UniqueConstraint("person_id", "text", name=op.f("uq_phrases_person_id_text")),
    )
    op.create_index("ix_grades_grader_id_graded_at", "grades", ["grader_id", "graded_at"])


def downgrade() -> None:
    op.drop_index("ix_grades_grader_id_graded_at", table_name="grades")
    op.drop_table("phrases")
    op.drop_table("withdrawn_grades")
