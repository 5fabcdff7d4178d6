"""Who tries out and publishes rules."""

from app.people.models import Person
from app.people.policy import is_project_team


def may_publish_rules(person: Person) -> bool:
    """The project team."""
    return is_project_team(person)
