"""Rosters that an area and the team sent: one applied, one that waits; names in them are for those who may read them."""

from typing import Any

from sqlalchemy import select

from app.foundation.database import db
from app.people.models import Person
from app.roster.headings import Table
from app.roster.models import RosterAct
from app.roster.operations.applying import apply_import
from app.roster.operations.drafting import decide_import, send_roster

COLUMNS = {"name": 0, "classroom": 1, "phone": 2}
HEADINGS = {"name": "姓名", "classroom": "班级", "phone": "手机号"}


def set_scene(world: Any) -> None:
    """A learner's telephone is new in each; a second row of each cannot be read and says a canary."""
    given = world.given
    for place, sender, learner, phone in (
        ("own", given.area, given.learner, "13800000001"),
        ("other_city", given.far_area, given.far_learner, "13800000002"),
        ("of_team", given.team, given.learner2, "13800000003"),
    ):
        readers = {sender.account, "team"}
        number = _sent(world, place, sender, learner, phone, readers)
        decide_import(sender.id, number, {"vanished": "keep"})
        if place != "of_team":
            assert apply_import(sender.id, number)
            act = db.session.scalars(select(RosterAct.id).where(RosterAct.import_id == number)).one()
            world.keep("roster_act", place, act, readers)
        world.keep("roster_import", place, number, readers)
    for place, learner, area in (
        ("own", given.learner, "area"), ("other_class", given.learner2, "area"), ("other_city", given.far_learner, "far_area"),
    ):  # fmt: skip
        world.keep("roster_person", place, learner.id, {area, "team"})


def _sent(world: Any, place: str, sender: Person, learner: Person, phone: str, readers: set[str]) -> int:
    rooms = {"own": world.given.classroom, "of_team": world.given.classroom2}
    room = rooms.get(place, world.given.far_classroom).code
    file_name, name = world.canary(f"rosterfile{place}", readers), world.canary(f"rosterrow{place}", readers)
    rows = [(2, [learner.name, room, phone]), (3, [name, room, "8"])]
    table = Table("名册", COLUMNS, HEADINGS, [], rows)
    return send_roster(sender.id, world.given.training.id, f"{file_name}.csv", table, "")
