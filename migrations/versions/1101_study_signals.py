"""Signals of reading pages are taken down at once and entered in batches."""

import sqlalchemy as sa
from alembic import op

revision = "1101"
down_revision = "1601"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "study_signals",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("session_version", WHOLE, nullable=False),
        sa.Column("topic_id", WHOLE, nullable=False),
        sa.Column("visit", sa.String(length=40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sequence", WHOLE, nullable=False),
        sa.Column("page_at", WHOLE, nullable=False),
        sa.Column("stretches", sa.Text(), nullable=False),
        sa.Column("pressed", sa.String(length=12), nullable=True),
        sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_signals")),
    )
    op.create_index(op.f("ix_study_signals_person_id"), "study_signals", ["person_id"], unique=False)
    op.create_table(
        "study_visits",
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("heard_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("page_until", WHOLE, nullable=False),
        sa.Column("last_sequence", WHOLE, nullable=False),
        sa.Column("section", sa.String(length=12), nullable=False),
        sa.Column("quiet", WHOLE, nullable=False),
        sa.Column("spans", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_study_visits_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "number", name=op.f("pk_study_visits")),
    )
    op.create_index(
        "ix_study_intervals_person_id_topic_id_section",
        "study_intervals",
        ["person_id", "topic_id", "section"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index("ix_study_intervals_person_id_topic_id_section", table_name="study_intervals")
    op.drop_table("study_visits")
    op.drop_index(op.f("ix_study_signals_person_id"), table_name="study_signals")
    op.drop_table("study_signals")
