"""Resources with files, texts and links, and what people do with them: uses, ratings, favourites, reports."""

import sqlalchemy as sa
from alembic import op

revision = "1901"
down_revision = "1701"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
SHOWN, STANDING = sa.text("withdrawn_at IS NULL"), sa.text("superseded_at IS NULL")
KINDS = {"课件": "courseware", "教案": "plan", "表格": "form", "图片": "picture", "视频": "video", "文章": "article"}
ADDED = (
    ("place_code", sa.String(12), ""),
    ("stage", sa.String(10), "any"),
    ("is_own", sa.Boolean(), sa.true()),
    ("source", sa.String(200), ""),
    ("licence", sa.String(10), "credit"),
    ("text", sa.Text(), ""),
    ("html", sa.Text(), ""),
    ("markup_version", NUMBER, "0"),
    ("link", sa.String(500), ""),
    ("withdrawn_reason", sa.String(500), ""),
    ("use_count", NUMBER, "0"),
    ("favourite_count", NUMBER, "0"),
    ("rating_count", NUMBER, "0"),
    ("rating_total", NUMBER, "0"),
    ("score", NUMBER, "0"),
)
OPTIONAL = (("edited_at", INSTANT), ("withdrawn_at", INSTANT), ("withdrawn_by_id", NUMBER), ("repeats_id", NUMBER))
LISTS = (
    ("ix_resources_newest", ["training_id", "shared_at", "id"]),
    ("ix_resources_use_count", ["training_id", "use_count", "id"]),
    ("ix_resources_score", ["training_id", "score", "id"]),
    ("ix_resources_topic_id", ["training_id", "topic_id", "shared_at", "id"]),
)


def upgrade() -> None:
    with op.batch_alter_table("resources") as batch:
        batch.alter_column("classroom_id", existing_type=NUMBER, nullable=True)
        for name, kind, default in ADDED:
            batch.add_column(sa.Column(name, kind, nullable=False, server_default=default))
        for name, kind in OPTIONAL:
            batch.add_column(sa.Column(name, kind, nullable=True))
        batch.create_foreign_key(op.f("fk_resources_withdrawn_by_id_people"), "people", ["withdrawn_by_id"], ["id"])
        batch.create_foreign_key(op.f("fk_resources_repeats_id_resources"), "resources", ["repeats_id"], ["id"])
    for name, columns in LISTS:
        op.create_index(name, "resources", columns, postgresql_where=SHOWN, sqlite_where=SHOWN)
    _fill()
    _create_files()
    _create_uses()
    _create_ratings()
    _create_favourites()
    _create_reports()


