"""What was hidden after a report, bulletins, comments and resources alike, and who looked at it once more."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, cast, func, literal, null, select, union_all
from sqlalchemy.orm import aliased

from app.bulletins.models import Bulletin, BulletinComment, BulletinReport
from app.bulletins.policy import moderated_by as bulletins_moderated_by
from app.classrooms.models import Classroom, Training
from app.foundation.database import BigId, db
from app.foundation.errors import NotFound
from app.moderation.models import HiddenKind, HidingReview
from app.moderation.policy import may_look_again
from app.people.models import Person
from app.resources.models import Resource, ResourceReport
from app.resources.policy import moderated_by as resources_moderated_by

PAGE = 30
AUTHOR, HIDER, REVIEWER, REPORTER = aliased(Person), aliased(Person), aliased(Person), aliased(Person)
LATER, LATER_OF_RESOURCE = aliased(BulletinReport), aliased(ResourceReport)
HIDDEN, REMOVED = "hidden", "removed"


@dataclass(frozen=True, slots=True)
class Hiding:
    """Something hidden with the reason, what its author objected and what became of that."""

    kind: str
    thing_id: int
    bulletin_id: int | None
    report_id: int
    title: str
    words: str
    author_id: int
    is_hidden: bool
    classroom_id: int | None
    place_code: str
    time_zone: str
    room_name: str | None
    reason: str
    hidden_by_id: int
    hidden_at: datetime
    author_name: str
    hider_name: str
    objection: str | None
    objected_at: datetime | None
    outcome: str | None
    answer: str | None
    decided_at: datetime | None
    reviewer_name: str | None

    @property
    def is_waiting(self) -> bool:
        """Whether its author objected and nobody has answered."""
        return self.objected_at is not None and self.outcome is None

    @property
    def is_open(self) -> bool:
        """Whether it is hidden and may still be looked at."""
        return self.is_hidden and self.outcome is None


def objection_address(kind: str, thing_id: int) -> str:
    """Where the author of something hidden reads why, and objects."""
    return f"/moderation/{kind}s/{thing_id}/objection"


def find_hiding(kind: str, thing_id: int) -> Hiding | None:
    """The newest hiding of a thing, for those who decided already who is let in."""
    _report, about = reports_about(kind, thing_id)
    asked = _of_resources() if kind == HiddenKind.RESOURCE else _of_bulletins()
    row = db.session.execute(_with_names(asked.where(*about).subquery())).first()
    return Hiding(*row) if row else None


def get_hiding(kind: str, thing_id: int, viewer: Person) -> Hiding:
    """What the viewer may look at once more, or could if they had not hidden or reported it."""
    found = find_hiding(kind, thing_id)
    if found is None or not may_look_again(viewer, kind, found.author_id, found.classroom_id, found.place_code, ()):
        raise NotFound
    return found


def get_own_hiding(kind: str, thing_id: int, viewer: Person) -> Hiding:
    """What of the viewer's own was hidden."""
    found = find_hiding(kind, thing_id)
    if found is None or found.author_id != viewer.id:
        raise NotFound
    return found


def hidings(viewer: Person, page: int = 1) -> list[Hiding]:
    """All that was hidden where the viewer moderates, newest first; one more than a page where there is another."""
    hidden = union_all(*_moderated(viewer)).subquery()
    statement = _with_names(hidden).order_by(hidden.c.hidden_at.desc(), hidden.c.report_id.desc(), hidden.c.kind)
    return [Hiding(*row) for row in db.session.execute(statement.limit(PAGE + 1).offset((page - 1) * PAGE))]


def contested_hidings(viewer: Person) -> list[Hiding]:
    """Objections that wait for the viewer, the longest first: not what they hid or reported themselves."""
    hidden = union_all(*_moderated(viewer, but_reported=True)).subquery()
    waits = (HidingReview.objected_at.is_not(None), HidingReview.outcome.is_(None), hidden.c.hidden_by_id != viewer.id)
    statement = _with_names(hidden).where(*waits).order_by(HidingReview.objected_at, HidingReview.id)
    return [Hiding(*row) for row in db.session.execute(statement.limit(PAGE))]


def reports_behind(hiding: Hiding) -> list[Any]:
    """Who reported it and why, oldest first."""
    report, about = reports_about(hiding.kind, hiding.thing_id)
    columns = (report.reporter_id, REPORTER.name, report.reason, report.reported_at)
    statement = select(*columns).join(REPORTER, REPORTER.id == report.reporter_id).where(*about).order_by(report.id)
    return list(db.session.execute(statement))


def reporters_of(hiding: Hiding) -> list[int]:
    """Whose reports led to this hiding: not those of an earlier one, who heard what became of that."""
    report, about = reports_about(hiding.kind, hiding.thing_id)
    earlier = (
        select(func.coalesce(func.max(HidingReview.report_id), 0))
        .join(report, report.id == HidingReview.report_id)
        .where(HidingReview.kind == hiding.kind, HidingReview.report_id < hiding.report_id, *about)
    )
    hidden = (report.verdict.in_((HIDDEN, REMOVED)), report.id > earlier.scalar_subquery())
    return list(db.session.scalars(select(report.reporter_id).where(*about, *hidden).order_by(report.reporter_id)))


