"""Closed weeks that somebody doubted, with what the tutor and the project team said to it."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from app.demo.operations.past.scene import Scene
from app.foundation.clock import Week
from app.foundation.database import db
from app.objections.operations import raise_objection, reject_objection, remark_on_objection
from app.rankings.models import BoardKind, ClosedWeek, Standing

DOUBTS = (
    ("talk", "周四晚上的两帖好像没有算进去，麻烦核对一下。", "两帖我都读过，字数请项目组按规则核对。",
     "两帖都在，其中一帖不足二十个字，按规则不计分。"),
    ("study", "我觉得这周读的不止这些。", "这位老师读得很认真，请项目组看看有没有漏记。",
     "研修账本里能看到每一段。周六下午有一段停了太久，没有计入。"),
    ("place", "我和前一位同分，为什么名次低一位？", "两位老师的作业都评完了，名次怎么排请项目组说明。",
     "同分时先看教师评定的分，再看谁先到这个分数。"),
)  # fmt: skip


def object_to_weeks(scenes: Sequence[Scene], closed: Sequence[ClosedWeek]) -> None:
    """Class by class, what its learners said of the weeks."""
    for scene in scenes:
        _doubt(scene, closed)


def _doubt(scene: Scene, closed: Sequence[ClosedWeek]) -> None:
    """Somebody doubts a figure of each week; of the newest one a second doubt still waits for an answer."""
    people = (scene.learner, *scene.classmates)
    for number, week in enumerate(closed):
        ranked = _ranked(week, people)
        if ranked:
            _object(scene, week, ranked[number % 2 if len(ranked) > 1 else 0], number, is_answered=True)
        if number == len(closed) - 1 and len(ranked) > 2:
            _object(scene, week, ranked[2], number + 1, is_answered=False)


def _ranked(week: ClosedWeek, people: Sequence[int]) -> list[int]:
    """Some of the class's learners who stand on the week's board, the demo learner first."""
    rows = select(Standing.subject_id).where(
        Standing.closed_week_id == week.id, Standing.board == BoardKind.LEARNERS, Standing.subject_id.in_(people)
    )
    there = set(db.session.scalars(rows))
    return [person for person in people if person in there][:3]


def _object(scene: Scene, week: ClosedWeek, person_id: int, number: int, *, is_answered: bool) -> None:
    """Raised on the morning after the closing, a first word by the tutor, decided before the period ends."""
    figure, reason, remark, answer = DOUBTS[number % len(DOUBTS)]
    moment = week.closed_at + timedelta(hours=10)
    if moment > scene.latest:
        return
    with scene.at(moment):
        values = (scene.training.id, Week.parse(week.week), BoardKind.LEARNERS, person_id, figure, reason)
        objection = raise_objection(person_id, *values)
    if is_answered and moment + timedelta(hours=26) < scene.latest:
        with scene.at(moment + timedelta(hours=7)):
            remark_on_objection(scene.tutor, objection.id, remark)
        with scene.at(moment + timedelta(hours=26)):
            reject_objection(scene.team, objection.id, answer)
