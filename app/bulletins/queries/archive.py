"""The archive: over the whole training newest first, and one class week by week."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, exists, func, select, tuple_
from sqlalchemy.orm import aliased

from app.bulletins.models import Bulletin, BulletinDraft
from app.bulletins.policy import bulletins_readable_by
from app.classrooms.models import Classroom, Training
from app.foundation import clock
from app.foundation.clock import Week as CalendarWeek
from app.foundation.database import BigId, db
from app.foundation.errors import NotFound
from app.foundation.reading import Question
from app.people.models import Person, Place, PlaceKind

PAGE = 20
BEGINNING = 300
IN_SIGHT = Bulletin.hidden_at.is_(None)


class Line(NamedTuple):
    """A bulletin in a list; `beginning` is how its text begins for readers outside the class."""

    id: int
    title: str
    week: str
    published_at: datetime
    classroom_name: str
    site_name: str
    like_count: int
    comment_count: int
    beginning: str
    time_zone: str


class Chosen(NamedTuple):
    """Which part of the archive somebody looks at; `before` is the bulletin after which the page goes on."""

    place: str = ""
    week: str = ""
    words: str = ""
    before: int | None = None


class Newest(NamedTuple):
    """What a class's page shows of a bulletin."""

    id: int
    title: str
    published_at: datetime
    week: str


class Board(NamedTuple):
    """A class's newest bulletins; whether the one of a week is missing, and its draft if it has been begun."""

    newest: list[Newest]
    is_missing: bool
    draft_id: int | None


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a class: its bulletins, or the draft that is being written, or nothing."""

    week: str
    number: int
    bulletins: list[Any]
    draft_id: int | None


def archive(viewer: Person, training: Training, chosen: Chosen) -> tuple[list[Line], bool]:
    """One page of bulletins, newest first, and whether there are older ones; as quick far back as at the beginning."""
    statement = _lines().where(Bulletin.training_id == training.id, bulletins_readable_by(viewer), IN_SIGHT)
    if chosen.place:
        statement = statement.where(Classroom.place_code.between(chosen.place, chosen.place + "~"))
    if chosen.week:
        statement = statement.where(Bulletin.week == chosen.week)
    if chosen.words:
        here = Bulletin.title.contains(chosen.words, autoescape=True)
        statement = statement.where(here | Classroom.name.contains(chosen.words, autoescape=True))
    if chosen.before is not None:
        last = select(Bulletin.published_at, Bulletin.id).where(Bulletin.id == chosen.before)
        row = db.session.execute(last).first()
        if row is None:
            raise NotFound
        older = tuple_(Bulletin.published_at, Bulletin.id) < tuple_(*row)
        statement = statement.where(older)
    newest = statement.order_by(Bulletin.published_at.desc(), Bulletin.id.desc()).limit(PAGE + 1)
    rows = [Line(*row) for row in db.session.execute(newest)]
    return rows[:PAGE], len(rows) > PAGE


def board_of(classroom_id: int, week: str, limit: int = 3) -> Board:
    """The newest bulletins of a class and how it stands with one about a week, in one statement."""
    out = exists().where(Bulletin.classroom_id == Classroom.id, Bulletin.week == week, IN_SIGHT).correlate(Classroom)
    draft = select(BulletinDraft.id).where(BulletinDraft.classroom_id == Classroom.id, BulletinDraft.week == week)
    newest = aliased(Bulletin)
    statement = (
        select(
            newest.id, newest.title, newest.published_at, newest.week, out, draft.correlate(Classroom).scalar_subquery()
        )
        .select_from(Classroom)
        .outerjoin(newest, and_(newest.classroom_id == Classroom.id, newest.hidden_at.is_(None)))
        .where(Classroom.id == classroom_id)
        .order_by(newest.published_at.desc(), newest.id.desc())
        .limit(limit)
    )
    rows = db.session.execute(statement).all()
    return Board([Newest(*row[:4]) for row in rows if row[0] is not None], not rows[0][4], rows[0][5])


def newest_of(classroom_id: int) -> Newest | None:
    """The newest bulletin of a class, for whoever belongs to it."""
    found = NEWEST.all(classroom=classroom_id)
    return Newest(*found[0]) if found else None


def newest_in(training_id: int, limit: int = 4) -> list[Line]:
    """The newest bulletins of a training, for whoever takes part in it."""
    newest = _lines().where(Bulletin.training_id == training_id, IN_SIGHT)
    rows = db.session.execute(newest.order_by(Bulletin.published_at.desc(), Bulletin.id.desc()).limit(limit))
    return [Line(*row) for row in rows]


def classroom_weeks(classroom_id: int, training: Training, until: CalendarWeek) -> list[Week]:
    """The weeks of a class up to one, newest first, each with what was written about it."""
    columns = (Bulletin.id, Bulletin.week, Bulletin.title, Bulletin.published_at)
    out: dict[str, list[Any]] = {}
    found = select(*columns, Bulletin.like_count, Bulletin.comment_count).where(
        Bulletin.classroom_id == classroom_id, IN_SIGHT
    )
    for row in db.session.execute(found.order_by(Bulletin.published_at)):
        out.setdefault(row.week, []).append(row)
    drafts = select(BulletinDraft.week, BulletinDraft.id).where(BulletinDraft.classroom_id == classroom_id)
    open_drafts: dict[str, int] = {row.week: row.id for row in db.session.execute(drafts)}
    weeks = [week for week in training.weeks if week <= until]
    return [
        Week(str(week), training.number_of(week), out.get(str(week), []), open_drafts.get(str(week)))
        for week in reversed(weeks)
    ]


def cities_with_classes(training_id: int) -> list[Any]:
    """Code and name of the cities whose classes take part."""
    city = func.substr(Classroom.place_code, 1, 4)
    codes = select(city).where(Classroom.training_id == training_id).distinct()
    statement = select(Place.code, Place.name).where(Place.kind == PlaceKind.CITY, Place.code.in_(codes))
    return list(db.session.execute(statement.order_by(Place.code)))


def opened_week(training: Training, now: datetime | None = None) -> CalendarWeek | None:
    """The week about which a bulletin is due: on a Sunday the one that ends, before that the one that has ended."""
    day = training.day_of(now or clock.now())
    week = CalendarWeek.of_day(day) if day.isoweekday() == 7 else CalendarWeek.of_day(day).previous()
    if day > training.late_until:
        return None
    weeks = training.weeks
    return week if week in weeks else weeks[-1] if week > weeks[-1] else None


NEWEST = Question(
    lambda: (
        select(Bulletin.id, Bulletin.title, Bulletin.published_at, Bulletin.week)
        .where(Bulletin.classroom_id == bindparam("classroom", type_=BigId), IN_SIGHT)
        .order_by(Bulletin.published_at.desc(), Bulletin.id.desc())
        .limit(1)
    )
)


def _lines() -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(Bulletin.id, Bulletin.title, Bulletin.week, Bulletin.published_at, Classroom.name),
            *(Place.name, Bulletin.like_count, Bulletin.comment_count),
            *(func.substr(Bulletin.text, 1, BEGINNING), Training.time_zone),
        )
        .join(Classroom, Classroom.id == Bulletin.classroom_id)
        .join(Training, Training.id == Bulletin.training_id)
        .join(Place, Place.code == Classroom.place_code)
    )