def downgrade() -> None:
    for table in (
        "resource_reports",
        "resource_favourites",
        "resource_ratings",
        "resource_uses",
        "resource_files",
    ):
        op.drop_table(table)
    for name, _columns in LISTS:
        op.drop_index(name, "resources", postgresql_where=SHOWN, sqlite_where=SHOWN)
    op.execute("DELETE FROM resources WHERE classroom_id IS NULL")  # whose sharer has no class could not be kept before
    for word, code in KINDS.items():
        op.execute(f"UPDATE resources SET kind = '{word}' WHERE kind = '{code}'")  # noqa: S608 - our own words
    with op.batch_alter_table("resources") as batch:
        batch.drop_constraint(op.f("fk_resources_repeats_id_resources"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_resources_withdrawn_by_id_people"), type_="foreignkey")
        for name, _kind in OPTIONAL:
            batch.drop_column(name)
        for name, _kind, _default in ADDED:
            batch.drop_column(name)
        batch.alter_column("classroom_id", existing_type=NUMBER, nullable=False)


def _fill() -> None:
    """What was there stands at its class's place, and its kind is a code."""
    op.execute(
        "UPDATE resources SET place_code = "
        "(SELECT classrooms.place_code FROM classrooms WHERE classrooms.id = resources.classroom_id)"
    )
    for word, code in KINDS.items():
        op.execute(f"UPDATE resources SET kind = '{code}' WHERE kind = '{word}'")  # noqa: S608 - our own words


def _create_files() -> None:
    op.create_table(
        "resource_files",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("resource_id", NUMBER, nullable=False),
        sa.Column("file_digest", sa.String(64), nullable=False),
        sa.Column("small_digest", sa.String(64), nullable=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("width", NUMBER, nullable=True),
        sa.Column("height", NUMBER, nullable=True),
        sa.Column("added_at", INSTANT, nullable=False),
        sa.Column("removed_at", INSTANT, nullable=True),
        _to("resource_files", "resource_id", "resources"),
        _to("resource_files", "file_digest", "stored_files", "digest"),
        _to("resource_files", "small_digest", "stored_files", "digest"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource_files")),
    )
    op.create_index(op.f("ix_resource_files_resource_id"), "resource_files", ["resource_id"])
    op.create_index("ix_resource_files_file_digest", "resource_files", ["file_digest"])


def _create_uses() -> None:
    op.create_table(
        "resource_uses",
        sa.Column("resource_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("classroom_id", NUMBER, nullable=True),
        sa.Column("used_at", INSTANT, nullable=False),
        _to("resource_uses", "resource_id", "resources"),
        _to("resource_uses", "person_id", "people"),
        _to("resource_uses", "classroom_id", "classrooms"),
        sa.PrimaryKeyConstraint("resource_id", "person_id", name=op.f("pk_resource_uses")),
    )
    op.create_index("ix_resource_uses_person_id", "resource_uses", ["person_id"])
    op.create_index("ix_resource_uses_used_at", "resource_uses", ["used_at"])


def _create_ratings() -> None:
    op.create_table(
        "resource_ratings",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("resource_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("classroom_id", NUMBER, nullable=True),
        sa.Column("stars", NUMBER, nullable=False),
        sa.Column("rated_at", INSTANT, nullable=False),
        sa.Column("superseded_at", INSTANT, nullable=True),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_resource_ratings_stars")),
        _to("resource_ratings", "resource_id", "resources"),
        _to("resource_ratings", "person_id", "people"),
        _to("resource_ratings", "classroom_id", "classrooms"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource_ratings")),
    )
    op.create_index(
        "uq_resource_ratings_standing",
        "resource_ratings",
        ["resource_id", "person_id"],
        unique=True,
        postgresql_where=STANDING,
        sqlite_where=STANDING,
    )
    op.create_index("ix_resource_ratings_person_id", "resource_ratings", ["person_id"])
    op.create_index("ix_resource_ratings_rated_at", "resource_ratings", ["rated_at"])


def _create_favourites() -> None:
    op.create_table(
        "resource_favourites",
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("resource_id", NUMBER, nullable=False),
        sa.Column("kept_at", INSTANT, nullable=False),
        _to("resource_favourites", "person_id", "people"),
        _to("resource_favourites", "resource_id", "resources"),
        sa.PrimaryKeyConstraint("person_id", "resource_id", name=op.f("pk_resource_favourites")),
    )
    op.create_index("ix_resource_favourites_resource_id", "resource_favourites", ["resource_id"])


def _create_reports() -> None:
    op.create_table(
        "resource_reports",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("resource_id", NUMBER, nullable=False),
        sa.Column("reporter_id", NUMBER, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reported_at", INSTANT, nullable=False),
        sa.Column("verdict", sa.String(10), nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("decided_by_id", NUMBER, nullable=True),
        sa.Column("answer", sa.String(500), nullable=False, server_default=""),
        sa.CheckConstraint("verdict IN ('left', 'removed')", name=op.f("ck_resource_reports_verdict")),
        _to("resource_reports", "resource_id", "resources"),
        _to("resource_reports", "reporter_id", "people"),
        _to("resource_reports", "decided_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource_reports")),
        sa.UniqueConstraint("resource_id", "reporter_id", name=op.f("uq_resource_reports_resource_id_reporter_id")),
    )
    op.create_index("ix_resource_reports_decided_at", "resource_reports", ["decided_at"])


def _to(table: str, column: str, parent: str, key: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{parent}.{key}"], name=op.f(f"fk_{table}_{column}_{parent}"))
