"""All tables of the first house."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "courses",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("credit_hours", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "keywords", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("introduction_html", sa.Text(), nullable=False),
        sa.Column("glossary_title", sa.String(length=80), nullable=False),
        sa.Column("glossary_html", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_courses")),
    )
    op.create_table(
        "first_answers",
        sa.Column(
            "actor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("actor_id", "key", name=op.f("pk_first_answers")),
    )
    op.create_table(
        "glossary_terms",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column(
            "other_names", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("initial", sa.String(length=1), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column(
            "topics", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glossary_terms")),
        sa.UniqueConstraint("name", name=op.f("uq_glossary_terms_name")),
    )
    op.create_table(
        "job_runs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("job", sa.String(length=60), nullable=False),
        sa.Column("period", sa.String(length=60), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_runs")),
        sa.UniqueConstraint("job", "period", name=op.f("uq_job_runs_job_period")),
    )
    op.create_index("ix_job_runs_finished_at", "job_runs", ["finished_at"], unique=False)
    op.create_table(
        "modules",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("hook", sa.String(length=120), nullable=False),
        sa.Column("introduction_html", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_modules")),
        sa.UniqueConstraint("slug", name=op.f("uq_modules_slug")),
    )
    op.create_table(
        "places",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("parent_code", sa.String(length=12), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["parent_code"], ["places.code"], name=op.f("fk_places_parent_code_places")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_places")),
    )
    op.create_index(op.f("ix_places_parent_code"), "places", ["parent_code"], unique=False)
    op.create_table(
        "recorded_events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("actor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "data", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recorded_events")),
    )
    op.create_index(op.f("ix_recorded_events_actor_id"), "recorded_events", ["actor_id"], unique=False)
    op.create_index(op.f("ix_recorded_events_happened_at"), "recorded_events", ["happened_at"], unique=False)
    op.create_index(op.f("ix_recorded_events_name"), "recorded_events", ["name"], unique=False)
    op.create_table(
        "stored_files",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("storage_name", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_stored_files")),
        sa.UniqueConstraint("storage_name", name=op.f("uq_stored_files_storage_name")),
    )
    op.create_table(
        "institutions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["place_code"], ["places.code"], name=op.f("fk_institutions_place_code_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institutions")),
    )
    op.create_index(op.f("ix_institutions_place_code"), "institutions", ["place_code"], unique=False)
    op.create_table(
        "schools",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["place_code"], ["places.code"], name=op.f("fk_schools_place_code_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schools")),
        sa.UniqueConstraint("place_code", "name", name=op.f("uq_schools_place_code_name")),
    )
    op.create_table(
        "topics",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("module_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("hook", sa.String(length=120), nullable=False),
        sa.Column("credit_minutes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("minimum_characters", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reading_minutes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column(
            "stages", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column(
            "keywords", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column(
            "sources", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status IN ('ready', 'preparing')", name=op.f("ck_topics_status")),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name=op.f("fk_topics_module_id_modules")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint("module_id", "slug", name=op.f("uq_topics_module_id_slug")),
    )
    op.create_table(
        "trainings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("place_code", sa.String(length=12), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("late_until", sa.Date(), nullable=False),
        sa.Column("time_zone", sa.String(length=40), nullable=False),
        sa.Column(
            "scheme", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column(
            "grade_ladder",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_trainings_calendar")),
        sa.ForeignKeyConstraint(["place_code"], ["places.code"], name=op.f("fk_trainings_place_code_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings")),
        sa.UniqueConstraint("code", name=op.f("uq_trainings_code")),
    )
    op.create_table(
        "boards",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_boards_training_id_trainings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boards")),
        sa.UniqueConstraint("training_id", "slug", name=op.f("uq_boards_training_id_slug")),
    )
    op.create_table(
        "classrooms",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("place_code", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["place_code"], ["places.code"], name=op.f("fk_classrooms_place_code_places")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_classrooms_training_id_trainings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_classrooms")),
        sa.UniqueConstraint("code", name=op.f("uq_classrooms_code")),
    )
    op.create_index("ix_classrooms_training_id_place_code", "classrooms", ["training_id", "place_code"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("sort_name", sa.String(length=120), nullable=False),
        sa.Column("school_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("session_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_people_school_id_schools")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("account", name=op.f("uq_people_account")),
    )
    op.create_index(op.f("ix_people_school_id"), "people", ["school_id"], unique=False)
    op.create_table(
        "points_tables",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("first_week", sa.String(length=8), nullable=False),
        sa.Column(
            "rules", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_points_tables_training_id_trainings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_points_tables")),
        sa.UniqueConstraint("training_id", "version", name=op.f("uq_points_tables_training_id_version")),
    )
    op.create_table(
        "sections",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("topic_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("characters", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('case', 'commentary', 'extension', 'questions', 'assignment')", name=op.f("ck_sections_kind")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_sections_topic_id_topics")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sections")),
        sa.UniqueConstraint("topic_id", "kind", name=op.f("uq_sections_topic_id_kind")),
    )
    op.create_table(
        "activation_codes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_activation_codes_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activation_codes")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_activation_codes_code_hash")),
    )
    op.create_index(op.f("ix_activation_codes_person_id"), "activation_codes", ["person_id"], unique=False)
    op.create_table(
        "appointments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("place_code", sa.String(length=12), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('expert', 'area_administrator', 'project_team')", name=op.f("ck_appointments_role")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_appointments_person_id_people")),
        sa.ForeignKeyConstraint(["place_code"], ["places.code"], name=op.f("fk_appointments_place_code_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
    )
    op.create_index("ix_appointments_person_id_until", "appointments", ["person_id", "until"], unique=False)
    op.create_table(
        "bulletins",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("classroom_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("markup_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_bulletins_author_id_people")),
        sa.ForeignKeyConstraint(["classroom_id"], ["classrooms.id"], name=op.f("fk_bulletins_classroom_id_classrooms")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_bulletins_training_id_trainings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletins")),
    )
    op.create_index("ix_bulletins_classroom_id_week", "bulletins", ["classroom_id", "week"], unique=False)
    op.create_index("ix_bulletins_training_id_published_at", "bulletins", ["training_id", "published_at"], unique=False)
    op.create_table(
        "claims",
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("work_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("tutor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lapses_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tutor_id"], ["people.id"], name=op.f("fk_claims_tutor_id_people")),
        sa.PrimaryKeyConstraint("kind", "work_id", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_tutor_id"), "claims", ["tutor_id"], unique=False)
    op.create_table(
        "closed_weeks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("revision", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rules_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_closed_weeks_revision")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["people.id"], name=op.f("fk_closed_weeks_closed_by_id_people")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_closed_weeks_training_id_trainings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_weeks")),
        sa.UniqueConstraint("training_id", "week", "revision", name=op.f("uq_closed_weeks_training_id_week_revision")),
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("box", sa.String(length=80), nullable=False),
        sa.Column("device", sa.String(length=40), nullable=False),
        sa.Column("base_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_drafts_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index("ix_drafts_person_id_box_id", "drafts", ["person_id", "box", "id"], unique=False)
    op.create_table(
        "enrolments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("classroom_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classrooms.id"], name=op.f("fk_enrolments_classroom_id_classrooms")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_enrolments_person_id_people")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_enrolments_training_id_trainings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolments")),
    )
    op.create_index("ix_enrolments_classroom_id_until", "enrolments", ["classroom_id", "until"], unique=False)
    op.create_index(op.f("ix_enrolments_person_id"), "enrolments", ["person_id"], unique=False)
    op.create_index(
        "uq_enrolments_open",
        "enrolments",
        ["person_id", "training_id"],
        unique=True,
        postgresql_where=sa.text("until IS NULL"),
        sqlite_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "grade_answers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("work_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_grade_answers_author_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade_answers")),
    )
    op.create_index("ix_grade_answers_kind_work_id", "grade_answers", ["kind", "work_id"], unique=False)
    op.create_table(
        "grades",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("work_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version_number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("classroom_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("grader_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("score", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("grade", sa.String(length=10), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("comment_digest", sa.String(length=32), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("graded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_graded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('submission', 'journal', 'post')", name=op.f("ck_grades_kind")),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_grades_score")),
        sa.ForeignKeyConstraint(["classroom_id"], ["classrooms.id"], name=op.f("fk_grades_classroom_id_classrooms")),
        sa.ForeignKeyConstraint(["grader_id"], ["people.id"], name=op.f("fk_grades_grader_id_people")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_grades_person_id_people")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_grades_training_id_trainings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grades")),
    )
    op.create_index(op.f("ix_grades_classroom_id"), "grades", ["classroom_id"], unique=False)
    op.create_index("ix_grades_grader_id_comment_digest", "grades", ["grader_id", "comment_digest"], unique=False)
    op.create_index("ix_grades_kind_work_id", "grades", ["kind", "work_id"], unique=False)
    op.create_index("ix_grades_person_id_kind", "grades", ["person_id", "kind"], unique=False)
    op.create_index("ix_grades_training_id_graded_at", "grades", ["training_id", "graded_at"], unique=False)
    op.create_index(
        "uq_grades_standing",
        "grades",
        ["kind", "work_id"],
        unique=True,
        postgresql_where=sa.text("superseded_at IS NULL"),
        sqlite_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "journals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("classroom_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("markup_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("characters", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version_number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("graded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["classroom_id"], ["classrooms.id"], name=op.f("fk_journals_classroom_id_classrooms")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_journals_person_id_people")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_journals_training_id_trainings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journals")),
    )
    op.create_index("ix_journals_classroom_id_published_at", "journals", ["classroom_id", "published_at"], unique=False)
    op.create_index("ix_journals_person_id_training_id", "journals", ["person_id", "training_id"], unique=False)
    op.create_index("ix_journals_training_id_published_at", "journals", ["training_id", "published_at"], unique=False)
    op.create_table(
        "notices",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("about", sa.String(length=120), nullable=False),
        sa.Column("url", sa.String(length=200), nullable=False),
        sa.Column(
            "data", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_notices_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("person_id", "about", name=op.f("uq_notices_person_id_about")),
    )
    op.create_index("ix_notices_person_id_id", "notices", ["person_id", "id"], unique=False)
    op.create_index(
        "ix_notices_unread",
        "notices",
        ["person_id"],
        unique=False,
        postgresql_where=sa.text("read_at IS NULL"),
        sqlite_where=sa.text("read_at IS NULL"),
    )
    op.create_table(
        "recommendations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("work_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("classroom_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("recommended_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recommended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('submission', 'journal')", name=op.f("ck_recommendations_kind")),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classrooms.id"], name=op.f("fk_recommendations_classroom_id_classrooms")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_recommendations_person_id_people")),
        sa.ForeignKeyConstraint(
            ["recommended_by_id"], ["people.id"], name=op.f("fk_recommendations_recommended_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["training_id"], ["trainings.id"], name=op.f("fk_recommendations_training_id_trainings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendations")),
    )
    op.create_index(op.f("ix_recommendations_person_id"), "recommendations", ["person_id"], unique=False)
    op.create_index(
        "ix_recommendations_training_id_consented_at", "recommendations", ["training_id", "consented_at"], unique=False
    )
    op.create_index(
        "uq_recommendations_standing",
        "recommendations",
        ["kind", "work_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "resources",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("classroom_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("topic_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["classroom_id"], ["classrooms.id"], name=op.f("fk_resources_classroom_id_classrooms")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_resources_person_id_people")),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_resources_topic_id_topics")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_resources_training_id_trainings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resources")),
    )
    op.create_index(op.f("ix_resources_classroom_id"), "resources", ["classroom_id"], unique=False)
    op.create_index(op.f("ix_resources_person_id"), "resources", ["person_id"], unique=False)
    op.create_index("ix_resources_training_id_shared_at", "resources", ["training_id", "shared_at"], unique=False)
    op.create_table(
        "section_progress",
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("topic_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("section", sa.String(length=12), nullable=False),
        sa.Column("seconds", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("last_read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_section_progress_person_id_people")),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_section_progress_topic_id_topics")),
        sa.ForeignKeyConstraint(
            ["training_id"], ["trainings.id"], name=op.f("fk_section_progress_training_id_trainings")
        ),
        sa.PrimaryKeyConstraint("person_id", "training_id", "topic_id", "section", name=op.f("pk_section_progress")),
    )
    op.create_table(
        "staff_assignments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("classroom_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('tutor', 'class_administrator', 'technician')", name=op.f("ck_staff_assignments_role")
        ),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classrooms.id"], name=op.f("fk_staff_assignments_classroom_id_classrooms")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_staff_assignments_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_assignments")),
        sa.UniqueConstraint(
            "classroom_id",
            "person_id",
            "role",
            "since",
            name=op.f("uq_staff_assignments_classroom_id_person_id_role_since"),
        ),
    )
    op.create_index(op.f("ix_staff_assignments_person_id"), "staff_assignments", ["person_id"], unique=False)
    op.create_table(
        "study_days",
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("classroom_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seconds", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classrooms.id"], name=op.f("fk_study_days_classroom_id_classrooms")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_study_days_person_id_people")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_study_days_training_id_trainings")),
        sa.PrimaryKeyConstraint("person_id", "training_id", "day", "classroom_id", name=op.f("pk_study_days")),
    )
    op.create_index("ix_study_days_classroom_id_day", "study_days", ["classroom_id", "day"], unique=False)
    op.create_index("ix_study_days_training_id_day", "study_days", ["training_id", "day"], unique=False)
    op.create_table(
        "study_intervals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("classroom_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("topic_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("section", sa.String(length=12), nullable=False),
        sa.Column("visit", sa.String(length=40), nullable=False),
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.CheckConstraint("started_at <= ended_at", name=op.f("ck_study_intervals_order")),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classrooms.id"], name=op.f("fk_study_intervals_classroom_id_classrooms")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_study_intervals_person_id_people")),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_study_intervals_topic_id_topics")),
        sa.ForeignKeyConstraint(
            ["training_id"], ["trainings.id"], name=op.f("fk_study_intervals_training_id_trainings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_intervals")),
        sa.UniqueConstraint("person_id", "visit", "sequence", name=op.f("uq_study_intervals_person_id_visit_sequence")),
    )
    op.create_index(
        "ix_study_intervals_person_id_started_at", "study_intervals", ["person_id", "started_at"], unique=False
    )
    op.create_table(
        "submissions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("classroom_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("topic_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("version_number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("first_handed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state IN ('handed_in', 'taken_back', 'returned', 'graded')", name=op.f("ck_submissions_state")
        ),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classrooms.id"], name=op.f("fk_submissions_classroom_id_classrooms")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_submissions_person_id_people")),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_submissions_topic_id_topics")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_submissions_training_id_trainings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint(
            "person_id", "training_id", "topic_id", name=op.f("uq_submissions_person_id_training_id_topic_id")
        ),
    )
    op.create_index(
        "ix_submissions_classroom_id_state_handed_in_at",
        "submissions",
        ["classroom_id", "state", "handed_in_at"],
        unique=False,
    )
    op.create_index("ix_submissions_topic_id", "submissions", ["topic_id"], unique=False)
    op.create_index(
        "ix_submissions_training_id_first_handed_in_at",
        "submissions",
        ["training_id", "first_handed_in_at"],
        unique=False,
    )
    op.create_table(
        "threads",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("classroom_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("board_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("topic_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_post_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("post_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("last_number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("view_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(classroom_id IS NULL) != (board_id IS NULL)", name=op.f("ck_threads_one_home")),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_threads_author_id_people")),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_threads_board_id_boards")),
        sa.ForeignKeyConstraint(["classroom_id"], ["classrooms.id"], name=op.f("fk_threads_classroom_id_classrooms")),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_threads_topic_id_topics")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_threads_training_id_trainings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
    )
    op.create_index("ix_threads_board_id_last_post_at", "threads", ["board_id", "last_post_at"], unique=False)
    op.create_index("ix_threads_classroom_id_last_post_at", "threads", ["classroom_id", "last_post_at"], unique=False)
    op.create_index("ix_threads_topic_id", "threads", ["topic_id"], unique=False)
    op.create_index(op.f("ix_threads_training_id"), "threads", ["training_id"], unique=False)
    op.create_table(
        "journal_versions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("journal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["journal_id"], ["journals.id"], name=op.f("fk_journal_versions_journal_id_journals")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_versions")),
        sa.UniqueConstraint("journal_id", "number", name=op.f("uq_journal_versions_journal_id_number")),
    )
    op.create_table(
        "posts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("classroom_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("is_salon", sa.Boolean(), nullable=False),
        sa.Column("quoted_post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("markup_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("characters", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_posts_author_id_people")),
        sa.ForeignKeyConstraint(["classroom_id"], ["classrooms.id"], name=op.f("fk_posts_classroom_id_classrooms")),
        sa.ForeignKeyConstraint(["hidden_by_id"], ["people.id"], name=op.f("fk_posts_hidden_by_id_people")),
        sa.ForeignKeyConstraint(["quoted_post_id"], ["posts.id"], name=op.f("fk_posts_quoted_post_id_posts")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_posts_thread_id_threads")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_posts_training_id_trainings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("thread_id", "number", name=op.f("uq_posts_thread_id_number")),
    )
    op.create_index("ix_posts_author_id_written_at", "posts", ["author_id", "written_at"], unique=False)
    op.create_index("ix_posts_training_id_written_at", "posts", ["training_id", "written_at"], unique=False)
    op.create_table(
        "read_marks",
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("last_number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_read_marks_person_id_people")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_read_marks_thread_id_threads")),
        sa.PrimaryKeyConstraint("person_id", "thread_id", name=op.f("pk_read_marks")),
    )
    op.create_table(
        "returns",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version_number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tutor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_returns_submission_id_submissions")
        ),
        sa.ForeignKeyConstraint(["tutor_id"], ["people.id"], name=op.f("fk_returns_tutor_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returns")),
        sa.UniqueConstraint("submission_id", "version_number", name=op.f("uq_returns_submission_id_version_number")),
    )
    op.create_table(
        "standings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("closed_week_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("board", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("classroom_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_winner", sa.Boolean(), nullable=False),
        sa.Column("points", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("quality", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "parts", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(["classroom_id"], ["classrooms.id"], name=op.f("fk_standings_classroom_id_classrooms")),
        sa.ForeignKeyConstraint(
            ["closed_week_id"], ["closed_weeks.id"], name=op.f("fk_standings_closed_week_id_closed_weeks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standings")),
        sa.UniqueConstraint(
            "closed_week_id", "board", "subject_id", name=op.f("uq_standings_closed_week_id_board_subject_id")
        ),
    )
    op.create_index("ix_standings_board_subject_id", "standings", ["board", "subject_id"], unique=False)
    op.create_index(
        "ix_standings_closed_week_id_board_place", "standings", ["closed_week_id", "board", "place"], unique=False
    )
    op.create_table(
        "submission_versions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("markup_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("characters", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_submission_versions_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_versions")),
        sa.UniqueConstraint("submission_id", "number", name=op.f("uq_submission_versions_submission_id_number")),
    )
    op.create_table(
        "thread_views",
        sa.Column("thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_thread_views_person_id_people")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_thread_views_thread_id_threads")),
        sa.PrimaryKeyConstraint("thread_id", "person_id", "day", name=op.f("pk_thread_views")),
    )
    op.create_table(
        "post_revisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_post_revisions_post_id_posts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_revisions")),
        sa.UniqueConstraint("post_id", "number", name=op.f("uq_post_revisions_post_id_number")),
    )
    op.create_table(
        "submission_attachments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_digest"], ["stored_files.digest"], name=op.f("fk_submission_attachments_file_digest_stored_files")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["submission_versions.id"],
            name=op.f("fk_submission_attachments_version_id_submission_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_attachments")),
    )
    op.create_index(
        op.f("ix_submission_attachments_version_id"), "submission_attachments", ["version_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_submission_attachments_version_id"), table_name="submission_attachments")
    op.drop_table("submission_attachments")
    op.drop_table("post_revisions")
    op.drop_table("thread_views")
    op.drop_table("submission_versions")
    op.drop_index("ix_standings_closed_week_id_board_place", table_name="standings")
    op.drop_index("ix_standings_board_subject_id", table_name="standings")
    op.drop_table("standings")
    op.drop_table("returns")
    op.drop_table("read_marks")
    op.drop_index("ix_posts_training_id_written_at", table_name="posts")
    op.drop_index("ix_posts_author_id_written_at", table_name="posts")
    op.drop_table("posts")
    op.drop_table("journal_versions")
    op.drop_index(op.f("ix_threads_training_id"), table_name="threads")
    op.drop_index("ix_threads_topic_id", table_name="threads")
    op.drop_index("ix_threads_classroom_id_last_post_at", table_name="threads")
    op.drop_index("ix_threads_board_id_last_post_at", table_name="threads")
    op.drop_table("threads")
    op.drop_index("ix_submissions_training_id_first_handed_in_at", table_name="submissions")
    op.drop_index("ix_submissions_topic_id", table_name="submissions")
    op.drop_index("ix_submissions_classroom_id_state_handed_in_at", table_name="submissions")
    op.drop_table("submissions")
    op.drop_index("ix_study_intervals_person_id_started_at", table_name="study_intervals")
    op.drop_table("study_intervals")
    op.drop_index("ix_study_days_training_id_day", table_name="study_days")
    op.drop_index("ix_study_days_classroom_id_day", table_name="study_days")
    op.drop_table("study_days")
    op.drop_index(op.f("ix_staff_assignments_person_id"), table_name="staff_assignments")
    op.drop_table("staff_assignments")
    op.drop_table("section_progress")
    op.drop_index("ix_resources_training_id_shared_at", table_name="resources")
    op.drop_index(op.f("ix_resources_person_id"), table_name="resources")
    op.drop_index(op.f("ix_resources_classroom_id"), table_name="resources")
    op.drop_table("resources")
    op.drop_index(
        "uq_recommendations_standing",
        table_name="recommendations",
        postgresql_where=sa.text("withdrawn_at IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.drop_index("ix_recommendations_training_id_consented_at", table_name="recommendations")
    op.drop_index(op.f("ix_recommendations_person_id"), table_name="recommendations")
    op.drop_table("recommendations")
    op.drop_index(
        "ix_notices_unread",
        table_name="notices",
        postgresql_where=sa.text("read_at IS NULL"),
        sqlite_where=sa.text("read_at IS NULL"),
    )
    op.drop_index("ix_notices_person_id_id", table_name="notices")
    op.drop_table("notices")
    op.drop_index("ix_journals_training_id_published_at", table_name="journals")
    op.drop_index("ix_journals_person_id_training_id", table_name="journals")
    op.drop_index("ix_journals_classroom_id_published_at", table_name="journals")
    op.drop_table("journals")
    op.drop_index(
        "uq_grades_standing",
        table_name="grades",
        postgresql_where=sa.text("superseded_at IS NULL"),
        sqlite_where=sa.text("superseded_at IS NULL"),
    )
    op.drop_index("ix_grades_training_id_graded_at", table_name="grades")
    op.drop_index("ix_grades_person_id_kind", table_name="grades")
    op.drop_index("ix_grades_kind_work_id", table_name="grades")
    op.drop_index("ix_grades_grader_id_comment_digest", table_name="grades")
    op.drop_index(op.f("ix_grades_classroom_id"), table_name="grades")
    op.drop_table("grades")
    op.drop_index("ix_grade_answers_kind_work_id", table_name="grade_answers")
    op.drop_table("grade_answers")
    op.drop_index(
        "uq_enrolments_open",
        table_name="enrolments",
        postgresql_where=sa.text("until IS NULL"),
        sqlite_where=sa.text("until IS NULL"),
    )
    op.drop_index(op.f("ix_enrolments_person_id"), table_name="enrolments")
    op.drop_index("ix_enrolments_classroom_id_until", table_name="enrolments")
    op.drop_table("enrolments")
    op.drop_index("ix_drafts_person_id_box_id", table_name="drafts")
    op.drop_table("drafts")
    op.drop_table("closed_weeks")
    op.drop_index(op.f("ix_claims_tutor_id"), table_name="claims")
    op.drop_table("claims")
    op.drop_index("ix_bulletins_training_id_published_at", table_name="bulletins")
    op.drop_index("ix_bulletins_classroom_id_week", table_name="bulletins")
    op.drop_table("bulletins")
    op.drop_index("ix_appointments_person_id_until", table_name="appointments")
    op.drop_table("appointments")
    op.drop_index(op.f("ix_activation_codes_person_id"), table_name="activation_codes")
    op.drop_table("activation_codes")
    op.drop_table("sections")
    op.drop_table("points_tables")
    op.drop_index(op.f("ix_people_school_id"), table_name="people")
    op.drop_table("people")
    op.drop_index("ix_classrooms_training_id_place_code", table_name="classrooms")
    op.drop_table("classrooms")
    op.drop_table("boards")
    op.drop_table("trainings")
    op.drop_table("topics")
    op.drop_table("schools")
    op.drop_index(op.f("ix_institutions_place_code"), table_name="institutions")
    op.drop_table("institutions")
    op.drop_table("stored_files")
    op.drop_index(op.f("ix_recorded_events_name"), table_name="recorded_events")
    op.drop_index(op.f("ix_recorded_events_happened_at"), table_name="recorded_events")
    op.drop_index(op.f("ix_recorded_events_actor_id"), table_name="recorded_events")
    op.drop_table("recorded_events")
    op.drop_index(op.f("ix_places_parent_code"), table_name="places")
    op.drop_table("places")
    op.drop_table("modules")
    op.drop_index("ix_job_runs_finished_at", table_name="job_runs")
    op.drop_table("job_runs")
    op.drop_table("glossary_terms")
    op.drop_table("first_answers")
    op.drop_table("courses")
