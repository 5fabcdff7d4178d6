"""What the front page shows to whom: a guest the training, everybody else their next step first."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from app.announcements.queries import Line, waiting_for
from app.bulletins.queries import Line as BulletinLine
from app.bulletins.queries import newest_in, newest_of, opened_week, state_of_week
from app.classrooms.memberships import Membership, memberships_of
from app.classrooms.models import StaffRole, Training
from app.classrooms.policy import learning_of, takes_part
from app.classrooms.queries import find_training_of
from app.discussions.queries import questions_waiting
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.freshness import fresh
from app.grading.queries import piles_of
from app.home.queries.waiting import Waiting, what_waits_for
from app.people.models import Person
from app.people.policy import is_expert, is_project_team
from app.progress.queries import Laggard, Overview, laggards_of, overview_of
from app.rankings.queries import ActiveClass, Star, active_classes, learners_of_the_week
from app.recommendations.queries import Picked, count_never_shown, count_waiting_for_a_pick, on_home_page
from app.reminders.policy import is_above_classes
from app.statistics.figures import Figures
from app.statistics.policy import may_read_statistics
from app.statistics.queries import figures_of

MINUTE = 60


@dataclass(frozen=True, slots=True)
class BulletinDue:
    """A class whose bulletin of a week is not out yet; `draft_id` where somebody has begun it."""

    code: str
    name: str
    week: str
    week_number: int
    draft_id: int | None


class OwnBulletin(NamedTuple):
    """The newest bulletin of a learner's class."""

    id: int
    title: str
    week_number: int
    published_on: date


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for a person of the staff: works to grade since when, learners to ring, a bulletin to write."""

    waiting: int = 0
    oldest: datetime | None = None
    laggards: list[tuple[Membership, list[Laggard]]] = field(default_factory=list)
    bulletin: BulletinDue | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """What everybody sees of a training, worked out once a minute."""

    figures: Figures
    week_number: int
    stars: list[Star]
    classes: list[ActiveClass]
    bulletins: list[BulletinLine]


@dataclass(frozen=True, slots=True)
class Front:
    """Everything on the front page; parts that are not for the viewer are None."""

    training: Training
    shared: Shared
    picked: list[Picked]
    as_of: datetime
    overview: Overview | None
    desk: Desk | None
    shows_pulse: bool
    announced: list[Line]
    shows_chasing: bool
    shows_bulletins: bool
    own_bulletin: OwnBulletin | None
    questions: int | None
    to_pick: int | None
    to_show: int | None
    waiting: list[Waiting]


def front_for(person: Person | None) -> Front | None:
    """The front page, or None where there is no training yet."""
    training = find_training_of(person)
    if training is None:
        return None
    shared = fresh(("front", str(db.engine.url), training.id), MINUTE, lambda: _shared(training))
    learning = learning_of(person) if person else None
    overview = overview_of(person.id, learning) if person and learning else None
    return Front(
        training=training,
        shared=shared.value,
        picked=on_home_page(training.id, training.day_of(clock.now())),
        as_of=shared.as_of,
        overview=overview,
        desk=_desk(person, training) if person else None,
        shows_pulse=person is not None and may_read_statistics(person),
        announced=waiting_for(person, training.id, training.day_of(clock.now())) if person else [],
        shows_chasing=person is not None and is_above_classes(person),
        shows_bulletins=person is not None and takes_part(person, training.id, training.place_code),
        own_bulletin=_own_bulletin(overview) if overview else None,
        questions=questions_waiting(training.id) if person and is_expert(person) else None,
        to_pick=count_waiting_for_a_pick(person) if person and is_expert(person) else None,
        to_show=count_never_shown(person) if person and is_project_team(person) else None,
        waiting=what_waits_for(person) if person else [],
    )


def _shared(training: Training) -> Shared:
    stars = learners_of_the_week(training.id, 10)
    return Shared(
        figures=figures_of(training)[0],
        week_number=training.number_of(Week.parse(stars[0].week)) if stars else 0,
        stars=stars,
        classes=active_classes(training.id, 5),
        bulletins=newest_in(training.id),
    )


def _desk(person: Person, training: Training) -> Desk | None:
    working = [held for held in memberships_of(person) if held.role in list(StaffRole)]
    if not working:
        return None
    piles = piles_of(person) if any(held.role == StaffRole.TUTOR for held in working) else []
    administered = [held for held in working if held.role == StaffRole.CLASS_ADMINISTRATOR]
    return Desk(
        waiting=sum(pile.count for pile in piles),
        oldest=min((pile.oldest for pile in piles), default=None),
        laggards=[(held, laggards_of(held.classroom_id, training)) for held in administered[:1]],
        bulletin=_bulletin_due(administered[0], training) if administered else None,
    )


def _own_bulletin(overview: Overview) -> OwnBulletin | None:
    newest, training = newest_of(overview.classroom.classroom_id), overview.training
    if newest is None:
        return None
    week = training.number_of(Week.parse(newest.week))
    return OwnBulletin(newest.id, newest.title, week, training.day_of(newest.published_at))


def _bulletin_due(held: Membership, training: Training) -> BulletinDue | None:
    """The bulletin of the week that is over, while the class has published none."""
    week = opened_week(training)
    is_missing, draft_id = state_of_week(held.classroom_id, str(week)) if week else (False, None)
    if week is None or not is_missing:
        return None
    return BulletinDue(held.classroom_code, held.classroom_name, str(week), training.number_of(week), draft_id)
