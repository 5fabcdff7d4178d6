"""Resources can be recommended."""

from alembic import op

revision = "3001"
down_revision = "1802"
branch_labels = None
depends_on = None

KINDS, EARLIER = (
    "kind IN ('submission', 'journal', 'thread', 'bulletin', 'resource')",
    "kind IN ('submission', 'journal', 'thread', 'bulletin')",
)
THEIRS = "SELECT id FROM recommendations WHERE kind = 'resource'"


def upgrade() -> None:
    _allow(KINDS)


def downgrade() -> None:
    for table in ("picks", "showings"):
        op.execute(f"DELETE FROM {table} WHERE recommendation_id IN ({THEIRS})")  # noqa: S608
    op.execute("DELETE FROM recommendations WHERE kind = 'resource'")
    _allow(EARLIER)


def _allow(kinds: str) -> None:
    """Change which kinds of works can be recommended; on SQLite the table is made anew while foreign keys rest."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_recommendations_kind"), "recommendations", type_="check")
        op.create_check_constraint(op.f("ck_recommendations_kind"), "recommendations", kinds)
        return
    with op.batch_alter_table("recommendations") as batch:
        batch.drop_constraint(op.f("ck_recommendations_kind"), type_="check")
        batch.create_check_constraint(op.f("ck_recommendations_kind"), kinds)
