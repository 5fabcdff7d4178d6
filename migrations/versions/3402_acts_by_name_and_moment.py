"""The log finds the newest of each act by one index, however many everyday acts lie between them."""

from alembic import op

revision = "3402"
down_revision = "3401"
branch_labels = None
depends_on = None


def upgrade() -> None:
    columns = ["name", "happened_at", "id"]
    op.create_index("ix_recorded_events_name_happened_at_id", "recorded_events", columns)
    op.drop_index(op.f("ix_recorded_events_name"), table_name="recorded_events")  # it begins the one above


def downgrade() -> None:
    op.create_index(op.f("ix_recorded_events_name"), "recorded_events", ["name"])
    op.drop_index("ix_recorded_events_name_happened_at_id", table_name="recorded_events")
