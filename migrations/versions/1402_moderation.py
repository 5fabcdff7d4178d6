"""Reports of posts, decisions about them, objections."""

import sqlalchemy as sa
from alembic import op

revision = "1402"
down_revision = "1001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_cases()
    op.create_table(
        "post_reports",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("case_id", NUMBER, nullable=False),
        sa.Column("reporter_id", NUMBER, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reported_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["moderation_cases.id"], name=op.f("fk_post_reports_case_id_moderation_cases")
        ),
        sa.ForeignKeyConstraint(["reporter_id"], ["people.id"], name=op.f("fk_post_reports_reporter_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_reports")),
        sa.UniqueConstraint("case_id", "reporter_id", name=op.f("uq_post_reports_case_id_reporter_id")),
    )
    op.create_index(op.f("ix_post_reports_reporter_id"), "post_reports", ["reporter_id"])
    _create_decisions()
    op.create_table(
        "moderation_objections",
        sa.Column("case_id", NUMBER, nullable=False),
        sa.Column("author_id", NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("objected_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["moderation_cases.id"], name=op.f("fk_moderation_objections_case_id_moderation_cases")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_moderation_objections_author_id_people")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_moderation_objections")),
    )


def downgrade() -> None:
    for table in ("moderation_objections", "moderation_decisions", "post_reports", "moderation_cases"):
        op.drop_table(table)


def _create_cases() -> None:
    op.create_table(
        "moderation_cases",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("post_id", NUMBER, nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("waiting_since", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_moderation_cases_post_id_posts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_cases")),
    )
    waiting = sa.text("waiting_since IS NOT NULL")
    op.create_index(
        "uq_moderation_cases_waiting",
        "moderation_cases",
        ["post_id"],
        unique=True,
        postgresql_where=waiting,
        sqlite_where=waiting,
    )
    op.create_index("ix_moderation_cases_waiting_since", "moderation_cases", ["waiting_since"])
    op.create_index("ix_moderation_cases_post_id", "moderation_cases", ["post_id"])


def _create_decisions() -> None:
    table = "moderation_decisions"
    op.create_table(
        table,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("case_id", NUMBER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("moderator_id", NUMBER, nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", INSTANT, nullable=False),
        sa.CheckConstraint("verdict IN ('left', 'hidden', 'warned')", name=op.f(f"ck_{table}_verdict")),
        sa.CheckConstraint("number IN (1, 2)", name=op.f(f"ck_{table}_number")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["moderation_cases.id"], name=op.f(f"fk_{table}_case_id_moderation_cases")
        ),
        sa.ForeignKeyConstraint(["moderator_id"], ["people.id"], name=op.f(f"fk_{table}_moderator_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("case_id", "number", name=op.f(f"uq_{table}_case_id_number")),
    )
    op.create_index("ix_moderation_decisions_decided_at", table, ["decided_at"])
