"""Fingerprints of texts, and which of a person's own texts say the same."""

import sqlalchemy as sa
from alembic import op

revision = "1501"
down_revision = "1301"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "text_marks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("work_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("training_id", BIG, nullable=False),
        sa.Column("classroom_id", BIG, nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("letters", BIG, nullable=False),
        sa.Column("sketch", BIG, nullable=False),
        sa.CheckConstraint("kind IN ('submission', 'journal', 'post')", name=op.f("ck_text_marks_kind")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_text_marks_person_id_people")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_text_marks_training_id_trainings")),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classrooms.id"], name=op.f("fk_text_marks_classroom_id_classrooms")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_marks")),
        sa.UniqueConstraint("kind", "work_id", "written_at", name=op.f("uq_text_marks_kind_work_id_written_at")),
    )
    op.create_index("ix_text_marks_person_id_kind", "text_marks", ["person_id", "kind"])
    op.create_index("ix_text_marks_classroom_id_kind", "text_marks", ["classroom_id", "kind"])
    op.create_index("ix_text_marks_training_id_written_at", "text_marks", ["training_id", "written_at"])
    op.create_table(
        "repetitions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("work_id", BIG, nullable=False),
        sa.Column("other_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("training_id", BIG, nullable=False),
        sa.Column("share", BIG, nullable=False),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("work_id <> other_id", name=op.f("ck_repetitions_two")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_repetitions_person_id_people")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_repetitions_training_id_trainings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repetitions")),
        sa.UniqueConstraint("kind", "work_id", "other_id", name=op.f("uq_repetitions_kind_work_id_other_id")),
    )
    op.create_index("ix_repetitions_training_id_kind", "repetitions", ["training_id", "kind"])


def downgrade() -> None:
    op.drop_index("ix_repetitions_training_id_kind", table_name="repetitions")
    op.drop_table("repetitions")
    for name in ("training_id_written_at", "classroom_id_kind", "person_id_kind"):
        op.drop_index(f"ix_text_marks_{name}", table_name="text_marks")
    op.drop_table("text_marks")
