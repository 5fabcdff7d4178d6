"""Handing in a version of a work: everything is looked at in one statement, then written."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import Select, and_, bindparam, insert, select, update

from app.assignments.deadline import Timing, timing_of
from app.assignments.events import SubmissionHandedIn
from app.assignments.models import Submission, SubmissionAttachment, SubmissionState, SubmissionVersion
from app.classrooms.models import Enrolment, Training
from app.courses.models import Topic
from app.drafts.operations import settle_drafts
from app.foundation import clock, files, markup
from app.foundation.clock import local_day
from app.foundation.database import BigId, Instant, db
from app.foundation.dialects import table_of
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.files import KeptFile
from app.foundation.reading import Question
from app.foundation.transactions import transaction
from app.foundation.typed import refuse_unfit
from app.foundation.writing import Change

MOST_FILES = 5


class HandedIn(NamedTuple):
    """A version of a work that was just handed in; `id` is the work's."""

    id: int
    version_id: int
    version_number: int
    is_late: bool


def draft_box(topic_id: int) -> str:
    return f"submission:{topic_id}"


def hand_in_submission(
    person_id: int, topic_id: int, text: str, new_files: Sequence[KeptFile] = (), carried_over: Sequence[int] = ()
) -> HandedIn:
    """Hand in a further version; `carried_over` are attachments of the version before that come along."""
    with transaction():
        HOLD.all(person=person_id)  # two handings in of one learner come one after the other
        stand = STAND.first(person=person_id, topic=topic_id, present=clock.now())
        timing = _timing(stand)
        _refuse_state(stand)
        _check_text(text, stand.minimum_characters)
        before = VERSION.one(work=stand.id, version=stand.version_number) if stand.id else None
        attachments = _attachments(before, new_files, carried_over)
        _check_that_something_changed(stand, before, text, attachments)
        written = _write(person_id, topic_id, stand, text, is_late=timing is Timing.LATE)
        files.register(new_files)
        _attach(written.version_id, attachments)
        settle_drafts(person_id, draft_box(topic_id))
        whose = (person_id, stand.classroom_id, topic_id, written.is_late)
        record(SubmissionHandedIn(written.id, written.version_number, *whose), person_id)
        return written


def _stand() -> Select[*tuple[Any, ...]]:
    """Where somebody learns now, the newest training first, what the topic asks, and how far the work has come."""
    person, present = bindparam("person", type_=BigId), bindparam("present", type_=Instant())
    own = and_(
        Submission.person_id == person,
        Submission.training_id == Enrolment.training_id,
        Submission.topic_id == bindparam("topic", type_=BigId),
    )
    return (
        select(Enrolment.training_id, Enrolment.classroom_id, Training.time_zone, Training.ends_on, Training.late_until)
        .add_columns(Topic.minimum_characters, Submission.id, Submission.state, Submission.version_number)
        .add_columns(Submission.is_late, Submission.first_handed_in_at)
        .join(Training, Training.id == Enrolment.training_id)
        .outerjoin(Topic, and_(Topic.id == bindparam("topic", type_=BigId), Topic.retired_at.is_(None)))
        .outerjoin(Submission, own)
        .where(Enrolment.person_id == person, Enrolment.since <= present)
        .where(Enrolment.until.is_(None) | (Enrolment.until > present))
        .order_by(Enrolment.since.desc(), Enrolment.id.desc())
        .limit(1)
    )


HOLD = Question(
    lambda: (
        select(Enrolment.id)
        .where(Enrolment.person_id == bindparam("person", type_=BigId))
        .with_for_update(of=Enrolment, key_share=True)
    )
)
STAND = Question(_stand)
VERSION = Question(
    lambda: select(SubmissionVersion.id).where(
        SubmissionVersion.submission_id == bindparam("work", type_=BigId),
        SubmissionVersion.number == bindparam("version", type_=BigId),
    )
)
TEXT = Question(lambda: select(SubmissionVersion.text).where(SubmissionVersion.id == bindparam("version", type_=BigId)))
BEGIN = Change(lambda: insert(table_of(Submission)).returning(Submission.id))
GO_ON = Change(lambda: update(table_of(Submission)).where(Submission.id == bindparam("work", type_=BigId)))
ADD_VERSION = Change(lambda: insert(table_of(SubmissionVersion)).returning(SubmissionVersion.id))


