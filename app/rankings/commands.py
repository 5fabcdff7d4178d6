"""`flask weeks close`: what the clock does by itself, by hand."""

import click
from flask import Blueprint
from sqlalchemy import select

from app.classrooms.models import Training
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.errors import Refused
from app.rankings.operations import close_week
from app.rankings.queries.closed_weeks import find_closed_week, frozen_rows, open_weeks, revisions_of
from app.rankings.scoring.rows import fingerprint

weeks_commands = Blueprint("weeks_commands", __name__, cli_group="weeks")


@weeks_commands.cli.command("close")
@click.option("--training", "code", help="Only this training.")
@click.option("--week", "name", help="Only this week, such as 2009-W24.")
def close(code: str | None, name: str | None) -> None:
    """Close what has ended, or one week; a second run changes nothing."""
    now = clock.now()
    for training_id, training_code in _trainings(code):
        training = db.session.get_one(Training, training_id)
        for week in [_week(name)] if name else open_weeks(training, now):
            known = find_closed_week(training_id, week) is not None
            try:
                closed = close_week(training_id, week, now)
            except Refused as refusal:
                raise click.ClickException(f"{training_code} {week}: {refusal.message}") from refusal
            said = "was closed before" if known else "closed"
            click.echo(f"{training_code} {week}: {said}, revision {closed.revision}, {closed.hash[:12]}")


@weeks_commands.cli.command("check")
@click.option("--training", "code", help="Only this training.")
def check(code: str | None) -> None:
    """Compute the hash of every closed week again; fails if a frozen row was touched."""
    broken = 0
    for training_id, training_code in _trainings(code):
        training = db.session.get_one(Training, training_id)
        for week in sorted(training.weeks):
            for closed in revisions_of(training_id, week):
                is_sound = fingerprint(frozen_rows(closed.id)) == closed.hash
                broken += not is_sound
                click.echo(f"{training_code} {week} revision {closed.revision}: {'sound' if is_sound else 'TOUCHED'}")
    if broken:
        raise click.ClickException(f"{broken} closed weeks do not match their hash")


def _trainings(code: str | None) -> list[tuple[int, str]]:
    statement = select(Training.id, Training.code).order_by(Training.id)
    rows = db.session.execute(statement.where(Training.code == code) if code else statement)
    found = [(training_id, training_code) for training_id, training_code in rows]
    if code and not found:
        raise click.ClickException(f"there is no training {code}")
    return found


def _week(name: str) -> Week:
    try:
        return Week.parse(name)
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault
