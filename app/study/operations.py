"""Hearing signals and pressing 「读完了」: intervals are only ever added, everything else is rebuilt from them."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, insert, select

from app.classrooms.models import Enrolment, Training
from app.courses.queries import find_section_length
from app.foundation import clock
from app.foundation.clock import day_starts_at
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.study import ledger
from app.study.events import SectionFinished
from app.study.ledger import Span, Verdict
from app.study.models import SectionProgress, StudyDay, StudyInterval
from app.study.queries import counted_spans_by_classroom, counted_spans_of_section
from app.study.visits import Visit

LOOK_BACK = 60  # rows of a visit: far more than a section's quiet allowance can fill


def record_signal(visit: Visit, section: str, sequence: int, *, active: bool, visible: int) -> int:
    """Take a signal of a reading page down and say how many percent of the section are read now.

    The time it covers runs from the last signal of the visit (or its opening) until this moment of the server's clock;
    `visible` seconds are the page's own word and can only take away. A signal heard before changes nothing.
    """
    return _hear(visit, section, sequence, active=active, visible=visible)


def finish_section(visit: Visit, section: str, sequence: int | None = None) -> int:
    """Mark a section as read because the learner says so; a second time changes nothing.

    Without a script this press is all we hear of a page, so it vouches for as long as the section may take, counted
    from the opening of the page or from the press before.
    """
    return _hear(visit, section, sequence, active=True, is_press=True)


def _hear(
    visit: Visit,
    section: str,
    sequence: int | None,
    *,
    active: bool,
    visible: int | None = None,
    is_press: bool = False,
) -> int:
    with transaction():
        enrolment, characters = _enrolment_of(visit.person_id), _characters(visit.topic_id, section)
        before = _rows_of(visit)
        number = before[0].sequence // 2 + 1 if sequence is None and before else sequence or 0
        if not any(row.sequence // 2 == number for row in before):
            now = ledger.seconds_of(clock.now())
            earliest = max(visit.opened_at, now - ledger.LONGEST_SILENCE)
            heard_at = max([earliest, *(ledger.seconds_of(row.ended_at) for row in before)])
            allowance = ledger.quiet_allowance(characters)
            spans = ledger.judge(
                heard_at, now, active=active, visible=now if visible is None else visible,
                quiet_left=max(0, allowance - _quiet_so_far(before, section)),
                limit=allowance if is_press else ledger.SIGNAL_LIMIT,
            )  # fmt: skip
            _append(enrolment, visit, section, number, spans or [Span(heard_at, heard_at, Verdict.COUNTED)])
            _rebuild_days(enrolment, spans)
        return _rebuild_progress(enrolment, visit.topic_id, section, characters, is_finished=is_press)


def _enrolment_of(person_id: int) -> Enrolment:
    """Where the person learns now, held until the end: signals of one learner are heard one after another."""
    present = clock.now()
    enrolment = locked(
        Enrolment,
        Enrolment.person_id == person_id,
        Enrolment.since <= present,
        Enrolment.until.is_(None) | (Enrolment.until > present),
    )
    if enrolment is None:
        raise Forbidden
    return enrolment


def _characters(topic_id: int, section: str) -> int:
    characters = find_section_length(topic_id, section)
    if characters is None:
        raise NotFound
    return characters


class _Heard(NamedTuple):
    """What a row of a visit says."""

    section: str
    sequence: int
    started_at: datetime
    ended_at: datetime
    verdict: str


def _rows_of(visit: Visit) -> list[_Heard]:
    """What was heard of a visit, newest first; a signal leaves rows 2n (what counts) and 2n + 1 (the rest)."""
    columns = (getattr(StudyInterval, name) for name in _Heard._fields)
    statement = (
        select(*columns)
        .where(StudyInterval.person_id == visit.person_id, StudyInterval.visit == visit.number)
        .order_by(StudyInterval.sequence.desc())
        .limit(LOOK_BACK)
    )
    return [_Heard(*row) for row in db.session.execute(statement)]


def _quiet_so_far(rows: list[_Heard], section: str) -> int:
    """Seconds read in this section without a movement since the last one."""
    quiet = 0
    for row in rows:
        if row.section != section or (row.verdict == Verdict.COUNTED and row.ended_at > row.started_at):
            break
        if row.verdict == Verdict.QUIET:
            quiet += ledger.seconds_of(row.ended_at) - ledger.seconds_of(row.started_at)
    return quiet


def _append(enrolment: Enrolment, visit: Visit, section: str, number: int, spans: list[Span]) -> None:
    rows = [
        {
            "person_id": visit.person_id, "training_id": enrolment.training_id, "classroom_id": enrolment.classroom_id,
            "topic_id": visit.topic_id, "section": section, "visit": visit.number, "sequence": 2 * number + offset,
            "started_at": ledger.instant_of(span.start), "ended_at": ledger.instant_of(span.end),
            "verdict": str(span.verdict),
        }
        for offset, span in enumerate(spans)
    ]  # fmt: skip
    db.session.execute(insert(StudyInterval), rows)


def _rebuild_days(enrolment: Enrolment, spans: list[Span]) -> None:
    """Write the days anew that these spans touch, each from all its intervals."""
    counting = [span for span in spans if span.counts]
    if counting:
        training = db.session.get_one(Training, enrolment.training_id)
        for day in ledger.split_by_day(counting, training.time_zone):
            rebuild_day(enrolment.person_id, training, day)


def rebuild_day(person_id: int, training: Training, day: date) -> None:
    """Write a learner's day anew from its intervals: the union, each second in the class that came first."""
    with transaction() as session:
        start, end = (day_starts_at(day + timedelta(days=offset), training.time_zone) for offset in (0, 1))
        spans = counted_spans_by_classroom(person_id, training.id, start, end)
        seconds: dict[object, int] = defaultdict(int)
        for span in ledger.settle(ledger.split_by_day(spans, training.time_zone).get(day, [])):
            if span.counts:
                seconds[span.key] += span.seconds
        session.execute(
            delete(StudyDay).where(
                StudyDay.person_id == person_id, StudyDay.training_id == training.id, StudyDay.day == day
            )
        )
        rows = [
            {"person_id": person_id, "training_id": training.id, "day": day, "classroom_id": room, "seconds": count}
            for room, count in seconds.items()
        ]
        if rows:
            session.execute(insert(StudyDay), rows)


def _rebuild_progress(enrolment: Enrolment, topic_id: int, section: str, characters: int, *, is_finished: bool) -> int:
    """Write a section's progress anew; what was finished once stays finished. Returns percent."""
    key = (enrolment.person_id, enrolment.training_id, topic_id, section)
    seconds = ledger.credited_seconds(counted_spans_of_section(*key))
    row = db.session.get(SectionProgress, key)
    if row is None:
        person_id, training_id, topic_id, section = key
        row = SectionProgress(
            person_id=person_id, training_id=training_id, topic_id=topic_id, section=section, seconds=0
        )
        row.last_read_at = clock.now()
        db.session.add(row)
    if seconds > row.seconds:
        row.seconds, row.last_read_at = seconds, clock.now()
    if row.finished_at is None and (is_finished or seconds >= ledger.seconds_to_finish(characters)):
        _finish(row, clock.now())
    return ledger.percent_read(row.seconds, characters, row.finished_at is not None)


def _finish(row: SectionProgress, now: datetime) -> None:
    row.finished_at = row.last_read_at = now
    record(SectionFinished(row.person_id, row.topic_id, row.section), row.person_id)
