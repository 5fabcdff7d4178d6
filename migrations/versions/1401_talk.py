"""Likes, mentions, attachments, states of threads, and what a page of posts shows of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "1401"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def upgrade() -> None:
    op.add_column("threads", sa.Column("is_pinned", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("threads", sa.Column("closed_at", INSTANT, nullable=True))
    op.add_column("threads", sa.Column("answer_number", NUMBER, nullable=True))
    op.add_column("threads", sa.Column("summary_number", NUMBER, nullable=True))
    for home in ("classroom_id", "board_id"):
        op.create_index(f"ix_threads_{home}_is_pinned", "threads", [home, "is_pinned", "last_post_at", "id"])
    op.add_column("posts", sa.Column("hidden_reason", sa.String(length=500), nullable=True))
    op.add_column("posts", sa.Column("quoted_words", sa.Text(), nullable=True))
    op.add_column("posts", sa.Column("attached", JSON, nullable=True))
    op.add_column("posts", sa.Column("like_count", NUMBER, server_default="0", nullable=False))
    _create_marks()
    _create_moves()
    for table, at in (("likes", "liked_at"), ("mentions", "mentioned_at")):
        _create_person_on_post(table, at)
    _create_attachments()


def downgrade() -> None:
    for table in ("post_attachments", "mentions", "likes", "thread_moves", "thread_marks"):
        op.drop_table(table)
    for column in ("like_count", "attached", "quoted_words", "hidden_reason"):
        op.drop_column("posts", column)
    for home in ("classroom_id", "board_id"):
        op.drop_index(f"ix_threads_{home}_is_pinned", "threads")
    for column in ("summary_number", "answer_number", "closed_at", "is_pinned"):
        op.drop_column("threads", column)


def _create_marks() -> None:
    op.create_table(
        "thread_marks",
        sa.Column("thread_id", NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("post_id", NUMBER, nullable=True),
        sa.Column("set_by_id", NUMBER, nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.CheckConstraint("kind IN ('pin', 'closing', 'answer', 'summary')", name=op.f("ck_thread_marks_kind")),
        sa.CheckConstraint(
            "(kind IN ('answer', 'summary')) = (post_id IS NOT NULL)", name=op.f("ck_thread_marks_post")
        ),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_thread_marks_thread_id_threads")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_thread_marks_post_id_posts")),
        sa.ForeignKeyConstraint(["set_by_id"], ["people.id"], name=op.f("fk_thread_marks_set_by_id_people")),
        sa.PrimaryKeyConstraint("thread_id", "kind", name=op.f("pk_thread_marks")),
    )
    op.create_index(op.f("ix_thread_marks_post_id"), "thread_marks", ["post_id"])


def _create_moves() -> None:
    op.create_table(
        "thread_moves",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("thread_id", NUMBER, nullable=False),
        sa.Column("from_board_id", NUMBER, nullable=False),
        sa.Column("to_board_id", NUMBER, nullable=False),
        sa.Column("moved_by_id", NUMBER, nullable=False),
        sa.Column("moved_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_thread_moves_thread_id_threads")),
        sa.ForeignKeyConstraint(["from_board_id"], ["boards.id"], name=op.f("fk_thread_moves_from_board_id_boards")),
        sa.ForeignKeyConstraint(["to_board_id"], ["boards.id"], name=op.f("fk_thread_moves_to_board_id_boards")),
        sa.ForeignKeyConstraint(["moved_by_id"], ["people.id"], name=op.f("fk_thread_moves_moved_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_moves")),
    )
    op.create_index(op.f("ix_thread_moves_thread_id"), "thread_moves", ["thread_id"])


def _create_person_on_post(table: str, at: str) -> None:
    op.create_table(
        table,
        sa.Column("post_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column(at, INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f(f"fk_{table}_post_id_posts")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f(f"fk_{table}_person_id_people")),
        sa.PrimaryKeyConstraint("post_id", "person_id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])


def _create_attachments() -> None:
    files = "stored_files"
    op.create_table(
        "post_attachments",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("post_id", NUMBER, nullable=False),
        sa.Column("file_digest", sa.String(length=64), nullable=False),
        sa.Column("small_digest", sa.String(length=64), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("width", NUMBER, nullable=True),
        sa.Column("height", NUMBER, nullable=True),
        sa.Column("attached_at", INSTANT, nullable=False),
        sa.Column("removed_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_post_attachments_post_id_posts")),
        *(
            sa.ForeignKeyConstraint([name], [f"{files}.digest"], name=op.f(f"fk_post_attachments_{name}_{files}"))
            for name in ("file_digest", "small_digest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_attachments")),
    )
    op.create_index(op.f("ix_post_attachments_post_id"), "post_attachments", ["post_id"])
