"""Taking a work back, and what a grade or a return makes of it."""

from flask_babel import gettext as _
from sqlalchemy import Update, bindparam, select, update

from app.assignments.events import SubmissionTakenBack
from app.assignments.models import Submission, SubmissionState, SubmissionVersion
from app.assignments.policy import may_take_back
from app.foundation import clock
from app.foundation.database import BigId, db
from app.foundation.dialects import table_of
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.reading import Question
from app.foundation.transactions import locked, transaction
from app.foundation.writing import Change
from app.people.models import Person

WORK = bindparam("work", type_=BigId)


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


def settle_submission(submission_id: int, state: SubmissionState) -> None:
    """Set what a grade or a return made of a submission, inside the grader's transaction."""
    with transaction():
        if SETTLE.make(work=submission_id, state=state):
            return
        if STATE.one(work=submission_id) is None:
            raise NotFound
        raise Refused(_("作者刚刚撤回了这份作业，等再次提交后再评。"))


def _settled() -> Update:
    is_there = Submission.id == WORK, Submission.state != SubmissionState.TAKEN_BACK
    return update(table_of(Submission)).where(*is_there)


SETTLE = Change(_settled)
STATE = Question(lambda: select(Submission.state).where(Submission.id == WORK))
