"""Every column that holds words, filled with words that want to run; and every field through which words come in."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import JSON, String, text

from app.foundation.database import Base, db
from app.foundation.forms import Form, LineField, TextField
from tests.browser.hostile import WHOLE

# Words of people and of editors, by table; what ends in `html` was made of them and is shown as it stands.
WRITTEN: dict[str, tuple[str, ...]] = {
    "announcement_versions": ("title", "text"),
    "announcements": ("title", "text", "html"),
    "administrative_changes": ("reason", "before", "after"),
    "boards": ("name", "purpose"),
    "bulletin_comments": ("text", "html"),
    "bulletin_drafts": ("title", "blocks"),
    "bulletin_pictures": ("name",),
    "bulletin_reports": ("reason", "answer"),
    "bulletin_versions": ("title", "blocks", "people"),
    "bulletins": ("title", "text", "html", "hidden_reason"),
    "classrooms": ("name",),
    "closed_weeks": ("reason",),
    "contacts": ("words", "note"),
    "contest_answers": ("words",),
    "data_copies": ("reason",),
    "erasures": ("reason",),
    "courses": ("title", "keywords", "introduction_html", "glossary_title", "glossary_html"),
    "drafts": ("text", "machine", "title"),
    "glossary_terms": ("name", "other_names", "html"),
    "grade_answers": ("text", "html"),
    "grades": ("comment",),
    "hiding_reviews": ("text", "answer"),
    "institutions": ("name",),
    "journal_versions": ("title", "text"),
    "journals": ("title", "text", "html"),
    "moderation_decisions": ("reason",),
    "moderation_objections": ("text",),
    "modules": ("title", "hook", "introduction_html"),
    "notices": ("data",),
    "objection_answers": ("text",),
    "objections": ("reason",),
    "people": ("name",),
    "phrases": ("text",),
    "picks": ("word",),
    "places": ("name",),
    "points_table_publications": ("reason",),
    "post_attachments": ("name",),
    "post_reports": ("reason",),
    "post_revisions": ("text",),
    "posts": ("text", "html", "hidden_reason", "quoted_words"),
    "recommendations": ("reason",),
    "resource_files": ("name",),
    "resource_reports": ("reason", "answer"),
    "resources": ("title", "description", "source", "text", "html", "link", "withdrawn_reason"),
    "reminder_rounds": ("text",),
    "returns": ("reason",),
    "roster_acts": ("told",),
    "roster_imports": ("file_name", "understood"),
    "roster_rows": ("name", "detail"),
    "schools": ("name",),
    "second_opinions": ("reason", "comment"),
    "sections": ("html",),
    "standing_reports": ("introduction",),
    "study_contests": ("reason",),
    "submission_attachments": ("name",),
    "submission_versions": ("text", "html"),
    "threads": ("title",),
    "topics": ("title", "hook", "keywords", "sources"),
    "trainings": ("name",),
    "withdrawn_grades": ("comment",),
}
# Numbers, codes, kinds and digests, which the house itself makes up; a name of a table means all that is in it.
OWN = {
    "person_merges", "personal_records", "roster_changes", "roster_acts.kind", "roster_imports.counts", "roster_imports.decisions",
    "roster_imports.sealed", "roster_rows.kind",
    "standing_reports.place_code", "standing_reports.week", "standing_reports.contents", "search_notes", "announcement_readings", "announcements.place_code", "announcements.audience", "activation_codes", "appointments", "claims", "digest_wishes", "first_answers", "hint_talks", "job_runs", "mailboxes", "mails", "notice_choices",
    "points_tables", "recorded_events", "repetitions", "search_entries", "section_progress", "staff_assignments", "standings",
    "stored_files", "study_intervals", "study_signals", "study_visits", "submissions", "text_marks", "thread_marks",
    "boards.slug", "bulletin_drafts.week", "bulletin_pictures.file_digest", "bulletin_pictures.small_digest", "bulletin_reports.verdict", "bulletins.week", "classrooms.code", "classrooms.place_code", "closed_weeks.week", "closed_weeks.hash",
    "courses.fingerprint", "drafts.box", "drafts.device", "drafts.form_key", "drafts.place", "glossary_terms.initial",
    "glossary_terms.topics", "grade_answers.kind", "grades.kind", "grades.grade", "grades.comment_digest", "institutions.place_code",
    "moderation_decisions.verdict", "modules.slug", "modules.fingerprint", "notices.kind", "notices.about", "notices.url",
    "notices.thing_kind", "notices.gathers", "hiding_reviews.kind", "hiding_reviews.outcome", "objections.week", "objections.board", "objections.figure", "people.account", "people.sort_name", "people.password_hash", "people.language",
    "places.code", "places.parent_code", "places.kind", "post_attachments.file_digest", "post_attachments.small_digest",
    "posts.attached", "recommendations.kind", "resource_files.file_digest", "resource_files.small_digest", "resource_reports.verdict", "resources.kind",
    "resources.licence", "resources.place_code", "resources.stage", "schools.place_code", "schools.stage", "sections.kind",
    "second_opinions.kind", "study_contests.section", "second_opinions.grade", "submission_attachments.file_digest", "topics.slug", "topics.status", "topics.stages", "topics.fingerprint", "trainings.code",
    "trainings.place_code", "trainings.time_zone", "trainings.scheme", "trainings.grade_ladder", "withdrawn_grades.kind",
    "withdrawn_grades.grade",
    "administrative_changes.subject", "administrative_changes.what", "job_failures", "job_beats",
    "contact_returns", "contacts.kind", "contacts.channel", "contacts.outcome", "contacts.wanted", "reminder_rounds.kind",
    "reminder_rounds.channel", "reminders",
}  # fmt: skip
# Where the words of each field go; None is never shown to anybody.
FIELDS: dict[str, str | None] = {
    "roster.MergeForm.other": None,
    "reports.ReportForm.introduction": "standing_reports.introduction",
    "announcements.AnnouncementForm.title": "announcements.title", "announcements.AnnouncementForm.text": "announcements.text",
    "announcements.AnnouncementForm.publish_at": None, "announcements.AnnouncementForm.expires_on": None,
    "announcements.NewAnnouncementForm.title": "announcements.title", "announcements.NewAnnouncementForm.text": "announcements.text",
    "announcements.NewAnnouncementForm.publish_at": None, "announcements.NewAnnouncementForm.expires_on": None,
    "people.ActivationForm.account": None, "people.ActivationForm.code": None, "people.SignInForm.account": None,
    "grading.AnswerForm.text": "grade_answers.text", "rankings.CorrectionForm.reason": "closed_weeks.reason",
    "contests.AnswerForm.words": "contest_answers.words", "contests.ContestForm.reason": "study_contests.reason",
    "moderation.DecisionForm.reason": "moderation_decisions.reason", "grading.GradeForm.comment": "grades.comment",
    "assignments.HandInForm.text": "submission_versions.text", "discussions.HidingForm.reason": "posts.hidden_reason", "journals.JournalForm.text": "journals.text",
    "journals.JournalForm.title": "journals.title", "moderation.ObjectionForm.text": "moderation_objections.text", "phrases.PhraseForm.text": "phrases.text",
    "discussions.PostForm.text": "posts.text", "grading.RatingForm.comment": "grades.comment", "recommendations.RecommendationForm.reason": "recommendations.reason",
    "discussions.ReplyForm.text": "posts.text", "moderation.ReportForm.reason": "post_reports.reason", "moderation.ReviewForm.answer": "hiding_reviews.answer", "grading.ReturnForm.reason": "returns.reason",
    "grading.ScoreForm.comment": "grades.comment", "discussions.ThreadForm.text": "posts.text", "discussions.ThreadForm.title": "threads.title",
    "objections.DecisionForm.public_reason": "closed_weeks.reason", "objections.DecisionForm.text": "objection_answers.text",
    "objections.ObjectionForm.reason": "objections.reason", "objections.RemarkForm.text": "objection_answers.text",
    "opinions.AskForm.reason": "second_opinions.reason", "recommendations.PickForm.word": "picks.word",
    "resources.ResourceForm.title": "resources.title", "resources.ResourceForm.description": "resources.description",
    "resources.ResourceForm.source": "resources.source", "resources.ResourceForm.text": "resources.text",
    "resources.ResourceForm.link": "resources.link", "resources.ReportForm.reason": "resource_reports.reason",
    "resources.DecisionForm.answer": "resource_reports.answer",
    "rulebook.RulebookForm.reason": "points_table_publications.reason",
    "bulletins.ReportForm.reason": "bulletin_reports.reason", "bulletins.DecisionForm.answer": "bulletin_reports.answer",
    "bulletins.CommentForm.text": "bulletin_comments.text", "bulletins.EditorForm.title": "bulletins.title",
    "notifications.AddressForm.address": None, "notifications.CodeForm.code": None,
    "administration.ClassroomForm.name": "classrooms.name", "administration.ClassroomForm.code": None,
    "administration.ClassroomChangeForm.name": "classrooms.name", "administration.ClassroomChangeForm.reason": "administrative_changes.reason",
    "administration.StaffForm.who": None, "administration.ReasonForm.reason": "administrative_changes.reason",
    "administration.RenameForm.name": "people.name", "administration.RenameForm.reason": "administrative_changes.reason",
    "administration.SchoolForm.school": None, "administration.SchoolForm.reason": "administrative_changes.reason",
    "administration.TrainingForm.name": "trainings.name", "administration.TrainingForm.code": None,
    "administration.CalendarForm.reason": "administrative_changes.reason", "administration.NameForm.name": "trainings.name",
    "administration.NameForm.reason": "administrative_changes.reason", "administration.SchemeForm.reason": "administrative_changes.reason",
    "administration.LadderForm.reason": "administrative_changes.reason",
    **{f"administration.LadderForm.name_{number}": None for number in range(6)},  # letters alone are taken
    "datarights.ReasonForm.reason": "data_copies.reason",
    "datarights.OwnErasureForm.account": None, "datarights.OwnErasureForm.reason": "erasures.reason",
    "datarights.ErasureForm.account": None, "datarights.ErasureForm.reason": "erasures.reason",
    "reminders.ContactForm.note": "contacts.note", "reminders.RoundForm.text": "reminder_rounds.text",
}  # fmt: skip
_DATA = ("kind", "url")  # what of a notice's data is no words


@dataclass
class Tainted:
    """The n-th hostile string stands in `columns[n]`."""

    columns: dict[int, str]


def columns_with_words() -> set[str]:
    """Every column of the house that could hold words, and is not said to hold the house's own."""
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, String | JSON) and not {table.name, f"{table.name}.{column.name}"} & OWN
    }


