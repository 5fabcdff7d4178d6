"""A work as somebody reads it who gives a second opinion: its text and task, and nothing that was said of it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select

from app.assignments.models import Submission, SubmissionAttachment, SubmissionVersion
from app.assignments.queries import Download
from app.classrooms.models import Training
from app.courses.models import Section, SectionKind, Topic
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.foundation.stored_files import StoredFile
from app.journals.models import Journal
from app.opinions.models import SecondOpinion
from app.opinions.policy import may_give
from app.people.models import Person


@dataclass(frozen=True, slots=True)
class BlindWork:
    """The version that was judged first; `files` are (number, name, size)."""

    title: str
    html: str
    characters: int
    task_html: str | None
    grade_ladder: list[Any]
    files: list[tuple[int, str, int]]


def blind_work(opinion: SecondOpinion, viewer: Person) -> BlindWork:
    """The work of an open opinion, for who gives it; once it is given, the work is closed to them again."""
    if not may_give(viewer, opinion):
        raise NotFound
    return _journal(opinion) if opinion.kind == "journal" else _submission(opinion)


def get_blind_file(opinion: SecondOpinion, attachment_id: int, viewer: Person) -> Download:
    """A file of that version."""
    statement = (
        select(SubmissionAttachment.name, StoredFile.storage_name, StoredFile.media_type, StoredFile.digest)
        .join(SubmissionVersion, SubmissionVersion.id == SubmissionAttachment.version_id)
        .join(StoredFile, StoredFile.digest == SubmissionAttachment.file_digest)
        .where(SubmissionAttachment.id == attachment_id, *_is_version(opinion))
    )
    row = db.session.execute(statement).first() if may_give(viewer, opinion) else None
    if row is None or opinion.kind != "submission":
        raise NotFound
    return Download._make(row)


def _submission(opinion: SecondOpinion) -> BlindWork:
    is_task = and_(Section.topic_id == Topic.id, Section.kind == SectionKind.ASSIGNMENT)
    statement = (
        select(Topic.title, SubmissionVersion.html, SubmissionVersion.characters, Section.html, Training.grade_ladder)
        .join(Submission, Submission.topic_id == Topic.id)
        .join(SubmissionVersion, SubmissionVersion.submission_id == Submission.id)
        .join(Training, Training.id == Submission.training_id)
        .outerjoin(Section, is_task)
        .where(*_is_version(opinion))
    )
    files = (
        select(SubmissionAttachment.id, SubmissionAttachment.name, StoredFile.size)
        .join(SubmissionVersion, SubmissionVersion.id == SubmissionAttachment.version_id)
        .join(StoredFile, StoredFile.digest == SubmissionAttachment.file_digest)
        .where(*_is_version(opinion))
        .order_by(SubmissionAttachment.id)
    )
    found = [(number, name, size) for number, name, size in db.session.execute(files)]
    title, html, characters, task_html, ladder = db.session.execute(statement).one()
    return BlindWork(title, html, characters, task_html, ladder, found)


def _journal(opinion: SecondOpinion) -> BlindWork:
    statement = (
        select(Journal.title, Journal.html, Journal.characters, Training.grade_ladder)
        .join(Training, Training.id == Journal.training_id)
        .where(Journal.id == opinion.work_id)
    )
    title, html, characters, ladder = db.session.execute(statement).one()
    return BlindWork(title, html, characters, None, ladder, [])


def _is_version(opinion: SecondOpinion) -> tuple[Any, ...]:
    number = SubmissionVersion.number == opinion.version_number
    return SubmissionVersion.submission_id == opinion.work_id, number
