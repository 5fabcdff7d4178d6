"""Everything of a class's week that a bulletin may speak of, in a fixed number of statements."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import String, bindparam, exists, func, or_, select

from app.bulletins.excerpts import best_words
from app.bulletins.facts import Ahead, ClassStar, Photo, PickedWork, Voice, WeekFacts
from app.chronicle.queries.counted import figures_of
from app.chronicle.window import Window
from app.classrooms.models import Classroom, Enrolment, Training
from app.classrooms.scheme import Scheme
from app.discussions.models import Post, PostAttachment, Thread
from app.foundation.clock import Week
from app.foundation.database import BigId, Instant, db
from app.foundation.reading import Question
from app.people.models import Person
from app.rankings.models import BoardKind, ClosedWeek, Standing
from app.rankings.queries.people import newest_revision
from app.recommendations.models import Recommendation
from app.recommendations.queries.works import readable_works, shown_of

ASKED, MOST_VOICES, MOST_PHOTOS, MOST_WORKS, STARS = 40, 6, 8, 4, 3
LEAST_CHARACTERS = 20


def facts_of_week(classroom: Classroom, training: Training, week: Week, issue: int, now: datetime) -> WeekFacts:
    """The facts of one week of a class as they are now; `classroom` comes with its place."""
    window = Window(training.id, classroom.id, week, training.time_zone)
    stars = STARRED.all(room=classroom.id, training=training.id, week=str(week))
    return WeekFacts(
        classroom_name=classroom.name,
        site_name=classroom.place.name,
        week=str(week),
        week_number=training.number_of(week),
        monday=week.monday,
        sunday=week.sunday,
        issue=issue,
        learners=_learners(window, now),
        as_of=now,
        is_closed=bool(stars),
        figures=figures_of(window, has_before=week > Week.of_day(training.starts_on)),
        stars=tuple(ClassStar(row[0], row[1], row[2], bool(row[3])) for row in stars if row[3] or row[4] > 0)[:STARS],
        works=tuple(_works(window)),
        voices=tuple(voices_of(window)),
        photos=tuple(photos_of(window)),
        ahead=ahead_of(training, week, now),
    )


def voices_of(window: Window) -> list[Voice]:
    """Words of learners from the week's talk, the most liked first, one of each person."""
    found: dict[int, Voice] = {}
    for row in VOICES.all(**_span(window)):
        words = best_words(row.text)
        if words and row.author_id not in found:
            where = (row.id, row.thread_id, row.number, row.title, row.author_id, row.name)
            found[row.author_id] = Voice(*where, words)
    return list(found.values())[:MOST_VOICES]


def photos_of(window: Window) -> list[Photo]:
    """Pictures that stood beside the week's posts."""
    return [Photo(*row) for row in PHOTOS.all(**_span(window))]


def photos_of_week(training_id: int, classroom_id: int, week: str, zone: str) -> list[Photo]:
    """The same, for whoever knows the week by its name."""
    return photos_of(Window(training_id, classroom_id, Week.parse(week), zone))


def _span(window: Window) -> dict[str, Any]:
    return {"room": window.classroom_id, "start": window.start, "end": window.end}


def _learners(window: Window, now: datetime) -> int:
    """How many learnt in the class at the week's end, or now."""
    then = min(window.end, now)
    held = (Enrolment.classroom_id == window.classroom_id, Enrolment.since < then)
    here = select(func.count()).where(*held, or_(Enrolment.until.is_(None), Enrolment.until >= then))
    return db.session.scalar(here) or 0


def _works(window: Window) -> list[PickedWork]:
    """Works of the class that their authors agreed to show this week, the picked ones first."""
    statement = readable_works().where(
        Recommendation.classroom_id == window.classroom_id,
        Recommendation.kind != "bulletin",
        Recommendation.consented_at >= window.start,
        Recommendation.consented_at < window.end,
    )
    newest = statement.order_by(Recommendation.consented_at.desc(), Recommendation.id.desc()).limit(MOST_WORKS)
    works = [shown_of(row) for row in db.session.execute(newest)]
    return [PickedWork(work.id, work.kind, work.title, work.person_name) for work in works]


def ahead_of(training: Training, week: Week, now: datetime) -> Ahead:
    """What the pace asks for by the end of the week after this one."""
    coming = week.next()
    days = (training.ends_on - training.starts_on).days + 1
    passed = min(max((coming.sunday - training.starts_on).days + 1, 0), days)
    scheme, share = Scheme.read(training.scheme), Fraction(passed, days)
    needed = {name: getattr(scheme, name) for name in ("minutes", "assignments", "journals", "salon_posts")}
    by_then = {name: int(number * share) for name, number in needed.items()}
    left = (training.ends_on - training.day_of(now)) // timedelta(days=1)
    return Ahead(training.number_of(coming), len(training.weeks), training.ends_on, training.late_until, left, by_then)


def _posts(*columns: Any) -> Any:
    """Posts of learners in sight in the class's own salon, of one week."""
    start, end = (bindparam(bound, type_=Instant()) for bound in ("start", "end"))
    learns = exists().where(Enrolment.person_id == Post.author_id, Enrolment.classroom_id == Thread.classroom_id)
    return (
        select(*columns)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Person, Person.id == Post.author_id)
        .where(Thread.classroom_id == bindparam("room", type_=BigId), Thread.hidden_at.is_(None))
        .where(Post.hidden_at.is_(None), Post.written_at >= start, Post.written_at < end, learns)
    )


def _voices() -> Any:
    columns = (Post.id, Post.thread_id, Post.number, Thread.title, Post.author_id, Person.name)
    liked = (Post.like_count.desc(), Post.characters.desc(), Post.id)
    voices = _posts(*columns, func.substr(Post.text, 1, 600).label("text")).where(Post.characters >= LEAST_CHARACTERS)
    return voices.order_by(*liked).limit(ASKED)


def _photos() -> Any:
    columns = (Post.id, PostAttachment.file_digest, PostAttachment.small_digest, PostAttachment.name)
    size = (PostAttachment.width, PostAttachment.height, Person.name.label("person_name"), Thread.title)
    photos = _posts(*columns, *size).join(PostAttachment, PostAttachment.post_id == Post.id)
    shown = photos.where(PostAttachment.small_digest.is_not(None), PostAttachment.removed_at.is_(None))
    return shown.order_by(Post.like_count.desc(), PostAttachment.id).limit(MOST_PHOTOS)


def _starred() -> Any:
    """The learners of the class on the board of a closed week: id, name, place, whether a star, points."""
    room, training = bindparam("room", type_=BigId), bindparam("training", type_=BigId)
    return (
        select(Standing.subject_id, Person.name, Standing.place, Standing.is_winner, Standing.points)
        .join(ClosedWeek, ClosedWeek.id == Standing.closed_week_id)
        .join(Person, Person.id == Standing.subject_id)
        .where(ClosedWeek.training_id == training, ClosedWeek.week == bindparam("week", type_=String()))
        .where(ClosedWeek.revision == newest_revision(ClosedWeek))
        .where(Standing.board == BoardKind.LEARNERS, Standing.classroom_id == room)
        .order_by(Standing.is_winner.desc(), Standing.place, Standing.subject_id)
        .limit(STARS)
    )


VOICES = Question(_voices)
PHOTOS = Question(_photos)
STARRED = Question(_starred)
