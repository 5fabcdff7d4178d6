"""What those who administer see: trainings and classes of their scope, people in it, and why things were changed."""

from typing import Any

from sqlalchemy import select

from app.administration.operations.classrooms import change_classroom
from app.administration.operations.people import rename_person
from app.administration.operations.trainings import change_ladder
from app.datarights.operations.copying import ask_for_copy
from app.foundation.database import db
from app.people.models import Appointment

AREAS = {"area", "far_area", "team"}


def set_scene(world: Any) -> None:
    """A changed ladder, a class with another name, somebody renamed: each with a reason."""
    given, both = world.given, {"area", "team"}
    ladder = [("优", 91), ("良", 80), ("合格", 60), ("不合格", 0)]
    change_ladder(given.team.id, given.training.id, ladder, world.canary("ladderreason", AREAS))
    world.keep("administered_training", "own", given.training.code, AREAS)
    for place, room, readers in (
        ("own", given.classroom, both),
        ("other_city", given.far_classroom, {"far_area", "team"}),
    ):
        reason = world.canary(f"roomreason{place}", readers)
        change_classroom(given.team.id, room.id, f"{room.name}（晚）", room.place_code, reason)
        world.keep("administered_classroom", place, room.code, readers)
    # All of the cast teach at one school in the first city, so its administrator sees even those who work elsewhere.
    for place, person, readers in (("own", given.classmate, both), ("other_city", given.far_tutor, AREAS)):
        rename_person(given.team.id, person.id, f"{person.name}儿", world.canary(f"renamereason{place}", readers))
        world.keep("administered_person", place, person.id, readers)
    copy_id = ask_for_copy(given.team.id, given.classmate.id, world.canary("copyreason", {"classmate", "team"}))
    world.keep("data_copy", "own", copy_id, {"team"})
    role = db.session.scalars(select(Appointment.id).where(Appointment.person_id == given.expert.id)).one()
    world.keep("held_role", "own", role, both)
