"""Rosters that the project team has had: one imported, one imported and taken back, one that waits for decisions."""

from collections.abc import Sequence

from sqlalchemy import select

from app.classrooms.models import Classroom, Enrolment
from app.demo.operations.past.scene import Scene
from app.foundation.database import db
from app.people.models import Person, School
from app.roster.headings import Table
from app.roster.models import RosterAct
from app.roster.operations.applying import apply_import
from app.roster.operations.drafting import decide_import, send_roster
from app.roster.operations.undoing import undo_act

FIELDS = ("name", "classroom", "school", "identity", "phone")
COLUMNS = {field: place for place, field in enumerate(FIELDS)}
HEADINGS = {
    "name": "姓 名",
    "classroom": "培训班级",
    "school": "工作单位",
    "identity": "身份证号码",
    "phone": "联系电话",
}
Row = tuple[str, str, str, str, str]


def send_rosters(scenes: Sequence[Scene]) -> int:
    """Three of them, all about the first demo class; gives their number."""
    scene = scenes[0]
    classroom = db.session.get_one(Classroom, scene.classroom_id)
    room, people = classroom.name, _people(scene, classroom.place_code[:4])
    school = people[0][1]
    phones = [(name, room, at, "", f"1390731{number:04}") for number, (name, at) in enumerate(people, 1201)]
    newcomers = [("覃少华", room, school, "", "13907321101"), ("游素梅", room, school, "", "13907321102")]
    waiting = [
        *phones[:6], ("庹桂英", room, f"{school[:-2]}完小", "", ""), ("向 建 国", room, school, "4.33125E+17", ""),
        ("粟小平", f"{room[:-1]}組", school, "", "13607450021"), ("龚 慧", room, school, "", "１３６０７４５００２２"),
    ]  # fmt: skip
    with scene.at(scene.before(20)):
        _applied(scene, "各校报来的手机号.xlsx", phones)
    with scene.at(scene.before(9)):
        act = _applied(scene, "补报名单.xlsx", newcomers)
    with scene.at(scene.before(8.9)):
        undo_act(scene.team, act)
    with scene.at(scene.before(1)):
        _sent(scene, "后来转来的老师（还没核对）.xlsx", waiting)
    return 3


def _sent(scene: Scene, name: str, rows: Sequence[Row]) -> int:
    numbered = [(number, list(row)) for number, row in enumerate(rows, 3)]
    table = Table("报名表", COLUMNS, HEADINGS, ["序号", "备注"], numbered)
    return send_roster(scene.team, scene.training.id, name, table, "")


def _applied(scene: Scene, name: str, rows: Sequence[Row]) -> int:
    number = _sent(scene, name, rows)
    decide_import(scene.team, number, {"vanished": "keep"})
    apply_import(scene.team, number)
    return db.session.scalars(select(RosterAct.id).where(RosterAct.import_id == number)).one()


def _people(scene: Scene, city: str) -> list[tuple[str, str]]:
    """Names and schools of the class; of namesakes one, and nobody who came over from another city's school."""
    statement = (
        select(Person.name, School.name.label("school"))
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(School, School.id == Person.school_id)
        .where(
            Enrolment.classroom_id == scene.classroom_id,
            Enrolment.until.is_(None),
            School.place_code.startswith(city),
        )
        .order_by(Person.id)
    )
    schools = {row.name: row.school for row in db.session.execute(statement)}
    return list(schools.items())
