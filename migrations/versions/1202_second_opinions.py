"""Second opinions, and who passed one on."""

import sqlalchemy as sa
from alembic import op

revision = "1202"
down_revision = "1302"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PEOPLE = ("person_id", "first_grader_id", "tutor_id")


def upgrade() -> None:
    op.create_table(
        "second_opinions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("work_id", BIG, nullable=False),
        sa.Column("version_number", BIG, nullable=False),
        sa.Column("training_id", BIG, nullable=False),
        sa.Column("classroom_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("first_grader_id", BIG, nullable=False),
        sa.Column("tutor_id", BIG, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", BIG, nullable=True),
        sa.Column("grade", sa.String(length=10), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_better", sa.Boolean(), nullable=True),
        sa.CheckConstraint("kind IN ('submission', 'journal')", name=op.f("ck_second_opinions_kind")),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_second_opinions_score")),
        sa.ForeignKeyConstraint(
            ["training_id"], ["trainings.id"], name=op.f("fk_second_opinions_training_id_trainings")
        ),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classrooms.id"], name=op.f("fk_second_opinions_classroom_id_classrooms")
        ),
        *(
            sa.ForeignKeyConstraint([name], ["people.id"], name=op.f(f"fk_second_opinions_{name}_people"))
            for name in PEOPLE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_opinions")),
        sa.UniqueConstraint("kind", "work_id", name=op.f("uq_second_opinions_kind_work_id")),
    )
    op.create_index("ix_second_opinions_person_id", "second_opinions", ["person_id"])
    op.create_index("ix_second_opinions_tutor_id_given_at", "second_opinions", ["tutor_id", "given_at"])
    op.create_table(
        "passed_opinions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("opinion_id", BIG, nullable=False),
        sa.Column("tutor_id", BIG, nullable=False),
        sa.Column("passed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["opinion_id"], ["second_opinions.id"], name=op.f("fk_passed_opinions_opinion_id_second_opinions")
        ),
        sa.ForeignKeyConstraint(["tutor_id"], ["people.id"], name=op.f("fk_passed_opinions_tutor_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passed_opinions")),
        sa.UniqueConstraint("opinion_id", "tutor_id", name=op.f("uq_passed_opinions_opinion_id_tutor_id")),
    )


def downgrade() -> None:
    op.drop_table("passed_opinions")
    op.drop_table("second_opinions")
