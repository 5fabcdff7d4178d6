"""Bulletins have versions, drafts, pictures, comments, likes and names; they can be recommended."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "1701"
down_revision = "2101"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
KINDS, EARLIER = (
    "kind IN ('submission', 'journal', 'thread', 'bulletin')",
    "kind IN ('submission', 'journal', 'thread')",
)
COUNTS = (("version_number", "1"), ("like_count", "0"), ("comment_count", "0"))
TABLES = (
    "bulletin_namings", "bulletin_likes", "bulletin_comments", "bulletin_pictures", "bulletin_drafts",
    "bulletin_versions",
)  # fmt: skip


def upgrade() -> None:
    op.add_column("bulletins", sa.Column("edited_at", INSTANT, nullable=True))
    for name, first in COUNTS:
        op.add_column("bulletins", sa.Column(name, BIG, server_default=first, nullable=False))
    op.create_index("ix_bulletins_training_id_newest", "bulletins", ["training_id", "published_at", "id"])
    _create_versions()
    _create_drafts()
    _create_pictures()
    _create_comments()
    for table, at in (("bulletin_likes", "liked_at"), ("bulletin_namings", "agreed_at")):
        _create_person_on_bulletin(table, at)
    _keep_first_versions()
    _allow(KINDS)


def downgrade() -> None:
    op.execute(
        "DELETE FROM picks WHERE recommendation_id IN (SELECT id FROM recommendations WHERE kind = 'bulletin')"
    )
    op.execute(
        "DELETE FROM showings WHERE recommendation_id IN (SELECT id FROM recommendations WHERE kind = 'bulletin')"
    )
    op.execute("DELETE FROM recommendations WHERE kind = 'bulletin'")
    _allow(EARLIER)
    for table in TABLES:
        op.drop_table(table)
    op.drop_index("ix_bulletins_training_id_newest", "bulletins")
    for name in ("comment_count", "like_count", "version_number", "edited_at"):
        op.drop_column("bulletins", name)


def _keep_first_versions() -> None:
    """What was published before there were versions becomes a first version of one block of text."""
    bulletins = sa.table(
        "bulletins",
        *(sa.column(name) for name in ("id", "title", "text", "author_id")),
        sa.column("published_at", INSTANT),
    )
    versions = sa.table(
        "bulletin_versions",
        *(sa.column(name) for name in ("bulletin_id", "number", "title", "published_by_id")),
        *(sa.column("blocks", JSON), sa.column("people", JSON), sa.column("published_at", INSTANT)),
    )
    rows = [
        {
            "bulletin_id": row.id, "number": 1, "title": row.title, "published_by_id": row.author_id, "people": [],
            "published_at": row.published_at,
            "blocks": [{"kind": "text", "key": "b1", "heading": "", "text": row.text}],
        }
        for row in op.get_bind().execute(sa.select(bulletins))
    ]  # fmt: skip
    if rows:
        op.bulk_insert(versions, rows)


def _create_versions() -> None:
    op.create_table(
        "bulletin_versions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("bulletin_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("blocks", JSON, nullable=False),
        sa.Column("people", JSON, nullable=False),
        sa.Column("published_by_id", BIG, nullable=False),
        sa.Column("published_at", INSTANT, nullable=False),
        *_keys("bulletin_versions", bulletin_id="bulletins.id", published_by_id="people.id"),
        sa.UniqueConstraint("bulletin_id", "number", name=op.f("uq_bulletin_versions_bulletin_id_number")),
    )


def _create_drafts() -> None:
    op.create_table(
        "bulletin_drafts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("classroom_id", BIG, nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("bulletin_id", BIG, nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("blocks", JSON, nullable=False),
        sa.Column("revision", BIG, nullable=False),
        sa.Column("begun_by_id", BIG, nullable=False),
        sa.Column("begun_at", INSTANT, nullable=False),
        sa.Column("saved_by_id", BIG, nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        *_keys(
            "bulletin_drafts", classroom_id="classrooms.id", bulletin_id="bulletins.id", begun_by_id="people.id",
            saved_by_id="people.id",
        ),
        sa.UniqueConstraint("classroom_id", "week", name=op.f("uq_bulletin_drafts_classroom_id_week")),
    )  # fmt: skip
    op.create_index(op.f("ix_bulletin_drafts_bulletin_id"), "bulletin_drafts", ["bulletin_id"])


def _create_pictures() -> None:
    op.create_table(
        "bulletin_pictures",
        sa.Column("id", BIG, nullable=False),
        sa.Column("classroom_id", BIG, nullable=False),
        sa.Column("file_digest", sa.String(length=64), nullable=False),
        sa.Column("small_digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("width", BIG, nullable=False),
        sa.Column("height", BIG, nullable=False),
        sa.Column("post_id", BIG, nullable=True),
        sa.Column("added_by_id", BIG, nullable=False),
        sa.Column("added_at", INSTANT, nullable=False),
        *_keys(
            "bulletin_pictures", classroom_id="classrooms.id", file_digest="stored_files.digest",
            small_digest="stored_files.digest", added_by_id="people.id",
        ),
    )  # fmt: skip
    op.create_index(op.f("ix_bulletin_pictures_classroom_id"), "bulletin_pictures", ["classroom_id"])


def _create_comments() -> None:
    op.create_table(
        "bulletin_comments",
        sa.Column("id", BIG, nullable=False),
        sa.Column("bulletin_id", BIG, nullable=False),
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("markup_version", BIG, nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("hidden_at", INSTANT, nullable=True),
        sa.Column("hidden_by_id", BIG, nullable=True),
        *_keys("bulletin_comments", bulletin_id="bulletins.id", author_id="people.id", hidden_by_id="people.id"),
    )
    op.create_index("ix_bulletin_comments_bulletin_id_id", "bulletin_comments", ["bulletin_id", "id"])
    op.create_index(op.f("ix_bulletin_comments_author_id"), "bulletin_comments", ["author_id"])


def _create_person_on_bulletin(table: str, at: str) -> None:
    op.create_table(
        table,
        sa.Column("bulletin_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column(at, INSTANT, nullable=False),
        *_references(table, bulletin_id="bulletins.id", person_id="people.id"),
        sa.PrimaryKeyConstraint("bulletin_id", "person_id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])


def _keys(table: str, **parents: str) -> list[sa.Constraint]:
    return [*_references(table, **parents), sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def _references(table: str, **parents: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint([column], [parent], name=op.f(f"fk_{table}_{column}_{parent.split('.')[0]}"))
        for column, parent in parents.items()
    ]


def _allow(kinds: str) -> None:
    """Change which kinds of works can be recommended; on SQLite the table is made anew while foreign keys rest."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_recommendations_kind"), "recommendations", type_="check")
        op.create_check_constraint(op.f("ck_recommendations_kind"), "recommendations", kinds)
        return
    with op.batch_alter_table("recommendations") as batch:
        batch.drop_constraint(op.f("ck_recommendations_kind"), type_="check")
        batch.create_check_constraint(op.f("ck_recommendations_kind"), kinds)
