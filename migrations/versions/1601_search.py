"""The index of the search: entries, and beside them the database's own index of grams."""

import sqlalchemy as sa
from alembic import op

revision = "1601"
down_revision = "1501"
branch_labels = None
depends_on = None

GRAMS_ON_SQLITE = (
    "CREATE VIRTUAL TABLE search_grams USING fts5(grams, content='', columnsize=0, detail=none,"
    " tokenize=\"ascii tokenchars '@^'\")"
)
GRAMS_ON_POSTGRESQL = (
    "CREATE TABLE search_grams (entry_id BIGINT NOT NULL PRIMARY KEY"
    " REFERENCES search_entries (id) ON DELETE CASCADE, grams TSVECTOR NOT NULL)"
)
INDEX_ON_POSTGRESQL = "CREATE INDEX ix_search_grams_grams ON search_grams USING gin (grams)"


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "search_entries",
        sa.Column("id", number, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("object_id", number, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("marks", sa.String(length=120), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stamp", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entries")),
        sa.UniqueConstraint("kind", "object_id", name=op.f("uq_search_entries_kind_object_id")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(GRAMS_ON_SQLITE)
    else:
        op.execute(GRAMS_ON_POSTGRESQL)
        op.execute(INDEX_ON_POSTGRESQL)


def downgrade() -> None:
    op.execute("DROP TABLE search_grams")
    op.drop_table("search_entries")
