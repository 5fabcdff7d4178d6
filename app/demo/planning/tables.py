"""The rows that a plan makes: plain tuples, their columns named here; instants are seconds, days are dates.

Columns that follow from others (`html`, `markup_version`, `characters` of a `text`) are worked out when rows are written.
"""

Row = tuple[object, ...]
Rows = dict[str, list[Row]]

COLUMNS: dict[str, tuple[str, ...]] = {
    "places": ("code", "parent_code", "kind", "name"),
    "institutions": ("id", "place_code", "name"),
    "schools": ("id", "place_code", "name", "stage"),
    "people": (
        "id", "account", "name", "sort_name", "school_id", "password_hash", "session_version", "language", "is_demo",
        "created_at", "disabled_at",
    ),
    "appointments": ("id", "person_id", "role", "place_code", "since", "until"),
    "trainings": (
        "id", "code", "name", "place_code", "starts_on", "ends_on", "late_until", "time_zone", "scheme", "grade_ladder",
    ),
    "classrooms": ("id", "training_id", "code", "name", "place_code"),
    "enrolments": ("id", "person_id", "training_id", "classroom_id", "since", "until"),
    "staff_assignments": ("id", "classroom_id", "person_id", "role", "since", "until"),
    "study_intervals": (
        "id", "person_id", "training_id", "classroom_id", "topic_id", "section", "visit", "sequence", "started_at",
        "ended_at", "verdict",
    ),
    "study_days": ("person_id", "training_id", "day", "classroom_id", "seconds"),
    "section_progress": (
        "person_id", "training_id", "topic_id", "section", "seconds", "last_read_at", "finished_at",
    ),
    "submissions": (
        "id", "person_id", "training_id", "classroom_id", "topic_id", "state", "version_number", "first_handed_in_at",
        "handed_in_at", "is_late",
    ),
    "submission_versions": ("id", "submission_id", "number", "text", "handed_in_at", "is_late", "taken_back_at"),
    "journals": (
        "id", "person_id", "training_id", "classroom_id", "title", "text", "version_number", "written_at", "edited_at",
        "published_at", "graded_at",
    ),
    "threads": (
        "id", "training_id", "classroom_id", "board_id", "topic_id", "author_id", "title", "started_at", "last_post_at",
        "post_count", "last_number", "view_count", "hidden_at",
    ),
    "posts": (
        "id", "thread_id", "training_id", "number", "author_id", "classroom_id", "is_salon", "quoted_post_id", "text",
        "written_at", "edited_at", "hidden_at", "hidden_by_id", "like_count", "rated_at",
    ),
    "likes": ("post_id", "person_id", "liked_at"),
    "read_marks": ("person_id", "thread_id", "last_number", "read_at"),
    "thread_views": ("thread_id", "person_id", "day"),
    "resources": (
        "id", "training_id", "person_id", "classroom_id", "place_code", "topic_id", "kind", "title", "description",
        "shared_at", "stage", "is_own", "source", "licence", "text", "link",
    ),
    "resource_uses": ("resource_id", "person_id", "classroom_id", "used_at"),
    "resource_ratings": ("id", "resource_id", "person_id", "classroom_id", "stars", "rated_at", "superseded_at"),
    "resource_favourites": ("person_id", "resource_id", "kept_at"),
    "grades": (
        "id", "kind", "work_id", "version_number", "training_id", "classroom_id", "person_id", "grader_id", "score",
        "grade", "comment", "comment_digest", "handed_in_at", "graded_at", "first_graded_at", "superseded_at",
    ),
    "returns": ("id", "submission_id", "version_number", "tutor_id", "reason", "returned_at"),
    "grade_answers": ("id", "kind", "work_id", "author_id", "text", "written_at"),
    "recommendations": (
        "id", "kind", "work_id", "training_id", "classroom_id", "person_id", "recommended_by_id", "reason",
        "recommended_at", "consented_at", "withdrawn_at", "is_nameless",
    ),
    "notices": (
        "id", "person_id", "kind", "about", "url", "data", "told_at", "read_at", "thing_kind", "thing_id", "gathers",
        "actor_id", "head_id",
    ),
    "drafts": (
        "id", "person_id", "box", "device", "base_id", "text", "saved_at", "settled_at", "begun_at", "form_key", "machine",
        "place", "title",
    ),
}  # fmt: skip

NUMBERED_WHEN_WRITTEN = (
    "study_intervals", "submission_versions", "resources", "resource_ratings", "grades", "returns", "grade_answers",
    "recommendations", "notices", "drafts",
)  # fmt: skip
"""Tables to whose rows nothing points: their plans leave `id` out, and the writer counts."""

LEFT_EMPTY: dict[str, tuple[str, ...]] = {
    "study_intervals": ("moves",),
    "threads": ("is_pinned", "closed_at", "answer_number", "summary_number"),
    "posts": ("hidden_reason", "quoted_words", "attached"),
    "resources": (
        "edited_at",
        "withdrawn_at",
        "withdrawn_by_id",
        "withdrawn_reason",
        "repeats_id",
        "use_count",
        "favourite_count",
        "rating_count",
        "rating_total",
        "score",
    ),
}
"""Columns that begin as the database has them; acts fill them later, for the few rows that they concern."""
