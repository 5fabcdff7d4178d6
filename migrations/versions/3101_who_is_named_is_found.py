"""Whoever is deleted is looked for in every table that names people: large ones find them by an index."""

import sqlalchemy as sa
from alembic import op

revision = "3101"
down_revision = "2901"
branch_labels = None
depends_on = None

FOUND = (
    ("person_days", "person_id"), ("person_states", "person_id"), ("thread_views", "person_id"), ("threads", "author_id"),
    ("contacts", "by_id"), ("contact_returns", "person_id"), ("contact_returns", "by_id"), ("reminder_rounds", "by_id"),
    ("bulletins", "author_id"), ("returns", "tutor_id"), ("grade_answers", "author_id"), ("withdrawn_grades", "person_id"),
    ("withdrawn_grades", "grader_id"), ("repetitions", "person_id"), ("recommendations", "recommended_by_id"),
)  # fmt: skip
SELDOM = (("posts", "hidden_by_id"), ("resources", "withdrawn_by_id"))  # most rows name nobody: they are not in it


def upgrade() -> None:
    for table, column in FOUND:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    for table, column in SELDOM:
        some = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_{table}_{column}", table, [column], postgresql_where=some, sqlite_where=some)


def downgrade() -> None:
    for table, column in (*SELDOM, *FOUND):
        op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
