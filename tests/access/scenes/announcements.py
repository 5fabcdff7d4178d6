"""Announcements in the access tests: of each class, of a city to its staff, and a draft."""

from app.announcements.models import Audience
from app.announcements.operations import Wording, note_reading, write_announcement
from app.announcements.queries import Target
from app.classrooms.models import Classroom
from app.foundation import clock
from app.people.models import Person
from tests.access.world import LEARNERS, OVERSEERS, STAFF, World


def set_scene(world: World) -> None:
    given = world.given
    for place, room, by in (
        ("own", given.classroom, given.class_administrator),
        ("other_class", given.classroom2, given.class_administrator2),
        ("other_city", given.far_classroom, given.far_tutor),
    ):
        readers = LEARNERS[place] | STAFF[place] | OVERSEERS[place]
        number = _said(world, f"announcement{place}", readers, _to_class(room), by)
        world.keep("announcement", place, number, readers)
    note_reading(given.learner.id, 1)
    city = Target("", "长沙市", "4301", None, None)
    staff = STAFF["own"] | STAFF["other_class"] | {"expert", "area", "team"}
    number = _said(world, "announcementstaff", staff, city, given.area, audience=Audience.STAFF)
    world.keep("announcement", "staff", number, staff)
    draft = _said(world, "announcementdraft", {"team"}, city, given.team, is_draft=True)
    world.keep("announcement", "draft", draft, {"team"})


def _to_class(room: Classroom) -> Target:
    return Target("", room.name, room.place_code, room.id, room.training_id)


def _said(
    world: World,
    name: str,
    readers: set[str],
    target: Target,
    by: Person,
    *,
    audience: Audience = Audience.EVERYBODY,
    is_draft: bool = False,
) -> int:
    title, text = world.canary(f"{name}title", readers), world.canary(name, readers)
    words = Wording(title, text, audience, None if is_draft else clock.now(), asks_acknowledgement=True)
    return write_announcement(by.id, world.given.training.id, target, words).id
