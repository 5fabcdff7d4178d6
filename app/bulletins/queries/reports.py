"""What was reported about bulletins and the comments under them, and waits for somebody to look at it."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from app.bulletins.models import Bulletin, BulletinComment, BulletinReport
from app.bulletins.policy import may_moderate, moderated_by
from app.classrooms.models import Classroom, Training
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.people.models import Person

PAGE = 30
AUTHOR, REPORTER = aliased(Person), aliased(Person)


class Reported(NamedTuple):
    """What a report is about: a bulletin, or one comment under it, whose `words` these are."""

    bulletin_id: int
    comment_id: int | None
    title: str
    words: str | None
    author_id: int
    author_name: str
    hidden_at: datetime | None


class ReportShown(NamedTuple):
    """A report that waits, with what it is about."""

    bulletin_id: int
    comment_id: int | None
    title: str
    author_name: str
    reporter_name: str
    reason: str
    reported_at: datetime
    time_zone: str


def find_reported(bulletin_id: int, comment_id: int | None) -> Reported:
    """A bulletin or a comment under it, for whoever was let in to the bulletin."""
    is_it = BulletinComment.id == comment_id
    words, author = BulletinComment.text, func.coalesce(BulletinComment.author_id, Bulletin.author_id)
    hidden = func.coalesce(BulletinComment.hidden_at, Bulletin.hidden_at)
    statement = (
        select(Bulletin.id, BulletinComment.id, Bulletin.title, words, AUTHOR.id, AUTHOR.name, hidden)
        .outerjoin(BulletinComment, (BulletinComment.bulletin_id == Bulletin.id) & is_it)
        .join(AUTHOR, author == AUTHOR.id)
        .where(Bulletin.id == bulletin_id)
    )
    row = db.session.execute(statement).first()
    if row is None or row[1] != comment_id:
        raise NotFound
    return Reported(*row)


def get_to_decide(bulletin_id: int, comment_id: int | None, viewer: Person) -> Reported:
    """The same for whoever may decide about it; for others it looks like none."""
    found = find_reported(bulletin_id, comment_id)
    home = select(Classroom.id, Classroom.place_code).join(Bulletin, Bulletin.classroom_id == Classroom.id)
    classroom_id, place_code = db.session.execute(home.where(Bulletin.id == bulletin_id)).one()
    if not may_moderate(viewer, found.author_id, classroom_id, place_code):
        raise NotFound
    return found


def waiting_reports(viewer: Person) -> list[ReportShown]:
    """Reports that the viewer may decide, the longest waiting first; one more than a page where there are more."""
    statement = _waiting().where(moderated_by(viewer), BulletinReport.reporter_id != viewer.id)
    return [ReportShown(*row) for row in db.session.execute(statement.limit(PAGE + 1))]


def waiting_reports_about(bulletin_id: int, comment_id: int | None) -> list[ReportShown]:
    """What waits about one thing, for whoever was let in to decide it."""
    about = (BulletinReport.bulletin_id == bulletin_id, BulletinReport.about == (comment_id or 0))
    return [ReportShown(*row) for row in db.session.execute(_waiting().where(*about))]


def own_report(bulletin_id: int, comment_id: int | None, viewer: Person) -> Any:
    """What the viewer reported and what came of it, or None."""
    mine = (BulletinReport.bulletin_id == bulletin_id, BulletinReport.reporter_id == viewer.id)
    statement = (
        select(BulletinReport.reason, BulletinReport.verdict, BulletinReport.decided_at, Training.time_zone)
        .join(Bulletin, Bulletin.id == BulletinReport.bulletin_id)
        .join(Training, Training.id == Bulletin.training_id)
        .where(*mine, BulletinReport.about == (comment_id or 0))
    )
    return db.session.execute(statement).first()


def _waiting() -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(BulletinReport.bulletin_id, BulletinReport.comment_id, Bulletin.title, AUTHOR.name, REPORTER.name),
            *(BulletinReport.reason, BulletinReport.reported_at, Training.time_zone),
        )
        .select_from(BulletinReport)
        .join(Bulletin, Bulletin.id == BulletinReport.bulletin_id)
        .join(Classroom, Classroom.id == Bulletin.classroom_id)
        .join(Training, Training.id == Bulletin.training_id)
        .outerjoin(BulletinComment, BulletinComment.id == BulletinReport.comment_id)
        .join(AUTHOR, func.coalesce(BulletinComment.author_id, Bulletin.author_id) == AUTHOR.id)
        .join(REPORTER, REPORTER.id == BulletinReport.reporter_id)
        .where(BulletinReport.decided_at.is_(None))
        .order_by(BulletinReport.reported_at, BulletinReport.id)
    )
