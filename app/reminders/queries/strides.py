"""How far learners have come, how much of it in the last week, and when they were last seen: one statement for a class
or for all classes below a place, however many they are."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Date, Select, String, bindparam, case, func, literal, select, union_all

from app.assignments.models import Submission
from app.classrooms.models import Classroom, Enrolment, Training
from app.classrooms.scheme import Scheme
from app.courses.models import Topic
from app.discussions.models import Post
from app.foundation import clock
from app.foundation.database import BigId, Instant
from app.foundation.dialects import seconds_at
from app.foundation.reading import Question
from app.journals.models import Journal
from app.progress.queries.done import COUNTED
from app.progress.requirements import Done, counted_assignments, requirements
from app.reminders.pace import WINDOW, Span, Stride
from app.study.models import StudyDay


class Seen(NamedTuple):
    """A learner's stride and the last day on which they did anything."""

    stride: Stride
    last_on: date | None


class Course(NamedTuple):
    """What the training asks, over which modules, and how much of its time has passed."""

    scheme: Scheme
    modules: list[int]
    span: Span
    today: date


def course_of(training: Training, modules: list[int], now: datetime) -> Course:
    today = training.day_of(now)
    span = Span((today - training.starts_on).days, (training.ends_on - training.starts_on).days + 1)
    return Course(Scheme.read(training.scheme), modules, span, today)


def strides_in_classroom(training: Training, course: Course, classroom_id: int) -> dict[int, Seen]:
    """Of a class's present learners who have done anything, wherever they did it."""
    return _read(IN_CLASSROOM.all(classroom=classroom_id, **_times(training, course)), training, course)


def strides_under(training: Training, course: Course, prefix: str) -> dict[int, Seen]:
    """Of the present learners of all classes below a place."""
    rows = UNDER_PLACE.all(low=prefix, high=prefix + "~", **_times(training, course))
    return _read(rows, training, course)


def nothing_done(course: Course) -> Seen:
    """Who has not done anything yet, since the first day."""
    asked = requirements(course.scheme, Done(), course.modules)
    return Seen(Stride(asked, {}, max(0, course.span.passed)), None)


def _times(training: Training, course: Course) -> dict[str, Any]:
    """The last seven whole days and today so far."""
    since = course.today - timedelta(days=WINDOW)
    zone = training.time_zone
    until = clock.day_starts_at(course.today + timedelta(days=1), zone)
    return {
        "training": training.id, "since_day": since, "since": clock.day_starts_at(since, zone),
        "today": course.today, "until": until,
    }  # fmt: skip


def _statement(people: Select[*tuple[Any, ...]]) -> CompoundSelect[*tuple[Any, ...]]:
    """Kind of work, module, how much, how much of it lately, and when last, for each learner."""
    training, since, until = bindparam("training", type_=BigId), _moment("since"), _moment("until")
    days = StudyDay.day <= bindparam("today", type_=Date())
    lately = case((StudyDay.day >= bindparam("since_day", type_=Date()), StudyDay.seconds), else_=0)
    minutes = _columns(StudyDay.person_id, "minutes", func.sum(StudyDay.seconds), func.sum(lately), StudyDay.day)
    works = _columns(*_counted(Submission.person_id, "assignments", Submission.first_handed_in_at, since))
    journals = _columns(*_counted(Journal.person_id, "journals", Journal.published_at, since))
    posts = _columns(*_counted(Post.author_id, "salon_posts", Post.written_at, since))
    return union_all(
        minutes.where(StudyDay.training_id == training, StudyDay.person_id.in_(people), days, StudyDay.seconds > 0)
        .group_by(StudyDay.person_id),
        works.add_columns(Topic.module_id.label("module")).join(Topic, Topic.id == Submission.topic_id)
        .where(Submission.training_id == training, Submission.person_id.in_(people))
        .where(Submission.state.in_(COUNTED), Submission.first_handed_in_at < until)
        .group_by(Submission.person_id, Topic.module_id),
        journals.where(Journal.training_id == training, Journal.person_id.in_(people), Journal.published_at < until)
        .group_by(Journal.person_id),
        posts.where(Post.training_id == training, Post.author_id.in_(people), Post.written_at < until)
        .where(Post.is_salon, Post.hidden_at.is_(None)).group_by(Post.author_id),
    )  # fmt: skip


def _moment(name: str) -> Any:
    return bindparam(name, type_=Instant())


def _counted(person: Any, kind: str, at: Any, since: Any) -> tuple[Any, ...]:
    return person, kind, func.count(), func.count(case((at >= since, 1))), at


def _columns(person: Any, kind: str, total: Any, lately: Any, at: Any) -> Select[*tuple[Any, ...]]:
    """Works name their module in a sixth column, all others 0."""
    named = literal(kind, String()).label("kind")
    columns = [person.label("person"), named, total.label("total"), lately.label("lately")]
    columns.append(seconds_at(func.max(at)).label("last"))
    return select(*columns) if kind == "assignments" else select(*columns, literal(0, BigId).label("module"))


_HERE = (Enrolment.training_id == bindparam("training", type_=BigId), Enrolment.until.is_(None))
IN_CLASSROOM = Question(
    lambda: _statement(
        select(Enrolment.person_id).where(*_HERE, Enrolment.classroom_id == bindparam("classroom", type_=BigId))
    )
)
UNDER_PLACE = Question(
    lambda: _statement(
        select(Enrolment.person_id)
        .join(Classroom, Classroom.id == Enrolment.classroom_id)
        .where(*_HERE, Classroom.place_code.between(bindparam("low"), bindparam("high")))
    )
)


def _read(rows: list[Any], training: Training, course: Course) -> dict[int, Seen]:
    by_person: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_person[row.person].append(row)
    return {person: _seen(own, training, course) for person, own in by_person.items()}


def _seen(rows: list[Any], training: Training, course: Course) -> Seen:
    """Assignments count as far as they bring the learner nearer to the end, lately too."""
    sums = {row.kind: (int(row.total), int(row.lately)) for row in rows if row.kind != "assignments"}
    works = {row.module: (int(row.total), int(row.lately)) for row in rows if row.kind == "assignments"}
    (seconds, late_seconds), (journals, late_journals), (posts, late_posts) = (
        sums.get(kind, (0, 0)) for kind in ("minutes", "journals", "salon_posts")
    )
    done = Done(seconds // 60, {module: total for module, (total, _) in works.items()}, journals, posts)
    before = Done(assignments={module: total - lately for module, (total, lately) in works.items()})
    lately = {
        "minutes": late_seconds // 60, "journals": late_journals, "salon_posts": late_posts,
        "assignments": _counted_works(done, course) - _counted_works(before, course),
    }  # fmt: skip
    last = max(_day(row, training) for row in rows)
    idle = max(0, (course.today - last).days)
    return Seen(Stride(requirements(course.scheme, done, course.modules), lately, idle), last)


def _counted_works(done: Done, course: Course) -> int:
    return counted_assignments(course.scheme, done, course.modules)


def _day(row: Any, training: Training) -> date:
    """Days of study are days already; moments become days in the training's zone."""
    moment = datetime.fromtimestamp(int(row.last), UTC)
    return moment.date() if row.kind == "minutes" else training.day_of(moment)
