"""The ledger: every stretch of reading, and why it counted."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from flask import render_template, request
from flask_babel import gettext as _

from app.classrooms.models import Training
from app.classrooms.policy import is_learner
from app.classrooms.queries import find_training_of
from app.contests.queries import contests_of, talks_with
from app.courses.course import TITLE_OF
from app.foundation import clock
from app.foundation.access import signed_in, viewer
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.study import ledger, queries
from app.study.queries import Learner, Place, hints_between
from app.study.routes.blueprint import study
from app.study.wording import hint_words

FARTHEST_YEARS = 10  # a training is over long before; the calendar has ends that no week may touch


@study.get("/me/study-time")
@signed_in
def my_study_time() -> str:
    """One's own ledger, week by week."""
    person = viewer()
    training = find_training_of(person)
    return _ledger_page(training, person.id)


@study.get("/classrooms/<code>/learners/<int:person_id>/study-time")
@signed_in
def study_time_of_learner(code: str, person_id: int) -> str:
    """A learner's ledger, for those who look after the class."""
    learner = queries.get_learner(code, person_id, viewer())
    training = db.session.get_one(Training, learner.training_id)
    return _ledger_page(training, person_id, learner)


def _ledger_page(training: Training | None, person_id: int, learner: Learner | None = None) -> str:
    if training is None:
        raise NotFound
    by_day = queries.seconds_by_day(person_id, training.id)
    week = _asked_week(training, by_day)
    days = _days_of(person_id, training, week)
    return render_template(
        "study/study_time.html",
        training=training,
        week=week,
        weeks=_weeks(training, by_day, week),
        days=days,
        bars=[(_weekday(day), ledger.whole_minutes(by_day.get(day, 0))) for day in week.days],
        week_minutes=ledger.whole_minutes(sum(by_day.get(day, 0) for day in week.days)),
        minutes=ledger.whole_minutes(sum(by_day.values())),
        by_day=by_day,
        titles=TITLE_OF,
        reasons=_reasons(),
        learner=learner,
        contests={(one.started_at, one.ended_at): one for one in contests_of(person_id, training.id)},
        may_contest=learner is None and is_learner(viewer()),
        hints=hints_between(person_id, training.id, *_instants(week, training), training.time_zone),
        talks=talks_with(person_id, training.id),
        hint_words=hint_words(),
    )


def _instants(week: Week, training: Training) -> tuple[datetime, datetime]:
    return week.starts_at(training.time_zone), week.ends_at(training.time_zone)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One line of the ledger as it is shown."""

    began: datetime
    ended: datetime
    seconds: int
    place: Place
    verdict: str
    counts: bool
    begins: int
    ends: int


def _days_of(person_id: int, training: Training, week: Week) -> list[tuple[date, list[Stretch]]]:
    """The stretches of a week by day, newest day first, each second told once."""
    spans = queries.spans_between(person_id, training.id, *_instants(week, training))
    days = ledger.split_by_day(spans, training.time_zone)
    return [
        (day, [_stretch(span) for span in ledger.joined(ledger.settle(days[day]))])
        for day in reversed(week.days)
        if day in days
    ]


def _stretch(span: ledger.Span) -> Stretch:
    began, ended = ledger.instant_of(span.start), ledger.instant_of(span.end)
    return Stretch(began, ended, span.seconds, cast("Place", span.key), span.verdict, span.counts, span.start, span.end)


def _weekday(day: date) -> str:
    return (_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日"))[day.weekday()]


def _asked_week(training: Training, by_day: dict[date, int]) -> Week:
    """The week asked for, else the running one, else the last one with anything in it."""
    running = training.week_of(clock.now())
    try:
        asked = Week.parse(request.args.get("week", ""))
    except ValueError:
        newest = Week.of_day(max(by_day)) if by_day else running
        return newest if newest.next() < running else running
    return asked if abs(asked.year - training.starts_on.year) <= FARTHEST_YEARS else running


def _weeks(training: Training, by_day: dict[date, int], current: Week) -> list[dict[str, Any]]:
    """The weeks of the training that have begun, with what was studied in each."""
    running = training.week_of(clock.now())
    studied: dict[Week, int] = {}
    for day, seconds in by_day.items():
        studied[Week.of_day(day)] = studied.get(Week.of_day(day), 0) + seconds
    known = {week for week in training.weeks if week <= running} | set(studied) | {current}
    return [
        {
            "label": f"{week.monday.month}.{week.monday.day}–{week.sunday.month}.{week.sunday.day}",
            "url": f"?week={week}",
            "current": week == current,
            "count": ledger.whole_minutes(studied.get(week, 0)) or None,
        }
        for week in sorted(known)
    ]


def _reasons() -> dict[str, str]:
    return {
        "counted": _("在读，有翻动"),
        "quiet": _("静静地读"),
        "idle": _("太久没有翻动"),
        "hidden": _("页面不在眼前"),
        "lost": _("断线或手机休眠，没有音信"),
        "corrected": _("异议成立，补计"),
        "overlap": _("同一时间在别处已经计过"),
    }