def _timing(stand: Any) -> Timing:
    """Whether this is in time; refused for who learns nowhere, for a topic without a task, and too late."""
    if stand is None:
        raise Refused(_("您现在不在任何班级里学习，不能提交作业。"))
    if stand.minimum_characters is None:
        raise NotFound
    timing = timing_of(local_day(clock.now(), stand.time_zone), stand.ends_on, stand.late_until)
    if timing is Timing.CLOSED:
        raise Refused(_("这期培训的作业补交到 %(day)s 为止，现在不能再交了。", day=stand.late_until.isoformat()))
    return timing


def _refuse_state(stand: Any) -> None:
    if stand.state == SubmissionState.HANDED_IN:
        raise Refused(_("这个专题的作业已经提交，正等着评阅。要改，请先撤回。"))
    if stand.state == SubmissionState.GRADED:
        raise Refused(_("这个专题的作业已经评阅，不用再交了。"))


def _check_text(text: str, least: int) -> None:
    refuse_unfit(text, "text", markup.LONGEST_TEXT)
    missing = least - markup.characters(text)
    if missing > 0:
        said = _("至少写 %(least)d 个字（不计空格），还差 %(missing)d 个。", least=least, missing=missing)
        raise Refused(said, "text")


def _attachments(before: int | None, new_files: Sequence[KeptFile], carried_over: Sequence[int]) -> dict[str, str]:
    """Names by digest: what comes along from the version before, then what is new."""
    chosen: dict[str, str] = {}
    if before is not None and carried_over:
        statement = select(SubmissionAttachment.file_digest, SubmissionAttachment.name).where(
            SubmissionAttachment.version_id == before, SubmissionAttachment.id.in_(carried_over)
        )
        chosen = {row.file_digest: row.name for row in db.session.execute(statement.order_by(SubmissionAttachment.id))}
    chosen.update({file.digest: file.name for file in new_files})
    if len(chosen) > MOST_FILES:
        raise Refused(_("一次最多带 %(most)d 个附件，连同保留下来的一起算。", most=MOST_FILES), "files")
    return chosen


def _check_that_something_changed(stand: Any, before: int | None, text: str, attachments: dict[str, str]) -> None:
    if before is None or stand.state == SubmissionState.TAKEN_BACK:
        return
    digests = select(SubmissionAttachment.file_digest).where(SubmissionAttachment.version_id == before)
    if TEXT.one(version=before) == text and set(db.session.scalars(digests)) == set(attachments):
        raise Refused(_("这一稿和上一稿一字不差。先照老师的意见改一改，再交上来。"), "text")


def _write(person_id: int, topic_id: int, stand: Any, text: str, *, is_late: bool) -> HandedIn:
    """The work as it stands after this handing in, and its version; answering a return in time's grace is never late."""
    now, number = clock.now(), (stand.version_number or 0) + 1
    is_late = stand.is_late or (is_late and stand.state != SubmissionState.RETURNED)
    said = {"classroom_id": stand.classroom_id, "state": SubmissionState.HANDED_IN, "version_number": number}
    said |= {"handed_in_at": now, "is_late": is_late}
    work_id = stand.id
    if work_id is None:
        names = {"person_id": person_id, "training_id": stand.training_id, "topic_id": topic_id}
        work_id = BEGIN.one(**names, first_handed_in_at=now, **said)
    else:
        GO_ON.make(work=work_id, **said)
    rendered = markup.render(text)
    words = {"text": text, "html": rendered.html, "markup_version": rendered.version}
    version_id = ADD_VERSION.one(
        submission_id=work_id, number=number, characters=markup.characters(text), handed_in_at=now, is_late=is_late,
        **words,
    )  # fmt: skip
    return HandedIn(work_id, version_id, number, is_late)


def _attach(version_id: int, attachments: dict[str, str]) -> None:
    db.session.add_all(
        SubmissionAttachment(version_id=version_id, file_digest=digest, name=name)
        for digest, name in attachments.items()
    )
