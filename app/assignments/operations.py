"""Handing in, taking back, and what a grade makes of it; one submission for a learner and topic, whatever happens at once."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from app.assignments.deadline import Timing, timing_of
from app.assignments.events import SubmissionHandedIn, SubmissionTakenBack
from app.assignments.models import Submission, SubmissionAttachment, SubmissionState, SubmissionVersion
from app.assignments.policy import may_take_back
from app.classrooms.models import Enrolment
from app.classrooms.queries import find_present_enrolment
from app.courses.models import Topic
from app.drafts.operations import settle_drafts
from app.foundation import clock, files, markup
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.files import KeptFile
from app.foundation.transactions import locked, transaction
from app.people.models import Person

MOST_FILES = 5


def draft_box(topic_id: int) -> str:
    return f"submission:{topic_id}"


def hand_in_submission(
    person_id: int, topic_id: int, text: str, new_files: Sequence[KeptFile] = (), carried_over: Sequence[int] = ()
) -> Submission:
    """Hand in a further version; `carried_over` are attachments of the version before that come along."""
    with transaction() as session:
        enrolment = _present_enrolment(person_id)
        topic = _open_topic(topic_id)
        now = clock.now()
        timing = _timing(enrolment, now)
        submission = _held(person_id, enrolment.training_id, topic_id)
        before = _version_before(submission)
        _check_text(text, topic)
        attachments = _attachments(before, new_files, carried_over)
        _check_that_something_changed(submission, before, text, attachments)
        submission = _next(submission, enrolment, person_id, topic_id, now, late=timing is Timing.LATE)
        session.add(submission)
        session.flush()
        files.register(new_files)
        session.add(_version(submission, text, attachments))
        settle_drafts(person_id, draft_box(topic_id))
        _record_handing_in(submission)
        return submission


def take_back_submission(submission_id: int, person_id: int) -> Submission:
    """Take back what nobody has judged yet, to go on writing."""
    with transaction():
        submission = locked(Submission, Submission.id == submission_id, Submission.person_id == person_id)
        writer = db.session.get(Person, person_id)
        if submission is None or writer is None:
            raise NotFound
        if submission.state == SubmissionState.TAKEN_BACK:
            return submission
        if not may_take_back(writer, submission):
            raise Refused(_("这份作业现在不能撤回：它已经评阅或者退回了。"))
        version = locked(
            SubmissionVersion,
            SubmissionVersion.submission_id == submission.id,
            SubmissionVersion.number == submission.version_number,
        )
        submission.state = SubmissionState.TAKEN_BACK
        if version is not None:
            version.taken_back_at = clock.now()
        record(SubmissionTakenBack(submission.id, submission.version_number, person_id), person_id)
        return submission


def settle_submission(submission_id: int, state: SubmissionState) -> Submission:
    """Set what a grade or a return made of a submission, inside the grader's transaction."""
    with transaction():
        submission = locked(Submission, Submission.id == submission_id)
        if submission is None:
            raise NotFound
        if submission.state == SubmissionState.TAKEN_BACK:
            raise Refused(_("作者刚刚撤回了这份作业，等再次提交后再评。"))
        submission.state = state
        return submission


def _present_enrolment(person_id: int) -> Enrolment:
    """Where the person learns, held, so that two handings in of one learner come one after the other."""
    locked(Enrolment, Enrolment.person_id == person_id)
    enrolment = find_present_enrolment(person_id)
    if enrolment is None:
        raise Refused(_("您现在不在任何班级里学习，不能提交作业。"))
    return enrolment


def _open_topic(topic_id: int) -> Topic:
    topic = db.session.get(Topic, topic_id)
    if topic is None or topic.retired_at is not None:
        raise NotFound
    return topic


def _timing(enrolment: Enrolment, now: datetime) -> Timing:
    training = enrolment.classroom.training
    timing = timing_of(training.day_of(now), training.ends_on, training.late_until)
    if timing is Timing.CLOSED:
        raise Refused(_("这期培训的作业补交到 %(day)s 为止，现在不能再交了。", day=training.late_until.isoformat()))
    return timing


