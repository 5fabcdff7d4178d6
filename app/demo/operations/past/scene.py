"""A class of the demo accounts and who is who in it, as its past is acted out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from app.classrooms.models import Enrolment, StaffAssignment, Training
from app.foundation import clock
from app.foundation.clock import day_starts_at
from app.foundation.database import db
from app.people.models import Person

JUST_NOW = timedelta(minutes=10)
CASTS = (("learner", "tutor", "classadmin"), ("learner2", "tutor2", "classadmin2"))


@dataclass(frozen=True, slots=True)
class Scene:
    """One class of the demo; `latest` is the last moment at which something may have happened."""

    training: Training
    latest: datetime
    classroom_id: int
    learner: int
    tutor: int
    administrator: int
    expert: int
    team: int
    classmates: tuple[int, ...]

    def after(self, moment: datetime, hours: float) -> datetime:
        """So many hours later, or the latest moment if that is still to come."""
        return min(moment + timedelta(hours=hours), self.latest)

    def before(self, days: float) -> datetime:
        """So many days before the latest moment."""
        return self.latest - timedelta(days=days)

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """Let an act happen at a moment that has passed."""
        with clock.standing_at(min(moment, self.latest)):
            yield


def read_scenes(training_id: int, now: datetime) -> list[Scene]:
    """The classes of the demo accounts; a small demo may have but one."""
    accounts = dict(db.session.execute(select(Person.account, Person.id).where(Person.is_demo)).all())
    training = db.session.get_one(Training, training_id)
    over = training.week_of(day_starts_at(training.ends_on, training.time_zone)).ends_at(training.time_zone)
    latest = min(now.replace(microsecond=0) - JUST_NOW, over)
    return [_scene(training, latest, accounts, names) for names in CASTS if names[0] in accounts]


def _scene(training: Training, latest: datetime, accounts: dict[str, int], names: tuple[str, str, str]) -> Scene:
    learner, tutor, administrator = (accounts[name] for name in names)
    room = select(StaffAssignment.classroom_id).where(StaffAssignment.person_id == tutor)
    classroom_id = db.session.scalars(room).one()
    people = (accounts["expert"], accounts["team"], _classmates(training, classroom_id, learner))
    return Scene(training, latest, classroom_id, learner, tutor, administrator, *people)


def _classmates(training: Training, classroom_id: int, learner: int) -> tuple[int, ...]:
    """Who has been in the class since before the first day, but for the learner of the demo account."""
    here = select(Enrolment.person_id).where(Enrolment.classroom_id == classroom_id, Enrolment.until.is_(None))
    settled = here.where(Enrolment.since <= training.starts_at, Enrolment.person_id != learner)
    return tuple(db.session.scalars(settled.order_by(Enrolment.person_id)))
