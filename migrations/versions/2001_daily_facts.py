"""Daily facts: what each class and each person did on each day, and how everybody stands."""

import sqlalchemy as sa
from alembic import op

revision = "2001"
down_revision = "1801"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COUNTS = (
    "study_minutes", "assignments", "journals", "salon_posts", "forum_posts", "resources", "bulletins", "graded",
    "score_sum", "rung_1", "rung_2", "rung_3", "rung_4", "rung_5",
)  # fmt: skip
STATES = ("study_seconds", "learners", "on_schedule", "complete", "waiting", "active", "active_week")
FLAGS = ("is_learner", "is_on_schedule", "is_complete", "is_active", "is_active_this_week")
DONE = ("waiting", "done_minutes", "done_assignments", "done_journals", "done_salon_posts")


def _numbers(*names: str) -> list[sa.Column]:
    return [sa.Column(name, BIG, nullable=False) for name in names]


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def upgrade() -> None:
    op.create_table(
        "fact_days",
        sa.Column("training_id", BIG, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        *_numbers("events_seen"),
        _refers("fact_days", "training_id", "trainings"),
        sa.PrimaryKeyConstraint("training_id", "day", name=op.f("pk_fact_days")),
    )
    op.create_table(
        "person_days",
        *_numbers("id", "training_id"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("classroom_id", BIG, nullable=True),
        *_numbers("person_id", *COUNTS),
        _refers("person_days", "training_id", "trainings"),
        _refers("person_days", "classroom_id", "classrooms"),
        _refers("person_days", "person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_days")),
    )
    op.create_index("ix_person_days_training_id_day", "person_days", ["training_id", "day"])
    op.create_index("ix_person_days_classroom_id_person_id", "person_days", ["classroom_id", "person_id", "day"])
    op.create_table(
        "classroom_days",
        *_numbers("id", "training_id"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("classroom_id", BIG, nullable=True),
        *_numbers(*COUNTS, *STATES),
        _refers("classroom_days", "training_id", "trainings"),
        _refers("classroom_days", "classroom_id", "classrooms"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_classroom_days")),
    )
    op.create_index("uq_classroom_days", "classroom_days", ["training_id", "day", "classroom_id"], unique=True)
    op.create_index("ix_classroom_days_classroom_id_day", "classroom_days", ["classroom_id", "day"])
    op.create_table(
        "person_states",
        *_numbers("id", "training_id", "classroom_id", "person_id"),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in FLAGS),
        *_numbers(*DONE),
        _refers("person_states", "training_id", "trainings"),
        _refers("person_states", "classroom_id", "classrooms"),
        _refers("person_states", "person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_states")),
    )
    op.create_index("uq_person_states", "person_states", ["training_id", "classroom_id", "person_id"], unique=True)
    op.create_index("ix_person_states_classroom_id", "person_states", ["classroom_id"])


def downgrade() -> None:
    for table in ("person_states", "classroom_days", "person_days", "fact_days"):
        op.drop_table(table)
