"""Announcements, what they said before, and who has read them."""

import sqlalchemy as sa
from alembic import op

revision = "1801"
down_revision = "2602"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_announcements()
    op.create_table(
        "announcement_versions",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("announcement_id", NUMBER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"], ["announcements.id"], name=op.f("fk_announcement_versions_announcement_id_announcements")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement_versions")),
        sa.UniqueConstraint(
            "announcement_id", "number", name=op.f("uq_announcement_versions_announcement_id_number")
        ),
    )
    op.create_table(
        "announcement_readings",
        sa.Column("announcement_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("read_at", INSTANT, nullable=False),
        sa.Column("acknowledged_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["announcement_id"], ["announcements.id"], name=op.f("fk_announcement_readings_announcement_id_announcements")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_announcement_readings_person_id_people")),
        sa.PrimaryKeyConstraint("announcement_id", "person_id", name=op.f("pk_announcement_readings")),
    )
    op.create_index(op.f("ix_announcement_readings_person_id"), "announcement_readings", ["person_id"])


def downgrade() -> None:
    for table in ("announcement_readings", "announcement_versions", "announcements"):
        op.drop_table(table)


def _create_announcements() -> None:
    table = "announcements"
    op.create_table(
        table,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("training_id", NUMBER, nullable=False),
        sa.Column("place_code", sa.String(length=12), nullable=False),
        sa.Column("classroom_id", NUMBER, nullable=True),
        sa.Column("author_id", NUMBER, nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("markup_version", NUMBER, nullable=False),
        sa.Column("version_number", NUMBER, nullable=False),
        sa.Column("asks_acknowledgement", sa.Boolean(), nullable=False),
        sa.Column("is_pinned", sa.Boolean(), nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("edited_at", INSTANT, nullable=True),
        sa.Column("publish_at", INSTANT, nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("told_at", INSTANT, nullable=True),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.CheckConstraint("audience IN ('everybody', 'learners', 'staff')", name=op.f(f"ck_{table}_audience")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f(f"fk_{table}_training_id_trainings")),
        sa.ForeignKeyConstraint(["place_code"], ["places.code"], name=op.f(f"fk_{table}_place_code_places")),
        sa.ForeignKeyConstraint(["classroom_id"], ["classrooms.id"], name=op.f(f"fk_{table}_classroom_id_classrooms")),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f(f"fk_{table}_author_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f("ix_announcements_author_id"), table, ["author_id"])
    op.create_index(op.f("ix_announcements_classroom_id"), table, ["classroom_id"])
    op.create_index("ix_announcements_training_id_publish_at", table, ["training_id", "publish_at"])
    op.create_index("ix_announcements_told_at_publish_at", table, ["told_at", "publish_at"])