def fields_of_words() -> set[str]:
    """Every field in which somebody may type words, by the form that has it."""
    return {
        f"{form.__module__.split('.')[1]}.{form.__name__}.{name}"
        for form in _forms(Form)
        for name in dir(form)
        if _is_words(getattr(form, name, None)) and not name.startswith("_")
    }


def taint(html: Any) -> Tainted:
    """Fill every row's words on SQLite; `html` makes the shown form of a text."""
    numbers, columns = count(1), {}
    for table, names in WRITTEN.items():
        for row in db.session.execute(text(f"SELECT rowid AS row_number, * FROM {table}")).mappings().all():
            for name in names:
                number = next(numbers)
                columns[number] = f"{table}.{name}"
                hostile = WHOLE[number % len(WHOLE)].replace("{deed}", "ran({n})").replace("{n}", str(number))
                value = _shaped(row[name], html(hostile) if name.endswith("html") else hostile)
                db.session.execute(
                    text(f"UPDATE OR IGNORE {table} SET {name} = :value WHERE rowid = :row"),
                    {"value": value, "row": row["row_number"]},
                )
    db.session.commit()
    return Tainted(columns)


def _shaped(before: Any, hostile: str) -> Any:
    """A list stays a list, a notice's data keep their keys, what was empty stays empty."""
    if not isinstance(before, str) or not before:
        return before
    if before[0] == "[":
        return json.dumps([hostile])
    if before == "{}" or before.startswith('{"'):  # what begins with a brace alone is a text with its own marks
        data = json.loads(before)
        return json.dumps({k: hostile if isinstance(v, str) and k not in _DATA else v for k, v in data.items()})
    return hostile


def _forms(kind: type[Form]) -> Iterator[type[Form]]:
    for form in kind.__subclasses__():
        if form.__module__.startswith("app.") and not form.__name__.startswith("_"):
            yield form
        yield from _forms(form)


def _is_words(field: Any) -> bool:
    made = getattr(field, "field_class", None)
    return isinstance(made, type) and issubclass(made, LineField | TextField)