def _held(person_id: int, training_id: int, topic_id: int) -> Submission | None:
    """The submission so far, held, if another version may follow now."""
    submission = locked(
        Submission,
        Submission.person_id == person_id,
        Submission.training_id == training_id,
        Submission.topic_id == topic_id,
    )
    state = submission.state if submission else None
    if state == SubmissionState.HANDED_IN:
        raise Refused(_("这个专题的作业已经提交，正等着评阅。要改，请先撤回。"))
    if state == SubmissionState.GRADED:
        raise Refused(_("这个专题的作业已经评阅，不用再交了。"))
    return submission


def _version_before(submission: Submission | None) -> SubmissionVersion | None:
    if submission is None:
        return None
    statement = select(SubmissionVersion).where(
        SubmissionVersion.submission_id == submission.id, SubmissionVersion.number == submission.version_number
    )
    return db.session.scalars(statement).first()


def _check_text(text: str, topic: Topic) -> None:
    if markup.has_control_characters(text):
        raise Refused(_("文字里有无法保存的控制字符，请删去后再提交。"), "text")
    if len(text) > markup.LONGEST_TEXT:
        raise Refused(_("最多 %(most)d 个字，请删减一些。", most=markup.LONGEST_TEXT), "text")
    missing = topic.minimum_characters - markup.characters(text)
    if missing > 0:
        raise Refused(
            _(
                "至少写 %(least)d 个字（不计空格），还差 %(missing)d 个。",
                least=topic.minimum_characters,
                missing=missing,
            ),
            "text",
        )


def _attachments(
    before: SubmissionVersion | None, new_files: Sequence[KeptFile], carried_over: Sequence[int]
) -> dict[str, str]:
    """Names by digest: what comes along from the version before, then what is new."""
    chosen: dict[str, str] = {}
    if before is not None and carried_over:
        statement = select(SubmissionAttachment.file_digest, SubmissionAttachment.name).where(
            SubmissionAttachment.version_id == before.id, SubmissionAttachment.id.in_(carried_over)
        )
        chosen = {row.file_digest: row.name for row in db.session.execute(statement.order_by(SubmissionAttachment.id))}
    chosen.update({file.digest: file.name for file in new_files})
    if len(chosen) > MOST_FILES:
        raise Refused(_("一次最多带 %(most)d 个附件，连同保留下来的一起算。", most=MOST_FILES), "files")
    return chosen


def _check_that_something_changed(
    submission: Submission | None, before: SubmissionVersion | None, text: str, attachments: dict[str, str]
) -> None:
    if submission is None or before is None or submission.state == SubmissionState.TAKEN_BACK:
        return
    digests = select(SubmissionAttachment.file_digest).where(SubmissionAttachment.version_id == before.id)
    if before.text == text and set(db.session.scalars(digests)) == set(attachments):
        raise Refused(_("这一稿和上一稿一字不差。先照老师的意见改一改，再交上来。"), "text")


def _next(
    submission: Submission | None, enrolment: Enrolment, person_id: int, topic_id: int, now: datetime, *, late: bool
) -> Submission:
    """The submission as it stands after this handing in; answering a return in time's grace is never late."""
    if submission is None:
        submission = Submission(
            person_id=person_id, training_id=enrolment.training_id, topic_id=topic_id,
            version_number=0, first_handed_in_at=now, is_late=late,
        )  # fmt: skip
    elif submission.state == SubmissionState.TAKEN_BACK:
        submission.is_late = submission.is_late or late
    submission.classroom_id = enrolment.classroom_id
    submission.state = SubmissionState.HANDED_IN
    submission.version_number += 1
    submission.handed_in_at = now
    return submission


def _version(submission: Submission, text: str, attachments: dict[str, str]) -> SubmissionVersion:
    rendered = markup.render(text)
    return SubmissionVersion(
        submission_id=submission.id, number=submission.version_number, text=text, html=rendered.html,
        markup_version=rendered.version, characters=markup.characters(text), handed_in_at=submission.handed_in_at,
        is_late=submission.is_late,
        attachments=[SubmissionAttachment(file_digest=digest, name=name) for digest, name in attachments.items()],
    )  # fmt: skip


def _record_handing_in(submission: Submission) -> None:
    record(
        SubmissionHandedIn(
            submission.id,
            submission.version_number,
            submission.person_id,
            submission.classroom_id,
            submission.topic_id,
            submission.is_late,
        ),
        submission.person_id,
    )
