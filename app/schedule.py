"""Everything that runs by the clock, on one page."""

from contextlib import suppress

import click
import structlog
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy.exc import SQLAlchemyError

from app.announcements.jobs import PUBLISH_ANNOUNCEMENTS
from app.datarights.jobs import ERASE_PEOPLE
from app.drafts.jobs import THIN_DRAFTS
from app.foundation import clock
from app.foundation.consumer import open_queue, start_consumer
from app.foundation.jobs import Job, note_beat, note_failure, run_due
from app.foundation.ticker import Ticker
from app.foundation.upkeep import LEARN_SIZES
from app.likeness.jobs import MARK_TEXTS
from app.mail.jobs import SEND_MAIL
from app.notifications.jobs import MAKE_DIGESTS
from app.opinions.jobs import PASS_ON_OPINIONS
from app.rankings.jobs import CLOSE_WEEKS
from app.reminders.jobs import SEND_REMINDERS, WORK_OUT_RETURNS
from app.roster.jobs import FORGET_ROSTERS
from app.search.jobs import MEND_SEARCH
from app.search.operations import enter_changes
from app.statistics.jobs import COUNT_DAYS, MEND_FACTS
from app.study.operations import enter_signals

JOBS: list[Job] = [
    MARK_TEXTS,  # every hour: what was written, as fingerprints
    CLOSE_WEEKS,  # Monday 00:05 in each training's zone
    PASS_ON_OPINIONS,  # once an hour, what waited five days
    THIN_DRAFTS,  # each night at 03:30
    LEARN_SIZES,  # each night at 04:00, on SQLite
    MEND_SEARCH,  # each night at 3:00
    MAKE_DIGESTS,  # each minute, for whom the hour has come
    PUBLISH_ANNOUNCEMENTS,  # each minute, what was written for a later moment
    SEND_MAIL,  # each minute, what is due in the outbox
    COUNT_DAYS,  # every ten minutes the running day, each day once more when it has ended
    MEND_FACTS,  # every hour, days of which something changed afterwards
    ERASE_PEOPLE,  # each minute, erasures whose waiting is over
    SEND_REMINDERS,  # each minute, what waited for the morning
    WORK_OUT_RETURNS,  # each morning at 5:00 in each training's zone
    FORGET_ROSTERS,  # each night, what thirty days ago was sent as a roster
]
ENTER_SIGNALS_EVERY = 10  # seconds: what reading pages said is in days and progress soon after
ENTER_CHANGES_EVERY = 1  # second: who searches for what was written a moment ago finds it
log = structlog.get_logger()


def plug_into(app: Flask) -> None:
    app.extensions["jobs"] = JOBS
    app.cli.add_command(commands)


def start_in_process_consumer(app: Flask) -> None:
    """Let the server's own process look for what is due once a minute; several that look do it once."""
    settings = app.extensions["settings"]
    queue = open_queue(settings.redis_url, settings.instance)
    app.extensions["consumer"] = start_consumer(queue, lambda: beat(app))
    start_entering(app)


def start_entering(app: Flask) -> None:
    """What reading pages said is entered every few seconds, what was written is found within one; whatever a process
    leaves behind, the next one enters.
    """
    for name, seconds, work in (
        ("study_ticker", ENTER_SIGNALS_EVERY, enter_signals),
        ("search_ticker", ENTER_CHANGES_EVERY, enter_changes),
    ):
        app.extensions[name] = Ticker(app, seconds, work)
        app.extensions[name].start()


def beat(app: Flask) -> None:
    """Do what is due now; a job that fails is told in the log, tried again by the next beat, and stops no other."""
    with app.app_context():
        for job in JOBS:
            try:
                done = run_due([job], clock.now())
            except Exception as fault:
                log.exception("job_failed", job=job.name)
                with suppress(SQLAlchemyError):  # a database that is away cannot be told so
                    note_failure(job.name, fault)
                continue
            for name, period, outcome in done:
                log.info("job_done", job=name, period=period, outcome=outcome)
        note_beat()


commands = AppGroup("schedule", help="What runs by the clock.")


@commands.command("show")
def show() -> None:
    """Print what runs when, and what is due now."""
    for job in JOBS:
        due = job.due(clock.now())
        click.echo(f"{job.name:20} {job.every:60} due now: {', '.join(due) or 'nothing'}")


@commands.command("run-due")
def run_due_now() -> None:
    """Do what is due now; a second run changes nothing."""
    done = run_due(JOBS, clock.now())
    for name, period, outcome in done:
        click.echo(f"{name} {period}: {outcome}")
    if not done:
        click.echo("nothing is due")
