"""`flask resources recount`: what the counts say, made of the facts once more."""

import click
from flask import Blueprint
from sqlalchemy import select

from app.classrooms.models import Training
from app.foundation.database import db
from app.resources.operations import rebuild_all_counts

resources_commands = Blueprint("resources_commands", __name__, cli_group="resources")


@resources_commands.cli.command("recount")
def recount() -> None:
    """Count uses, favourites and ratings of all resources anew; a second run changes nothing."""
    wrong = sum(rebuild_all_counts(training_id) for training_id in db.session.scalars(select(Training.id)).all())
    click.echo(f"{wrong} resources had a count that was wrong")
