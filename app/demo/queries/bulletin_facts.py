"""What every class did in every week, a statement for each kind of thing: the stuff of the demo's bulletins."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, select

from app.assignments.models import Submission, SubmissionState
from app.classrooms.models import Classroom, Enrolment, Training
from app.discussions.models import Post, PostAttachment, Thread
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.dialects import seconds_at
from app.grading.models import Grade
from app.journals.models import Journal
from app.people.models import Person, Place
from app.rankings.models import BoardKind, ClosedWeek, Standing
from app.rankings.queries.people import newest_revision
from app.recommendations.models import Recommendation
from app.recommendations.queries.works import readable_works, shown_of
from app.resources.models import Resource
from app.study.models import StudyDay

WEEK = 7 * 86_400
VOICES, STARS = 8, 3
Spot = tuple[int, int]
"""A class and a week counted from 0."""


def counts_of(training: Training) -> dict[Spot, dict[str, int]]:
    """The seven figures of a bulletin; what is nought is left out."""
    found: dict[Spot, dict[str, int]] = defaultdict(dict)
    for name, statement in _counting(training).items():
        for room, week, number in db.session.execute(statement):
            found[room, int(week)][name] = int(number)
    for spot, minutes, active in _studied(training):
        found[spot] |= {"minutes": minutes // 60, "active": active}
    return found


def voices_of(training: Training) -> dict[Spot, list[Any]]:
    """Posts of learners worth quoting, the most liked first."""
    week = _week_of(Post.written_at, training)
    liked = (Post.like_count.desc(), Post.characters.desc(), Post.id)
    place = func.row_number().over(partition_by=(Thread.classroom_id, week), order_by=liked)
    learns = Enrolment.person_id == Post.author_id, Enrolment.classroom_id == Thread.classroom_id
    columns = (Post.id, Post.thread_id, Post.number, Thread.title, Post.author_id, Person.name)
    ranked = (
        select(
            Thread.classroom_id.label("room"),
            week.label("week"),
            *columns,
            func.substr(Post.text, 1, 600).label("text"),
        )
        .add_columns(place.label("place"))
        .join(Thread, Thread.id == Post.thread_id)
        .join(Person, Person.id == Post.author_id)
        .where(Thread.training_id == training.id, Thread.classroom_id.is_not(None), Thread.hidden_at.is_(None))
        .where(Post.hidden_at.is_(None), Post.characters >= 20, select(Enrolment.id).where(*learns).exists())
    ).subquery()
    statement = select(ranked).where(ranked.c.place <= VOICES).order_by(ranked.c.room, ranked.c.week, ranked.c.place)
    return _by_spot(db.session.execute(statement))


def stars_of(training: Training) -> dict[Spot, list[Any]]:
    """Each class's first three on the board of each closed week, its learners of the week before others."""
    order = (Standing.is_winner.desc(), Standing.place, Standing.subject_id)
    number = func.row_number().over(partition_by=(Standing.closed_week_id, Standing.classroom_id), order_by=order)
    ranked = (
        select(
            *(Standing.classroom_id.label("room"), ClosedWeek.week, Standing.subject_id.label("person_id")),
            *(Person.name, Standing.place, Standing.is_winner, number.label("number")),
        )
        .join(ClosedWeek, ClosedWeek.id == Standing.closed_week_id)
        .join(Person, Person.id == Standing.subject_id)
        .where(ClosedWeek.training_id == training.id, ClosedWeek.revision == newest_revision(ClosedWeek))
        .where(Standing.board == BoardKind.LEARNERS, Standing.points > 0)
    ).subquery()
    found: dict[Spot, list[Any]] = defaultdict(list)
    for row in db.session.execute(select(ranked).where(ranked.c.number <= STARS).order_by(ranked.c.number)):
        found[row.room, training.number_of(Week.parse(row.week)) - 1].append(row)
    return found


def works_of(training: Training) -> dict[Spot, list[Any]]:
    """The works that their authors agreed to show."""
    week = _week_of(Recommendation.consented_at, training)
    statement = readable_works(Recommendation.classroom_id.label("room"), week.label("week"))
    found: dict[Spot, list[Any]] = defaultdict(list)
    for row in db.session.execute(
        statement.where(Recommendation.training_id == training.id).order_by(Recommendation.id)
    ):
        found[row.room, int(row.week)].append(shown_of(row))
    return found


