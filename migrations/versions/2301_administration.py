"""Why things were changed; whom and what a recorded act is about; jobs that broke and clocks that go."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2301"
down_revision = "2002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
CHANGES, EVENTS = "administrative_changes", "recorded_events"
# What is already recorded is found in the log too.
ON_SQLITE = """UPDATE recorded_events SET
  about_person_id = coalesce(json_extract(data, '$.person_id'), json_extract(data, '$.author_id')),
  about = coalesce('classroom:' || json_extract(data, '$.classroom_id'),
    'classroom:' || json_extract(data, '$.to_classroom_id'), 'training:' || json_extract(data, '$.training_id'))"""
ON_POSTGRESQL = """UPDATE recorded_events SET
  about_person_id = CAST(coalesce(data ->> 'person_id', data ->> 'author_id') AS BIGINT),
  about = coalesce('classroom:' || (data ->> 'classroom_id'),
    'classroom:' || (data ->> 'to_classroom_id'), 'training:' || (data ->> 'training_id'))"""


def upgrade() -> None:
    op.create_table(
        CHANGES,
        sa.Column("id", BIG, nullable=False),
        sa.Column("subject", sa.String(12), nullable=False),
        sa.Column("subject_id", BIG, nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("after", JSON, nullable=False),
        sa.Column("changed_by_id", BIG, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["changed_by_id"], ["people.id"], name=op.f(f"fk_{CHANGES}_changed_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{CHANGES}")),
    )
    op.create_index(op.f(f"ix_{CHANGES}_subject_subject_id"), CHANGES, ["subject", "subject_id"])
    op.add_column(EVENTS, sa.Column("about_person_id", BIG, nullable=True))
    op.add_column(EVENTS, sa.Column("about", sa.String(40), nullable=True))
    op.execute(ON_POSTGRESQL if op.get_bind().dialect.name == "postgresql" else ON_SQLITE)
    op.create_index(op.f(f"ix_{EVENTS}_about_person_id"), EVENTS, ["about_person_id"])
    op.create_index(op.f(f"ix_{EVENTS}_about"), EVENTS, ["about"])
    op.create_table(
        "job_failures",
        sa.Column("id", BIG, nullable=False),
        sa.Column("job", sa.String(60), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("problem", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_failures")),
    )
    op.create_index("ix_job_failures_job_id", "job_failures", ["job", "id"])
    op.create_table(
        "job_beats",
        sa.Column("machine", sa.String(80), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("machine", name=op.f("pk_job_beats")),
    )
    op.create_index("ix_people_sort_name_id", "people", ["sort_name", "id"])


def downgrade() -> None:
    op.drop_index("ix_people_sort_name_id", table_name="people")
    op.drop_table("job_beats")
    op.drop_table("job_failures")
    for name in ("about", "about_person_id"):
        op.drop_index(op.f(f"ix_{EVENTS}_{name}"), table_name=EVENTS)
        op.drop_column(EVENTS, name)
    op.drop_table(CHANGES)
