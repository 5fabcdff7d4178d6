"""A published report with its administrator's own words."""

from app.foundation.clock import Week
from app.reports.operations import publish_report
from tests.access.world import World

READERS = {"expert", "area", "team", "tutor", "class_administrator", "tutor2", "class_administrator2"}
WEEK = Week(2026, 11)


def set_scene(world: World) -> None:
    given, words = world.given, world.canary("introduction", READERS)
    publish_report(given.area.id, given.training.id, "430102", WEEK, words)
