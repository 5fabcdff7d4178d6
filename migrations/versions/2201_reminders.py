"""Chasing and praise: rules, rounds, reminders, contacts and what came of them."""

import sqlalchemy as sa
from alembic import op

revision = "2201"
down_revision = "2302"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
WAITING = sa.text("sent_at IS NULL AND dropped_at IS NULL")
KINDS = "kind IN ('chase', 'praise')"
CHANNELS = "channel IN ('notice', 'mail', 'sms', 'phone', 'group', 'face', 'message')"


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def _key(table: str, column: str = "id") -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(column, name=op.f(f"pk_{table}"))


def _holds(table: str, rule: str, name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    _rules()
    _rounds()
    _contacts()


def _rules() -> None:
    table = "reminder_rules"
    op.create_table(
        table,
        sa.Column("training_id", BIG, autoincrement=False, nullable=False),
        sa.Column("quiet_from", BIG, nullable=False),
        sa.Column("quiet_until", BIG, nullable=False),
        sa.Column("most_a_week", BIG, nullable=False),
        sa.Column("idle_days", BIG, nullable=False),
        sa.Column("praise_days", BIG, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by_id", BIG, nullable=True),
        _holds(table, "quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23", "quiet_hours"),
        _holds(table, "most_a_week BETWEEN 1 AND 14 AND idle_days BETWEEN 1 AND 30", "measure"),
        _holds(table, "praise_days BETWEEN 0 AND 60", "praise"),
        _refers(table, "training_id", "trainings"),
        _refers(table, "changed_by_id", "people"),
        _key(table, "training_id"),
    )
    table = "reminder_refusals"
    op.create_table(
        table,
        sa.Column("person_id", BIG, autoincrement=False, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        _refers(table, "person_id", "people"),
        _key(table, "person_id"),
    )


def _rounds() -> None:
    table = "reminder_rounds"
    op.create_table(
        table,
        sa.Column("id", BIG, nullable=False),
        sa.Column("training_id", BIG, nullable=False),
        sa.Column("classroom_id", BIG, nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        _holds(table, KINDS, "kind"),
        _holds(table, CHANNELS, "channel"),
        _refers(table, "training_id", "trainings"),
        _refers(table, "classroom_id", "classrooms"),
        _refers(table, "by_id", "people"),
        _key(table),
    )
    op.create_index("ix_reminder_rounds_classroom_id_made_at", table, ["classroom_id", "made_at"])
    table = "reminders"
    op.create_table(
        table,
        sa.Column("id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("dropped_at", MOMENT, nullable=True),
        sa.Column("reason", sa.String(length=12), nullable=True),
        _holds(table, "sent_at IS NULL OR dropped_at IS NULL", "one_end"),
        _refers(table, "round_id", "reminder_rounds"),
        _refers(table, "person_id", "people"),
        _key(table),
        sa.UniqueConstraint("round_id", "person_id", name=op.f("uq_reminders_round_id_person_id")),
    )
    op.create_index("ix_reminders_waiting", table, ["due_at"], postgresql_where=WAITING, sqlite_where=WAITING)
    op.create_index("ix_reminders_person_id", table, ["person_id"])


def _contacts() -> None:
    table = "contacts"
    op.create_table(
        table,
        sa.Column("id", BIG, nullable=False),
        sa.Column("training_id", BIG, nullable=False),
        sa.Column("classroom_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("wanted", JSON, nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("reminder_id", BIG, nullable=True),
        _holds(table, KINDS, "kind"),
        _holds(table, CHANNELS, "channel"),
        _refers(table, "training_id", "trainings"),
        _refers(table, "classroom_id", "classrooms"),
        _refers(table, "person_id", "people"),
        _refers(table, "by_id", "people"),
        _refers(table, "reminder_id", "reminders"),
        _key(table),
        sa.UniqueConstraint("reminder_id", name=op.f("uq_contacts_reminder_id")),
    )
    for column in ("person_id", "classroom_id", "training_id"):
        op.create_index(f"ix_contacts_{column}_made_at", table, [column, "made_at"])
    table = "contact_returns"
    op.create_table(
        table,
        sa.Column("contact_id", BIG, autoincrement=False, nullable=False),
        sa.Column("training_id", BIG, nullable=False),
        sa.Column("classroom_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("was_idle", sa.Boolean(), nullable=False),
        sa.Column("came_back_at", MOMENT, nullable=True),
        sa.Column("promise_met_on", sa.Date(), nullable=True),
        _refers(table, "contact_id", "contacts"),
        _refers(table, "training_id", "trainings"),
        _refers(table, "classroom_id", "classrooms"),
        _refers(table, "person_id", "people"),
        _refers(table, "by_id", "people"),
        _key(table, "contact_id"),
    )
    op.create_index("ix_contact_returns_training_id", table, ["training_id"])
    op.create_index("ix_contact_returns_classroom_id_made_at", table, ["classroom_id", "made_at"])


def downgrade() -> None:
    for table in ("contact_returns", "contacts", "reminders", "reminder_rounds", "reminder_refusals", "reminder_rules"):
        op.drop_table(table)
