"""Giving a submission back for another version."""

from flask_babel import gettext as _

from app.assignments.models import SubmissionState
from app.assignments.operations import settle_submission
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.errors import Forbidden, Refused
from app.foundation.events import record
from app.foundation.transactions import transaction
from app.foundation.typed import refuse_unfit
from app.grading.events import SubmissionReturned
from app.grading.models import Return
from app.grading.operations.claims import refuse_if_claimed, release_claim
from app.grading.operations.grading import LONGEST_COMMENT
from app.grading.operations.works import Work, hold_submission
from app.grading.policy import may_grade
from app.people.queries import get_person


def return_box(submission_id: int) -> str:
    return f"return:submission:{submission_id}"


def return_submission(tutor_id: int, submission_id: int, reason: str, version: int | None = None) -> Return:
    """Ask the learner for another version and say why."""
    with transaction() as session:
        work = hold_submission(submission_id, SubmissionState.HANDED_IN)
        _check(work, tutor_id, reason, version)
        given_back = Return(
            submission_id=submission_id, version_number=work.version_number, tutor_id=tutor_id, reason=reason,
            returned_at=clock.now(),
        )  # fmt: skip
        session.add(given_back)
        session.flush()
        settle_submission(submission_id, SubmissionState.RETURNED)
        release_claim(work.desk_kind, work.desk_id)
        settle_drafts(tutor_id, return_box(submission_id))
        record(SubmissionReturned(submission_id, work.version_number, work.person_id, tutor_id), tutor_id)
        return given_back


def _check(work: Work, tutor_id: int, reason: str, version: int | None) -> None:
    if not may_grade(get_person(tutor_id), work.person_id, work.classroom_id):
        raise Forbidden
    refuse_unfit(reason, "reason", LONGEST_COMMENT, empty=_("请写上理由，作者才知道往哪里改。"))
    if version is not None and version != work.version_number:
        raise Refused(_("您看的是第 %(n)d 稿，作者刚刚又改过。请看过新的一稿再说，您写的理由还在。", n=version))
    refuse_if_claimed(tutor_id, work.desk_kind, work.desk_id)
