"""What happens to the course."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class CourseSynced(Event):
    """The files were mirrored and something was different; topics and modules by their slugs, the whole as "course"."""

    added: list[str]
    changed: list[str]
    returned: list[str]
    retired: list[str]
