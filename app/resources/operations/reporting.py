"""Saying that something is wrong with a resource, and deciding about it."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.classrooms.models import Training
from app.classrooms.policy import takes_part
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.queries import get_person
from app.resources.events import ResourceRemoved, ResourceReported, ResourceReportsDecided, ResourceShownAgain
from app.resources.models import Resource, ResourceReport
from app.resources.policy import may_moderate, may_report

LEFT, REMOVED = "left", "removed"
VERDICTS = (LEFT, REMOVED)


def report_box(resource_id: int) -> str:
    return f"resource:{resource_id}:report"


def decision_box(resource_id: int) -> str:
    return f"resource:{resource_id}:decision"


def report_resource(reporter_id: int, resource_id: int, reason: str) -> int:
    """Say once what is wrong with a resource, and give the number of the report."""
    with transaction() as session:
        resource, reporter = _held(resource_id), get_person(reporter_id)
        training = session.get_one(Training, resource.training_id)
        if not takes_part(reporter, training.id, training.place_code) or resource.withdrawn_at is not None:
            raise NotFound
        if not may_report(reporter, resource.person_id):
            raise Forbidden
        mine = (ResourceReport.resource_id == resource_id, ResourceReport.reporter_id == reporter_id)
        if db.session.scalar(select(ResourceReport.id).where(*mine)) is not None:
            raise Refused(_("您已经举报过这一份，管理的老师会看的。"), "reason")
        report = ResourceReport(
            resource_id=resource_id, reporter_id=reporter_id, reason=reason, reported_at=clock.now()
        )
        session.add(report)
        session.flush()
        settle_drafts(reporter_id, report_box(resource_id))
        record(ResourceReported(report.id, resource_id, reporter_id), reporter_id)
        return report.id


def decide_reports(moderator_id: int, resource_id: int, verdict: str, answer: str) -> None:
    """Leave it or take it down, for all that wait about it; who reported it does not decide."""
    with transaction():
        resource, moderator = _held(resource_id), get_person(moderator_id)
        if not may_moderate(moderator, resource.person_id, resource.classroom_id, resource.place_code):
            raise Forbidden
        waiting = _waiting(resource_id)
        if any(report.reporter_id == moderator_id for report in waiting):
            raise Forbidden
        if verdict not in VERDICTS or not waiting:
            raise Refused(_("这件事已经有人处理过了。") if not waiting else _("请选一种处理办法。"), "verdict")
        if verdict == REMOVED and not answer:
            raise Refused(_("请写明理由：作者会看到。"), "answer")
        for report in waiting:
            report.verdict, report.answer = verdict, answer
            report.decided_at, report.decided_by_id = clock.now(), moderator_id
        if verdict == REMOVED and resource.withdrawn_at is None:
            resource.withdrawn_at, resource.withdrawn_by_id = clock.now(), moderator_id
            resource.withdrawn_reason = answer
            record(ResourceRemoved(resource_id, resource.person_id, moderator_id), moderator_id)
        settle_drafts(moderator_id, decision_box(resource_id))
        told = tuple(report.reporter_id for report in waiting)
        record(ResourceReportsDecided(resource_id, verdict, resource.person_id, told, moderator_id), moderator_id)


def show_again(moderator_id: int, resource_id: int) -> None:
    """Undo a taking down; what its author took back stays taken back."""
    with transaction():
        resource = _held(resource_id)
        if resource.withdrawn_by_id != resource.person_id:
            resource.withdrawn_at, resource.withdrawn_by_id, resource.withdrawn_reason = None, None, ""
        record(ResourceShownAgain(resource_id, resource.person_id, moderator_id), moderator_id)


def _held(resource_id: int) -> Resource:
    found = locked(Resource, Resource.id == resource_id)
    if found is None:
        raise NotFound
    return found


def _waiting(resource_id: int) -> list[ResourceReport]:
    mine = (ResourceReport.resource_id == resource_id, ResourceReport.decided_at.is_(None))
    return list(db.session.scalars(select(ResourceReport).where(*mine).with_for_update()))
