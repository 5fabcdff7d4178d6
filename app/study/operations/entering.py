"""Entering what was heard, many pages at once: a fixed number of statements for however many signals."""

from collections import defaultdict
from datetime import date
from typing import Any, cast

import structlog
from sqlalchemy import bindparam, delete, func, select, update

from app.foundation import clock
from app.foundation.bulk import add_rows, put_rows
from app.foundation.database import db
from app.foundation.dialects import is_sqlite
from app.foundation.reading import Question
from app.foundation.transactions import is_writing, transaction
from app.study import signals
from app.study.ledger import Span, instant_of, quiet_allowance, seconds_of, split_by_day
from app.study.models import StudyInterval, StudySignal, StudyVisit
from app.study.operations.rebuilding import Day, rebuild_days, rebuild_progress
from app.study.queries.waiting import Waiting, newest_interval, section_lengths, sign_ins_ended_since, waiting_signals
from app.study.signals import Heard, Mark

MOST = 4000  # signals in one go: a fraction of a second, so that an evening's backlog does not hold up the acts
LAST_WORD = 60  # seconds after the end of a sign-in in which its open pages may still be heard
ENTERING = 2010  # the number of the advisory lock of whoever enters
ANY_WAITING = Question(lambda: select(StudySignal.id).where(StudySignal.set_aside_at.is_(None)).limit(1))
log = structlog.get_logger()


def enter_signals(person_id: int | None = None) -> int:
    """Turn what was heard, by everybody or by one person, into intervals, days and progress; gives how many signals.

    A signal leaves the inbox in the transaction that enters it. One that cannot be entered is set aside and told in the
    log, so that it holds up no other; inside another act it fails that act instead.
    """
    if is_writing():
        return _enter_some(person_id, MOST)
    entered, some = 0, MOST
    while some == MOST and ANY_WAITING.first():
        some = _enter_or_set_aside(person_id, MOST)
        entered += some
    return entered


def _enter_or_set_aside(person_id: int | None, most: int) -> int:
    """Up to so many signals; where they fail together, half of them, down to the one that is to blame."""
    try:
        return _enter_some(person_id, most)
    except Exception:
        if most > 1:
            return _enter_or_set_aside(person_id, most // 2)
        return _set_aside(person_id)


def _enter_some(person_id: int | None, most: int) -> int:
    with transaction():
        take_turn()
        return _Entering(waiting_signals(person_id, most)).run()


def take_turn() -> None:
    """One enters at a time: the numbers of new intervals are then all above those of before."""
    if not is_sqlite():
        db.session.execute(select(func.pg_advisory_xact_lock(ENTERING)))


def _set_aside(person_id: int | None) -> int:
    with transaction() as session:
        waiting = waiting_signals(person_id, 1)
        for one in waiting:
            log.exception("signal_set_aside", signal=one.id)
            session.execute(update(StudySignal).where(StudySignal.id == one.id).values(set_aside_at=clock.now()))
        return len(waiting)


class _Entering:
    """One batch: the ledger's word on each signal, then one statement for each table."""

    def __init__(self, waiting: list[Waiting]) -> None:
        self.waiting = waiting
        self.lengths = section_lengths()
        self.visits: dict[tuple[int, str], tuple[Heard, int]] = {}
        self.rows: list[dict[str, Any]] = []
        self.days: set[Day] = set()
        self.pressed: dict[tuple[int, int, int, str], int] = {}

    def run(self) -> int:
        before = newest_interval()
        for one in self._entitled():
            self._hear(one)
        add_rows(StudyInterval, self.rows)
        self._keep_visits()
        if self.waiting:
            forget = delete(StudySignal).where(StudySignal.id.in_(bindparam("ids", expanding=True)))
            db.session.execute(forget, {"ids": [one.id for one in self.waiting]})
        for day in sorted(self.days):
            rebuild_days(day, since=before)
        rebuild_progress(before, self.pressed)
        return len(self.waiting)

    def _entitled(self) -> list[Waiting]:
        """Signals of people who learn, and whose sign-in held when they were heard, or until just before."""
        learning = [one for one in self.waiting if one.classroom_id is not None]
        doubtful = [one for one in learning if one.session_version != one.present_version]
        if not doubtful:
            return learning
        ended: dict[int, list[int]] = defaultdict(list)
        for person_id, at in sign_ins_ended_since(min(one.opened_at for one in doubtful)):
            ended[person_id].append(seconds_of(at))
        return [one for one in learning if one not in doubtful or _is_last_word(one, ended[one.person_id])]

    def _hear(self, one: Waiting) -> None:
        key = (one.person_id, one.visit)
        heard, number = self.visits.get(key) or _known(one)
        if one.stretches and signals.is_repeat(heard, one.sequence):
            number += 1  # a number without an interval: so repeats are counted, and read by `sightings`
        spans, heard = self._judged(one, heard)
        for day, parts in split_by_day(spans, one.time_zone).items():
            for span in parts:
                self._append(one, span, number, day)
                number += 1
        self.visits[key] = heard, number

    def _judged(self, one: Waiting, heard: Heard) -> tuple[list[Span], Heard]:
        lengths, now = self.lengths.get(one.topic_id, {}), seconds_of(one.heard_at)
        if one.pressed in lengths:
            self.pressed[one.person_id, one.training_id, one.topic_id, one.pressed] = now
        if one.stretches:
            said = signals.unpacked(one.sequence, one.page_at, one.stretches)
            return signals.enter(heard, said, now, {kind: quiet_allowance(size) for kind, size in lengths.items()})
        if one.pressed in lengths:
            return signals.press(heard, one.pressed, now, quiet_allowance(lengths[one.pressed]))
        return [], heard

    def _append(self, one: Waiting, span: Span, number: int, day: date) -> None:
        mark = cast("Mark", span.key)
        self.rows.append(
            {
                "person_id": one.person_id, "training_id": one.training_id, "classroom_id": one.classroom_id,
                "topic_id": one.topic_id, "section": mark.section, "visit": one.visit, "sequence": number,
                "started_at": instant_of(span.start), "ended_at": instant_of(span.end), "verdict": str(span.verdict),
                "moves": mark.moves,
            }
        )  # fmt: skip
        if span.counts:
            self.days.add(Day(one.training_id, day, one.time_zone))

    def _keep_visits(self) -> None:
        rows = [
            {
                "person_id": person_id, "number": visit, "heard_until": instant_of(heard.until), "spans": number,
                "page_until": heard.page_until, "last_sequence": heard.sequence, "section": heard.section,
                "quiet": heard.quiet,
            }
            for (person_id, visit), (heard, number) in self.visits.items()
        ]  # fmt: skip
        put_rows(StudyVisit, ("person_id", "number"), rows)


def _known(one: Waiting) -> tuple[Heard, int]:
    """A visit as it was heard before, or one that begins."""
    if one.heard_until is None:
        return Heard(seconds_of(one.opened_at)), 0
    until = seconds_of(one.heard_until)
    return Heard(until, one.page_until, one.last_sequence, one.section, one.quiet), one.spans


def _is_last_word(one: Waiting, ended: list[int]) -> bool:
    """Whether the sign-in under which the page was opened ended only just before the signal was heard."""
    opened = seconds_of(one.opened_at)
    first = min((at for at in ended if at >= opened), default=None)
    return first is not None and seconds_of(one.heard_at) <= first + LAST_WORD
