"""Reading assignments; what somebody may not see looks like what does not exist."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload

from app.assignments.models import Submission, SubmissionAttachment, SubmissionVersion
from app.assignments.policy import may_read_submission, submissions_readable_by
from app.classrooms.memberships import PersonalQuestion
from app.classrooms.models import Classroom, Training
from app.courses.models import Module, Section, SectionKind, Topic
from app.foundation.database import BigId, db
from app.foundation.errors import NotFound
from app.foundation.reading import Question
from app.foundation.stored_files import StoredFile
from app.people.models import Person

WHOLE = (
    joinedload(Submission.person),
    joinedload(Submission.topic).joinedload(Topic.module),
    joinedload(Submission.classroom).joinedload(Classroom.training),
    joinedload(Submission.versions).joinedload(SubmissionVersion.attachments).joinedload(SubmissionAttachment.file),
)


class SubmissionLine(NamedTuple):
    """One of a learner's submissions, as lists show it."""

    id: int
    topic_id: int
    topic_title: str
    topic_slug: str
    module_slug: str
    module_title: str
    module_position: int
    state: str
    version_number: int
    first_handed_in_at: datetime
    handed_in_at: datetime
    is_late: bool


class Gist(NamedTuple):
    """Whose a submission is, where it stands, and by which grades it is judged."""

    id: int
    person_id: int
    classroom_id: int
    state: str
    place_code: str
    grade_ladder: list[list[Any]]


class Download(NamedTuple):
    """An attachment with where its bytes lie."""

    name: str
    storage_name: str
    media_type: str
    digest: str


def get_submission(submission_id: int, viewer: Person) -> Submission:
    """A submission with person, topic, class, versions and attachments, if the viewer may see it."""
    found: Submission | None = READABLE.entity(viewer, submission=submission_id)
    if found is None:
        raise NotFound
    return found


def get_gist(submission_id: int, viewer: Person) -> Gist:
    """The few words about a submission that an act of somebody who may see it begins with."""
    row = GIST.first(work=submission_id)
    if row is None or not may_read_submission(viewer, row, row.place_code):
        raise NotFound
    return Gist._make(row)


GIST = Question(
    lambda: (
        select(Submission.id, Submission.person_id, Submission.classroom_id, Submission.state)
        .add_columns(Classroom.place_code, Training.grade_ladder)
        .join(Classroom, Classroom.id == Submission.classroom_id)
        .join(Training, Training.id == Submission.training_id)
        .where(Submission.id == bindparam("work", type_=BigId))
    )
)


def find_own_submission(person_id: int, training_id: int, topic_id: int) -> Submission | None:
    """What a learner handed in for a topic."""
    statement = select(Submission).where(
        Submission.person_id == person_id, Submission.training_id == training_id, Submission.topic_id == topic_id
    )
    return db.session.scalars(statement.options(*WHOLE)).unique().first()


def submissions_of(person_id: int, training_id: int) -> Sequence[SubmissionLine]:
    """Everything a learner handed in, newest first."""
    lines = [SubmissionLine._make(row) for row in OWN.all(person=person_id, training=training_id)]
    return sorted(lines, key=lambda line: (line.handed_in_at, line.id), reverse=True)


def get_topic_with_task(module_slug: str, topic_slug: str) -> tuple[Topic, Section | None]:
    """A topic that has an assignment, ready or being prepared; a retired one asks for nothing any more."""
    row = db.session.execute(WITH_TASK.statement, {"module": module_slug, "topic": topic_slug}).first()
    if row is None:
        raise NotFound
    return row[0], row[1]


def get_topic_id(module_slug: str, topic_slug: str) -> int:
    """Which topic is meant, without all that its page shows."""
    topic_id: int | None = TOPIC_ID.one(module=module_slug, topic=topic_slug)
    if topic_id is None:
        raise NotFound
    return topic_id


TOPIC_ID = Question(
    lambda: (
        select(Topic.id)
        .join(Module, Module.id == Topic.module_id)
        .where(Module.slug == bindparam("module"), Topic.slug == bindparam("topic"), Topic.retired_at.is_(None))
    )
)


def find_task(topic_id: int) -> str | None:
    """What a topic asks for, as safe HTML."""
    html: str | None = TASK.one(topic=topic_id)
    return html


def get_download(submission_id: int, attachment_id: int, viewer: Person) -> Download:
    """An attachment, if the viewer may see the submission it came with."""
    statement = (
        select(SubmissionAttachment.name, StoredFile.storage_name, StoredFile.media_type, StoredFile.digest)
        .join(SubmissionVersion, SubmissionVersion.id == SubmissionAttachment.version_id)
        .join(Submission, Submission.id == SubmissionVersion.submission_id)
        .join(StoredFile, StoredFile.digest == SubmissionAttachment.file_digest)
        .where(SubmissionAttachment.id == attachment_id, Submission.id == submission_id)
        .where(submissions_readable_by(viewer))
    )
    row = db.session.execute(statement).first()
    if row is None:
        raise NotFound
    return Download._make(row)


def _readable(viewer: Person) -> Select[*tuple[Any, ...]]:
    asked = Submission.id == bindparam("submission", type_=BigId)
    return select(Submission).where(asked, submissions_readable_by(viewer)).options(*WHOLE)


READABLE = PersonalQuestion(_readable)


def _own() -> Select[*tuple[Any, ...]]:
    about = (Topic.title, Topic.slug, Module.slug, Module.title, Module.position)
    handed_in = (Submission.first_handed_in_at, Submission.handed_in_at, Submission.is_late)
    own = (Submission.person_id == bindparam("person", type_=BigId), Submission.training_id == bindparam("training"))
    return (
        select(Submission.id, Submission.topic_id, *about, Submission.state, Submission.version_number, *handed_in)
        .join(Topic, Topic.id == Submission.topic_id)
        .join(Module, Module.id == Topic.module_id)
        .where(
            *own
        )  # ordered by whoever asks: SQLite would walk through the training by date to spare itself a sorting
    )


OWN = Question(_own)


def _with_task() -> Select[Topic, Section]:
    return (
        select(Topic, Section)
        .join(Topic.module)
        .outerjoin(Section, (Section.topic_id == Topic.id) & (Section.kind == SectionKind.ASSIGNMENT))
        .where(Module.slug == bindparam("module"), Topic.slug == bindparam("topic"), Topic.retired_at.is_(None))
        .options(joinedload(Topic.module))
    )


def _task() -> Select[str]:
    asked = (Section.topic_id == bindparam("topic", type_=BigId), Section.kind == SectionKind.ASSIGNMENT)
    return select(Section.html).join(Topic, Topic.id == Section.topic_id).where(*asked, Topic.retired_at.is_(None))


WITH_TASK, TASK = Question(_with_task), Question(_task)
