"""Accounts from the command line."""

import click
from flask import Blueprint

from app.people.models import Person
from app.people.operations import disable_person, enable_person, issue_activation_code
from app.people.queries import find_by_account

commands = Blueprint("people_commands", __name__, cli_group="people")


@commands.cli.command("activation-code")
@click.argument("account")
def activation_code(account: str) -> None:
    """Print a fresh activation code; earlier ones become void."""
    click.echo(issue_activation_code(_found(account).id))


@commands.cli.command("disable")
@click.argument("account")
def disable(account: str) -> None:
    """Close an account and end its sign-ins."""
    disable_person(_found(account).id, by_id=None)


@commands.cli.command("enable")
@click.argument("account")
def enable(account: str) -> None:
    """Open a closed account again."""
    enable_person(_found(account).id, by_id=None)


def _found(account: str) -> Person:
    person = find_by_account(account)
    if person is None:
        raise click.ClickException(f"there is no account {account!r}")
    return person
