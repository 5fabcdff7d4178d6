"""Everything that runs by the clock, on one page."""

import click
from flask import Flask
from flask.cli import AppGroup

from app.foundation import clock
from app.foundation.jobs import Job, run_due

JOBS: list[Job] = []


def plug_into(app: Flask) -> None:
    app.cli.add_command(commands)


commands = AppGroup("schedule", help="What runs by the clock.")


@commands.command("show")
def show() -> None:
    """Print what runs when."""
    for job in JOBS:
        click.echo(f"{job.name:30} {job.every}")


@commands.command("run-due")
def run_due_now() -> None:
    """Do what is due now; a second run changes nothing."""
    for name, period, outcome in run_due(JOBS, clock.now()):
        click.echo(f"{name} {period}: {outcome}")
