"""Cases that wait, one case with everything that was said about it, and the log of all decisions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, select, tuple_
from sqlalchemy.orm import aliased

from app.classrooms.memberships import PersonalQuestion
from app.classrooms.models import Classroom, Training
from app.discussions.models import Board, Post, Thread
from app.discussions.policy import Room
from app.foundation.database import BigId, db
from app.foundation.errors import NotFound
from app.moderation.models import Case, Decision, Objection, Report
from app.moderation.policy import moderated_by, place_of_room
from app.moderation.queries.asked import those_asked
from app.people.models import Person, Role

PAGE = 30
AUTHOR, MODERATOR, REPORTER = aliased(Person), aliased(Person), aliased(Person)
FIRST, LAST = aliased(Decision), aliased(Decision)


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case with the post that it is about; `room` decides who may do what."""

    id: int
    post_id: int
    waiting_since: datetime | None
    number: int
    thread_id: int
    title: str
    text: str
    author_id: int
    author_name: str
    hidden_at: datetime | None
    time_zone: str
    room_name: str
    room: Room
    objection: str | None
    objected_at: datetime | None

    @property
    def is_objection(self) -> bool:
        return self.objection is not None


def get_case(case_id: int, viewer: Person) -> CaseShown:
    """A case of a room that the viewer moderates, never about the viewer's own post."""
    return _found(_cases().where(Case.id == case_id, moderated_by(viewer)))


def get_own_case(case_id: int, viewer: Person) -> CaseShown:
    """A case about the viewer's own post, once something was decided in it."""
    decided = exists().where(Decision.case_id == Case.id)
    return _found(_cases().where(Case.id == case_id, Post.author_id == viewer.id, decided))


def waiting_cases(viewer: Person, page: int = 1) -> list[CaseShown]:
    """What waits for the viewer, the longest first; one more than a page where there is another page."""
    waiting = _cases().where(Case.waiting_since.is_not(None), moderated_by(viewer))
    statement = waiting.order_by(Case.waiting_since, Case.id).limit(PAGE + 1).offset((page - 1) * PAGE)
    return [_case(row) for row in db.session.execute(statement)]


def waiting_count(viewer: Person, classroom_id: int | None = None) -> int:
    """How many cases wait for the viewer, in one class's salon if asked."""
    return int(WAITING.one(viewer, classroom_id is not None, classroom=classroom_id))


def cases_waiting(viewer: Person) -> Select[int, datetime]:
    """How many wait for the viewer, and since when the oldest does: to be asked with other counts of theirs."""
    statement = _joined(select(func.count(), func.min(Case.waiting_since)))
    return statement.where(Case.waiting_since.is_not(None), moderated_by(viewer))


def _waiting(viewer: Person, in_one: bool) -> Select[Any]:
    statement = cases_waiting(viewer).with_only_columns(func.count())
    return statement.where(Thread.classroom_id == bindparam("classroom", type_=BigId)) if in_one else statement


WAITING = PersonalQuestion(_waiting)


def reports_of(case_id: int) -> list[Any]:
    """What was reported, oldest first."""
    columns = (REPORTER.name.label("name"), Report.reason, Report.reported_at, Report.reporter_id)
    statement = select(*columns).join(REPORTER, REPORTER.id == Report.reporter_id).where(Report.case_id == case_id)
    return list(db.session.execute(statement.order_by(Report.id)))


def decisions_of(case_id: int) -> list[Any]:
    """What was decided, in order; `before` is the verdict to which the author objected."""
    columns = (Decision.number, Decision.verdict, Decision.reason, Decision.decided_at, Decision.moderator_id)
    statement = (
        select(*columns, MODERATOR.name.label("name"), FIRST.verdict.label("before"))
        .join(MODERATOR, MODERATOR.id == Decision.moderator_id)
        .outerjoin(FIRST, _came_before())
        .where(Decision.case_id == case_id)
    )
    return list(db.session.execute(statement.order_by(Decision.number)))


def barred_from(case_id: int) -> set[int]:
    """Who has had their say in a case that was decided once: its moderator and those who reported."""
    decided = set(db.session.scalars(select(Decision.moderator_id).where(Decision.case_id == case_id)))
    reported = select(Report.reporter_id).where(Report.case_id == case_id)
    return decided | set(db.session.scalars(reported)) if decided else set()


