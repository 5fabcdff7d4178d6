"""Published reports: one, all that somebody may read, and those that could be written."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from app.classrooms.models import Classroom, StaffRole, Training
from app.classrooms.policy import classroom_ids_of
from app.foundation.clock import Week
from app.foundation.database import db
from app.people.models import Person, Place
from app.people.policy import scopes_of
from app.reports.models import StandingReport
from app.reports.policy import WRITERS, may_read_report_of, reports_readable_by
from app.reports.queries.drafting import ended_weeks

A_PAGE = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """A published report in a list."""

    place_code: str
    place: str
    week: str
    published_at: datetime
    writer: str


@dataclass(frozen=True, slots=True)
class Unwritten:
    """An area whose newest report has not been published."""

    place_code: str
    place: str
    week: Week


def own_places_of(person: Person) -> list[str]:
    """Where the classes lie for which somebody works."""
    rooms = classroom_ids_of(person, *StaffRole)
    return list(db.session.scalars(select(Classroom.place_code).where(Classroom.id.in_(rooms)))) if rooms else []


def find_report(training_id: int, place_code: str, week: Week, viewer: Person) -> StandingReport | None:
    """The published report on a week, if the viewer may read it."""
    report = db.session.scalars(
        select(StandingReport).where(
            StandingReport.training_id == training_id, StandingReport.place_code == place_code,
            StandingReport.week == str(week),
        )
    ).first()  # fmt: skip
    if report is None or not may_read_report_of(viewer, place_code, own_places_of(viewer)):
        return None
    return report


def reports_of(training_id: int, viewer: Person, page: int) -> tuple[list[Entry], int]:
    """One page of what the viewer may read, the newest week first, and how many there are."""
    readable = (StandingReport.training_id == training_id, reports_readable_by(viewer))
    number = db.session.scalar(select(func.count()).select_from(StandingReport).where(*readable)) or 0
    columns = (StandingReport.place_code, Place.name, StandingReport.week, StandingReport.published_at, Person.name)
    statement = (
        select(*columns)
        .join(Place, Place.code == StandingReport.place_code)
        .join(Person, Person.id == StandingReport.published_by_id)
        .where(*readable)
        .order_by(StandingReport.last_day.desc(), func.length(StandingReport.place_code), StandingReport.place_code)
    )
    rows = db.session.execute(statement.limit(A_PAGE).offset(A_PAGE * (page - 1)))
    return [Entry(*row) for row in rows], number


def unwritten(training: Training, viewer: Person, today: date) -> list[Unwritten]:
    """The viewer's own areas whose report on the newest ended week is still to be published."""
    weeks, scopes = ended_weeks(training, today), sorted(set(scopes_of(viewer, *WRITERS)))
    if not weeks or not scopes:
        return []
    written = select(StandingReport.place_code).where(
        StandingReport.training_id == training.id, StandingReport.week == str(weeks[-1])
    )
    areas = select(Place.code, Place.name).where(Place.code.in_(scopes), Place.code.not_in(written))
    return [Unwritten(code, name, weeks[-1]) for code, name in db.session.execute(areas.order_by(Place.code))]
