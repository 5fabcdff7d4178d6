"""The cast and the stage of all tests: one training in its third week, three classes in two cities."""

import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.classrooms.models import Classroom, Enrolment, StaffAssignment, Training
from app.courses.models import Module, Section, Topic
from app.foundation import clock
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.people.models import Appointment, Person, Place, School
from tests.support.tables import run_script, script_of

EVENING = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)  # Wednesday of 2026-W12, eight in the evening in Shanghai
BEGINNING = datetime(2026, 3, 1, 16, 0, tzinfo=UTC)  # Monday 2 March 2026 begins in Shanghai
PASSWORD = "banzhuren-2009"
PLACES = [
    ("43", None, "province", "湖南省"),
    ("4301", "43", "city", "长沙市"),
    ("430102", "4301", "county", "芙蓉区"),
    ("430102001", "430102", "site", "芙蓉区教师进修学校教学点"),
    ("4306", "43", "city", "岳阳市"),
    ("430602", "4306", "county", "岳阳楼区"),
    ("430602001", "430602", "site", "岳阳楼区教学点"),
]
CAST = {
    "learner": "林小满",
    "classmate": "周立秋",
    "learner2": "欧阳春分",
    "far_learner": "𠮷田",
    "left": "秦谷雨",
    "disabled": "韩霜降",
    "tutor": "何清明",
    "tutor2": "宋立夏",
    "far_tutor": "唐处暑",
    "class_administrator": "许芒种",
    "class_administrator2": "吕大暑",
    "expert": "施白露",
    "area": "张寒露",
    "far_area": "孔立冬",
    "team": "曹小雪",
}
LADDER = [["优", 90], ["良", 80], ["合格", 60], ["不合格", 0]]
SCHEME = {"minutes": 2000, "assignments": 12, "assignments_per_module": 2, "journals": 6, "salon_posts": 4}


_raised: dict[str, str] = {}
_found: dict[str, bytes] = {}


def raise_stage(build: Callable[[Session], None]) -> None:
    """Build the stage once for each database of this run; afterwards its rows are put back as they were."""
    database = db.engine.dialect.name
    if database in _raised:
        run_script(db.engine, _raised[database])
        return
    with transaction() as session:
        build(session)
    with db.engine.connect() as connection:
        _raised[database] = script_of(connection)


def _known(find: Callable[[], dict[str, object]]) -> bytes:
    """What stands on the stage, looked up once for each database; whoever unpacks it has objects of their own."""
    database = db.engine.dialect.name
    if database not in _found:
        _found[database] = pickle.dumps(find())
    return _found[database]


