"""Whoever deletes people (the undoing of an import deletes thousands) must not walk through whole tables for each."""

from collections.abc import Iterator

from sqlalchemy import Table, UniqueConstraint

from app.foundation.database import Base

# Tables that stay small whatever happens: some officials write some hundreds of rows in a training.
OFFICE = "written by few people in their office, some hundreds of rows in a training"
# Columns that are left without an index, and why.
WITHOUT = {
    **dict.fromkeys(
        [
            "administrative_changes.changed_by_id", "bulletin_reports.decided_by_id", "closed_weeks.closed_by_id",
            "contest_answers.answerer_id", "data_copies.asked_by_id", "erasures.asked_by_id", "erasures.called_off_by_id", "erasures.person_id",
            "hiding_reviews.decided_by_id", "hint_talks.talker_id", "moderation_decisions.moderator_id", "objection_answers.answered_by_id",
            "passed_opinions.tutor_id", "picks.picked_by_id", "picks.withdrawn_by_id",
            "points_table_publications.published_by_id", "reminder_rules.changed_by_id", "resource_reports.decided_by_id",
            "second_opinions.first_grader_id", "showings.shown_by_id", "showings.withdrawn_by_id",
            "thread_marks.set_by_id", "thread_moves.moved_by_id",
        ],
        OFFICE,
    ),
    **dict.fromkeys(
        [
            "bulletin_drafts.begun_by_id", "bulletin_drafts.saved_by_id", "bulletin_pictures.added_by_id",
            "bulletin_reports.reporter_id",
        ],
        "what is being written, drawn or doubted in bulletins: few rows beside what was published",
    ),
    "moderation_objections.author_id": "one for a case that was decided, and few are contested",
    "resource_reports.reporter_id": "one in some hundreds of resources is reported",
}  # fmt: skip


def test_every_key_to_people_is_found_by_an_index_or_says_why_not() -> None:
    keys = {f"{table.name}.{column}": leads(table, column) for table, column in keys_to_people()}
    without = {name for name, is_led in keys.items() if not is_led}
    assert without - WITHOUT.keys() == set(), "give these an index that leads with them, or say here why not"
    assert WITHOUT.keys() - without == set(), "these have an index by now, or are gone"


def keys_to_people() -> Iterator[tuple[Table, str]]:
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == "people":
                yield table, key.parent.name


def leads(table: Table, column: str) -> bool:
    """Whether an index, a unique constraint or the primary key begins with this column; one of the rows that name
    somebody will do."""
    lists = [list(index.columns) for index in table.indexes if _is_for_all_keys(index, column)]
    lists += [list(rule.columns) for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    lists.append(list(table.primary_key.columns))
    return any(columns and columns[0].name == column for columns in lists)


def _is_for_all_keys(index, column: str) -> bool:
    where = index.dialect_options["postgresql"]["where"]
    return where is None or str(where) == f"{column} IS NOT NULL"
