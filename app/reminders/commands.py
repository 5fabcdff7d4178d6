"""`flask reminders rebuild`: who came back, worked out anew."""

import click
from flask import Blueprint
from sqlalchemy import select

from app.classrooms.models import Training
from app.foundation.database import db
from app.reminders.operations import rebuild_returns

reminder_commands = Blueprint("reminder_commands", "app.reminders.commands", cli_group="reminders")


@reminder_commands.cli.command("rebuild")
def rebuild() -> None:
    """Work out who came back after which contact; a second run changes nothing."""
    for training_id, code in db.session.execute(select(Training.id, Training.code).order_by(Training.id)).all():
        click.echo(f"{code}: {rebuild_returns(training_id)} contacts looked at")