def barred_from_hiding(hiding: Hiding) -> set[int]:
    """Who reported it, and who hid it as soon as its author objects: somebody else looks again."""
    report, about = reports_about(hiding.kind, hiding.thing_id)
    reporters = set(db.session.scalars(select(report.reporter_id).where(*about)))
    return reporters | ({hiding.hidden_by_id} if hiding.is_waiting else set())


def reports_about(kind: str, thing_id: int) -> tuple[Any, tuple[Any, ...]]:
    """The table of the reports about a thing, and which of its rows they are."""
    if kind == HiddenKind.RESOURCE:
        return ResourceReport, (ResourceReport.resource_id == thing_id,)
    if kind == HiddenKind.COMMENT:
        return BulletinReport, (BulletinReport.comment_id == thing_id,)
    return BulletinReport, (BulletinReport.bulletin_id == thing_id, BulletinReport.comment_id.is_(None))


def _moderated(viewer: Person, *, but_reported: bool = False) -> list[Select[*tuple[Any, ...]]]:
    bulletins = _of_bulletins().where(bulletins_moderated_by(viewer))
    resources = _of_resources().where(resources_moderated_by(viewer))
    if not but_reported:
        return [bulletins, resources]
    mine = aliased(BulletinReport)
    said = (mine.bulletin_id == BulletinReport.bulletin_id, mine.about == BulletinReport.about)
    reported = select(mine.id).where(*said, mine.reporter_id == viewer.id).exists()
    own = aliased(ResourceReport)
    about = (own.resource_id == ResourceReport.resource_id, own.reporter_id == viewer.id)
    return [bulletins.where(~reported), resources.where(~select(own.id).where(*about).exists())]


def _of_bulletins() -> Select[*tuple[Any, ...]]:
    """The newest hiding of each bulletin and comment; what its author took away themselves is not hidden."""
    report, comment, is_comment = BulletinReport, BulletinComment, BulletinReport.comment_id.is_not(None)
    same = (LATER.bulletin_id == report.bulletin_id, LATER.about == report.about, LATER.verdict == HIDDEN)
    newest = select(func.max(LATER.id)).where(*same).scalar_subquery()
    is_hidden = case(
        (is_comment, and_(comment.hidden_at.is_not(None), comment.hidden_by_id != comment.author_id)),
        else_=Bulletin.hidden_reason != "",
    )
    return (
        select(
            case((is_comment, HiddenKind.COMMENT), else_=HiddenKind.BULLETIN).label("kind"),
            func.coalesce(report.comment_id, report.bulletin_id).label("thing_id"), report.bulletin_id.label("bulletin_id"),
            report.id.label("report_id"), Bulletin.title.label("title"),
            func.coalesce(comment.text, Bulletin.text).label("words"),
            func.coalesce(comment.author_id, Bulletin.author_id).label("author_id"), is_hidden.label("is_hidden"),
            Bulletin.classroom_id.label("classroom_id"), Classroom.place_code.label("place_code"),
            Training.time_zone.label("time_zone"), Classroom.name.label("room_name"), report.answer.label("reason"),
            report.decided_by_id.label("hidden_by_id"), report.decided_at.label("hidden_at"),
        )
        .select_from(report)
        .join(Bulletin, Bulletin.id == report.bulletin_id)
        .join(Classroom, Classroom.id == Bulletin.classroom_id)
        .join(Training, Training.id == Bulletin.training_id)
        .outerjoin(comment, comment.id == report.comment_id)
        .where(report.verdict == HIDDEN, report.id == newest)
    )  # fmt: skip


def _of_resources() -> Select[*tuple[Any, ...]]:
    report, later, mine = ResourceReport, LATER_OF_RESOURCE, Resource
    same = (later.resource_id == report.resource_id, later.verdict == REMOVED)
    newest = select(func.max(later.id)).where(*same).scalar_subquery()
    is_hidden = and_(mine.withdrawn_at.is_not(None), mine.withdrawn_by_id != mine.person_id)
    return (
        select(
            literal(HiddenKind.RESOURCE).label("kind"), mine.id.label("thing_id"), cast(null(), BigId).label("bulletin_id"),
            report.id.label("report_id"), mine.title.label("title"), mine.description.label("words"),
            mine.person_id.label("author_id"), is_hidden.label("is_hidden"), mine.classroom_id.label("classroom_id"),
            mine.place_code.label("place_code"), Training.time_zone.label("time_zone"), Classroom.name.label("room_name"),
            report.answer.label("reason"), report.decided_by_id.label("hidden_by_id"), report.decided_at.label("hidden_at"),
        )
        .select_from(report)
        .join(mine, mine.id == report.resource_id)
        .join(Training, Training.id == mine.training_id)
        .outerjoin(Classroom, Classroom.id == mine.classroom_id)
        .where(report.verdict == REMOVED, report.id == newest)
    )  # fmt: skip


def _with_names(hidden: Any) -> Select[*tuple[Any, ...]]:
    review = HidingReview
    objection = case((review.objected_at.is_not(None), review.text))
    said = (objection, review.objected_at, review.outcome, review.answer, review.decided_at, REVIEWER.name)
    return (
        select(*hidden.c, AUTHOR.name, HIDER.name, *said)
        .join(AUTHOR, AUTHOR.id == hidden.c.author_id)
        .join(HIDER, HIDER.id == hidden.c.hidden_by_id)
        .outerjoin(review, and_(review.kind == hidden.c.kind, review.report_id == hidden.c.report_id))
        .outerjoin(REVIEWER, REVIEWER.id == review.decided_by_id)
    )
