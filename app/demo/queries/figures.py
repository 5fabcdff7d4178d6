"""The table of the province's published figures, read back from the database."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from app.assignments.models import Submission, SubmissionState
from app.bulletins.models import Bulletin
from app.classrooms.models import Classroom, Enrolment, StaffAssignment, StaffRole, Training
from app.classrooms.scheme import Scheme
from app.courses.models import Module, Topic
from app.demo.shape import Shape
from app.demo.texts.special import REPLIES, VIEWS
from app.discussions.models import Post, Thread
from app.foundation.database import db
from app.journals.models import Journal
from app.people.models import Appointment, Institution, Person, Place, PlaceKind, Role
from app.progress.queries import done_in_training, module_ids
from app.progress.requirements import Done, is_complete, requirements
from app.resources.models import Resource
from app.study.models import StudyDay

PERIOD = 45  # minutes of a credit hour (学时)


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table; `at_least` says that more than expected is right too."""

    name: str
    expected: int
    found: int
    at_least: bool = False

    @property
    def is_right(self) -> bool:
        return self.found >= self.expected if self.at_least else self.found == self.expected


def figures_against(shape: Shape, training: Training) -> list[Figure]:
    """Every published figure beside what the database says."""
    return [*_people(shape, training), *_works(shape, training), *_course(), *_learners(shape, training)]


def _people(shape: Shape, training: Training) -> list[Figure]:
    rooms = select(Classroom.id).where(Classroom.training_id == training.id)
    staff = _count(StaffAssignment, StaffAssignment.classroom_id.in_(rooms))
    technicians = staff.where(StaffAssignment.role == StaffRole.TECHNICIAN)
    taught_at = select(func.count(Classroom.place_code.distinct())).where(Classroom.training_id == training.id)
    experts = select(func.count(Appointment.person_id.distinct())).where(Appointment.role == Role.EXPERT)
    institutions = _count(Institution, Institution.place_code != training.place_code)
    own = _count(Institution, Institution.place_code == training.place_code)
    return [
        Figure("市州", shape.cities, _number(_count(Place, Place.kind == PlaceKind.CITY))),
        Figure("教学点", shape.sites, _number(_count(Place, Place.kind == PlaceKind.SITE))),
        Figure("有班级的教学点", shape.sites, _number(taught_at)),
        Figure("班级", shape.classrooms, _number(_count(Classroom, Classroom.training_id == training.id))),
        Figure("学员", shape.learners, _number(_present(training))),
        *_bounds(shape, training),
        *([Figure("市县培训机构", 142, _number(institutions))] if shape.cities == 14 else []),
        Figure("省直培训机构", 6, _number(own)),
        Figure("辅导教师和班级管理员", 2 * shape.classrooms, _number(staff) - _number(technicians)),
        Figure("信息员", shape.classrooms, _number(technicians)),
        Figure("课程专家", min(shape.experts, shape.cities), _number(experts)),
    ]


def _bounds(shape: Shape, training: Training) -> list[Figure]:
    sizes = _present(training).group_by(Enrolment.classroom_id).subquery()
    number = next(iter(sizes.c))
    least, most = db.session.execute(select(func.min(number), func.max(number))).one()
    wrong = (least or 0) < shape.smallest_class or (most or 0) > shape.largest_class
    return [
        Figure(
            f"人数不在 {shape.smallest_class} 到 {shape.largest_class} 之间的班级（{least} 到 {most}）", 0, int(wrong)
        )
    ]


def _present(training: Training) -> Select[Any]:
    return _count(Enrolment, Enrolment.training_id == training.id, Enrolment.until.is_(None))


def _works(shape: Shape, training: Training) -> list[Figure]:
    here = training.id
    shown = (Post.training_id == here, Post.hidden_at.is_(None))
    experts = select(Appointment.person_id).where(Appointment.role == Role.EXPERT)
    handed_in = _count(Submission, Submission.training_id == here, Submission.state != SubmissionState.TAKEN_BACK)
    return [
        Figure("提交作业", shape.submissions, _number(handed_in)),
        Figure("班级沙龙帖子", shape.salon_posts, _number(_count(Post, *shown, Post.is_salon))),
        Figure("论坛留言", shape.forum_posts, _number(_count(Post, *shown, Post.is_salon.is_(False)))),
        Figure("专家发帖", shape.expert_posts, _number(_count(Post, *shown, Post.author_id.in_(experts)))),
        Figure("上传资源", shape.resources, _number(_count(Resource, Resource.training_id == here))),
        Figure("班级简报", shape.bulletins, _number(_count(Bulletin, Bulletin.training_id == here))),
        Figure(
            "发布的研修日志",
            shape.journals,
            _number(_count(Journal, Journal.training_id == here, Journal.published_at.is_not(None))),
        ),
        *_lively(training),
    ]


def _lively(training: Training) -> list[Figure]:
    """The thread most looked at, raised by a class administrator."""
    statement = (
        select(Thread.view_count, Thread.post_count)
        .join(
            StaffAssignment,
            (StaffAssignment.person_id == Thread.author_id) & (StaffAssignment.role == StaffRole.CLASS_ADMINISTRATOR),
        )
        .where(Thread.training_id == training.id, Thread.classroom_id.is_not(None))
        .order_by(Thread.view_count.desc())
    )
    views, posts = db.session.execute(statement).first() or (0, 1)
    return [Figure("最热一帖的浏览", VIEWS, views), Figure("最热一帖的回复", REPLIES, posts - 1)]


def _course() -> list[Figure]:
    topics = (Topic.retired_at.is_(None),)
    minutes = _number(select(func.sum(Topic.credit_minutes)).where(*topics))
    return [
        Figure("课程模块", 6, _number(_count(Module, Module.retired_at.is_(None)))),
        Figure("专题", 48, _number(_count(Topic, *topics))),
        Figure("学时", 50, minutes // PERIOD),
    ]


def _learners(shape: Shape, training: Training) -> list[Figure]:
    scheme, modules, done = Scheme.read(training.scheme), module_ids(), done_in_training(training.id)
    people = list(db.session.scalars(_present(training).with_only_columns(Enrolment.person_id)))
    through = sum(is_complete(requirements(scheme, done.get(person, Done()), modules)) for person in people)
    seconds = _number(select(func.sum(StudyDay.seconds)).where(StudyDay.training_id == training.id))
    share = round(100 * through / len(people)) if people else 0
    return [
        Figure("完成全部要求的学员", shape.complete, through),
        Figure("按时参训率（%）", 93, share),
        Figure("人均在线学习（分钟）", 2000, seconds // 60 // len(people) if people else 0, at_least=True),
        Figure("演示账号", 9, _number(_count(Person, Person.is_demo)), at_least=False),
    ]


def _count(table: Any, *conditions: Any) -> Select[Any]:
    return select(func.count()).select_from(table).where(*conditions)


def _number(statement: Select[Any]) -> int:
    return int(db.session.scalar(statement) or 0)
