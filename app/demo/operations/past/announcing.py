"""What was announced to the demo's people: by the team to all, by an area, by the class's own administrator."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.announcements.models import Audience
from app.announcements.operations import Wording, acknowledge_announcement, note_reading, write_announcement
from app.announcements.queries import Target
from app.classrooms.models import Classroom
from app.demo.operations.past.scene import Scene
from app.foundation.database import db
from app.people.models import Person

OPENING = """各位老师：

培训今天开始，一共六个星期。每个模块任选两个专题写作业，每周写一篇研修日志，沙龙里至少说四次话。

**白天上课要紧，夜里慢慢来。** 网不好的时候写的字会存在手机上，连上了自己会交。有难处先找班级管理员，再找我们。"""
CREDIT = """离结束不远了，学校里事情也多，请各班心里有数：

- 时长、作业、日志、沙龙四样都够，才算按时参训；
- 最后一天晚上十二点以前交的都算，不用赶着半夜交；
- 迟交的一个星期内还收，但不进当周的学员之星。"""
AREA = """本市各教学点：

星期五下午三点开网上碰头会，各班管理员报一下进度，说一说哪几位老师还要再请一请。材料不用另写，看学情页就行。"""
CLASS = """这个星期六晚上八点，我们在沙龙里聊“家长会上没人说话怎么办”，辅导老师也来。

来不了的老师，先把您碰到过的一次写在帖子里，大家一样看得到。"""


def announce(scene: Scene) -> None:
    """The class's own announcement: most have read it, some have said so."""
    room = db.session.get_one(Classroom, scene.classroom_id)
    here = Target("", room.name, room.place_code, room.id, room.training_id)
    moment = scene.before(2.2)
    number = _said(scene, scene.administrator, here, "星期六晚上八点，沙龙里见", CLASS, moment, asks=True)
    for place, person_id in enumerate(scene.classmates):
        if place % 5 == 4:
            continue
        with scene.at(scene.after(moment, 1 + place % 30)):
            note_reading(person_id, number)
            if place % 3:
                acknowledge_announcement(person_id, number)


def announce_to_all(scenes: Sequence[Scene]) -> None:
    """The opening word, which everybody around has read; a word to staff, and what the end asks for."""
    scene = scenes[0]
    code = scene.training.place_code
    everywhere = Target("", scene.training.name, code, None, scene.training.id)
    area = db.session.scalar(select(Person.id).where(Person.account == "area"))
    city = db.session.get_one(Classroom, scene.classroom_id).place_code[:4]
    opened = scene.training.starts_at
    number = _said(scene, scene.team, everywhere, "开班的话：六个星期，慢慢来", OPENING, opened, pinned=True)
    for one in scenes:
        for place, person_id in enumerate((one.learner, one.tutor, one.administrator, *one.classmates)):
            with scene.at(scene.after(opened, 7 + place)):
                note_reading(person_id, number)
    _said(scene, scene.team, everywhere, "离结束不远了：怎样算按时参训", CREDIT, scene.before(1.1))
    if area is not None:
        here = Target("", "", city, None, scene.training.id)
        _said(scene, area, here, "星期五下午三点，网上碰头会", AREA, scene.before(3.1), audience=Audience.STAFF)


def _said(
    scene: Scene,
    author_id: int,
    target: Target,
    title: str,
    text: str,
    moment: datetime,
    *,
    audience: Audience = Audience.EVERYBODY,
    asks: bool = False,
    pinned: bool = False,
) -> int:
    with scene.at(moment):
        words = Wording(title, text, audience, min(moment, scene.latest), None, asks, pinned)
        return write_announcement(author_id, scene.training.id, target, words).id
