"""Addresses, the outbox, and who wants a digest."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "1302"
down_revision = "1101"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
WAITING = sa.text("sent_at IS NULL AND dropped_at IS NULL")


def moment(name: str, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "mailboxes",
        sa.Column("person_id", BIG, autoincrement=False, nullable=False),
        sa.Column("address", sa.String(length=254), nullable=True),
        moment("confirmed_at"),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        moment("code_expires_at"),
        sa.Column("quiet_from", BIG, nullable=False),
        sa.Column("quiet_until", BIG, nullable=False),
        sa.Column("time_zone", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23", name=op.f("ck_mailboxes_quiet_hours")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_mailboxes_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_mailboxes")),
    )
    op.create_table(
        "mails",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("period", sa.String(length=60), nullable=False),
        sa.Column("data", JSON, nullable=False),
        moment("made_at", nullable=False),
        moment("next_try_at", nullable=False),
        sa.Column("attempts", BIG, nullable=False),
        moment("sent_at"),
        moment("dropped_at"),
        sa.Column("problem", sa.String(length=60), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_mails_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        sa.UniqueConstraint("person_id", "kind", "period", name=op.f("uq_mails_person_id_kind_period")),
    )
    op.create_index("ix_mails_waiting", "mails", ["next_try_at"], postgresql_where=WAITING, sqlite_where=WAITING)
    op.create_table(
        "digest_wishes",
        sa.Column("person_id", BIG, autoincrement=False, nullable=False),
        sa.Column("frequency", sa.String(length=10), nullable=False),
        sa.Column("hour", BIG, nullable=False),
        sa.Column("time_zone", sa.String(length=40), nullable=False),
        moment("covered_until", nullable=False),
        moment("next_at", nullable=False),
        sa.CheckConstraint("frequency IN ('daily', 'weekly')", name=op.f("ck_digest_wishes_frequency")),
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name=op.f("ck_digest_wishes_hour")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_digest_wishes_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_digest_wishes")),
    )
    op.create_index(op.f("ix_digest_wishes_next_at"), "digest_wishes", ["next_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_digest_wishes_next_at"), "digest_wishes")
    op.drop_table("digest_wishes")
    op.drop_index("ix_mails_waiting", "mails")
    op.drop_table("mails")
    op.drop_table("mailboxes")