def liveliest(training: Training) -> dict[Spot, str]:
    """The title of the salon's thread in which most was said."""
    week, said = _week_of(Post.written_at, training), func.count()
    statement = (
        select(Thread.classroom_id.label("room"), week.label("week"), Thread.title, said.label("said"))
        .join(Thread, Thread.id == Post.thread_id)
        .where(Thread.training_id == training.id, Thread.classroom_id.is_not(None), Post.hidden_at.is_(None))
        .group_by(Thread.classroom_id, week, Thread.id, Thread.title)
        .order_by(said, Thread.id)
    )
    return {(row.room, int(row.week)): row.title for row in db.session.execute(statement)}


def handed_in_by(training: Training) -> dict[int, dict[Spot, int]]:
    """How many assignments each learner handed in, by class and week: who lags is seen from that."""
    week = _week_of(Submission.first_handed_in_at, training)
    statement = (
        select(Submission.person_id, Submission.classroom_id, week, func.count())
        .where(Submission.training_id == training.id, Submission.state != SubmissionState.TAKEN_BACK)
        .group_by(Submission.person_id, Submission.classroom_id, week)
    )
    found: dict[int, dict[Spot, int]] = defaultdict(dict)
    for person, room, number, count in db.session.execute(statement):
        found[person][room, int(number)] = count
    return found


def pictures_of(training: Training) -> dict[Spot, list[Any]]:
    """Pictures that stood beside posts in salons."""
    week = _week_of(Post.written_at, training)
    columns = (PostAttachment.post_id, PostAttachment.file_digest, PostAttachment.small_digest, PostAttachment.name)
    statement = (
        select(
            Thread.classroom_id.label("room"), week.label("week"), *columns, PostAttachment.width, PostAttachment.height
        )
        .join(Post, Post.id == PostAttachment.post_id)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Thread.training_id == training.id, Thread.classroom_id.is_not(None), Post.hidden_at.is_(None))
        .where(PostAttachment.small_digest.is_not(None), PostAttachment.removed_at.is_(None))
        .order_by(PostAttachment.id)
    )
    return _by_spot(db.session.execute(statement))


def rooms_of(training: Training) -> list[Any]:
    """Every class with its site."""
    statement = select(Classroom.id, Classroom.name, Place.name.label("site")).join(
        Place, Place.code == Classroom.place_code
    )
    return list(db.session.execute(statement.where(Classroom.training_id == training.id).order_by(Classroom.id)))


def learners_of(training: Training) -> dict[int, dict[int, str]]:
    """Everybody who ever learnt in each class, by number; present learners first."""
    statement = (
        select(Enrolment.classroom_id, Person.id, Person.name)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.training_id == training.id)
        .order_by(Enrolment.until.is_not(None), Enrolment.id)
    )
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for room, person, name in db.session.execute(statement):
        found[room].setdefault(person, name)
    return found


def _counting(training: Training) -> dict[str, Select[*tuple[Any, ...]]]:
    shown = (Post.is_salon, Post.hidden_at.is_(None))
    return {
        "assignments": _each(
            Submission, Submission.first_handed_in_at, training, Submission.state != SubmissionState.TAKEN_BACK
        ),
        "journals": _each(Journal, Journal.published_at, training, Journal.published_at.is_not(None)),
        "posts": _each(Post, Post.written_at, training, *shown),
        "graded": _each(Grade, Grade.first_graded_at, training, Grade.superseded_at.is_(None)),
        "resources": _each(Resource, Resource.shared_at, training),
    }


def _each(table: Any, at: Any, training: Training, *conditions: Any) -> Select[*tuple[Any, ...]]:
    week = _week_of(at, training)
    mine = (table.training_id == training.id, table.classroom_id.is_not(None))
    return select(table.classroom_id, week, func.count()).where(*mine, *conditions).group_by(table.classroom_id, week)


def _studied(training: Training) -> Iterator[tuple[Spot, int, int]]:
    """Seconds and people of each class and week."""
    ends = [(StudyDay.day <= week.sunday, literal(number)) for number, week in enumerate(training.weeks)]
    week = case(*ends, else_=len(ends))
    first = training.starts_on - timedelta(days=training.starts_on.weekday())
    statement = (
        select(StudyDay.classroom_id, week, func.sum(StudyDay.seconds), func.count(StudyDay.person_id.distinct()))
        .where(StudyDay.training_id == training.id, StudyDay.seconds > 0, StudyDay.day >= first)
        .group_by(StudyDay.classroom_id, week)
    )
    for room, number, seconds, people in db.session.execute(statement):
        yield (room, int(number)), int(seconds), people


def _week_of(at: Any, training: Training) -> ColumnElement[int]:
    start = int(Week.of_day(training.starts_on).starts_at(training.time_zone).timestamp())
    return (seconds_at(at) - start) // WEEK


def _by_spot(rows: Any) -> dict[Spot, list[Any]]:
    found: dict[Spot, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.room, int(row.week)].append(row)
    return found
