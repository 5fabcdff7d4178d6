"""Second opinions: one that left the grade, one that raised it, and those that still wait for a tutor of the demo."""

from sqlalchemy import func, select

from app.classrooms.models import Classroom, StaffAssignment, StaffRole
from app.demo.operations.past.scene import Scene
from app.foundation.database import db
from app.grading.models import Grade
from app.opinions.models import SecondOpinion
from app.opinions.operations import ask_second_opinion, give_second_opinion

CITY, MOST_ASKED = 4, 24
HIGHER, LOWER = 4, -3
REASONS = (
    "这一篇写的是我最用心的一次家访，想请另一位老师也看看。",
    "评语里说过程不够具体，可我觉得第二部分写细了，想听听别的看法。",
    "分数比我前几篇低不少，想知道差在哪里。",
)
COMMENTS = (
    "过程是具体的，孩子那句话记得尤其好。若能写出自己当时的犹豫，还会更动人。",
    "同意第一位老师的判断：做法清楚，反思浅了一层。下一篇试着多问自己一个为什么。",
)


def ask_for_second_opinions(scene: Scene) -> None:
    """The demo learner asked twice and was answered twice; learners of a class nearby ask the demo tutor."""
    for number, (grade, step) in enumerate(zip(_lowest(scene, scene.learner, 2), (HIGHER, LOWER), strict=False)):
        with scene.at(scene.after(grade.graded_at, 15)):
            opinion = ask_second_opinion(scene.learner, grade.kind, grade.work_id, REASONS[number])
        with scene.at(scene.after(grade.graded_at, 50)):
            score = min(100, max(0, (grade.score or 80) + step))
            give_second_opinion(opinion.tutor_id, opinion.id, score, COMMENTS[number])
    _ask_nearby(scene)


def _ask_nearby(scene: Scene) -> None:
    """Who has the fewest open opinions is asked next, so after some it is the demo tutor's turn."""
    nearby = _classroom_nearby(scene)
    for number, grade in enumerate(_graded_in(nearby, scene) if nearby else []):
        with scene.at(scene.before(2 - number / 40)):
            opinion = ask_second_opinion(grade.person_id, grade.kind, grade.work_id, REASONS[number % len(REASONS)])
        if opinion.tutor_id == scene.tutor:
            break


def _lowest(scene: Scene, person_id: int, number: int) -> list[Grade]:
    """The lowest grades that stand of somebody's assignments, of some days ago."""
    statement = select(Grade).where(
        Grade.kind == "submission", Grade.person_id == person_id, Grade.superseded_at.is_(None)
    )
    old = statement.where(Grade.graded_at < scene.before(3))
    return list(db.session.scalars(old.order_by(Grade.score, Grade.id).limit(number)))


def _classroom_nearby(scene: Scene) -> int | None:
    """Another class of the same city."""
    home = select(func.substr(Classroom.place_code, 1, CITY)).where(Classroom.id == scene.classroom_id)
    city = db.session.scalars(home).one()
    others = select(Classroom.id).where(Classroom.place_code.startswith(city), Classroom.id != scene.classroom_id)
    here = others.where(Classroom.training_id == scene.training.id)
    return db.session.scalar(here.order_by(Classroom.id).limit(1))


def _graded_in(classroom_id: int, scene: Scene) -> list[Grade]:
    """A graded assignment of each of some learners of a class, none of them asked about yet."""
    tutors = select(StaffAssignment.person_id).where(
        StaffAssignment.classroom_id == classroom_id, StaffAssignment.role == StaffRole.TUTOR
    )
    asked = select(SecondOpinion.work_id).where(SecondOpinion.kind == "submission")
    newest = (
        select(func.max(Grade.id))
        .where(Grade.kind == "submission", Grade.classroom_id == classroom_id, Grade.grader_id.in_(tutors))
        .where(Grade.superseded_at.is_(None), Grade.graded_at < scene.before(3), Grade.work_id.not_in(asked))
        .group_by(Grade.person_id)
    )
    return list(db.session.scalars(select(Grade).where(Grade.id.in_(newest)).order_by(Grade.id).limit(MOST_ASKED)))
