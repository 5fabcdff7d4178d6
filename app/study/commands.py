"""`flask study simulate`: who reads, who pretends to, and what the ledger makes of them."""

import click
from flask import Blueprint

from app.study.simulation.table import table

study_commands = Blueprint("study_commands", __name__, cli_group="study")


@study_commands.cli.command("simulate")
def simulate() -> None:
    """Print the table of simulated people that docs/study-time.md shows."""
    click.echo(table(), nl=False)
