"""What runs by the clock: what ran, what is due, and running it now."""

from collections.abc import Callable
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.administration.forms.people import PlainForm
from app.administration.operations.jobs import do_now, start_job
from app.administration.policy import leads
from app.administration.queries.jobs import (
    PAGE,
    failures_of,
    is_failing,
    last_beats,
    last_failures,
    last_runs,
    runs_of,
    trainings_by_code,
)
from app.administration.routes.blueprint import A_PERSONS_PACE, administration
from app.administration.routes.periods import period_said
from app.administration.timetable import JOBS, worded
from app.foundation import clock
from app.foundation.access import LARGEST_ID, permitted, viewer
from app.foundation.errors import NotFound
from app.foundation.jobs import Job, scheduled_jobs
from app.foundation.limits import limiter
from app.foundation.transactions import once


@administration.get("/administration/jobs")
@permitted(leads)
def jobs() -> str:
    runs, failures, present = last_runs(), last_failures(), clock.now()
    failing = {job.name for job in scheduled_jobs() if is_failing(runs.get(job.name), failures.get(job.name), present)}
    return render_template(
        "administration/jobs.html", jobs=scheduled_jobs(), words=JOBS, runs=runs, failures=failures, failing=failing,
        beats=last_beats(), present=present,
    )  # fmt: skip


@administration.get("/administration/jobs/<name>")
@permitted(leads)
def job(name: str) -> str:
    found, before = _job(name), request.args.get("before", 0, int)
    runs = runs_of(name, before if 0 < before <= LARGEST_ID else None)
    return render_template(
        "administration/job.html", job=found, words=JOBS.get(name), form=PlainForm(), said=_periods_of(name),
        due=found.due(clock.now()), runs=runs[:PAGE], worded=worded, failures=failures_of(name),
        more=runs[PAGE - 1].id if len(runs) > PAGE else None,
    )  # fmt: skip


@administration.post("/administration/jobs/<name>/runs")
@permitted(leads)
@limiter.limit(A_PERSONS_PACE)
def run(name: str) -> ResponseReturnValue:
    """The act is written down first; then the job looks for itself what is due, so twice does nothing twice."""
    found, form, by_id = _job(name), PlainForm(), viewer().id
    started: list[Job] = []

    def work() -> str:
        started.append(start_job(by_id, found.name))
        return url_for("administration.job", name=name)

    if form.validate_on_submit():
        once(form.once_key, "run job", by_id, work)
        done = do_now(started[0]) if started else []
        if done is None:
            flash(_("这一次没有做成，原因已经写进服务器的记录；过一会儿会自己再试。"), "warn")
        else:
            said = _periods_of(name)
            told = _("；").join(f"{said(period)}{_('：')}{worded(came_to)}" for _name, period, came_to in done)
            flash(told or _("现在没有要做的，什么都没有变。"), "good")
    return redirect(url_for("administration.job", name=name))


def _periods_of(name: str) -> Callable[[str], str]:
    return partial(period_said, name, trainings=trainings_by_code())


def _job(name: str) -> Job:
    found = next((job for job in scheduled_jobs() if job.name == name), None)
    if found is None:
        raise NotFound
    return found
