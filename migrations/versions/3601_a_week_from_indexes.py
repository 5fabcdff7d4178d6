"""Closing a week finds versions, repeated comments and edited texts by indexes, without reading the texts beside them."""

import sqlalchemy as sa
from alembic import op

revision = "3601"
down_revision = "3402"
branch_labels = None
depends_on = None

EDITED = sa.text("edited_at IS NOT NULL")
VERSIONS = "ix_submission_versions_submission_id_handed_in_at"
COMMENTS, COMMENTS_BEFORE = "ix_grades_grader_id_comment_digest_graded_at", "ix_grades_grader_id_comment_digest"


def upgrade() -> None:
    columns = ["submission_id", "handed_in_at", "taken_back_at", "characters"]
    op.create_index(VERSIONS, "submission_versions", columns)
    op.create_index(COMMENTS, "grades", ["grader_id", "comment_digest", "graded_at"])
    op.drop_index(COMMENTS_BEFORE, table_name="grades")  # it begins the one above
    for table in ("posts", "journals"):
        name = f"ix_{table}_training_id_edited_at"
        op.create_index(name, table, ["training_id", "edited_at"], postgresql_where=EDITED, sqlite_where=EDITED)


def downgrade() -> None:
    for table in ("posts", "journals"):
        op.drop_index(f"ix_{table}_training_id_edited_at", table_name=table)
    op.create_index(COMMENTS_BEFORE, "grades", ["grader_id", "comment_digest"])
    op.drop_index(COMMENTS, table_name="grades")
    op.drop_index(VERSIONS, table_name="submission_versions")
