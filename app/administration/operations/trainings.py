"""Making a training and changing its rules: what was decided by the old ones stays as it is."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.administration.calendar import Calendar, faults_of, faults_of_change
from app.administration.events import TrainingChanged, TrainingCreated
from app.administration.ladder import Rung
from app.administration.ladder import faults_of as faults_of_ladder
from app.administration.ladder import faults_of_change as faults_of_ladder_change
from app.administration.models import Subject
from app.administration.operations.changes import keep_change
from app.administration.operations.copying import copy_classrooms, copy_rules
from app.administration.policy import may_run_training
from app.administration.queries.trainings import closed_weeks
from app.administration.wording import CALENDAR_FAULTS, LADDER_FAULTS
from app.classrooms.models import Training
from app.classrooms.scheme import Scheme
from app.discussions.operations import open_boards
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.models import Person
from app.people.queries import get_person

STANDARD = Scheme(minutes=2000, assignments=12, assignments_per_module=2, journals=6, salon_posts=4)
LADDER: list[Rung] = [("优", 90), ("良", 80), ("合格", 60), ("不合格", 0)]


def create_training(
    by_id: int, code: str, name: str, place_code: str, calendar: Calendar,
    copied_from: str | None = None, with_classrooms: bool = False, with_staff: bool = False,
) -> Training:  # fmt: skip
    """A training with its boards; scheme, ladder and points table are those of the old one, or the usual."""
    by, old = get_person(by_id), _old(copied_from)
    _refuse_calendar(faults_of(calendar))
    training = Training(
        code=code, name=name, place_code=place_code, **calendar._asdict(),
        scheme=old.scheme if old else _told(STANDARD), grade_ladder=old.grade_ladder if old else [list(r) for r in LADDER],
    )  # fmt: skip
    if not may_run_training(by, training) or (old is not None and not may_run_training(by, old)):
        raise Forbidden
    with transaction() as session:
        session.add(training)
        try:
            session.flush()
        except IntegrityError as fault:
            raise Refused(_("这个代号已经有一期培训用了，请换一个。"), "code") from fault
        record(TrainingCreated(training.id, old.id if old else None), by_id)
        open_boards(training.id)
        if old is not None:
            copy_rules(old, training, by_id)
        if old is not None and with_classrooms:
            copy_classrooms(old, training, by_id, with_staff=with_staff)
        return training


def rename_training(by_id: int, training_id: int, name: str, reason: str) -> None:
    with transaction():
        training = _held(training_id, by_id)
        if name == training.name:
            raise Refused(_("和现在的一样，没有什么要改的。"))
        before, training.name = training.name, name
        _changed(training, "name", by_id, reason, {"name": before}, {"name": name})


def change_calendar(by_id: int, training_id: int, calendar: Calendar, reason: str) -> None:
    """Other days from now on; a week that was closed stays inside, and what has begun keeps its beginning."""
    with transaction(after_others=True):
        training = _held(training_id, by_id)
        before = calendar_of(training)
        if calendar == before:
            raise Refused(_("和现在的一样，没有什么要改的。"))
        _refuse_calendar(faults_of(calendar))
        today = training.day_of(clock.now())
        _refuse_calendar(faults_of_change(before, calendar, closed_weeks(training_id), today))
        for field, value in calendar._asdict().items():
            setattr(training, field, value)
        _changed(training, "calendar", by_id, reason, before.told(), calendar.told())


def change_scheme(by_id: int, training_id: int, scheme: Scheme, reason: str) -> None:
    """What is asked of a learner, for everybody from now on; points and closed weeks do not know of it."""
    with transaction():
        training = _held(training_id, by_id)
        before, after = dict(training.scheme), {**training.scheme, **_told(scheme)}
        if before == after:
            raise Refused(_("和现在的一样，没有什么要改的。"))
        training.scheme = after
        _changed(training, "scheme", by_id, reason, before, after)


def change_ladder(by_id: int, training_id: int, ladder: Sequence[Rung], reason: str) -> None:
    """Grades given from now on follow the new ladder; those that were given stay."""
    with transaction():
        training = _held(training_id, by_id)
        before = [(str(name), int(least)) for name, least in training.grade_ladder]
        if list(ladder) == before:
            raise Refused(_("和现在的一样，没有什么要改的。"))
        has_begun = training.starts_on <= training.day_of(clock.now())
        faults = [*faults_of_ladder(ladder), *(faults_of_ladder_change(before, ladder) if has_begun else ())]
        for number, wrong in faults:
            raise Refused(str(LADDER_FAULTS[wrong]), f"name_{number}")
        training.grade_ladder = [list(rung) for rung in ladder]
        _changed(training, "ladder", by_id, reason, dict(before), dict(ladder))


def calendar_of(training: Training) -> Calendar:
    return Calendar(training.starts_on, training.ends_on, training.late_until, training.time_zone)


def _changed(
    training: Training, what: str, by_id: int, reason: str, before: dict[str, Any], after: dict[str, Any]
) -> None:
    change_id = keep_change(Subject.TRAINING, training.id, what, by_id, reason, before, after)
    record(TrainingChanged(training.id, what, change_id), by_id)


def _held(training_id: int, by_id: int) -> Training:
    by: Person = get_person(by_id)
    training = locked(Training, Training.id == training_id)
    if training is None:
        raise NotFound
    if not may_run_training(by, training):
        raise Forbidden
    return training


def _old(code: str | None) -> Training | None:
    if not code:
        return None
    old = db.session.query(Training).filter_by(code=code).first()
    if old is None:
        raise NotFound
    return old


def _refuse_calendar(faults: Any) -> None:
    for field, wrong in faults:
        raise Refused(str(CALENDAR_FAULTS[wrong]), field)


def _told(scheme: Scheme) -> dict[str, int]:
    return {name: getattr(scheme, name) for name in Scheme.__slots__}