class Given:
    """`given.learner`, `given.tutor`, … are people; `given.classroom`, `.classroom2`, `.far_classroom` places to be."""

    learner: Person
    classmate: Person
    learner2: Person
    far_learner: Person
    left: Person
    disabled: Person
    tutor: Person
    tutor2: Person
    far_tutor: Person
    class_administrator: Person
    class_administrator2: Person
    expert: Person
    area: Person
    far_area: Person
    team: Person
    training: Training
    classroom: Classroom
    classroom2: Classroom
    far_classroom: Classroom
    topic: Topic
    topic2: Topic
    topic3: Topic
    topic4: Topic

    def __init__(self, app: Flask) -> None:
        self.app = app
        clock.travel_to(EVENING)
        with app.app_context():
            raise_stage(self._build)
            vars(self).update(pickle.loads(_known(self._find)))

    def _build(self, session: Any) -> None:
        session.add_all(Place(code=c, parent_code=p, kind=k, name=n) for c, p, k, n in PLACES)
        session.flush()
        school = School(place_code="430102", name="育才小学", stage="小学")
        training = Training(
            code="2026-spring", name="2026 年春季班主任研修", place_code="43", starts_on=date(2026, 3, 2),
            ends_on=date(2026, 4, 12), late_until=date(2026, 4, 19), time_zone="Asia/Shanghai",
            scheme=SCHEME, grade_ladder=LADDER,
        )  # fmt: skip
        session.add_all([school, training])
        session.flush()
        rooms = [
            Classroom(training_id=training.id, code=code, name=name, place_code=place)
            for code, name, place in (
                ("c-101", "芙蓉一班", "430102001"),
                ("c-102", "芙蓉二班", "430102001"),
                ("c-601", "岳阳楼一班", "430602001"),
            )
        ]
        cast = {
            account: Person(account=account, name=name, sort_name=account, school_id=school.id, created_at=BEGINNING)
            for account, name in CAST.items()
        }
        cast["disabled"].disabled_at = EVENING - timedelta(days=1)
        session.add_all([*rooms, *cast.values()])
        session.flush()
        self._seat(session, cast, rooms, training)
        self._write_course(session)

    def _seat(self, session: Any, cast: dict[str, Person], rooms: list[Classroom], training: Training) -> None:
        yesterday = EVENING - timedelta(days=1)
        seats = [("learner", 0), ("classmate", 0), ("left", 0), ("disabled", 0), ("learner2", 1), ("far_learner", 2)]
        for account, room in seats:
            until = yesterday if account == "left" else None
            session.add(
                Enrolment(
                    person_id=cast[account].id,
                    training_id=training.id,
                    classroom_id=rooms[room].id,
                    since=BEGINNING,
                    until=until,
                )
            )
        staff = [
            ("tutor", 0, "tutor"), ("tutor2", 1, "tutor"), ("far_tutor", 2, "tutor"),
            ("class_administrator", 0, "class_administrator"), ("class_administrator2", 1, "class_administrator"),
        ]  # fmt: skip
        for account, room, role in staff:
            session.add(
                StaffAssignment(classroom_id=rooms[room].id, person_id=cast[account].id, role=role, since=BEGINNING)
            )
        roles = [
            ("expert", "expert", "4301"), ("area", "area_administrator", "4301"),
            ("far_area", "area_administrator", "4306"), ("team", "project_team", "43"),
        ]  # fmt: skip
        for account, role, place in roles:
            session.add(Appointment(person_id=cast[account].id, role=role, place_code=place, since=BEGINNING))

    def _write_course(self, session: Any) -> None:
        for position in (1, 2):
            module = Module(
                slug=f"module-{position}", position=position, title=f"第{position}模块", hook="从一天说起",
                introduction_html="<p>导言</p>", fingerprint="-",
            )  # fmt: skip
            session.add(module)
            session.flush()
            for number in (1, 2):
                topic = Topic(
                    module_id=module.id, slug=f"topic-{position}{number}", position=number,
                    title=f"专题{position}{number}", hook="一句话", credit_minutes=45, minimum_characters=20,
                    reading_minutes=6, status="ready", stages=["小学"], keywords=["作业"], sources=[], fingerprint="-",
                )  # fmt: skip
                session.add(topic)
                session.flush()
                session.add_all(
                    Section(topic_id=topic.id, kind=kind, position=n, html=f"<p>{kind}正文</p>", characters=900)
                    for n, kind in enumerate(("case", "commentary", "extension", "questions", "assignment"), 1)
                )

    def _find(self) -> dict[str, object]:
        people = select(Person).options(joinedload(Person.appointments), joinedload(Person.school))
        rooms = select(Classroom).order_by(Classroom.code).options(joinedload(Classroom.training))
        topics = select(Topic).order_by(Topic.id).options(joinedload(Topic.module))
        found: dict[str, object] = {person.account: person for person in db.session.scalars(people).unique()}
        found["training"] = db.session.scalars(select(Training)).one()
        found |= zip(("classroom", "classroom2", "far_classroom"), db.session.scalars(rooms), strict=True)
        found |= zip(("topic", "topic2", "topic3", "topic4"), db.session.scalars(topics), strict=True)
        db.session.expunge_all()
        return found

    def a_submission(self, by: Person | None = None, topic: Topic | None = None, text: str = "") -> int:
        """Hand in an assignment and give its number."""
        from app.assignments.operations import hand_in_submission

        words = text or "今天我请全班同学把昨晚的作业时间写在纸条上,收上来一看,最长的写到了十一点。"
        with self.app.app_context():
            return hand_in_submission((by or self.learner).id, (topic or self.topic).id, words, []).id

    def a_journal(
        self, by: Person | None = None, title: str = "雨天的晨会", text: str = "", publish: bool = True
    ) -> int:
        from app.journals.operations import write_journal

        with self.app.app_context():
            return write_journal(
                (by or self.learner).id, title, text or "下了一夜的雨,早读只到了一半的人。", publish
            ).id

    def a_thread(self, by: Person | None = None, classroom: Classroom | None = None, text: str = "大家怎么办?") -> int:
        """Start a thread in a salon and give its number."""
        from app.discussions.operations import start_thread

        room = classroom or self.classroom
        with self.app.app_context():
            author = (by or self.learner).id
            return start_thread(author, "迟到的孩子", text, classroom_id=room.id).id

    def a_reply(self, thread: int, by: Person | None = None, text: str = "我会先问问他昨晚几点睡的。") -> int:
        from app.discussions.operations import reply

        with self.app.app_context():
            return reply((by or self.classmate).id, thread, text).id


@pytest.fixture
def given(app: Flask) -> Given:
    return Given(app)
