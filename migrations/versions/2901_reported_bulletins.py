"""Bulletins can be taken out of sight; they and the comments under them can be reported, and somebody decides."""

import sqlalchemy as sa
from alembic import op

revision = "2901"
down_revision = "3001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("bulletins") as batch:
        batch.add_column(sa.Column("hidden_at", INSTANT, nullable=True))
        batch.add_column(sa.Column("hidden_by_id", NUMBER, nullable=True))
        batch.add_column(sa.Column("hidden_reason", sa.String(500), nullable=False, server_default=""))
        batch.create_foreign_key(op.f("fk_bulletins_hidden_by_id_people"), "people", ["hidden_by_id"], ["id"])
    op.create_table(
        "bulletin_reports",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("bulletin_id", NUMBER, nullable=False),
        sa.Column("comment_id", NUMBER, nullable=True),
        sa.Column("about", NUMBER, nullable=False),
        sa.Column("reporter_id", NUMBER, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reported_at", INSTANT, nullable=False),
        sa.Column("verdict", sa.String(10), nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("decided_by_id", NUMBER, nullable=True),
        sa.Column("answer", sa.String(500), nullable=False, server_default=""),
        sa.CheckConstraint("verdict IN ('left', 'hidden')", name=op.f("ck_bulletin_reports_verdict")),
        _to("bulletin_id", "bulletins"),
        _to("comment_id", "bulletin_comments"),
        _to("reporter_id", "people"),
        _to("decided_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletin_reports")),
        sa.UniqueConstraint(
            "bulletin_id", "about", "reporter_id", name=op.f("uq_bulletin_reports_bulletin_id_about_reporter_id")
        ),
    )
    op.create_index("ix_bulletin_reports_decided_at", "bulletin_reports", ["decided_at"])
    op.create_index(op.f("ix_bulletin_reports_comment_id"), "bulletin_reports", ["comment_id"])


def downgrade() -> None:
    op.drop_table("bulletin_reports")
    with op.batch_alter_table("bulletins") as batch:
        batch.drop_constraint(op.f("fk_bulletins_hidden_by_id_people"), type_="foreignkey")
        for name in ("hidden_reason", "hidden_by_id", "hidden_at"):
            batch.drop_column(name)


def _to(column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=op.f(f"fk_bulletin_reports_{column}_{parent}"))
