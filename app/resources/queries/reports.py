"""What was reported and waits for somebody to look at it."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.classrooms.models import Training
from app.foundation.database import db
from app.people.models import Person
from app.resources.models import Resource, ResourceReport
from app.resources.policy import moderated_by

PAGE = 30
AUTHOR, REPORTER = aliased(Person), aliased(Person)


class ReportShown(NamedTuple):
    """A report that waits, with what it is about."""

    resource_id: int
    title: str
    author_name: str
    reporter_name: str
    reason: str
    reported_at: datetime
    time_zone: str


def waiting_reports(viewer: Person) -> list[ReportShown]:
    """Reports that the viewer may decide, the longest waiting first; one more than a page where there are more."""
    statement = _waiting().where(moderated_by(viewer), ResourceReport.reporter_id != viewer.id)
    return [ReportShown(*row) for row in db.session.execute(statement.limit(PAGE + 1))]


def waiting_reports_about(resource_id: int) -> list[ReportShown]:
    """What waits about one resource, for whoever was let in to decide it."""
    return [ReportShown(*row) for row in db.session.execute(_waiting().where(Resource.id == resource_id))]


def own_report(resource_id: int, viewer: Person) -> Any:
    """What the viewer reported about a resource and what came of it, or None."""
    statement = (
        select(ResourceReport.reason, ResourceReport.verdict, ResourceReport.decided_at, Training.time_zone)
        .join(Resource, Resource.id == ResourceReport.resource_id)
        .join(Training, Training.id == Resource.training_id)
        .where(ResourceReport.resource_id == resource_id, ResourceReport.reporter_id == viewer.id)
    )
    return db.session.execute(statement).first()


def _waiting() -> Any:
    return (
        select(
            *(Resource.id, Resource.title, AUTHOR.name, REPORTER.name),
            *(ResourceReport.reason, ResourceReport.reported_at, Training.time_zone),
        )
        .select_from(ResourceReport)
        .join(Resource, Resource.id == ResourceReport.resource_id)
        .join(Training, Training.id == Resource.training_id)
        .join(AUTHOR, AUTHOR.id == Resource.person_id)
        .join(REPORTER, REPORTER.id == ResourceReport.reporter_id)
        .where(ResourceReport.decided_at.is_(None))
        .order_by(ResourceReport.reported_at, ResourceReport.id)
    )
