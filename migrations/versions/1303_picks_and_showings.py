"""Threads can be recommended, experts pick, the project team shows; authors may stay unnamed."""

import sqlalchemy as sa
from alembic import op

revision = "1303"
down_revision = "1503"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STANDING = sa.text("withdrawn_at IS NULL")
KINDS, EARLIER = "kind IN ('submission', 'journal', 'thread')", "kind IN ('submission', 'journal')"
COLUMNS = (
    "id, kind, work_id, training_id, classroom_id, person_id, recommended_by_id, reason, recommended_at, consented_at, "
    "withdrawn_at"
)


def upgrade() -> None:
    _allow(KINDS, sa.Column("is_nameless", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    for table, further in (
        ("picks", (sa.Column("picked_by_id", BIG, nullable=False), sa.Column("word", sa.Text(), nullable=False),
                   sa.Column("picked_at", sa.DateTime(timezone=True), nullable=False))),
        ("showings", (sa.Column("shown_by_id", BIG, nullable=False), sa.Column("position", BIG, nullable=False),
                      sa.Column("until", sa.Date(), nullable=False),
                      sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
                      sa.CheckConstraint("position BETWEEN 1 AND 99", name=op.f("ck_showings_position")))),
    ):  # fmt: skip
        doer = further[0].name
        op.create_table(
            table,
            sa.Column("id", BIG, nullable=False),
            sa.Column("recommendation_id", BIG, nullable=False),
            *further,
            sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
            sa.Column("withdrawn_by_id", BIG, nullable=True),
            sa.ForeignKeyConstraint(
                ["recommendation_id"], ["recommendations.id"], name=op.f(f"fk_{table}_recommendation_id_recommendations")
            ),
            sa.ForeignKeyConstraint([doer], ["people.id"], name=op.f(f"fk_{table}_{doer}_people")),
            sa.ForeignKeyConstraint(["withdrawn_by_id"], ["people.id"], name=op.f(f"fk_{table}_withdrawn_by_id_people")),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        )
        op.create_index(op.f(f"ix_{table}_recommendation_id"), table, ["recommendation_id"])
        op.create_index(
            f"uq_{table}_standing", table, ["recommendation_id"], unique=True,
            postgresql_where=STANDING, sqlite_where=STANDING,
        )  # fmt: skip


def downgrade() -> None:
    op.drop_table("showings")
    op.drop_table("picks")
    op.execute("DELETE FROM recommendations WHERE kind = 'thread'")
    _allow(EARLIER, None)


def _allow(kinds: str, further: sa.Column | None) -> None:
    """Change which kinds there may be; nothing refers to the table at this moment, so SQLite may make it anew."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_recommendations_kind"), "recommendations", type_="check")
        op.create_check_constraint(op.f("ck_recommendations_kind"), "recommendations", kinds)
        if further is not None:
            op.add_column("recommendations", further)
        else:
            op.drop_column("recommendations", "is_nameless")
        return
    _make_anew(kinds, further)


def _make_anew(kinds: str, further: sa.Column | None) -> None:
    for index in ("uq_recommendations_standing", "ix_recommendations_training_id_consented_at",
                  "ix_recommendations_person_id"):  # fmt: skip
        op.drop_index(index, "recommendations")
    op.rename_table("recommendations", "earlier_recommendations")
    parents = {"training_id": "trainings", "classroom_id": "classrooms", "person_id": "people",
               "recommended_by_id": "people"}  # fmt: skip
    op.create_table(
        "recommendations",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("work_id", BIG, nullable=False),
        *(sa.Column(name, BIG, nullable=False) for name in parents),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recommended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        *([further] if further is not None else []),
        sa.CheckConstraint(kinds, name=op.f("ck_recommendations_kind")),
        *(
            sa.ForeignKeyConstraint([name], [f"{parent}.id"], name=op.f(f"fk_recommendations_{name}_{parent}"))
            for name, parent in parents.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendations")),
    )
    op.execute(f"INSERT INTO recommendations ({COLUMNS}) SELECT {COLUMNS} FROM earlier_recommendations")
    op.drop_table("earlier_recommendations")
    op.create_index(
        "uq_recommendations_standing", "recommendations", ["kind", "work_id"], unique=True,
        postgresql_where=STANDING, sqlite_where=STANDING,
    )  # fmt: skip
    op.create_index(
        "ix_recommendations_training_id_consented_at", "recommendations", ["training_id", "consented_at"]
    )
    op.create_index(op.f("ix_recommendations_person_id"), "recommendations", ["person_id"])
