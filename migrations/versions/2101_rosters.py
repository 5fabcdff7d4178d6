"""Rosters: personal numbers, imports with their rows, acts with what they changed, merged accounts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2101"
down_revision = "2201"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
KINDS = "kind IN ('import', 'transfer', 'departure', 'return', 'merge')"


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def upgrade() -> None:
    op.create_table(
        "personal_records",
        sa.Column("person_id", BIG, autoincrement=False, nullable=False),
        sa.Column("identity_sealed", sa.String(200)),
        sa.Column("identity_index", sa.String(64)),
        sa.Column("phone_sealed", sa.String(200)),
        sa.Column("phone_index", sa.String(64)),
        _refers("personal_records", "person_id", "people"),
        _key("personal_records", "person_id"),
        sa.UniqueConstraint("identity_index", name=op.f("uq_personal_records_identity_index")),
    )
    op.create_index("ix_personal_records_phone_index", "personal_records", ["phone_index"])
    op.create_table(
        "roster_imports",
        sa.Column("id", BIG, nullable=False),
        sa.Column("training_id", BIG, nullable=False),
        sa.Column("uploaded_by_id", BIG, nullable=False),
        sa.Column("uploaded_at", INSTANT, nullable=False),
        sa.Column("file_name", sa.String(120), nullable=False),
        sa.Column("understood", JSON, nullable=False),
        sa.Column("decisions", JSON, nullable=False),
        sa.Column("counts", JSON, nullable=False),
        sa.Column("sealed", sa.Text()),
        _refers("roster_imports", "training_id", "trainings"),
        _refers("roster_imports", "uploaded_by_id", "people"),
        _key("roster_imports", "id"),
    )
    op.create_index("ix_roster_imports_training_id_uploaded_at", "roster_imports", ["training_id", "uploaded_at"])
    op.create_index("ix_roster_imports_uploaded_by_id", "roster_imports", ["uploaded_by_id"])
    op.create_table(
        "roster_rows",
        sa.Column("import_id", BIG, autoincrement=False, nullable=False),
        sa.Column("number", BIG, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        _refers("roster_rows", "import_id", "roster_imports"),
        _key("roster_rows", "import_id", "number"),
    )
    op.create_index("ix_roster_rows_import_id_kind", "roster_rows", ["import_id", "kind", "number"])
    op.create_table(
        "roster_acts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("import_id", BIG),
        sa.Column("person_id", BIG),
        sa.Column("other_id", BIG),
        sa.Column("done_by_id", BIG),
        sa.Column("done_at", INSTANT, nullable=False),
        sa.Column("told", JSON, nullable=False),
        sa.Column("undone_by_id", BIG),
        sa.Column("undone_at", INSTANT),
        sa.CheckConstraint(KINDS, name=op.f("ck_roster_acts_kind")),
        _refers("roster_acts", "import_id", "roster_imports"),
        *(_refers("roster_acts", column, "people") for column in ("person_id", "other_id", "done_by_id", "undone_by_id")),
        _key("roster_acts", "id"),
        sa.UniqueConstraint("import_id", name=op.f("uq_roster_acts_import_id")),
    )
    op.create_index("ix_roster_acts_person_id_done_at", "roster_acts", ["person_id", "done_at"])
    for column in ("other_id", "done_by_id", "undone_by_id"):
        op.create_index(f"ix_roster_acts_{column}", "roster_acts", [column])
    op.create_table(
        "roster_changes",
        sa.Column("act_id", BIG, autoincrement=False, nullable=False),
        sa.Column("position", BIG, autoincrement=False, nullable=False),
        sa.Column("table_name", sa.String(40), nullable=False),
        sa.Column("row_key", BIG, nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        _refers("roster_changes", "act_id", "roster_acts"),
        _key("roster_changes", "act_id", "position"),
    )
    op.create_index("ix_roster_changes_table_name_row_key", "roster_changes", ["table_name", "row_key"])
    op.create_table(
        "person_merges",
        sa.Column("former_id", BIG, autoincrement=False, nullable=False),
        sa.Column("kept_id", BIG, nullable=False),
        sa.Column("merged_at", INSTANT, nullable=False),
        _refers("person_merges", "former_id", "people"),
        _refers("person_merges", "kept_id", "people"),
        _key("person_merges", "former_id"),
    )
    op.create_index("ix_person_merges_kept_id", "person_merges", ["kept_id"])


def downgrade() -> None:
    for table in (
        "person_merges", "roster_changes", "roster_acts", "roster_rows", "roster_imports", "personal_records",
    ):  # fmt: skip
        op.drop_table(table)
