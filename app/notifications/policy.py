"""A notice is open to whom it was told, for as long as they may see the thing that it is about."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from app.announcements.models import Announcement
from app.announcements.policy import announcements_readable_by
from app.assignments.models import Submission
from app.assignments.policy import submissions_readable_by
from app.bulletins import policy as bulletin_policy
from app.bulletins.models import Bulletin, BulletinComment, BulletinReport
from app.bulletins.policy import bulletins_readable_by
from app.classrooms.models import Classroom, Training
from app.contests.models import StudyContest
from app.contests.policy import contests_readable_by
from app.discussions.models import Post, Thread
from app.discussions.policy import threads_readable_by
from app.journals.models import Journal
from app.journals.policy import journals_readable_by
from app.moderation.models import Case, HiddenKind, HidingReview
from app.moderation.policy import moderated_by
from app.notifications.models import Notice
from app.objections.models import Objection
from app.objections.policy import objections_readable_by
from app.opinions.models import SecondOpinion
from app.people.models import Person
from app.recommendations.models import Recommendation
from app.reports.models import StandingReport
from app.reports.policy import reports_readable_by
from app.resources import policy as resource_policy
from app.resources.models import Resource, ResourceReport

Row = type[Notice]
Question = Callable[[Person, Any], ColumnElement[bool]]


def _submission(person: Person, number: Any) -> ColumnElement[bool]:
    return exists().where(Submission.id == number, submissions_readable_by(person))


def _journal(person: Person, number: Any) -> ColumnElement[bool]:
    return exists().where(Journal.id == number, journals_readable_by(person))


def _thread(person: Person, number: Any) -> ColumnElement[bool]:
    threads = select(Thread.id).join(Training, Training.id == Thread.training_id)
    homes = threads.outerjoin(Classroom, Classroom.id == Thread.classroom_id)
    return homes.where(Thread.id == number, threads_readable_by(person)).exists()


def _post(person: Person, number: Any) -> ColumnElement[bool]:
    threads = select(Post.id).join(Thread, Thread.id == Post.thread_id)
    homes = threads.join(Training, Training.id == Thread.training_id)
    rooms = homes.outerjoin(Classroom, Classroom.id == Thread.classroom_id)
    return rooms.where(Post.id == number, Post.hidden_at.is_(None), threads_readable_by(person)).exists()


def _case(person: Person, number: Any) -> ColumnElement[bool]:
    posts = select(Case.id).join(Post, Post.id == Case.post_id).join(Thread, Thread.id == Post.thread_id)
    homes = posts.join(Training, Training.id == Thread.training_id)
    rooms = homes.outerjoin(Classroom, Classroom.id == Thread.classroom_id)
    return rooms.where(Case.id == number, moderated_by(person)).exists()


def _recommendation(_person: Person, number: Any) -> ColumnElement[bool]:
    return exists().where(Recommendation.id == number, Recommendation.withdrawn_at.is_(None))


def _bulletin(person: Person, number: Any) -> ColumnElement[bool]:
    bulletins = select(Bulletin.id).join(Training, Training.id == Bulletin.training_id)
    return bulletins.where(Bulletin.id == number, Bulletin.hidden_at.is_(None), bulletins_readable_by(person)).exists()


def _bulletin_report(person: Person, number: Any) -> ColumnElement[bool]:
    about = _about_bulletins(select(BulletinReport.id))
    return about.where(BulletinReport.id == number, bulletin_policy.moderated_by(person)).exists()


def _about_bulletins(reports: Select[Any]) -> Select[Any]:
    """Reports joined with what decides who moderates them."""
    homes = reports.join(Bulletin, Bulletin.id == BulletinReport.bulletin_id)
    rooms = homes.join(Classroom, Classroom.id == Bulletin.classroom_id)
    return rooms.outerjoin(BulletinComment, BulletinComment.id == BulletinReport.comment_id)


def _hiding(person: Person, number: Any) -> ColumnElement[bool]:
    """An objection that waits, as long as the person may hide and show what it is about."""
    mine, present = HidingReview.id == number, HidingReview.outcome.is_(None)
    reviews = select(HidingReview.id).where(mine, present)
    reports = reviews.join(BulletinReport, BulletinReport.id == HidingReview.report_id)
    bulletin = _about_bulletins(reports).where(
        HidingReview.kind != HiddenKind.RESOURCE, bulletin_policy.moderated_by(person)
    )
    shared = reviews.join(ResourceReport, ResourceReport.id == HidingReview.report_id)
    resource = shared.join(Resource, Resource.id == ResourceReport.resource_id)
    theirs = resource.where(HidingReview.kind == HiddenKind.RESOURCE, resource_policy.moderated_by(person))
    return or_(bulletin.exists(), theirs.exists())


def _resource_report(person: Person, number: Any) -> ColumnElement[bool]:
    reports = select(ResourceReport.id).join(Resource, Resource.id == ResourceReport.resource_id)
    return reports.where(ResourceReport.id == number, resource_policy.moderated_by(person)).exists()


def _resource(person: Person, number: Any) -> ColumnElement[bool]:
    resources = select(Resource.id).join(Training, Training.id == Resource.training_id)
    return resources.where(Resource.id == number, resource_policy.resources_readable_by(person)).exists()


def _opinion(person: Person, number: Any) -> ColumnElement[bool]:
    return exists().where(SecondOpinion.id == number, SecondOpinion.tutor_id == person.id)


def _objection(person: Person, number: Any) -> ColumnElement[bool]:
    return exists().where(Objection.id == number, objections_readable_by(person))


def _contest(person: Person, number: Any) -> ColumnElement[bool]:
    return exists().where(StudyContest.id == number, contests_readable_by(person))


def _announcement(person: Person, number: Any) -> ColumnElement[bool]:
    return exists().where(Announcement.id == number, announcements_readable_by(person))


def _report(person: Person, number: Any) -> ColumnElement[bool]:
    return exists().where(StandingReport.id == number, reports_readable_by(person))


# What a notice can be about, and when somebody may see it; a notice about nothing of these stays open to its person.
THINGS: dict[str, Question] = {
    "submission": _submission,
    "journal": _journal,
    "thread": _thread,
    "post": _post,
    "case": _case,
    "recommendation": _recommendation,
    "opinion": _opinion,
    "bulletin": _bulletin,
    "bulletin_report": _bulletin_report,
    "resource": _resource,
    "resource_report": _resource_report,
    "hiding": _hiding,
    "objection": _objection,
    "contest": _contest,
    "announcement": _announcement,
    "report": _report,
}


def notices_open_to(person: Person, row: Any = Notice) -> ColumnElement[bool]:
    """Notices whose thing the person may see at this moment."""
    asked = [and_(row.thing_kind == name, ask(person, row.thing_id)) for name, ask in THINGS.items()]
    return or_(row.thing_kind.is_(None), *asked)
