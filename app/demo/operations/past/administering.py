"""What the project team had to do for people: closed and opened accounts, a role for two weeks, a copy, an erasure thought over."""

from datetime import timedelta

from app.administration.operations.people import close_account, end_sign_ins, reopen_account
from app.administration.operations.roles import end_role, give_role
from app.classrooms.models import Classroom
from app.datarights.operations.copying import ask_for_copy
from app.datarights.operations.planning import ask_for_erasure, call_off_erasure, confirm_erasure
from app.demo.operations.past.scene import Scene
from app.foundation.database import db
from app.people.models import Person, Role

LEAST = 10  # classmates that are needed for all the stories
COUNTY = 6  # digits of a county's code


def administer(scene: Scene) -> None:
    """Acts of an ordinary fortnight, each with its reason."""
    if len(scene.classmates) < LEAST:
        return
    away, careless, curious, undecided = scene.classmates[-LEAST : -LEAST + 4]
    with scene.at(scene.before(12)):
        close_account(scene.team, away, "借调到教育局两周，本人要求先停一停。")
    with scene.at(scene.before(3)):
        reopen_account(scene.team, away, "借调结束，接着研修。")
    with scene.at(scene.before(6)):
        end_sign_ins(scene.team, careless)
    with scene.at(scene.before(5)):
        ask_for_copy(scene.team, curious, "学员打电话要自己的作业底稿，不会在网上取。")
    _stand_in(scene)
    _think_over(scene, undecided)


def _stand_in(scene: Scene) -> None:
    """The class administrator looks after the county while its administrator is away."""
    county = db.session.get_one(Classroom, scene.classroom_id).place_code[:COUNTY]
    with scene.at(scene.before(11)):
        role = give_role(scene.team, scene.administrator, Role.AREA_ADMINISTRATOR, county)
    with scene.at(scene.before(2)):
        end_role(scene.team, scene.administrator, role)


def _think_over(scene: Scene, person_id: int) -> None:
    account = db.session.get_one(Person, person_id).account
    asked = scene.before(4)
    with scene.at(asked):
        ask_for_erasure(person_id, person_id, account, "")
        confirm_erasure(person_id, person_id)
    with scene.at(asked + timedelta(days=1)):
        call_off_erasure(person_id, person_id)
