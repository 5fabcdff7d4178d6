"""Drafts know when they began, in which form, on what kind of device and where; first answers know what was said."""

import sqlalchemy as sa
from alembic import op

revision = "1001"
down_revision = "1401"
branch_labels = None
depends_on = None

TEXTS = (("form_key", 64), ("machine", 16), ("place", 200), ("title", 120))


def upgrade() -> None:
    op.add_column("drafts", sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True))
    for name, length in TEXTS:
        op.add_column("drafts", sa.Column(name, sa.String(length=length), server_default="", nullable=False))
    op.create_index(op.f("ix_drafts_settled_at"), "drafts", ["settled_at"], unique=False)
    op.add_column("first_answers", sa.Column("digest", sa.String(length=64), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("first_answers", "digest")
    op.drop_index(op.f("ix_drafts_settled_at"), table_name="drafts")
    for name, _length in reversed(TEXTS):
        op.drop_column("drafts", name)
    op.drop_column("drafts", "begun_at")
