"""Works of all kinds that everybody may read, as plain rows of what lists show."""

from datetime import date, datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from app.assignments.models import Submission, SubmissionState, SubmissionVersion
from app.bulletins.models import Bulletin
from app.bulletins.telling import beginning_of
from app.classrooms.models import Classroom, Training
from app.courses.models import Topic
from app.discussions.models import Post, Thread
from app.foundation.markup import excerpt
from app.journals.models import Journal
from app.people.models import Person, School
from app.recommendations.models import Pick, Recommendation, Showing
from app.recommendations.policy import is_shown
from app.resources.models import Resource

KINDS = ("submission", "journal", "thread", "bulletin", "resource")
PAGE = 20
BEGINNING = 90
TUTOR, EXPERT = aliased(Person), aliased(Person)
NOT_READABLE_BY_ALL = (SubmissionState.TAKEN_BACK, SubmissionState.RETURNED)
OWN_WORDS = case((Resource.is_own, Resource.html), else_="")  # what somebody collected is not theirs to show
HTML = func.coalesce(SubmissionVersion.html, Journal.html, Post.html, Bulletin.html, OWN_WORDS)


class Shown(NamedTuple):
    """A work in the showcase, as lists show it; `id` is its recommendation's."""

    id: int
    kind: str
    title: str
    beginning: str
    person_name: str
    school_name: str | None
    classroom_name: str | None
    reason: str
    tutor_name: str
    consented_at: datetime
    time_zone: str
    is_nameless: bool


class Picked(NamedTuple):
    """A recommended work with what the expert and the project team made of it, where they did."""

    shown: Shown
    word: str | None
    picked_at: datetime | None
    expert_name: str | None
    position: int | None
    until: date | None


class Whole(NamedTuple):
    """A work in the showcase with its whole text; of a thread its opening, since the answers are their authors' own."""

    shown: Shown
    html: str
    training_name: str
    word: str | None
    expert_name: str | None


class Material(NamedTuple):
    """What is told of a resource to everybody; its files stay with those who take part in the training."""

    id: int
    html: str
    source: str
    link: str
    is_nameless: bool


def readable_works(*further: Any) -> Select[*tuple[Any, ...]]:
    """Works that everybody may read at this moment, with the standing pick and showing of each, if any."""
    title = func.coalesce(Topic.title, Journal.title, Thread.title, Bulletin.title, Resource.title)
    texts = (SubmissionVersion.text, Journal.text, Post.text, Bulletin.text, Resource.description)
    text = func.substr(func.coalesce(*texts), 1, 300)
    columns = (Recommendation.id, Recommendation.kind, title, text, Person.name, School.name, Classroom.name)
    tutors = (Recommendation.reason, TUTOR.name, Recommendation.consented_at, Training.time_zone)
    people = (
        select(*columns, *tutors, Recommendation.is_nameless, *further)
        .select_from(Recommendation)
        .join(Person, Person.id == Recommendation.person_id)
        .outerjoin(School, School.id == Person.school_id)
        .join(Classroom, Classroom.id == Recommendation.classroom_id)
        .join(Training, Training.id == Recommendation.training_id)
        .join(TUTOR, TUTOR.id == Recommendation.recommended_by_id)
    )
    return _with_works(_with_steps(people)).where(is_shown(), _is_open())


def shown_of(row: Any) -> Shown:
    """The first columns of a row as a work; who asked not to be named is a colleague."""
    shown = Shown(*row[: len(Shown._fields)])
    begins = beginning_of(shown.beginning) if shown.kind == "bulletin" else shown.beginning
    shown = shown._replace(beginning=excerpt(begins, BEGINNING))
    if shown.is_nameless:
        shown = shown._replace(tutor_name=_("辅导教师"))  # a tutor's name would tell the class
        return shown._replace(person_name=_("一位班主任"), school_name=None, classroom_name=None)
    return shown


def _with_steps(people: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        people.outerjoin(Pick, and_(Pick.recommendation_id == Recommendation.id, Pick.withdrawn_at.is_(None)))
        .outerjoin(EXPERT, EXPERT.id == Pick.picked_by_id)
        .outerjoin(Showing, and_(Showing.recommendation_id == Recommendation.id, Showing.withdrawn_at.is_(None)))
    )


def _with_works(people: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    is_submission = and_(Recommendation.kind == "submission", Submission.id == Recommendation.work_id)
    newest = and_(
        SubmissionVersion.submission_id == Submission.id, SubmissionVersion.number == Submission.version_number
    )
    is_journal = and_(Recommendation.kind == "journal", Journal.id == Recommendation.work_id)
    is_thread = and_(Recommendation.kind == "thread", Thread.id == Recommendation.work_id)
    is_bulletin = and_(Recommendation.kind == "bulletin", Bulletin.id == Recommendation.work_id)
    is_resource = and_(Recommendation.kind == "resource", Resource.id == Recommendation.work_id)
    return (
        people.outerjoin(Submission, is_submission)
        .outerjoin(SubmissionVersion, newest)
        .outerjoin(Topic, Topic.id == Submission.topic_id)
        .outerjoin(Journal, is_journal)
        .outerjoin(Thread, is_thread)
        .outerjoin(Post, and_(Post.thread_id == Thread.id, Post.number == 1))
        .outerjoin(Bulletin, is_bulletin)
        .outerjoin(Resource, is_resource)
    )


def _is_open() -> Any:
    """The work still lies where its readers found it, and says what its tutor recommended: nothing else gets onto
    the home page by an edit."""
    as_recommended = SubmissionVersion.handed_in_at <= Recommendation.recommended_at
    return or_(
        and_(Recommendation.kind == "submission", Submission.state.not_in(NOT_READABLE_BY_ALL), as_recommended),
        and_(Recommendation.kind == "journal", Journal.published_at.is_not(None), _unchanged(Journal)),
        and_(Recommendation.kind == "thread", Thread.hidden_at.is_(None), Post.hidden_at.is_(None), _unchanged(Post)),
        and_(
            Recommendation.kind == "bulletin",
            Bulletin.id.is_not(None),
            Bulletin.hidden_at.is_(None),
            _unchanged(Bulletin),
        ),
        and_(Recommendation.kind == "resource", _is_shared(), _unchanged(Resource)),
    )


def _is_shared() -> ColumnElement[bool]:
    return and_(Resource.id.is_not(None), Resource.withdrawn_at.is_(None))


def _unchanged(work: type[Journal | Post | Bulletin | Resource]) -> ColumnElement[bool]:
    return or_(work.edited_at.is_(None), work.edited_at <= Recommendation.recommended_at)
