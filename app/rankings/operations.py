"""Closing a week, correcting a closed one, publishing a points table."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.classrooms.models import Training
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.bulk import add_rows
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.memory import collector_at_rest
from app.foundation.transactions import locked, transaction
from app.likeness.operations import mark_texts
from app.people.queries import get_person
from app.rankings.events import WeekClosed
from app.rankings.models import ClosedWeek, PointsTable, Standing
from app.rankings.policy import may_correct_week
from app.rankings.queries.boards import count_week
from app.rankings.queries.closed_weeks import find_closed_week, is_in_calendar
from app.rankings.queries.points_tables import find_points_table, rules_of
from app.rankings.rules import DEFAULT, Rules
from app.rankings.scoring.rows import Spelt, fingerprint_of, spelt
from app.study.operations import enter_signals


def close_week(training_id: int, week: Week, now: datetime, by: int | None = None, reason: str = "") -> ClosedWeek:
    """Freeze the standings of an ended week as they were at its end; a second run changes nothing."""
    try:
        with transaction(after_others=True):
            training = _get_training(training_id)
            closed = find_closed_week(training_id, week)
            if closed is not None:
                return closed
            end = _end_of(training, week, now)
            enter_signals()  # what was read before midnight and lies heard, but not counted yet
            return _freeze(training, week, end, 1, by, reason)
    except IntegrityError:
        closed = find_closed_week(training_id, week)  # somebody else closed it between our look and our insert
        if closed is None:
            raise
        return closed


def correction_box(week: Week) -> str:
    return f"correction:{str(week).lower()}"


def correct_week(training_id: int, week: Week, by: int, reason: str, *, only_if_changed: bool = False) -> ClosedWeek:
    """Count a closed week again from what is known now, as a further revision; the old one stays.

    With `only_if_changed` a count that comes out the same is not written, and the newest revision is the answer.
    """
    if not may_correct_week(get_person(by)):
        raise Forbidden
    if not reason.strip():
        raise Refused(_("更正要写明原因。"), "reason")
    with transaction():
        training = _get_training(training_id, hold=True)
        closed = find_closed_week(training_id, week)
        if closed is None:
            raise Refused(_("这一周还没有结算，不用更正。"))
        settle_drafts(by, correction_box(week))
        known = closed if only_if_changed else None
        return _freeze(training, week, clock.now(), closed.revision + 1, by, reason.strip(), known)


def publish_points_table(training_id: int, rules: dict[str, Any], first_week: Week, by: int | None) -> PointsTable:
    """Add a version of the points table; weeks that were closed before it keep theirs."""
    if by is not None and not may_correct_week(get_person(by)):
        raise Forbidden
    try:
        Rules.read(1, rules)
    except ValueError as fault:
        raise Refused(str(fault), "rules") from fault
    with transaction() as session:
        _get_training(training_id, hold=True)
        versions = select(PointsTable.version).where(PointsTable.training_id == training_id)
        version = max(session.scalars(versions), default=0) + 1
        return _keep_table(training_id, version, first_week, rules)


def _get_training(training_id: int, *, hold: bool = False) -> Training:
    found = locked(Training, Training.id == training_id) if hold else db.session.get(Training, training_id)
    if found is None:
        raise NotFound
    return found


def _end_of(training: Training, week: Week, now: datetime) -> datetime:
    """The instant as of which the week is counted; refuses weeks that run or lie outside the training."""
    if not is_in_calendar(training, week):
        raise Refused(_("这一周不在培训的日程里。"))
    end = week.ends_at(training.time_zone)
    if now < end:
        raise Refused(_("这一周还没有结束，不能结算。"))
    return end


def _freeze(*args: Any) -> ClosedWeek:
    """A week counted and written: thousands of rows without a circle among them."""
    with collector_at_rest():
        return _count_and_write(*args)


def _count_and_write(
    training: Training,
    week: Week,
    as_of: datetime,
    revision: int,
    by: int | None,
    reason: str,
    known: ClosedWeek | None = None,
) -> ClosedWeek:
    rules = _rules_for(training, week)
    mark_texts(training.id, _marked_until(training, week), as_of)
    boards = count_week(training, week, as_of, rules)
    rows = spelt(row for board in boards.values() for row in board)
    digest = fingerprint_of(rows)
    if known is not None and known.hash == digest:
        return known
    closed = ClosedWeek(
        training_id=training.id,
        week=str(week),
        revision=revision,
        rules_version=rules.version,
        closed_at=clock.now(),
        closed_by_id=by,
        reason=reason,
        hash=digest,
    )
    db.session.add(closed)
    db.session.flush()
    _write(closed.id, rows)
    record(WeekClosed(closed.id, training.id, str(week), revision), by)
    return closed


def _marked_until(training: Training, week: Week) -> datetime:
    """Texts of closed weeks are marked; if the week before is still open, all that came before are looked through."""
    is_in_order = find_closed_week(training.id, week.previous()) is not None
    return week.starts_at(training.time_zone) if is_in_order else training.starts_at


def _rules_for(training: Training, week: Week) -> Rules:
    """The week's rules; a training without a points table gets the house's as its first version."""
    if find_points_table(training.id, week) is None:
        first = Week.of_day(training.starts_on)
        versions = db.session.scalars(select(PointsTable.version).where(PointsTable.training_id == training.id))
        _keep_table(training.id, max(versions, default=0) + 1, min(first, week), DEFAULT)
    return rules_of(training.id, week)


def _keep_table(training_id: int, version: int, first_week: Week, rules: dict[str, Any]) -> PointsTable:
    table = PointsTable(
        training_id=training_id, version=version, first_week=str(first_week), rules=rules, published_at=clock.now()
    )
    db.session.add(table)
    db.session.flush()
    return table


def _write(closed_week_id: int, rows: list[Spelt]) -> None:
    """What was hashed is what is kept: the parts as they were spelt."""
    values = [{"closed_week_id": closed_week_id, **one.row._asdict(), "parts": one.parts} for one in rows]
    add_rows(Standing, values, spelt="parts")
