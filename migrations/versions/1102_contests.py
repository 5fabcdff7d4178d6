"""Learners contest stretches of the ledger; hints are talked over; spans tell in how many seconds somebody moved."""

import sqlalchemy as sa
from alembic import op

revision = "1102"
down_revision = "1303"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("study_intervals", sa.Column("moves", WHOLE, nullable=True))
    op.create_table(
        "study_contests",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("training_id", WHOLE, nullable=False),
        sa.Column("classroom_id", WHOLE, nullable=False),
        sa.Column("topic_id", WHOLE, nullable=False),
        sa.Column("section", sa.String(length=12), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("contested_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("started_at < ended_at", name=op.f("ck_study_contests_order")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_study_contests_person_id_people")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_study_contests_training_id_trainings")),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classrooms.id"], name=op.f("fk_study_contests_classroom_id_classrooms")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_study_contests_topic_id_topics")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_contests")),
        sa.UniqueConstraint(
            "person_id", "started_at", "ended_at", name=op.f("uq_study_contests_person_id_started_at_ended_at")
        ),
    )
    op.create_index(
        "ix_study_contests_classroom_id_contested_at", "study_contests", ["classroom_id", "contested_at"], unique=False
    )
    op.create_table(
        "contest_answers",
        sa.Column("contest_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("answerer_id", WHOLE, nullable=False),
        sa.Column("is_accepted", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("seconds", WHOLE, nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["study_contests.id"], name=op.f("fk_contest_answers_contest_id_study_contests")
        ),
        sa.ForeignKeyConstraint(["answerer_id"], ["people.id"], name=op.f("fk_contest_answers_answerer_id_people")),
        sa.PrimaryKeyConstraint("contest_id", name=op.f("pk_contest_answers")),
    )
    op.create_table(
        "hint_talks",
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("training_id", WHOLE, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("pattern", sa.String(length=12), nullable=False),
        sa.Column("talker_id", WHOLE, nullable=False),
        sa.Column("talked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_hint_talks_person_id_people")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_hint_talks_training_id_trainings")),
        sa.ForeignKeyConstraint(["talker_id"], ["people.id"], name=op.f("fk_hint_talks_talker_id_people")),
        sa.PrimaryKeyConstraint("person_id", "training_id", "day", "pattern", name=op.f("pk_hint_talks")),
    )


def downgrade() -> None:
    op.drop_table("hint_talks")
    op.drop_table("contest_answers")
    op.drop_index("ix_study_contests_classroom_id_contested_at", table_name="study_contests")
    op.drop_table("study_contests")
    op.drop_column("study_intervals", "moves")