def moderators_of(post_id: int, but: Collection[int] = ()) -> list[int]:
    """Who may be asked to look at a post: those who work for its class, else the project team; never its author."""
    home = (
        select(Thread.classroom_id, place_of_room(), Post.author_id)
        .join(Post, Post.thread_id == Thread.id)
        .join(Training, Training.id == Thread.training_id)
        .outerjoin(Classroom, Classroom.id == Thread.classroom_id)
    )
    classroom_id, place, author_id = db.session.execute(home.where(Post.id == post_id)).one()
    return those_asked(classroom_id, place, (Role.PROJECT_TEAM,), {author_id, *but})


def own_report(post_id: int, viewer: Person) -> Any:
    """The viewer's newest report of a post and whether its case waits, or None."""
    statement = (
        select(Report.case_id, Report.reason, Case.waiting_since, Training.time_zone)
        .join(Case, Case.id == Report.case_id)
        .join(Post, Post.id == Case.post_id)
        .join(Training, Training.id == Post.training_id)
        .where(Case.post_id == post_id, Report.reporter_id == viewer.id)
        .order_by(Report.id.desc())
    )
    return db.session.execute(statement.limit(1)).first()


def logged_decisions(viewer: Person, before: int | None = None) -> list[Any]:
    """Decisions in the rooms of a project team, newest first; `before` is where the last page ended."""
    columns = (Decision.id, Decision.number, Decision.verdict, Decision.reason, Decision.decided_at, Decision.case_id)
    reports = select(func.count()).where(Report.case_id == Case.id).correlate(Case).scalar_subquery()
    room = func.coalesce(Classroom.name, Board.name).label("room_name")
    names = (AUTHOR.name.label("author_name"), MODERATOR.name.label("moderator_name"), room, Training.time_zone)
    known = (*columns, *names, FIRST.verdict.label("before"), Thread.title, Post.id.label("post_id"))
    statement = (
        _joined(select(*known, reports.label("reports")))
        .join(Decision, Decision.case_id == Case.id)
        .outerjoin(FIRST, _came_before())
        .join(MODERATOR, MODERATOR.id == Decision.moderator_id)
        .where(moderated_by(viewer))
        .order_by(Decision.decided_at.desc(), Decision.id.desc())
        .limit(PAGE + 1)
    )
    if before:
        last = select(LAST.decided_at).where(LAST.id == before).scalar_subquery()
        statement = statement.where(tuple_(Decision.decided_at, Decision.id) < tuple_(last, before))
    return list(db.session.execute(statement))


def _came_before() -> ColumnElement[bool]:
    """The decision that a second one answers for."""
    return and_(FIRST.case_id == Decision.case_id, FIRST.number == 1, Decision.number == 2)


def _cases() -> Select[*tuple[Any, ...]]:
    post = (Post.number, Post.thread_id, Thread.title, Post.text, Post.author_id, AUTHOR.name, Post.hidden_at)
    room = (Training.time_zone, func.coalesce(Classroom.name, Board.name))
    home = (Thread.training_id, Thread.classroom_id, place_of_room())
    said = (Objection.text, Objection.objected_at)
    statement = select(Case.id, Case.post_id, Case.waiting_since, *post, *room, *home, *said)
    return _joined(statement).outerjoin(Objection, Objection.case_id == Case.id)


def _joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        statement.select_from(Case)
        .join(Post, Post.id == Case.post_id)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Training, Training.id == Thread.training_id)
        .join(AUTHOR, AUTHOR.id == Post.author_id)
        .outerjoin(Classroom, Classroom.id == Thread.classroom_id)
        .outerjoin(Board, Board.id == Thread.board_id)
    )


def _found(statement: Select[*tuple[Any, ...]]) -> CaseShown:
    row = db.session.execute(statement).first()
    if row is None:
        raise NotFound
    return _case(row)


def _case(row: Any) -> CaseShown:
    return CaseShown(*[*row[:12], Room(*row[12:15]), *row[15:]])
